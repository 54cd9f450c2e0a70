//! Atom (RFC 4287) with threads (RFC 4685) and pages (RFC 5005).

use crate::model::{Entry, Feed, InReplyTo, Replies, rfc3339};
use crate::xml::Xml;

/// The media type.
pub const TYPE: &str = "application/atom+xml";

/// Writes `feed` as Atom.
#[must_use]
pub fn write(feed: &Feed) -> String {
    let mut attributes = vec![
        ("xmlns", "http://www.w3.org/2005/Atom"),
        ("xmlns:thr", "http://purl.org/syndication/thread/1.0"),
    ];
    if !feed.language.is_empty() {
        attributes.push(("xml:lang", &feed.language));
    }
    Xml::document("feed", &attributes, |xml| {
        xml.text("id", &[], &feed.id);
        xml.text("title", &[], &feed.title);
        if let Some(subtitle) = &feed.subtitle {
            xml.text("subtitle", &[], subtitle);
        }
        xml.text("updated", &[], &rfc3339(feed.updated));
        xml.text("generator", &[], &feed.generator);
        if let Some(icon) = &feed.icon {
            xml.text("icon", &[], icon);
        }
        // Required unless every entry has an author; entries without one inherit it.
        if feed
            .entries
            .iter()
            .any(|entry| entry.named().next().is_none())
        {
            xml.element("author", &[], |xml| xml.text("name", &[], feed.voice()));
        }
        xml.empty(
            "link",
            &[
                ("rel", "alternate"),
                ("type", "text/html"),
                ("href", &feed.page),
            ],
        );
        link(xml, "self", Some(&feed.here));
        link(xml, "first", feed.first.as_deref());
        link(xml, "previous", feed.previous.as_deref());
        link(xml, "next", feed.next.as_deref());
        // RFC 4685 knows no `in-reply-to` of a whole feed.
        if let Some(of) = &feed.of {
            xml.empty(
                "link",
                &[("rel", "related"), ("type", "text/html"), ("href", &of.url)],
            );
        }
        for each in &feed.entries {
            xml.element("entry", &[], |xml| entry(xml, feed, each));
        }
    })
}

fn entry(xml: &mut Xml, feed: &Feed, entry: &Entry) {
    xml.text("id", &[], &entry.id);
    xml.text("title", &[], &entry.title);
    xml.text("published", &[], &rfc3339(entry.published));
    xml.text("updated", &[], &rfc3339(entry.updated));
    for author in entry.named() {
        xml.element("author", &[], |xml| {
            xml.text("name", &[], &author.name);
            if let Some(url) = author.link() {
                xml.text("uri", &[], url);
            }
        });
    }
    xml.empty(
        "link",
        &[
            ("rel", "alternate"),
            ("type", "text/html"),
            ("href", &entry.url),
        ],
    );
    if let Some(picture) = &entry.picture {
        let length = picture.length.to_string();
        let mut attributes = vec![
            ("rel", "enclosure"),
            ("type", picture.mime.as_str()),
            ("href", &picture.url),
        ];
        if picture.length > 0 {
            attributes.push(("length", &length));
        }
        xml.empty("link", &attributes);
    }
    if let Some(parent) = feed.parent_of(entry) {
        in_reply_to(xml, "thr:in-reply-to", parent);
    }
    if let Some(there) = &entry.replies {
        replies(xml, there);
    }
    for tag in entry.words() {
        xml.empty("category", &[("term", tag)]);
    }
    if let Some(summary) = &entry.summary {
        xml.text("summary", &[], summary);
    }
    xml.text("content", &[("type", "html")], &entry.html);
}

/// Names the parent by its id; RSS uses the same element.
pub(crate) fn in_reply_to(xml: &mut Xml, name: &'static str, parent: &InReplyTo) {
    let mut attributes = vec![
        ("ref", parent.id.as_str()),
        ("href", &parent.url),
        ("type", "text/html"),
    ];
    if let Some(feed) = &parent.feed {
        attributes.push(("source", feed));
    }
    xml.empty(name, &attributes);
}

fn replies(xml: &mut Xml, replies: &Replies) {
    let count = replies.count.to_string();
    let updated = replies.updated.map(rfc3339);
    for (mime, href) in [(TYPE, &replies.feed_atom), ("text/html", &replies.page)] {
        let mut attributes = vec![
            ("rel", "replies"),
            ("type", mime),
            ("href", href),
            ("thr:count", count.as_str()),
        ];
        if let Some(updated) = &updated {
            attributes.push(("thr:updated", updated));
        }
        xml.empty("link", &attributes);
    }
    xml.text("thr:total", &[], &count);
}

fn link(xml: &mut Xml, rel: &'static str, href: Option<&str>) {
    if let Some(href) = href {
        xml.empty("link", &[("rel", rel), ("type", TYPE), ("href", href)]);
    }
}
