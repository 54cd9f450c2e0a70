//! A forgotten password: asking for a mail, and choosing another with the secret in it.

use app::token;
use askama::Template;
use axum::response::Response;
use domain::Problems;
use domain::token::Purpose;
use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use crate::desk::Desk;
use crate::entry::{self, Entry};
use crate::error::PageError;
use crate::filters;
use crate::form::Form;
use crate::frame::{self, Frame, Section};
use crate::path::Path;
use crate::session_cookie::{self, Comes};
use crate::ticket::{self, Ticket};

const MINE: Ticket = Ticket::Password;

/// For whom.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    email: String,
}

/// The new one.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Chosen {
    #[serde(default)]
    password: String,
}

#[derive(Template)]
#[template(path = "entry/reset.html")]
struct AskPage {
    frame: Frame,
    email: String,
    problems: Problems,
}

#[derive(Template)]
#[template(path = "entry/password.html")]
struct PasswordPage {
    frame: Frame,
    least: i64,
    problems: Problems,
}

fn ask_page(desk: &Desk, email: String, problems: Problems) -> AskPage {
    AskPage {
        frame: Frame::new(desk, desk.text("sign-in.forgotten"), Section::None).unlisted(),
        email,
        problems,
    }
}

/// Which address?
pub(crate) async fn show(desk: Desk) -> Result<Response, PageError> {
    frame::show(&desk, &ask_page(&desk, String::new(), Problems::default()))
}

/// Writes a mail, if there is anybody to write to. The answer is the same either way (R9).
pub(crate) async fn ask(
    desk: Desk,
    Comes(browser): Comes,
    Form(asked): Form<Asked>,
) -> Result<Response, PageError> {
    match app::credential::ask(desk.app(), &asked.email, &browser).await {
        Ok(()) => Ok(frame::go("/sign-in/reset/sent")),
        Err(app::Error::Invalid(problems)) => {
            frame::show_again(&desk, &ask_page(&desk, asked.email, problems))
        }
        Err(other) => Err(other.into()),
    }
}

/// Look into your mail.
pub(crate) async fn sent(desk: Desk) -> Result<Response, PageError> {
    let entry = Entry {
        title: desk.text("entry.mail-sent"),
        words: vec![
            desk.text("sign-in.reset-sent"),
            desk.text("entry.mail-missing"),
        ],
        link: Some(("/sign-in", desk.text("nav.sign-in"))),
        ..Entry::default()
    };
    entry::show(&desk, StatusCode::OK, entry)
}

/// The address in the mail.
pub(crate) async fn open(desk: Desk, Path(secret): Path<String>) -> Response {
    ticket::exchange(&desk, MINE, &secret)
}

fn password_page(desk: &Desk, problems: Problems) -> PasswordPage {
    PasswordPage {
        frame: Frame::new(desk, desk.text("sign-in.new-password"), Section::None).unlisted(),
        least: i64::try_from(app::credential::least(domain::Role::Member)).unwrap_or(0),
        problems,
    }
}

/// The page with the form.
pub(crate) async fn choose(desk: Desk, headers: HeaderMap) -> Result<Response, PageError> {
    let Some(secret) = ticket::held(&desk, &headers, MINE) else {
        return entry::gone(&desk, MINE, "error.expired");
    };
    match token::look(desk.app(), &secret, Purpose::Reset).await {
        Ok(()) => {
            let page = password_page(&desk, Problems::default());
            Ok(ticket::quiet(frame::show(&desk, &page)?))
        }
        Err(error) => entry::failed(&desk, MINE, error),
    }
}

/// Sets it. Whoever was an applicant has to wait on, with the new one.
pub(crate) async fn set(
    desk: Desk,
    headers: HeaderMap,
    Comes(browser): Comes,
    Form(chosen): Form<Chosen>,
) -> Result<Response, PageError> {
    let Some(secret) = ticket::held(&desk, &headers, MINE) else {
        return entry::gone(&desk, MINE, "error.expired");
    };
    match app::credential::reset(desk.app(), &secret, &chosen.password, browser).await {
        Ok(signed_in) => {
            let mut response = match &signed_in {
                Some(_) => frame::go("/settings?saved=password"),
                None => frame::go("/sign-in?said=password"),
            };
            ticket::spend(&desk, &mut response);
            if let Some(signed_in) = &signed_in {
                session_cookie::enter(&desk, &mut response, signed_in);
            }
            Ok(response)
        }
        Err(app::Error::Invalid(problems)) => {
            let mut again = frame::show_again(&desk, &password_page(&desk, problems))?;
            ticket::keep(&desk, &mut again, MINE, &secret);
            Ok(ticket::quiet(again))
        }
        Err(error) => entry::failed(&desk, MINE, error),
    }
}
