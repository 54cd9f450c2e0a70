//! Becoming a member: by the open door, by an application, by an invitation.

pub(crate) mod confirmation;
pub(crate) mod invitation;

use askama::Template;
use axum::response::Response;
use domain::Problems;
use domain::person::JoinInput;
use domain::site::Joining;
use http::StatusCode;
use serde::Deserialize;

use crate::desk::Desk;
use crate::entry::{self, Entry};
use crate::error::PageError;
use crate::filters;
use crate::form::Form;
use crate::frame::{self, Frame, Section};
use crate::session_cookie::{self, Comes};

/// The form, with the field that people leave empty.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Sent {
    #[serde(flatten)]
    input: JoinInput,
    #[serde(default)]
    website: String,
    /// When the form was handed out.
    #[serde(default)]
    mark: String,
}

#[derive(Template)]
#[template(path = "entry/join.html")]
struct JoinPage {
    frame: Frame,
    input: JoinInput,
    problems: Problems,
    mark: String,
    least: i64,
    /// What applicants are asked, where they are.
    question: Option<String>,
}

fn page(desk: &Desk, sent: Sent, problems: Problems) -> JoinPage {
    let question = (desk.site.joining == Joining::Application).then(|| {
        if desk.site.question.is_empty() {
            desk.text("join.question")
        } else {
            desk.site.question.clone()
        }
    });
    JoinPage {
        frame: Frame::new(desk, desk.text("nav.join"), Section::None),
        input: sent.input,
        problems,
        mark: app::join::mark(desk.app(), &sent.mark),
        least: i64::try_from(app::credential::least(domain::Role::Member)).unwrap_or(0),
        question,
    }
}

/// The form; or how one comes in here otherwise.
pub(crate) async fn show(desk: Desk) -> Result<Response, PageError> {
    if desk.known.is_some() || !app::setup::is_done(desk.app()).await? {
        return Ok(frame::go("/"));
    }
    if desk.site.joining == Joining::Invitation {
        let entry = Entry {
            title: desk.text("join.closed"),
            words: vec![desk.text("join.closed-hint")],
            link: Some(("/sign-in", desk.text("nav.sign-in"))),
            ..Entry::default()
        };
        return entry::show(&desk, StatusCode::OK, entry);
    }
    frame::show(&desk, &page(&desk, Sent::default(), Problems::default()))
}

/// Asks to join. Whether the address is known, only its owner reads.
pub(crate) async fn ask(
    desk: Desk,
    Comes(browser): Comes,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let done = frame::go("/join/sent");
    if !sent.website.is_empty() {
        return Ok(done); // A program filled in what people do not see. It need not learn that it was found out.
    }
    if !app::setup::is_done(desk.app()).await? {
        return Ok(frame::go("/"));
    }
    let is_form = desk.site.joining != Joining::Invitation;
    if is_form && app::join::is_hurried(desk.app(), &sent.mark) {
        let problems = Problems::one("mark", "join.too-fast");
        return frame::show_again(&desk, &page(&desk, sent, problems));
    }
    match app::join::join(desk.app(), &sent.input, browser).await {
        Ok(device) => {
            let mut done = done;
            session_cookie::keep_device(&desk, &mut done, &device);
            Ok(done)
        }
        Err(app::Error::Invalid(problems)) => {
            frame::show_again(&desk, &page(&desk, sent, problems))
        }
        Err(other) => Err(other.into()),
    }
}

/// Look into your mail.
pub(crate) async fn sent(desk: Desk) -> Result<Response, PageError> {
    let entry = Entry {
        title: desk.text("entry.mail-sent"),
        words: vec![
            desk.text("join.check-mail"),
            desk.text("entry.mail-missing"),
        ],
        ..Entry::default()
    };
    entry::show(&desk, StatusCode::OK, entry)
}
