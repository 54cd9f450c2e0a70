//! The log of what those who keep the peace have done.

use askama::Template;
use axum::response::Response;
use domain::Visible;
use domain::measure::{Entry, Kind};
use serde::Deserialize;

use crate::cursor;
use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::Query;
use crate::frame::{self, Frame, Section};

#[derive(Template)]
#[template(path = "case/log.html")]
struct LogPage {
    frame: Frame,
    entries: Vec<Visible<Entry>>,
    older: Option<String>,
    is_first: bool,
}

/// What happened, as the log says it.
fn key(entry: &Entry) -> String {
    match (entry.kind, entry.is_comment) {
        (Kind::Removed | Kind::TurnedAway | Kind::Shown, true) => {
            format!("log.comment-{}", entry.kind)
        }
        (kind, _) => format!("log.{kind}"),
    }
}

/// Where the page begins.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct LogQuery {
    #[serde(default)]
    before: String,
}

/// The log.
pub(crate) async fn show(desk: Desk, Query(query): Query<LogQuery>) -> Result<Response, PageError> {
    let before = cursor::parse(&query.before);
    let (entries, more) = app::case::log(desk.app(), desk.caller(), before).await?;
    let last = entries.last().filter(|_| more);
    let page = LogPage {
        frame: Frame::new(&desk, desk.text("log.title"), Section::None).unlisted(),
        older: last
            .map(|last| format!("/moderation/log?before={}", cursor::print(last.at, last.id))),
        is_first: before.is_none(),
        entries,
    };
    frame::show(&desk, &page)
}
