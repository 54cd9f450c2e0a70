//! The weblog's side column, as the owner sets it.

use std::sync::Arc;

use app::Found as _;
use askama::Template;
use base::Id;
use domain::account::Account;
use domain::person::Person;
use domain::site::Part;
use domain::tag;
use domain::{Viewer, Visible};
use store::comment::Placed;

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::frame;

/// Comments in the side column.
const RECENT: i64 = 5;
/// Tags in the side column.
const TAGS: i64 = 30;

#[derive(Template)]
#[template(path = "article/_side.html")]
struct SideTemplate {
    parts: Vec<Filled>,
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
}

/// Renders it, or takes it from memory. `author` is whose portrait stands there; `feed` the list's or article's own feed.
pub(crate) async fn render(
    desk: &Desk,
    author: Option<Id<Person>>,
    feed: &str,
) -> Result<Arc<String>, PageError> {
    let versions = desk.app().store().versions();
    let stamp = versions.anything();
    let audience = if desk.viewer() == Viewer::Guest {
        'g'
    } else {
        'm'
    };
    let key = format!(
        "{audience} {} {} {feed}",
        desk.lang.tag(),
        author.map(|id| id.to_string()).unwrap_or_default()
    );
    if versions.trusted()
        && let Some(known) = desk.hall.sides.get(&key, stamp)
    {
        return Ok(known);
    }
    let parts = desk.site.side.clone();
    let filled = desk
        .read(move |from, viewer| {
            let author = match author {
                Some(id) => store::person::find(from, viewer, id)?,
                None => None,
            };
            let mut filled = Vec::new();
            for part in &parts {
                match (part, &author) {
                    (Part::Author, Some(author)) => filled.push(Filled::Author(author.clone())),
                    (Part::Accounts, Some(author)) => {
                        let accounts = store::account::of(from, author)?;
                        if !accounts.is_empty() {
                            filled.push(Filled::Accounts(accounts));
                        }
                    }
                    (Part::Author | Part::Accounts, None) => {}
                    (Part::Feeds, _) => filled.push(Filled::Feeds),
                    (Part::RecentComments, _) => {
                        let recent = store::comment::recent(from, viewer, None, RECENT)?;
                        if !recent.is_empty() {
                            filled.push(Filled::Recent(recent));
                        }
                    }
                    (Part::Tags, _) => {
                        let tags = store::tag::most_used(from, viewer, TAGS)?;
                        if !tags.is_empty() {
                            filled.push(Filled::Tags(tags));
                        }
                    }
                    (Part::Archive, _) => {
                        let months = store::article::months(from, viewer)?;
                        if !months.is_empty() {
                            filled.push(Filled::Archive(months));
                        }
                    }
                }
            }
            Some(filled).found()
        })
        .await?;
    let html = frame::html(
        desk,
        &SideTemplate {
            parts: filled,
            feed: feed.to_owned(),
        },
    )?;
    Ok(desk.hall.sides.put(key, stamp, html))
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
