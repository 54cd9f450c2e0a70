//! Searching: one box over articles and comments, best first, with the words found marked.

use askama::Template;
use axum::response::Response;
use base::Moment;
use domain::search::Query as Sought;
use markup::Snippet;
use serde::Deserialize;

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::Query;
use crate::frame::{self, Frame, Section};

/// Results on a page.
const RESULTS: i64 = 20;
/// Characters of an excerpt.
const EXCERPT: usize = 240;

/// The query of the address.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Input {
    #[serde(default)]
    q: String,
    #[serde(default)]
    after: String,
}

struct Result {
    title: String,
    path: String,
    author: String,
    at: Moment,
    /// Name of the kind; of a comment none.
    kind: Option<&'static str>,
    excerpt: Snippet,
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    frame: Frame,
    q: String,
    asked: bool,
    results: Vec<Result>,
    more: Option<String>,
    too_long: bool,
}

/// Looks for something.
pub(crate) async fn show(
    desk: Desk,
    Query(input): Query<Input>,
) -> std::result::Result<Response, PageError> {
    let q = base::clean::line(&input.q);
    let too_long = q.len() > domain::search::LIMIT;
    let sought = Sought::parse(&q);
    let asked = !sought.is_empty() && !too_long;
    let words = sought.words();
    let (zone, after) = (desk.zone.clone(), input.after.clone());
    let found = if asked {
        let found = desk
            .read(move |from, viewer| {
                let span = sought.span(&zone);
                let mut ask = store::search::Ask::new(&sought, span, RESULTS);
                ask.after = after.parse().ok();
                Ok(store::search::find(from, viewer, &ask)?)
            })
            .await?;
        Some(found)
    } else {
        None
    };
    let more = found
        .as_ref()
        .and_then(|found| found.next)
        .map(|next| format!("/search?q={}&after={next}", crate::address::word(&q)));
    let results = found.map(|found| found.hits).unwrap_or_default();
    let results = results
        .iter()
        .map(|hit| Result {
            title: hit.title.clone(),
            path: hit
                .comment
                .map_or_else(|| hit.path.clone(), |id| format!("/comments/{id}")),
            author: hit.author.clone(),
            at: hit.at,
            kind: hit.comment.is_none().then(|| hit.kind.as_str()),
            excerpt: markup::snippet(&hit.html, &words, EXCERPT),
        })
        .collect();
    let title = if asked {
        i18n::text_with(desk.lang, "search.title", &[("query", i18n::Arg::Text(&q))])
    } else {
        desk.text("search.heading")
    };
    let frame = Frame::new(&desk, title, Section::Search).unlisted();
    frame::show(
        &desk,
        &SearchPage {
            frame,
            q,
            asked,
            results,
            more,
            too_long,
        },
    )
}
