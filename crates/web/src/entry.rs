//! The page with a door: a few sentences, and perhaps a button or a way on.

use askama::Template;
use axum::response::Response;
use http::StatusCode;

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::frame::{self, Frame, Section};
use crate::ticket::{self, Ticket};

/// What stands on it.
#[derive(Default)]
pub(crate) struct Entry {
    /// Its heading.
    pub(crate) title: String,
    /// Sentences, each a paragraph.
    pub(crate) words: Vec<String>,
    /// Whether what was sought is no more.
    pub(crate) over: bool,
    /// A button: where it sends to, and its words.
    pub(crate) press: Option<(&'static str, String)>,
    /// A way on: where it leads, and its words.
    pub(crate) link: Option<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "entry/words.html")]
struct EntryPage {
    frame: Frame,
    entry: Entry,
}

/// Shows it. No search engine keeps it, no other site learns of it.
pub(crate) fn show(desk: &Desk, status: StatusCode, entry: Entry) -> Result<Response, PageError> {
    let frame = Frame::new(desk, entry.title.clone(), Section::None).unlisted();
    let html = frame::html(desk, &EntryPage { frame, entry })?;
    Ok(ticket::quiet(frame::respond(status, html)))
}

/// A secret opens nothing any more: why, and what to do instead.
pub(crate) fn gone(desk: &Desk, ticket: Ticket, why: &str) -> Result<Response, PageError> {
    let (what, link) = match ticket {
        Ticket::Confirmation => ("entry.gone-confirmation", Some(("/sign-in", "nav.sign-in"))),
        Ticket::Invitation => ("entry.gone-invitation", None),
        Ticket::Password => (
            "entry.gone-password",
            Some((app::link::RESET, "sign-in.forgotten")),
        ),
        Ticket::NewAddress => (
            "entry.gone-address",
            Some(("/settings#address", "nav.settings")),
        ),
        Ticket::OldAddress => (
            "entry.gone-undo",
            Some((app::link::RESET, "sign-in.forgotten")),
        ),
        Ticket::Appeal => ("entry.gone-appeal", None),
        Ticket::SetUp => ("setup.link-wrong", None),
    };
    let entry = Entry {
        title: desk.text(why),
        words: vec![desk.text(what)],
        over: true,
        link: link.map(|(href, words)| (href, desk.text(words))),
        ..Entry::default()
    };
    show(desk, StatusCode::GONE, entry)
}

/// What is wrong with a secret shows its own page; everything else goes its usual way.
pub(crate) fn failed(
    desk: &Desk,
    ticket: Ticket,
    error: app::Error,
) -> Result<Response, PageError> {
    match error {
        app::Error::Conflict(why) => gone(desk, ticket, why),
        other => Err(other.into()),
    }
}
