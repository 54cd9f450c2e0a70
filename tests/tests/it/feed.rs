//! Feeds: articles and comments, in three formats that say the same.

use http::StatusCode;
use serde_json::Value;

use super::comment::say;
use super::kit::{Browser, TestSite, everywhere, without_limits, word};

const FORMATS: [(&str, &str); 3] = [
    ("atom", "application/atom+xml"),
    ("rss", "application/rss+xml"),
    ("json", "application/feed+json"),
];

async fn json(browser: &Browser, path: &str) -> Value {
    serde_json::from_str(&browser.get(path).await.ok().text).expect("JSON")
}

#[tokio::test]
async fn every_list_has_its_feed_in_three_formats() {
    everywhere(async |site: &TestSite| {
        let lists = [
            "/articles".to_owned(),
            "/articles/2026".into(),
            "/articles/2026/03".into(),
            "/articles/tagged/kettles".into(),
            "/articles/in/workshop".into(),
            "/articles/by/sten".into(),
            "/comments".into(),
            site.kettle.path.clone(),
        ];
        for list in &lists {
            for (ending, kind) in FORMATS {
                let feed = site
                    .guest()
                    .get(&format!("{list}/feed.{ending}"))
                    .await
                    .ok();

                assert!(
                    feed.header("content-type").starts_with(kind),
                    "{list} {ending}"
                );
                for hidden in word::HIDDEN {
                    assert!(!feed.text.contains(hidden), "{list} {ending} {hidden}");
                }
                let says = if list == "/comments" {
                    "Then the seal is gone."
                } else {
                    word::PUBLIC
                };
                assert!(
                    feed.text.to_lowercase().contains(&says.to_lowercase()),
                    "{list} {ending}"
                );
            }
            if list == "/comments" {
                continue;
            }
            let page = site.guest().get(list).await.ok().page();
            for (ending, _) in FORMATS {
                let announced = page.tags().any(|tag| {
                    tag.get("rel") == "alternate"
                        && tag.get("href") == format!("{list}/feed.{ending}")
                });
                assert!(announced, "{list} does not announce {ending}");
            }
        }
        let nowhere = site.guest().get("/articles/tagged/nothing/feed.atom").await;
        assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_comment_says_in_its_feed_what_it_answers() {
    everywhere(async |site: &TestSite| {
        let feed = format!("{}/feed.atom", site.kettle.path);

        let text = site.guest().get(&feed).await.ok().text;

        let entries: Vec<&str> = text.split("<entry>").skip(1).collect();
        assert_eq!(entries.len(), 5);
        let find = |words: &str| *entries.iter().find(|entry| entry.contains(words)).unwrap();
        let id = |entry: &str| {
            entry
                .split("<id>")
                .nth(1)
                .unwrap()
                .split("</id>")
                .next()
                .unwrap()
                .to_owned()
        };
        let answers = |entry: &str| {
            let after = entry.split("in-reply-to").nth(1).unwrap();
            after
                .split("ref=\"")
                .nth(1)
                .unwrap()
                .split('"')
                .next()
                .unwrap()
                .to_owned()
        };
        let (first, answer, deeper) = (
            find("Mine &lt;em"),
            find("the seal is gone"),
            find("since May"),
        );
        assert_eq!(answers(answer), id(first));
        assert_eq!(answers(deeper), id(answer));
        let article = site.guest().get("/articles/feed.atom").await.ok().text;
        let article = article.split("<entry>").nth(1).unwrap().to_owned();
        assert_eq!(answers(first), id(&article));
        assert!(article.contains("thr:count=\"5\""), "{article}");
        assert!(article.contains(&feed), "{article}");
        // What answers a stone answers its id, which stays.
        let under = answers(find("Why take it back?"));
        assert!(under.contains(&site.stone.to_string()), "{under}");
    })
    .await;
}

#[tokio::test]
async fn ids_in_feeds_stay_when_everything_else_changes() {
    everywhere(async |site: &TestSite| {
        let ids = async || {
            let feed = json(&site.guest(), "/articles/feed.json").await;
            feed["items"][0]["id"].clone()
        };
        let before = ids().await;
        let caller = site.steward.caller();
        let editable = app::article::open(site.app(), caller.clone(), site.kettle.id)
            .await
            .unwrap();
        let input = domain::article::Input {
            title: "Another title altogether".into(),
            slug: "moved".into(),
            ..editable.input
        };
        app::article::save(site.app(), caller, site.kettle.id, &input)
            .await
            .unwrap();

        assert_eq!(ids().await, before);
        let old = site
            .guest()
            .get(&format!("{}/feed.rss", site.kettle.path))
            .await;
        assert_eq!(old.status, StatusCode::MOVED_PERMANENTLY);
        assert_eq!(old.location(), "/articles/2026/03/moved/feed.rss");
    })
    .await;
}

#[tokio::test]
async fn a_long_feed_is_read_to_its_end_page_by_page() {
    without_limits(async |site: &TestSite| {
        for number in 0..45 {
            site.say(
                site.member.caller(),
                &site.kettle,
                &format!("Said {number}."),
                None,
            )
            .await;
        }
        for path in [
            "/comments/feed.json".to_owned(),
            format!("{}/feed.json", site.kettle.path),
        ] {
            let mut seen = Vec::new();
            let mut next = Some(path.clone());
            while let Some(page) = next {
                let feed = json(&site.guest(), &page).await;
                for item in feed["items"].as_array().unwrap() {
                    seen.push(item["id"].as_str().unwrap().to_owned());
                }
                next = feed["next_url"]
                    .as_str()
                    .map(|url| url.strip_prefix("https://hall.example").unwrap().to_owned());
            }

            assert_eq!(seen.len(), 50, "{path}");
            seen.sort();
            seen.dedup();
            assert_eq!(seen.len(), 50, "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn formats_agree_on_what_there_is() {
    everywhere(async |site: &TestSite| {
        say(
            &site.member(),
            &site.kettle,
            "Quotes \"<&>'\" and ]]> and \u{1F375}.",
        )
        .await
        .done();
        let path = format!("{}/feed", site.kettle.path);
        let feed = json(&site.guest(), &format!("{path}.json")).await;
        let (atom, rss) = (
            site.guest().get(&format!("{path}.atom")).await.ok().text,
            site.guest().get(&format!("{path}.rss")).await.ok().text,
        );

        let items = feed["items"].as_array().unwrap();

        assert_eq!(items.len(), 6);
        for item in items {
            let id = item["id"].as_str().unwrap();
            assert!(atom.contains(&format!("<id>{id}</id>")), "{id}");
            assert!(rss.contains(id), "{id}");
            let url = item["url"].as_str().unwrap();
            assert!(url.starts_with("https://hall.example/comments/"), "{url}");
            assert!(atom.contains(url) && rss.contains(url), "{url}");
        }
        assert!(atom.contains("🍵") && rss.contains("🍵"));
    })
    .await;
}

#[tokio::test]
async fn members_read_the_members_feed_and_nobody_keeps_it() {
    everywhere(async |site: &TestSite| {
        let path = format!("{}/feed.atom", site.backroom.path);

        let feed = site.member().get(&path).await.ok();
        let guest = site.guest().get(&path).await;

        assert!(feed.text.contains(word::MEMBERS_COMMENT));
        assert_eq!(feed.header("cache-control"), "private, no-store");
        assert_eq!(guest.status, StatusCode::NOT_FOUND);
    })
    .await;
}
