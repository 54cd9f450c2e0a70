//! Another mail address: wanted, shown to be one's own, and taken back from the old one (R7).

use app::session::Proven;
use app::token;
use axum::response::Response;
use domain::token::Purpose;
use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use super::{Again, again};
use crate::desk::Desk;
use crate::entry::{self, Entry};
use crate::error::PageError;
use crate::form::Form;
use crate::frame;
use crate::path::Path;
use crate::session_cookie::Comes;
use crate::ticket::{self, Ticket};

/// The address wanted.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    email: String,
}

/// Asks for another. It counts once the mail sent there is answered.
pub(crate) async fn ask(
    desk: Desk,
    Comes(browser): Comes,
    Form(wanted): Form<Wanted>,
) -> Result<Response, PageError> {
    let Ok(proven) = Proven::of(desk.me()?, desk.now) else {
        return Ok(frame::go("/prove?return_to=/settings%23address"));
    };
    let viewer = desk.viewer();
    match app::address::change(desk.app(), viewer, proven, &wanted.email, &browser).await {
        Ok(()) => Ok(frame::go("/settings?saved=address")),
        Err(app::Error::Invalid(problems)) => {
            let typed = Again {
                email: wanted.email,
                problems,
                ..Again::default()
            };
            again(&desk, typed).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The address in the mail to the new address.
pub(crate) async fn open_new(desk: Desk, Path(secret): Path<String>) -> Response {
    ticket::exchange(&desk, Ticket::NewAddress, &secret)
}

/// Its page with the button.
pub(crate) async fn show_new(desk: Desk, headers: HeaderMap) -> Result<Response, PageError> {
    let keys = Keys {
        purpose: Purpose::ChangeAddress,
        title: "settings.address-change",
        words: "settings.address-new-words",
        button: "settings.address-new-button",
    };
    button(&desk, &headers, Ticket::NewAddress, keys).await
}

/// From now on it counts.
pub(crate) async fn confirm(desk: Desk, headers: HeaderMap) -> Result<Response, PageError> {
    let Some(secret) = ticket::held(&desk, &headers, Ticket::NewAddress) else {
        return entry::gone(&desk, Ticket::NewAddress, "error.expired");
    };
    match app::address::confirm(desk.app(), &secret, desk.known.as_deref()).await {
        Ok(()) => {
            let mut response = frame::go("/settings?saved=new-address");
            ticket::spend(&desk, &mut response);
            Ok(response)
        }
        Err(error) => entry::failed(&desk, Ticket::NewAddress, error),
    }
}

/// The address in the mail to the old address.
pub(crate) async fn open_undo(desk: Desk, Path(secret): Path<String>) -> Response {
    ticket::exchange(&desk, Ticket::OldAddress, &secret)
}

/// Its page with the button.
pub(crate) async fn show_undo(desk: Desk, headers: HeaderMap) -> Result<Response, PageError> {
    let keys = Keys {
        purpose: Purpose::UndoAddress,
        title: "settings.undo-heading",
        words: "settings.undo-words",
        button: "settings.undo-button",
    };
    button(&desk, &headers, Ticket::OldAddress, keys).await
}

/// The account is its owner's again.
pub(crate) async fn undo(desk: Desk, headers: HeaderMap) -> Result<Response, PageError> {
    let Some(secret) = ticket::held(&desk, &headers, Ticket::OldAddress) else {
        return entry::gone(&desk, Ticket::OldAddress, "error.expired");
    };
    match app::address::undo(desk.app(), &secret).await {
        Ok(()) => {
            let entry = Entry {
                title: desk.text("settings.undone-heading"),
                words: vec![desk.text("settings.undone-words")],
                ..Entry::default()
            };
            let mut response = entry::show(&desk, StatusCode::OK, entry)?;
            ticket::spend(&desk, &mut response);
            Ok(response)
        }
        Err(error) => entry::failed(&desk, Ticket::OldAddress, error),
    }
}

/// What a page with a button says.
struct Keys {
    purpose: Purpose,
    title: &'static str,
    words: &'static str,
    button: &'static str,
}

async fn button(
    desk: &Desk,
    headers: &HeaderMap,
    ticket: Ticket,
    keys: Keys,
) -> Result<Response, PageError> {
    let Some(secret) = ticket::held(desk, headers, ticket) else {
        return entry::gone(desk, ticket, "error.expired");
    };
    match token::look(desk.app(), &secret, keys.purpose).await {
        Ok(()) => {
            let entry = Entry {
                title: desk.text(keys.title),
                words: vec![desk.text(keys.words)],
                press: Some((ticket.page(), desk.text(keys.button))),
                ..Entry::default()
            };
            entry::show(desk, StatusCode::OK, entry)
        }
        Err(error) => entry::failed(desk, ticket, error),
    }
}
