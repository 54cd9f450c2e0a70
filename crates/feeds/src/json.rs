//! JSON Feed 1.1. What it has no word for stands under `_guildhall`: threads and the way back through pages.

use serde_json::{Map, Value, json};

use crate::clean::clean;
use crate::model::{Author, Enclosure, Entry, Feed, InReplyTo, Replies, rfc3339};

/// The media type.
pub const TYPE: &str = "application/feed+json";

/// Writes `feed` as JSON Feed.
#[must_use]
pub fn write(feed: &Feed) -> String {
    let mut out = Object::default();
    out.text("version", "https://jsonfeed.org/version/1.1");
    out.text("title", &feed.title);
    out.text("home_page_url", &feed.page);
    out.text("feed_url", &feed.here);
    out.maybe("description", feed.subtitle.as_deref());
    out.maybe(
        "language",
        Some(feed.language.as_str()).filter(|l| !l.is_empty()),
    );
    out.maybe("icon", feed.icon.as_deref());
    out.maybe("next_url", feed.next.as_deref());
    out.put(
        "items",
        feed.entries.iter().map(|entry| item(feed, entry)).collect(),
    );
    let mut own = Object::default();
    own.text("id", &feed.id);
    own.text("updated", &rfc3339(feed.updated));
    own.text("generator", &feed.generator);
    own.maybe("first_url", feed.first.as_deref());
    own.maybe("previous_url", feed.previous.as_deref());
    if let Some(of) = &feed.of {
        own.put("in_reply_to", in_reply_to(of));
    }
    out.put("_guildhall", own.into());
    Value::from(out).to_string()
}

fn item(feed: &Feed, entry: &Entry) -> Value {
    let mut out = Object::default();
    out.text("id", &entry.id);
    out.text("url", &entry.url);
    out.maybe(
        "title",
        Some(entry.title.as_str()).filter(|t| !t.trim().is_empty()),
    );
    out.text("content_html", &entry.html);
    out.maybe("summary", entry.summary.as_deref());
    out.text("date_published", &rfc3339(entry.published));
    out.text("date_modified", &rfc3339(entry.updated));
    let authors: Vec<Value> = entry.named().map(author).collect();
    if !authors.is_empty() {
        out.put("authors", authors.into());
    }
    let tags: Vec<Value> = entry.words().map(|tag| clean(tag).into()).collect();
    if !tags.is_empty() {
        out.put("tags", tags.into());
    }
    match &entry.picture {
        Some(picture) if picture.mime.starts_with("image/") => out.text("image", &picture.url),
        Some(other) => out.put("attachments", attachment(other)),
        None => {}
    }
    let mut own = Object::default();
    if let Some(parent) = feed.parent_of(entry) {
        own.put("in_reply_to", in_reply_to(parent));
    }
    if let Some(there) = &entry.replies {
        own.put("replies", replies(there));
    }
    if !own.0.is_empty() {
        out.put("_guildhall", own.into());
    }
    out.into()
}

fn author(author: &Author) -> Value {
    let mut out = Object::default();
    out.text("name", &author.name);
    out.maybe("url", author.link());
    out.into()
}

fn attachment(file: &Enclosure) -> Value {
    let mut out = Object::default();
    out.text("url", &file.url);
    out.text("mime_type", &file.mime);
    if file.length > 0 {
        out.put("size_in_bytes", file.length.into());
    }
    json!([Value::from(out)])
}

fn in_reply_to(parent: &InReplyTo) -> Value {
    let mut out = Object::default();
    out.text("id", &parent.id);
    out.text("url", &parent.url);
    out.maybe("feed_url", parent.feed.as_deref());
    out.into()
}

fn replies(replies: &Replies) -> Value {
    let mut out = Object::default();
    out.text("feed_url", &replies.feed_json);
    out.text("url", &replies.page);
    out.put("count", replies.count.into());
    out.maybe("updated", replies.updated.map(rfc3339).as_deref());
    out.into()
}

/// An object under way. A `Value` is printed without an error to handle.
#[derive(Default)]
struct Object(Map<String, Value>);

impl Object {
    fn put(&mut self, key: &'static str, value: Value) {
        self.0.insert(key.to_owned(), value);
    }

    fn text(&mut self, key: &'static str, text: &str) {
        self.put(key, clean(text).into());
    }

    fn maybe(&mut self, key: &'static str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(key, text);
        }
    }
}

impl From<Object> for Value {
    fn from(object: Object) -> Self {
        Self::Object(object.0)
    }
}
