//! Arbitrary text in every field (R39).

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::*;

/// Any text, with a bent for what hurts.
fn text() -> impl Strategy<Value = String> {
    let hurtful = prop::sample::select(vec![
        "]]>",
        "<![CDATA[",
        "&amp;",
        "&#0;",
        "\r\n",
        "\r",
        "\t\n ",
        "\0",
        "\u{fffe}",
        "\u{ffff}",
        "\u{85}",
        "\u{2028}",
        "<!--",
        "?>",
        "\"'",
        "</title>",
        "<script>",
        "\u{1b}[0m",
        "😀",
        "\u{202e}",
    ]);
    vec(
        prop_oneof![hurtful.prop_map(str::to_owned), any::<String>()],
        0..4,
    )
    .prop_map(|parts| parts.concat())
}

fn time() -> impl Strategy<Value = Timestamp> {
    (Timestamp::MIN.as_second()..=Timestamp::MAX.as_second())
        .prop_map(|second| Timestamp::from_second(second).unwrap())
}

fn parent() -> impl Strategy<Value = InReplyTo> {
    (text(), text(), option::of(text())).prop_map(|(id, url, feed)| InReplyTo { id, url, feed })
}

fn replies() -> impl Strategy<Value = Replies> {
    (
        text(),
        text(),
        text(),
        text(),
        any::<u64>(),
        option::of(time()),
    )
        .prop_map(
            |(feed_atom, feed_rss, feed_json, page, count, updated)| Replies {
                feed_atom,
                feed_rss,
                feed_json,
                page,
                count,
                updated,
            },
        )
}

fn entry() -> impl Strategy<Value = Entry> {
    let author = (text(), option::of(text())).prop_map(|(name, url)| Author { name, url });
    let picture = (text(), any::<u64>(), text()).prop_map(|(url, length, mime)| Enclosure {
        url,
        length,
        mime,
    });
    (
        (text(), text(), text(), time(), time()),
        (
            vec(author, 0..3),
            text(),
            option::of(text()),
            vec(text(), 0..3),
        ),
        (
            option::of(replies()),
            option::of(parent()),
            option::of(picture),
        ),
    )
        .prop_map(
            |((id, title, url, published, updated), (authors, html, summary, tags), rest)| {
                let (replies, in_reply_to, picture) = rest;
                Entry {
                    id,
                    title,
                    url,
                    published,
                    updated,
                    authors,
                    html,
                    summary,
                    tags,
                    replies,
                    in_reply_to,
                    picture,
                }
            },
        )
}

fn feed() -> impl Strategy<Value = Feed> {
    (
        (
            text(),
            text(),
            option::of(text()),
            text(),
            text(),
            text(),
            time(),
        ),
        (
            option::of(text()),
            option::of(text()),
            option::of(text()),
            text(),
            option::of(text()),
        ),
        option::of(parent()),
        vec(entry(), 0..3),
    )
        .prop_map(|(head, paging, of, entries)| {
            let (id, title, subtitle, language, page, here, updated) = head;
            let (first, next, previous, generator, icon) = paging;
            Feed {
                id,
                title,
                subtitle,
                language,
                page,
                here,
                updated,
                first,
                next,
                previous,
                generator,
                icon,
                of,
                entries,
            }
        })
}

/// The one child called `name`.
fn only(element: &Element, name: &str) -> String {
    let found = element.children(name);
    assert_eq!(found.len(), 1, "{name}");
    found[0].text.clone()
}

fn said(text: &str) -> String {
    clean(text).into_owned()
}

proptest! {
    #[test]
    fn atom_reads_back_as_it_was_meant(feed in feed()) {
        let tree = read(&atom(&feed));

        prop_assert_eq!(only(&tree, "title"), said(&feed.title));
        prop_assert_eq!(only(&tree, "id"), said(&feed.id));
        let entries = tree.children("entry");
        prop_assert_eq!(entries.len(), feed.entries.len());
        for (element, entry) in entries.iter().zip(&feed.entries) {
            prop_assert_eq!(only(element, "title"), said(&entry.title));
            prop_assert_eq!(only(element, "content"), said(&entry.html));
            let tags: Vec<String> = element.children("category").iter().map(|e| e.attribute("term")).collect();
            prop_assert_eq!(tags, entry.words().map(said).collect::<Vec<_>>());
            let names: Vec<String> = element.children("author").iter().map(|e| only(e, "name")).collect();
            prop_assert_eq!(names, entry.named().map(|a| said(&a.name)).collect::<Vec<_>>());
            if let Some(replies) = &entry.replies {
                prop_assert_eq!(only(element, "thr:total"), replies.count.to_string());
            }
            // RFC 4287: exactly one of each, and somebody answers for it.
            prop_assert!(!element.children("author").is_empty() || !tree.children("author").is_empty());
            for time in ["published", "updated"] {
                prop_assert!(only(element, time).parse::<Timestamp>().is_ok());
            }
        }
    }

    #[test]
    fn rss_reads_back_as_it_was_meant(feed in feed()) {
        let tree = read(&rss(&feed));

        let channel = tree.children("channel")[0];
        for name in ["title", "link", "description"] {
            only(channel, name);
        }
        let items = channel.children("item");
        prop_assert_eq!(items.len(), feed.entries.len());
        for (element, entry) in items.iter().zip(&feed.entries) {
            prop_assert_eq!(only(element, "guid"), said(&entry.id));
            let html = if entry.summary.is_some() { "content:encoded" } else { "description" };
            prop_assert_eq!(only(element, html), said(&entry.html));
            let names: Vec<String> = element.children("dc:creator").iter().map(|e| e.text.clone()).collect();
            prop_assert_eq!(names, entry.named().map(|a| said(&a.name)).collect::<Vec<_>>());
        }
    }

    #[test]
    fn json_reads_back_as_it_was_meant(feed in feed()) {
        let value: serde_json::Value = serde_json::from_str(&json(&feed)).unwrap();

        prop_assert_eq!(&value["title"], &serde_json::Value::from(said(&feed.title)));
        let items = value["items"].as_array().unwrap();
        prop_assert_eq!(items.len(), feed.entries.len());
        for (item, entry) in items.iter().zip(&feed.entries) {
            prop_assert_eq!(&item["id"], &serde_json::Value::from(said(&entry.id)));
            prop_assert_eq!(&item["content_html"], &serde_json::Value::from(said(&entry.html)));
        }
    }
}
