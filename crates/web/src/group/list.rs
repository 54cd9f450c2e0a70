//! All groups that somebody may know of.

use app::group::Listing;
use askama::Template;
use axum::response::Response;
use domain::Visible;
use domain::group::Line;
use http::HeaderMap;
use serde::Deserialize;
use store::group::Which;

use crate::address::word;
use crate::cache::Kind;
use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::Query;
use crate::frame::{self, Frame, Section};
use crate::kept;

/// The query of the list.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct ListQuery {
    /// `mine`, or nothing.
    #[serde(default)]
    show: String,
    /// The handle of the last group of the page before.
    #[serde(default)]
    after: String,
    #[serde(default)]
    said: String,
}

#[derive(Template)]
#[template(path = "group/list.html")]
struct ListPage {
    frame: Frame,
    lines: Vec<Visible<Line>>,
    inviting: Vec<Visible<Line>>,
    may_found: bool,
    mine: bool,
    is_first: bool,
    more: Option<String>,
}

/// The list.
pub(crate) async fn show(
    desk: Desk,
    Query(query): Query<ListQuery>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let mine = query.show == "mine";
    if mine {
        desk.me()?;
    }
    kept::serve(&desk.clone(), &headers, Kind::Html, async move {
        let which = if mine { Which::Mine } else { Which::All };
        let after = (!query.after.is_empty()).then(|| query.after.clone());
        let Listing {
            lines,
            more,
            inviting,
            may_found,
        } = app::group::list(desk.app(), desk.caller(), which, after).await?;
        let show = if mine { "show=mine&" } else { "" };
        let last = lines.last().filter(|_| more);
        let notice = match query.said.as_str() {
            "left" => Some(desk.text("group.is-left")),
            "closed" => Some(desk.text("group.left-last")),
            "declined" => Some(desk.text("group.is-declined")),
            _ => None,
        };
        let mut frame = Frame::new(&desk, desk.text("group.list"), Section::Groups)
            .at(desk.app().base().join("/groups"))
            .notice(notice);
        frame.indexed = desk.query.is_empty();
        let page = ListPage {
            frame,
            more: last.map(|last| format!("/groups?{show}after={}", word(&last.group.handle))),
            lines,
            inviting,
            may_found,
            mine,
            is_first: query.after.is_empty(),
        };
        frame::html(&desk, &page)
    })
    .await
}
