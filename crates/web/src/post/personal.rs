//! Conversations as they stand to whoever looks: new to them, followed, theirs.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;
use base::Id;
use domain::Visible;
use domain::conversation::Conversation;
use domain::post::{self, Line};
use store::reader::{Fresh, Mine};

use crate::cursor;
use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::frame::{self, Frame, Section};

/// What is new to a member, by conversation.
pub(crate) type News = HashMap<Id<Conversation>, Fresh>;

/// What is new to whoever looks in these conversations; nothing for guests.
pub(crate) async fn news(desk: &Desk, lines: &[Visible<Line>]) -> Result<News, PageError> {
    let Some(me) = desk.viewer().person() else {
        return Ok(News::new());
    };
    let lines = lines.to_vec();
    Ok(desk
        .read(move |from, _| Ok(store::reader::fresh(from, me, &lines)?))
        .await?)
}

/// The tabs above the list: of all, and of those of whoever looks.
pub(crate) fn tabs(show: &str) -> Vec<(&'static str, &'static str, bool)> {
    vec![
        ("post.all", "/conversations", show.is_empty()),
        ("post.show-new", "/conversations?show=new", show == "new"),
        (
            "post.show-followed",
            "/conversations?show=followed",
            show == "followed",
        ),
        ("post.show-mine", "/conversations?show=mine", show == "mine"),
    ]
}

#[derive(Template)]
#[template(path = "post/personal.html")]
struct PersonalPage {
    frame: Frame,
    tabs: Vec<(&'static str, &'static str, bool)>,
    lines: Vec<Visible<Line>>,
    news: News,
    older: Option<String>,
    newest: Option<String>,
    none: &'static str,
    is_new: bool,
}

/// One of the three lists; an unknown one is not there.
pub(super) async fn show(desk: Desk, show: &str, before: &str) -> Result<Response, PageError> {
    desk.me()?;
    let (which, show, none) = match show {
        "new" => (Mine::New, "new", "post.none-new"),
        "followed" => (Mine::Followed, "followed", "post.none-followed"),
        "mine" => (Mine::Own, "mine", "post.none-mine"),
        _ => return Err(PageError::not_found()),
    };
    let cursor = cursor::parse(before);
    let mut lines = desk
        .read(move |from, viewer| {
            Ok(store::reader::list(
                from,
                viewer,
                which,
                cursor,
                post::PAGE + 1,
            )?)
        })
        .await?;
    let most = usize::try_from(post::PAGE).unwrap_or(30);
    let here = format!("/conversations?show={show}");
    let older = (lines.len() > most)
        .then(|| lines.get(most.saturating_sub(1)))
        .flatten()
        .map(|last| format!("{here}&before={}", cursor::print(last.active_at, last.id)));
    lines.truncate(most);
    let news = news(&desk, &lines).await?;
    let page = PersonalPage {
        frame: Frame::new(&desk, desk.text("post.list"), Section::Conversations).unlisted(),
        tabs: tabs(show),
        lines,
        news,
        older,
        newest: (!before.is_empty()).then_some(here),
        none,
        is_new: which == Mine::New,
    };
    frame::show(&desk, &page)
}
