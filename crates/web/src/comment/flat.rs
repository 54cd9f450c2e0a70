//! A conversation in the order of time: the same comments, none below another, from any day on.

use std::sync::Arc;

use askama::Template;
use axum::response::Response;
use base::{Id, Moment};
use domain::Visible;
use domain::comment::{self, Comment};
use domain::conversation::Conversation;
use jiff::civil::Date;
use serde::Deserialize;

use crate::cursor;
use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::Query;
use crate::frame::{self, Frame, Section};
use crate::path::Path;
use crate::talk;

/// Where a page begins.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct FlatQuery {
    /// After this place.
    #[serde(default)]
    after: String,
    /// With this day, of the site's zone, as `2026-03-24`.
    #[serde(default)]
    on: String,
}

#[derive(Template)]
#[template(path = "comment/flat.html")]
struct FlatPage {
    frame: Frame,
    conversation: Visible<Conversation>,
    thread: Arc<String>,
    heading: &'static str,
    on: String,
    unread: bool,
    next: Option<String>,
    previous: Option<String>,
}

/// Before all, and after all of a moment.
const NONE: Id<Comment> = Id::fixed(1);

/// The page.
pub(crate) async fn show(
    desk: Desk,
    Path(id): Path<Id<Conversation>>,
    Query(query): Query<FlatQuery>,
) -> Result<Response, PageError> {
    let day: Option<Date> = query.on.parse().ok();
    let unread = !query.on.is_empty() && day.is_none();
    let begin = day.and_then(|day| desk.zone.to_timestamp(day.at(0, 0, 0, 0)).ok());
    let after = match begin {
        // Ids of the moment itself are all greater.
        Some(begin) => (Moment::from(begin), NONE),
        None => cursor::parse(&query.after).unwrap_or((Moment::from_ms(i64::MIN), NONE)),
    };
    let stamp = desk.app().store().versions().conversation(id);
    let (setting, mut shown, previous) = desk
        .read(move |from, viewer| {
            let setting = talk::setting(from, viewer, id)?;
            let talk = &setting.conversation;
            let shown = store::comment::by_time(from, viewer, talk, after, comment::PAGE + 1)?;
            let first = match shown.first() {
                Some(first) => (first.comment.at, first.comment.id),
                None => (Moment::from_ms(i64::MAX), NONE),
            };
            // Is there anything before, and where does its page begin?
            let earlier = store::comment::by_time_before(from, talk, first, 0)?;
            let previous = match earlier {
                None => None,
                Some(_) => Some(store::comment::by_time_before(
                    from,
                    talk,
                    first,
                    comment::PAGE,
                )?),
            };
            Ok((setting, shown, previous))
        })
        .await?;
    let most = usize::try_from(comment::PAGE).unwrap_or(50);
    let more = shown.len() > most;
    shown.truncate(most);
    let here = format!("/conversations/{id}/by-time");
    let href = |place: (Moment, Id<Comment>)| {
        format!("{here}?after={}#comments", cursor::print(place.0, place.1))
    };
    let next = shown
        .last()
        .filter(|_| more)
        .map(|last| href((last.comment.at, last.comment.id)));
    let thread = setting.show(&desk, &shown, stamp).await?;
    let conversation = setting.conversation.clone();
    let section = match conversation.kind.is_post() {
        true => Section::Conversations,
        false => Section::Weblog,
    };
    let page = FlatPage {
        frame: Frame::new(&desk, conversation.title.clone(), section).unlisted(),
        heading: setting.heading(),
        conversation,
        thread,
        on: query.on,
        unread,
        next,
        previous: previous.map(|place| place.map_or_else(|| format!("{here}#comments"), href)),
    };
    frame::show(&desk, &page)
}
