//! What completes a text that is being written, for its script: people after `@`, titles after `#` or `/`.

use app::search::Begun;
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};

use super::said;
use crate::answer;
use crate::desk::Desk;
use crate::error::PageError;
use crate::form::Query;

/// What is typed so far: one of the two.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Input {
    #[serde(default)]
    name: String,
    #[serde(default)]
    title: String,
}

/// Completes it. Each comes with what is put into the text.
pub(crate) async fn show(desk: Desk, Query(input): Query<Input>) -> Result<Response, PageError> {
    let begun = match input.name.is_empty() {
        true => Begun::title(&input.title),
        false => Begun::name(&input.name),
    };
    let found = app::search::complete(desk.app(), desk.caller(), begun).await?;
    let people = found.people.iter().map(|person| {
        json!({
            "text": format!("{} (@{})", person.name, person.handle),
            "kind": desk.text(said::PERSON),
            "icon": "people",
            "put": format!("@{}", person.handle),
        })
    });
    let titles = found.titles.iter().map(|title| {
        json!({
            "text": title.title,
            "kind": desk.text(&format!("post.kind-{}", title.kind)),
            "icon": title.kind.as_str(),
            "put": link(&title.title, &crate::address::ascii(&title.path)),
        })
    });
    let list: Vec<Value> = people.chain(titles).collect();
    let count = i64::try_from(list.len()).unwrap_or(0);
    let told = i18n::text_with(
        desk.lang,
        "search.suggested",
        &[("n", i18n::Arg::from(count))],
    );
    Ok(answer::json(&json!({ "told": told, "suggestions": list })))
}

/// A link in Markdown, whatever the title looks like.
fn link(title: &str, path: &str) -> String {
    let mut words = String::with_capacity(title.len());
    for c in title.chars() {
        if "\\[]<>*_`&!~|^".contains(c) {
            words.push('\\');
        }
        words.push(c);
    }
    let path = path.replace('(', "%28").replace(')', "%29");
    format!("[{words}]({path})")
}

#[cfg(test)]
mod tests {
    use super::link;

    #[test]
    fn a_title_stays_a_title_in_a_link() {
        assert_eq!(
            link("Kettles", "/conversations/1/k"),
            "[Kettles](/conversations/1/k)"
        );
        assert_eq!(link("a](b) `c`", "/x(y)"), "[a\\](b) \\`c\\`](/x%28y%29)");
    }
}
