//! The list of words and hosts that have what contains them wait, and what was learnt from decisions.

use app::blocked::Kept;
use askama::Template;
use axum::response::Response;
use base::Id;
use domain::Problems;
use domain::blocked::{Blocked, Kind, MOST};
use i18n::Arg;
use serde::Deserialize;

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::{Form, Query};
use crate::frame::{self, Frame, Section};
use crate::path::Path;

#[derive(Template)]
#[template(path = "admin/blocked.html")]
struct BlockedPage {
    frame: Frame,
    room: &'static str,
    kept: Kept,
    learnt: String,
    most: i64,
    words: String,
    problems: Problems,
}

impl BlockedPage {
    /// The entries of a kind.
    fn of(&self, kind: &str) -> Vec<&Blocked> {
        let kind = Kind::parse(kind);
        let entries = self.kept.entries.iter();
        entries.filter(|entry| Some(entry.kind) == kind).collect()
    }
}

async fn load(desk: &Desk, words: String, problems: Problems) -> Result<BlockedPage, PageError> {
    let kept = app::blocked::list(desk.app(), desk.caller()).await?;
    let counts = [
        ("spam", Arg::from(i64::from(kept.decided.spam))),
        ("fine", Arg::from(i64::from(kept.decided.fine))),
    ];
    Ok(BlockedPage {
        frame: Frame::new(desk, desk.text("blocked.title"), Section::Admin).unlisted(),
        room: "blocked",
        learnt: i18n::text_with(desk.lang, "hold.learnt", &counts),
        most: i64::try_from(MOST).unwrap_or(0),
        kept,
        words,
        problems,
    })
}

/// What has just been done.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Done {
    #[serde(default)]
    done: String,
}

/// The list.
pub(crate) async fn show(desk: Desk, Query(query): Query<Done>) -> Result<Response, PageError> {
    let mut page = load(&desk, String::new(), Problems::default()).await?;
    page.frame.notice = match query.done.as_str() {
        "added" => Some(desk.text("blocked.added")),
        "known" => Some(desk.text("blocked.known")),
        "removed" => Some(desk.text("blocked.removed")),
        _ => None,
    };
    frame::show(&desk, &page)
}

/// What is to be put on the list.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    words: String,
}

/// Puts something on the list.
pub(crate) async fn add(desk: Desk, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    match app::blocked::add(desk.app(), desk.caller(), &typed.words).await {
        Ok(0) => Ok(frame::go("/admin/blocked?done=known")),
        Ok(_) => Ok(frame::go("/admin/blocked?done=added")),
        Err(app::Error::Invalid(problems)) => {
            let page = load(&desk, typed.words, problems).await?;
            frame::show_again(&desk, &page)
        }
        Err(other) => Err(other.into()),
    }
}

/// Takes something off the list.
pub(crate) async fn remove(desk: Desk, Path(id): Path<Id<Blocked>>) -> Result<Response, PageError> {
    app::blocked::remove(desk.app(), desk.caller(), id).await?;
    Ok(frame::go("/admin/blocked?done=removed"))
}
