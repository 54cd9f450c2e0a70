//! Showing that the address given at joining is one's own.

use app::join::Confirmed;
use app::token;
use axum::response::Response;
use domain::token::Purpose;
use http::{HeaderMap, StatusCode};

use crate::desk::Desk;
use crate::entry::{self, Entry};
use crate::error::PageError;
use crate::frame;
use crate::path::Path;
use crate::session_cookie::{self, Comes};
use crate::ticket::{self, Ticket};

const MINE: Ticket = Ticket::Confirmation;

/// The address in the mail.
pub(crate) async fn open(desk: Desk, Path(secret): Path<String>) -> Response {
    ticket::exchange(&desk, MINE, &secret)
}

/// The page with the button.
pub(crate) async fn show(desk: Desk, headers: HeaderMap) -> Result<Response, PageError> {
    let Some(secret) = ticket::held(&desk, &headers, MINE) else {
        return entry::gone(&desk, MINE, "error.expired");
    };
    match token::look(desk.app(), &secret, Purpose::Confirm).await {
        Ok(()) => {
            let entry = Entry {
                title: desk.text("join.confirm-heading"),
                words: vec![desk.text("join.confirm-words")],
                press: Some((MINE.page(), desk.text("join.confirm-button"))),
                ..Entry::default()
            };
            entry::show(&desk, StatusCode::OK, entry)
        }
        Err(error) => entry::failed(&desk, MINE, error),
    }
}

/// The button.
pub(crate) async fn press(
    desk: Desk,
    headers: HeaderMap,
    Comes(browser): Comes,
) -> Result<Response, PageError> {
    let Some(secret) = ticket::held(&desk, &headers, MINE) else {
        return entry::gone(&desk, MINE, "error.expired");
    };
    let mut response = match app::join::confirm(desk.app(), &secret, browser).await {
        Ok(Confirmed::SignedIn(signed_in)) => {
            let mut response = frame::go("/settings?saved=welcome");
            session_cookie::enter(&desk, &mut response, &signed_in);
            response
        }
        Ok(Confirmed::Member) => frame::go("/sign-in?said=confirmed"),
        Ok(Confirmed::Applied) => {
            let entry = Entry {
                title: desk.text("join.applied-heading"),
                words: vec![desk.text("join.applied")],
                link: Some(("/", desk.text("error.to-the-front"))),
                ..Entry::default()
            };
            entry::show(&desk, StatusCode::OK, entry)?
        }
        Err(error) => return entry::failed(&desk, MINE, error),
    };
    ticket::spend(&desk, &mut response);
    Ok(response)
}
