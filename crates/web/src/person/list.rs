//! Who is here.

use askama::Template;
use axum::response::Response;
use base::Id;
use domain::Visible;
use domain::person::Person;
use http::HeaderMap;
use serde::Deserialize;

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
    /// The last person of the page before.
    #[serde(default)]
    after: String,
}

#[derive(Template)]
#[template(path = "person/list.html")]
struct PeoplePage {
    frame: Frame,
    people: Vec<Visible<Person>>,
    count: i64,
    more: Option<Id<Person>>,
    is_first: bool,
    may_join: bool,
    may_invite: bool,
}

/// Everybody, those who came last first.
pub(crate) async fn show(
    desk: Desk,
    Query(query): Query<ListQuery>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    kept::serve(&desk.clone(), &headers, Kind::Html, async move {
        let after: Option<Id<Person>> = query.after.parse().ok();
        let (people, count) = app::person::list(desk.app(), desk.caller(), after).await?;
        let full = i64::try_from(people.len()).unwrap_or(0) >= app::person::PAGE;
        let more = people.last().filter(|_| full).map(|last| last.id);
        let mut frame = Frame::new(&desk, desk.text("people.heading"), Section::People)
            .at(desk.app().base().join("/people"));
        frame.indexed = after.is_none();
        let page = PeoplePage {
            may_join: frame.me.is_none(),
            may_invite: frame.me.as_ref().is_some_and(|me| me.invites),
            frame,
            people,
            count,
            more,
            is_first: after.is_none(),
        };
        frame::html(&desk, &page)
    })
    .await
}
