//! RSS 2.0 with the modules that readers know: names of authors, whole contents, counts and feeds of comments.

use crate::atom::in_reply_to;
use crate::model::{Entry, Feed, rfc822, rfc3339};
use crate::xml::{Xml, as_html};

/// The media type.
pub const TYPE: &str = "application/rss+xml";

/// Writes `feed` as RSS.
#[must_use]
pub fn write(feed: &Feed) -> String {
    let attributes = [
        ("version", "2.0"),
        ("xmlns:atom", "http://www.w3.org/2005/Atom"),
        ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:slash", "http://purl.org/rss/1.0/modules/slash/"),
        ("xmlns:thr", "http://purl.org/syndication/thread/1.0"),
        ("xmlns:wfw", "http://wellformedweb.org/CommentAPI/"),
    ];
    Xml::document("rss", &attributes, |xml| {
        xml.element("channel", &[], |xml| channel(xml, feed));
    })
}

fn channel(xml: &mut Xml, feed: &Feed) {
    xml.text("title", &[], &feed.title);
    xml.text("link", &[], &feed.page);
    xml.text(
        "description",
        &[],
        feed.subtitle.as_deref().unwrap_or(&feed.title),
    );
    if !feed.language.is_empty() {
        xml.text("language", &[], &feed.language);
    }
    xml.text("lastBuildDate", &[], &rfc822(feed.updated));
    xml.text("generator", &[], &feed.generator);
    if let Some(icon) = &feed.icon {
        xml.element("image", &[], |xml| {
            xml.text("url", &[], icon);
            xml.text("title", &[], &feed.title);
            xml.text("link", &[], &feed.page);
        });
    }
    link(xml, "self", Some(&feed.here));
    link(xml, "first", feed.first.as_deref());
    link(xml, "previous", feed.previous.as_deref());
    link(xml, "next", feed.next.as_deref());
    for entry in &feed.entries {
        xml.element("item", &[], |xml| item(xml, feed, entry));
    }
}

fn item(xml: &mut Xml, feed: &Feed, entry: &Entry) {
    if !entry.title.trim().is_empty() {
        xml.text("title", &[], &entry.title);
    }
    xml.text("link", &[], &entry.url);
    let permanent = if entry.id == entry.url {
        "true"
    } else {
        "false"
    };
    xml.text("guid", &[("isPermaLink", permanent)], &entry.id);
    xml.text("pubDate", &[], &rfc822(entry.published));
    if entry.updated > entry.published {
        xml.text("atom:updated", &[], &rfc3339(entry.updated));
    }
    for author in entry.named() {
        xml.text("dc:creator", &[], &author.name);
    }
    for tag in entry.words() {
        xml.text("category", &[], tag);
    }
    // Readers take a description for HTML; without an excerpt it is the place of the whole text.
    match &entry.summary {
        Some(summary) => {
            xml.text("description", &[], &as_html(summary));
            xml.text("content:encoded", &[], &entry.html);
        }
        None => xml.text("description", &[], &entry.html),
    }
    if let Some(picture) = &entry.picture {
        let length = picture.length.to_string();
        xml.empty(
            "enclosure",
            &[
                ("url", &picture.url),
                ("length", &length),
                ("type", &picture.mime),
            ],
        );
    }
    if let Some(replies) = &entry.replies {
        xml.text("comments", &[], &replies.page);
        xml.text("slash:comments", &[], &replies.count.to_string());
        xml.text("wfw:commentRss", &[], &replies.feed_rss);
    }
    if let Some(parent) = feed.parent_of(entry) {
        in_reply_to(xml, "thr:in-reply-to", parent);
    }
}

fn link(xml: &mut Xml, rel: &'static str, href: Option<&str>) {
    if let Some(href) = href {
        xml.empty("atom:link", &[("rel", rel), ("type", TYPE), ("href", href)]);
    }
}
