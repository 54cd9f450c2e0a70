//! The weblog's side column, as the owner sets it.

use std::sync::Arc;

use askama::Template;
use base::Id;
use domain::account::Account;
use domain::person::Person;
use domain::site::Part;
use domain::tag;
use domain::{Viewer, Visible};
use store::Snapshot;
use store::comment::Placed;

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::frame;

/// Comments in the side column.
const RECENT: i64 = 5;
/// Tags in the side column.
const TAGS: i64 = 30;

/// One part, with what stands in it.
#[derive(Template)]
#[template(path = "article/_side.html")]
struct PartTemplate {
    part: Filled,
    feed: String,
}

/// A part with what stands in it.
enum Filled {
    Author(Visible<Person>),
    Accounts(Vec<Account>),
    Feeds,
    Recent(Vec<Visible<Placed>>),
    Tags(Vec<tag::Count>),
    Archive(Vec<(i64, i64, i64)>),
    /// Nothing to be shown.
    Empty,
}

/// Renders it, each part from memory while nothing has changed. `author` is whose portrait stands there; `feed` the list's or
/// article's own feed.
pub(crate) async fn render(
    desk: &Desk,
    author: Option<Id<Person>>,
    feed: &str,
) -> Result<String, PageError> {
    let mut side = String::new();
    for part in desk.site.side.clone() {
        side.push_str(&one(desk, part, author, feed).await?);
    }
    Ok(side)
}

/// One part: most are the same beside every article.
async fn one(
    desk: &Desk,
    part: Part,
    author: Option<Id<Person>>,
    feed: &str,
) -> Result<Arc<String>, PageError> {
    let versions = desk.app().store().versions();
    let stamp = desk.stamp;
    let audience = desk.audience();
    let own = match part {
        Part::Author | Part::Accounts => author.map(|id| id.to_string()).unwrap_or_default(),
        Part::Feeds => feed.to_owned(),
        Part::RecentComments | Part::Tags | Part::Archive => String::new(),
    };
    let key = format!("{audience} {} {} {own}", desk.lang.tag(), part.as_str());
    if versions.trusted()
        && let Some(known) = desk.hall.sides.get(&key, stamp)
    {
        return Ok(known);
    }
    let filled = desk
        .read(move |from, viewer| Ok(fill(from, viewer, part, author)?))
        .await?;
    let template = PartTemplate {
        part: filled,
        feed: feed.to_owned(),
    };
    let html = frame::html(desk, &template)?;
    Ok(desk.hall.sides.put(key, stamp, html))
}

fn fill(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    part: Part,
    author: Option<Id<Person>>,
) -> store::Result<Filled> {
    Ok(match part {
        Part::Author | Part::Accounts => {
            let author = match author {
                Some(id) => store::person::find(from, viewer, id)?,
                None => None,
            };
            match (part, author) {
                (Part::Author, Some(author)) => Filled::Author(author),
                (_, Some(author)) => Filled::Accounts(store::account::of(from, &author)?),
                (_, None) => Filled::Empty,
            }
        }
        Part::Feeds => Filled::Feeds,
        Part::RecentComments => Filled::Recent(store::comment::recent(from, viewer, None, RECENT)?),
        Part::Tags => Filled::Tags(store::tag::most_used(from, viewer, TAGS)?),
        Part::Archive => Filled::Archive(store::article::months(from, viewer)?),
    })
}

/// Years of the archive, each with its months, for the template.
pub(crate) fn by_year(months: &[(i64, i64, i64)]) -> Vec<(i64, Vec<(i64, i64)>)> {
    let mut years: Vec<(i64, Vec<(i64, i64)>)> = Vec::new();
    for (year, month, count) in months {
        match years.last_mut() {
            Some((known, list)) if known == year => list.push((*month, *count)),
            _ => years.push((*year, vec![(*month, *count)])),
        }
    }
    years
}
