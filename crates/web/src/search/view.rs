//! The parts of the page of a search: what was understood, what it can be narrowed to, what was found.

use app::search::Answer;
use base::Moment;
use domain::search::{Kind, Query, What, When};
use jiff::ToSpan;
use markup::Snippet;

use super::said::{self, address};
use crate::desk::Desk;

/// Characters of an excerpt.
const EXCERPT: usize = 240;
/// Bytes of a long text that are looked at first, and those beyond which the index does not know it either.
const NEAR: usize = 4_000;
const FAR: usize = 200_000;
/// Characters of a title, which is shown whole.
const TITLE: usize = 400;

/// A part of the query, understood.
pub(super) struct Chip {
    pub(super) words: String,
    /// The query without it.
    pub(super) href: String,
}

/// A way to narrow the query.
pub(super) struct Facet {
    pub(super) key: String,
    pub(super) href: String,
    /// How many there are of it, where somebody counted.
    pub(super) count: Option<String>,
    pub(super) here: bool,
}

/// Something that was found.
pub(super) struct Listed {
    pub(super) title: Snippet,
    pub(super) path: String,
    pub(super) author: String,
    pub(super) at: Moment,
    /// Name of the kind; of a comment none.
    pub(super) kind: Option<&'static str>,
    pub(super) excerpt: Snippet,
    pub(super) comments: i64,
    pub(super) answered: bool,
}

/// Whether the query asks for people and nothing else.
pub(super) fn is_people_only(query: &Query) -> bool {
    let mut kinds = query.kinds().peekable();
    kinds.peek().is_some() && kinds.all(|kind| kind == Kind::Person)
}

/// Everything of the query but plain words, each with the way to leave it out.
pub(super) fn chips(desk: &Desk, query: &Query, answer: &Answer) -> Vec<Chip> {
    let parts = query.parts().iter().enumerate();
    let told = parts.filter(|(_, part)| match &part.what {
        What::Words(words) => part.negative || words.quoted,
        _ => true,
    });
    told.map(|(place, part)| Chip {
        words: said::part(desk, part, &answer.places),
        href: address(&query.without(place)),
    })
    .collect()
}

/// All kinds that something was found of, with everything before them.
pub(super) fn kinds(query: &Query, answer: &Answer) -> Vec<Facet> {
    let chosen: Vec<Kind> = query.kinds().collect();
    let counted = |count: usize| match answer.is_cut {
        true => format!("{count}+"),
        false => count.to_string(),
    };
    let all = Facet {
        key: "search.everything".to_owned(),
        href: address(&query.of_kind(None)),
        count: (chosen.is_empty() && answer.count() > 0).then(|| counted(answer.count())),
        here: chosen.is_empty(),
    };
    let of = Kind::all().map(|kind| Facet {
        key: said::kinds(kind),
        href: address(&query.of_kind(Some(kind))),
        count: answer.count_of(kind).map(counted),
        here: chosen.contains(&kind),
    });
    // Where all kinds were looked for, those of which there is nothing are left out.
    let told =
        of.filter(|facet| !chosen.is_empty() || facet.count.is_some() || answer.kinds.is_empty());
    std::iter::once(all).chain(told).collect()
}

/// The times that are asked for most.
pub(super) fn times(desk: &Desk, query: &Query) -> Vec<Facet> {
    let today = desk
        .now
        .timestamp()
        .to_zoned_datetime(desk.zone.clone())
        .date();
    let since = |span: jiff::Span| today.checked_sub(span).ok().map(When::Day);
    let asked = |what: &What| matches!(what, What::After(_) | What::Before(_) | What::Until(_));
    let parts = || query.parts().iter().map(|part| &part.what);
    [
        ("search.any-time", None),
        ("search.past-month", since(1.month())),
        ("search.past-year", since(1.year())),
    ]
    .into_iter()
    .map(|(key, when)| Facet {
        key: key.to_owned(),
        href: address(&query.since(when)),
        count: None,
        here: match when {
            Some(when) => parts().any(|what| *what == What::After(when)),
            None => !parts().any(asked),
        },
    })
    .collect()
}

/// What was found, as it is shown.
pub(super) fn listed(desk: &Desk, query: &Query, answer: &Answer) -> Vec<Listed> {
    let words = query.words();
    let hits = answer.hits.iter().map(|hit| Listed {
        title: markup::snippet(&text(&hit.title), &words, TITLE),
        path: hit
            .comment
            .map_or_else(|| hit.path.clone(), |id| format!("/comments/{id}")),
        author: match hit.author.is_empty() {
            true => desk.text("search.somebody"),
            false => hit.author.clone(),
        },
        at: hit.at,
        kind: hit.comment.is_none().then(|| hit.kind.as_str()),
        excerpt: excerpt(&hit.html, &words),
        comments: hit.comments,
        answered: hit.answered,
    });
    hits.collect()
}

/// The part of a text in which the words stand. Mostly they stand near its beginning; of a long text only that is looked at
/// first.
fn excerpt(html: &str, words: &[String]) -> Snippet {
    let near = base::clean::clip(html, NEAR);
    let found = markup::snippet(near, words, EXCERPT);
    let is_hit = words.is_empty() || found.pieces.iter().any(|piece| piece.hit);
    match is_hit || near.len() == html.len() {
        true => found,
        false => markup::snippet(base::clean::clip(html, FAR), words, EXCERPT),
    }
}

/// A plain text as HTML, so that nothing in it is taken for a tag.
fn text(plain: &str) -> String {
    let escaped = plain.replace('&', "&amp;").replace('<', "&lt;");
    format!("<p>{escaped}</p>")
}
