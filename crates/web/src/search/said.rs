//! What the page of a search says in words.

use app::search::Answer;
use domain::search::{Kind, Note, Part, Place, Query, What, When};
use i18n::Arg;
use store::search::{Missing, RANKED};

use crate::desk::Desk;

/// The address of a query.
pub(super) fn address(query: &Query) -> String {
    format!("/search?q={}", crate::address::word(&query.to_string()))
}

/// Key of the word for somebody.
pub(super) const PERSON: &str = "search.person";

/// Key of the words for things of this kind.
pub(super) fn kinds(kind: Kind) -> String {
    match kind {
        Kind::Anchor(kind) => format!("post.kinds-{kind}"),
        Kind::Comment => "search.comments".to_owned(),
        Kind::Person => "search.people".to_owned(),
    }
}

/// A date as people read it.
fn when(desk: &Desk, when: When) -> String {
    let date = when.date();
    match (when, date) {
        (When::Month(..), Some(date)) => i18n::month_year(desk.lang, date),
        (When::Day(_), Some(date)) => i18n::date_short(desk.lang, date),
        (other, _) => other.to_string(),
    }
}

/// A part of a query as people read it.
pub(super) fn part(desk: &Desk, part: &Part, places: &[(Place, String)]) -> String {
    let say = |key: &str, what: &str| i18n::text_with(desk.lang, key, &[("what", Arg::Text(what))]);
    let words = match &part.what {
        What::Words(words) if words.quoted => say("search.chip-phrase", &words.text),
        What::Words(words) => words.text.clone(),
        What::Kind(kind) => desk.text(&kinds(*kind)),
        What::By(handle) => say("search.chip-by", handle),
        What::Tag(name) => say("search.chip-tag", name),
        What::In(place) => {
            let title = places.iter().find(|(known, _)| known == place);
            let name = title.map_or_else(|| place.to_string(), |(_, title)| title.clone());
            say("search.chip-in", &name)
        }
        What::After(date) => say("search.chip-after", &when(desk, *date)),
        What::Before(date) => say("search.chip-before", &when(desk, *date)),
        What::Until(date) => say("search.chip-until", &when(desk, *date)),
        What::Newest => desk.text("search.newest-first"),
    };
    match part.negative {
        true => say("search.chip-without", &words),
        false => words,
    }
}

/// What looked like an operator and is none.
pub(super) fn notes(desk: &Desk, query: &Query) -> Vec<String> {
    let said = query.notes().iter().map(|note| match note {
        Note::Unknown(name) => i18n::text_with(
            desk.lang,
            "search.note-unknown",
            &[("name", Arg::Text(name))],
        ),
        Note::Value(name, value) => {
            let key = match *name {
                "kind" => "search.note-kind",
                "after" | "before" | "until" => "search.note-date",
                _ => "search.note-value",
            };
            let args = [("name", Arg::Text(name)), ("value", Arg::Text(value))];
            i18n::text_with(desk.lang, key, &args)
        }
    });
    said.collect()
}

/// What is named and not there.
pub(super) fn missing(desk: &Desk, answer: &Answer) -> Vec<String> {
    let said = answer.missing.iter().map(|missing| {
        let (key, name) = match missing {
            Missing::Person(name) => ("search.no-person", name),
            Missing::Tag(name) => ("search.no-tag", name),
            Missing::Place(name) => ("search.no-place", name),
        };
        i18n::text_with(desk.lang, key, &[("name", Arg::Text(name))])
    });
    said.collect()
}

/// How many there are; nothing on further pages of the newest first.
pub(super) fn count(desk: &Desk, answer: &Answer, after: &str) -> Option<String> {
    let count = i64::try_from(answer.count()).unwrap_or(i64::MAX);
    if count == 0 && !after.is_empty() {
        return None;
    }
    let (key, n) = match answer.is_cut {
        true => ("search.at-least", RANKED),
        false => ("search.results", count),
    };
    Some(i18n::text_with(desk.lang, key, &[("n", Arg::from(n))]))
}
