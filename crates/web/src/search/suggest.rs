//! Suggestions for whoever is still typing, for the script of the page.

use app::search::{Suggestions, Typed};
use axum::response::Response;
use domain::search::Query as Sought;
use serde::Deserialize;
use serde_json::{Value, json};

use super::said::{self, address};
use crate::answer;
use crate::desk::Desk;
use crate::error::PageError;
use crate::form::Query;

/// What is typed so far.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Input {
    #[serde(default)]
    q: String,
}

/// Suggests what may be meant.
pub(crate) async fn show(desk: Desk, Query(input): Query<Input>) -> Result<Response, PageError> {
    let (before, typed) = Typed::parse(&input.q);
    let found = app::search::suggest(desk.app(), desk.caller(), &typed).await?;
    let list = listed(&desk, &before, &typed, &found);
    let count = i64::try_from(list.len()).unwrap_or(0);
    let told = i18n::text_with(
        desk.lang,
        "search.suggested",
        &[("n", i18n::Arg::from(count))],
    );
    Ok(answer::json(&json!({ "told": told, "suggestions": list })))
}

/// Each with its words, what it is, and where it leads.
fn listed(desk: &Desk, before: &str, typed: &Typed, found: &Suggestions) -> Vec<Value> {
    let searched = |part: &str| address(&Sought::parse(&format!("{before}{part}")));
    let titles = found.titles.iter().map(|title| {
        json!({
            "text": title.title,
            "kind": desk.text(&format!("post.kind-{}", title.kind)),
            "icon": title.kind.as_str(),
            "href": crate::address::ascii(&title.path),
        })
    });
    let people = found.people.iter().map(|person| {
        let href = match typed {
            Typed::Handle(_) => searched(&format!("by:@{}", person.handle)),
            Typed::Words(_) | Typed::Tag(_) => {
                crate::address::ascii(&format!("/@{}", person.handle))
            }
        };
        json!({
            "text": format!("{} (@{})", person.name, person.handle),
            "kind": desk.text(said::PERSON),
            "icon": "people",
            "href": href,
        })
    });
    let tags = found.tags.iter().map(|tag| {
        json!({
            "text": format!("#{}", tag.name),
            "kind": desk.text(&format!("search.{}", tag.kind)),
            "icon": null,
            "href": searched(&format!("tag:\"{}\"", tag.name.replace('"', " "))),
        })
    });
    titles.chain(people).chain(tags).collect()
}
