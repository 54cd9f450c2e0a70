//! Who is in a group.

use app::group::Rolled;
use askama::Template;
use axum::response::Response;
use base::{Id, Moment};
use domain::group::{Member, Office};
use domain::person::Person;
use serde::Deserialize;

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::Query;
use crate::frame::{self, Frame, Section};
use crate::path::Path;

/// The query of the list.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct PeopleQuery {
    /// Office, moment and id of the last one of the page before.
    #[serde(default)]
    after: String,
    #[serde(default)]
    said: String,
}

fn place(text: &str) -> Option<(Office, Moment, Id<Person>)> {
    let mut parts = text.split('-');
    let office = Office::parse(parts.next()?)?;
    let at = Moment::from_ms(parts.next()?.parse().ok()?);
    Some((office, at, parts.next()?.parse().ok()?))
}

#[derive(Template)]
#[template(path = "group/people.html")]
struct PeoplePage {
    frame: Frame,
    rolled: Rolled,
    more: Option<String>,
    is_first: bool,
}

impl PeoplePage {
    fn is_me(&self, member: &Member) -> bool {
        self.frame.is_me(&member.by.id)
    }
}

/// The list.
pub(crate) async fn show(
    desk: Desk,
    Path(handle): Path<String>,
    Query(query): Query<PeopleQuery>,
) -> Result<Response, PageError> {
    let after = place(&query.after);
    let rolled = app::group::members(desk.app(), desk.caller(), &handle, after).await?;
    let last = rolled.members.last().filter(|_| rolled.more);
    let more = last.map(|last| {
        format!(
            "{}/people?after={}-{}-{}",
            rolled.group.path(),
            last.office,
            last.since.ms(),
            last.by.id
        )
    });
    let notice = match query.said.as_str() {
        "raised" => Some(desk.text("group.is-raised")),
        "stepped-back" => Some(desk.text("group.is-stepped-back")),
        "dismissed" => Some(desk.text("group.is-dismissed")),
        _ => None,
    };
    let page = PeoplePage {
        frame: Frame::new(&desk, rolled.group.name.clone(), Section::Groups)
            .unlisted()
            .notice(notice),
        rolled,
        more,
        is_first: after.is_none(),
    };
    frame::show(&desk, &page)
}
