//! One feed in three formats, and any text at all in each of them.

mod properties;
mod reader;

use jiff::Timestamp;

use crate::*;
use reader::{Element, read};

fn at(time: &str) -> Timestamp {
    time.parse().unwrap()
}

/// A weblog with one article of two authors, and a second that nobody signed.
fn weblog() -> Feed {
    Feed {
        id: "tag:hall.example,2008:feed".into(),
        title: "Kettle & Thread".into(),
        subtitle: Some("We mend what others throw away".into()),
        language: "en".into(),
        page: "https://hall.example/articles".into(),
        here: "https://hall.example/articles/feed.atom?page=2".into(),
        updated: at("2026-03-24T08:11:00.5Z"),
        first: Some("https://hall.example/articles/feed.atom".into()),
        next: Some("https://hall.example/articles/feed.atom?page=3".into()),
        previous: Some("https://hall.example/articles/feed.atom?page=1".into()),
        generator: "Guildhall".into(),
        icon: Some("https://hall.example/icon.png".into()),
        of: None,
        entries: vec![
            Entry {
                id: "tag:hall.example,2008:1".into(),
                title: "Forty-one <dead> kettles".into(),
                url: "https://hall.example/articles/2026/03/kettles".into(),
                published: at("2026-03-23T06:05:09Z"),
                updated: at("2026-03-24T08:11:00Z"),
                authors: vec![
                    Author {
                        name: "Imke".into(),
                        url: Some("https://hall.example/@imke".into()),
                    },
                    Author {
                        name: "Jo".into(),
                        url: Some("javascript:alert(1)".into()),
                    },
                ],
                html: "<p>Tea &amp; <b>solder</b> ]]&gt;</p>".into(),
                summary: Some("Why 1 < 2".into()),
                tags: vec!["kettles".into(), " ".into(), "R&D".into()],
                replies: Some(Replies {
                    feed_atom: "https://hall.example/articles/2026/03/kettles/feed.atom".into(),
                    feed_rss: "https://hall.example/articles/2026/03/kettles/feed.rss".into(),
                    feed_json: "https://hall.example/articles/2026/03/kettles/feed.json".into(),
                    page: "https://hall.example/articles/2026/03/kettles#comments".into(),
                    count: 23,
                    updated: Some(at("2026-03-24T07:00:00Z")),
                }),
                in_reply_to: None,
                picture: Some(Enclosure {
                    url: "https://hall.example/files/kettle.webp".into(),
                    length: 20_480,
                    mime: "image/webp".into(),
                }),
            },
            Entry {
                id: "https://hall.example/articles/2026/03/fenside".into(),
                title: String::new(),
                url: "https://hall.example/articles/2026/03/fenside".into(),
                published: at("2026-03-21T15:00:00Z"),
                updated: at("2026-03-21T15:00:00Z"),
                authors: vec![],
                html: "<p>Eleven mended.</p>".into(),
                summary: None,
                tags: vec![],
                replies: None,
                in_reply_to: None,
                picture: None,
            },
        ],
    }
}

/// The comment feed of an article: one comment on it, one on the comment.
fn comments() -> Feed {
    let mut feed = weblog();
    let article = InReplyTo {
        id: "tag:hall.example,2008:1".into(),
        url: "https://hall.example/articles/2026/03/kettles".into(),
        feed: Some("https://hall.example/articles/feed.atom".into()),
    };
    let mut first = feed.entries.remove(1);
    feed.entries.clear();
    first.id = "tag:hall.example,2008:c1".into();
    let mut second = first.clone();
    second.id = "tag:hall.example,2008:c2".into();
    second.in_reply_to = Some(InReplyTo {
        id: first.id.clone(),
        url: "https://hall.example/articles/2026/03/kettles#comment-1".into(),
        feed: None,
    });
    feed.of = Some(article);
    feed.entries = vec![first, second];
    feed
}

#[test]
fn a_weblog_as_atom() {
    insta::assert_snapshot!(atom(&weblog()));
}

#[test]
fn a_weblog_as_rss() {
    insta::assert_snapshot!(rss(&weblog()));
}

#[test]
fn a_weblog_as_json_feed() {
    let value: serde_json::Value = serde_json::from_str(&json(&weblog())).unwrap();
    insta::assert_snapshot!(serde_json::to_string_pretty(&value).unwrap());
}

#[test]
fn a_comment_answers_the_article_unless_it_answers_a_comment() {
    let expected = ["tag:hall.example,2008:1", "tag:hall.example,2008:c1"];

    for xml in [atom(&comments()), rss(&comments())] {
        let refs: Vec<String> = read(&xml)
            .all("thr:in-reply-to")
            .iter()
            .map(|e| e.attribute("ref"))
            .collect();
        assert_eq!(refs, expected);
    }
    let value: serde_json::Value = serde_json::from_str(&json(&comments())).unwrap();
    for (item, id) in value["items"].as_array().unwrap().iter().zip(expected) {
        assert_eq!(item["_guildhall"]["in_reply_to"]["id"], id);
    }
}

#[test]
fn only_web_addresses_are_given_for_authors() {
    for (url, kept) in [
        ("https://a.example/", true),
        ("HTTP://a.example/", true),
        ("https://a b.example/", false),
        ("data:text/html,x", false),
        ("//a.example/", false),
        ("httpß://x", false),
        ("", false),
    ] {
        let mut feed = weblog();
        feed.entries[1].authors = vec![Author {
            name: "A".into(),
            url: Some(url.into()),
        }];
        feed.entries.remove(0);
        assert_eq!(atom(&feed).contains("<uri>"), kept, "{url}");
        assert_eq!(json(&feed).contains(r#""name":"A","url""#), kept, "{url}");
    }
}

#[test]
fn a_feed_of_signed_entries_has_no_author_of_its_own() {
    let mut feed = weblog();
    feed.entries.remove(1);

    let tree = read(&atom(&feed));

    assert_eq!(tree.children("author").len(), 0);
    assert_eq!(tree.all("author").len(), 2);
}

#[test]
fn an_empty_feed_is_still_a_feed() {
    let mut feed = weblog();
    feed.entries.clear();
    feed.title.clear();

    assert_eq!(read(&atom(&feed)).children("id").len(), 1);
    assert_eq!(read(&rss(&feed)).all("item").len(), 0);
    let value: serde_json::Value = serde_json::from_str(&json(&feed)).unwrap();
    assert_eq!(value["items"], serde_json::json!([]));
    assert_eq!(value["title"], "");
}

#[test]
fn times_before_our_era_become_the_first_that_can_be_written() {
    let mut feed = weblog();
    feed.entries[0].published = Timestamp::MIN;
    feed.entries[0].updated = Timestamp::MAX;

    assert!(atom(&feed).contains("<published>0001-01-01T00:00:00Z</published>"));
    assert!(atom(&feed).contains("<updated>9999-12-30T22:00:00Z</updated>"));
    assert!(rss(&feed).contains("<pubDate>Mon, 01 Jan 0001 00:00:00 +0000</pubDate>"));
}

#[test]
fn a_file_that_is_no_picture_is_an_attachment() {
    let mut feed = weblog();
    feed.entries[0].picture = Some(Enclosure {
        url: "https://hall.example/a.ogg".into(),
        length: 7,
        mime: "audio/ogg".into(),
    });

    let value: serde_json::Value = serde_json::from_str(&json(&feed)).unwrap();

    assert_eq!(
        value["items"][0]["attachments"],
        serde_json::json!([{"url": "https://hall.example/a.ogg", "mime_type": "audio/ogg", "size_in_bytes": 7}])
    );
    assert!(value["items"][0].get("image").is_none());
}
