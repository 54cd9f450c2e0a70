//! Searches of many shapes, one after another, as a reader has them: over HTTP, with the page around.

use std::time::Duration;

use crate::load::{self, Asked};
use crate::table::Table;

/// Shapes of queries in a seeded hall, where `kettle` is a common word and `the` is nearly everywhere. `{by}`, `{tag}` and
/// `{in}` are somebody, a tag and a conversation of it.
const SHAPES: &[(&str, &str)] = &[
    ("a word that is nearly everywhere", "the"),
    ("a common word", "kettle"),
    ("two words", "kettle bench"),
    ("two very common words", "we the"),
    ("three words", "photograph spindle storage"),
    ("a phrase", "\"coffee grinder\""),
    ("a phrase of common words", "\"of the\""),
    ("the beginning of a word", "kett"),
    ("a misspelt word", "kettel"),
    ("a word left out", "kettle -bench"),
    ("newest first", "kettle order:newest"),
    ("kind:comment with a word", "kettle kind:comment"),
    ("kind:article with a word", "kettle kind:article"),
    ("kind:person", "anna kind:person"),
    ("by: with a word", "the by:{by}"),
    ("by: alone", "by:{by}"),
    ("-by: with a word", "kettle -by:{by}"),
    ("tag: with a word", "kettle tag:{tag}"),
    ("tag: alone", "tag:{tag}"),
    ("-tag: with a word", "kettle -tag:{tag}"),
    ("in: with a word", "the in:{in}"),
    ("in: alone", "in:{in}"),
    ("before: with a word", "kettle before:2022"),
    ("after: with a word", "kettle after:2022-06"),
    ("a month with a word", "kettle after:2022-06 until:2022-06"),
    (
        "many at once",
        "bench kind:comment by:{by} tag:{tag} after:2021 before:2025",
    ),
];

/// What somebody types, letter by letter.
const TYPED: &[&str] = &["ke", "ket", "kettl", "an", "the", "wo", "by:an"];

/// Measures all of them.
pub(crate) async fn run(port: u16, time: Duration, table: &mut Table) -> Result<(), String> {
    let known = Known::find(port).await?;
    for (name, query) in SHAPES {
        let query = known.fill(query);
        let asked = Asked::page(&format!("/search?q={}", encoded(&query)));
        let rate = load::run(port, &asked, 1, time).await?;
        table.rate(&format!("search: {name}"), &rate, None);
    }
    for typed in TYPED {
        let asked = Asked::page(&format!("/search/suggest?q={}", encoded(typed)));
        let rate = load::run(port, &asked, 1, time).await?;
        table.rate(&format!("suggestions for “{typed}”"), &rate, None);
    }
    Ok(())
}

/// What the hall has that can be searched by.
struct Known {
    by: String,
    tag: String,
    place: String,
}

impl Known {
    /// Taken from its pages: the newest article that is talked about, its author, one of its tags.
    async fn find(port: u16) -> Result<Self, String> {
        let search = Asked::page("/search?q=kettle+kind:article");
        let list = text(load::fetch(port, &search).await?);
        let place = after(&list, "conv__title\"><a href=\"").ok_or("no article was found")?;
        let page = text(load::fetch(port, &Asked::page(&place)).await?);
        let by = after(&page, "href=\"/@").ok_or("nobody wrote it")?;
        let tag = after(&page, "href=\"/articles/tagged/").ok_or("it has no tag")?;
        Ok(Self { by, tag, place })
    }

    fn fill(&self, query: &str) -> String {
        query
            .replace("{by}", &self.by)
            .replace("{tag}", &self.tag)
            .replace("{in}", &self.place)
    }
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What stands between a text and the next quotation mark.
fn after(page: &str, text: &str) -> Option<String> {
    let (_, rest) = page.split_once(text)?;
    rest.split_once('"').map(|(found, _)| found.to_owned())
}

fn encoded(query: &str) -> String {
    let mut out = String::new();
    for byte in query.bytes() {
        match byte.is_ascii_alphanumeric() {
            true => out.push(char::from(byte)),
            false => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
