//! The list of conversations and its feed.

use std::time::Duration;

use super::say;
use crate::kit::{Browser, TestSite, everywhere, word};

async fn titles(browser: &Browser, address: &str) -> Vec<String> {
    let page = browser.get(address).await.ok();
    page.page().texts_with("class", "conv__title")
}

#[tokio::test]
async fn what_was_said_last_comes_first_and_guests_miss_what_is_for_members() {
    everywhere(async |site: &TestSite| {
        site.wait(Duration::from_mins(5));
        say(&site.other(), &site.question, "Lithium.").await;

        let guest = titles(&site.guest(), "/conversations").await;
        let member = titles(&site.member(), "/conversations").await;

        assert_eq!(
            guest,
            [
                "Which grease for a gearbox?",
                "How to mend a kettle & keep it",
                "Open on Sundays"
            ]
        );
        assert_eq!(member.len(), 5);
        assert_eq!(
            site.guest().get(&site.members_talk.path).await.outcome(),
            404
        );
        assert!(
            member
                .iter()
                .any(|title| title.contains(word::MEMBERS_TALK))
        );
        for ending in ["atom", "rss", "json"] {
            let feed = site
                .guest()
                .get(&format!("/conversations/feed.{ending}"))
                .await
                .ok();
            assert!(
                feed.text.contains("Which grease for a gearbox?"),
                "{ending}"
            );
            assert!(!feed.text.contains(word::MEMBERS_TALK), "{ending}");
        }
    })
    .await;
}

#[tokio::test]
async fn filters_and_order_can_be_combined() {
    everywhere(async |site: &TestSite| {
        let guest = site.guest();
        for (query, wanted) in [
            ("kind=question", vec!["Which grease for a gearbox?"]),
            ("kind=idea&sort=new", vec!["Open on Sundays"]),
            ("kind=article", vec!["How to mend a kettle & keep it"]),
            ("kind=discussion", vec![]),
            ("tag=grease", vec!["Which grease for a gearbox?"]),
            (
                "unanswered=yes&sort=new",
                vec!["Open on Sundays", "Which grease for a gearbox?"],
            ),
            ("kind=question&tag=kettles", vec![]),
        ] {
            let found = titles(&guest, &format!("/conversations?{query}")).await;
            assert_eq!(found, wanted, "{query}");
        }
        assert_eq!(
            guest.get("/conversations?tag=dainties").await.outcome(),
            404
        );
        assert_eq!(guest.get("/conversations?tag=nothing").await.outcome(), 404);
        assert_eq!(
            titles(&site.member(), "/conversations?tag=dainties")
                .await
                .len(),
            1
        );
    })
    .await;
}

#[tokio::test]
async fn pages_follow_each_other_without_a_gap() {
    everywhere(async |site: &TestSite| {
        for number in 0..35 {
            site.wait(Duration::from_secs(1));
            let input = domain::post::Input {
                kind: "discussion".into(),
                title: format!("Number {number}"),
                ..domain::post::Input::default()
            };
            app::post::begin(site.app(), site.member.caller(), input)
                .await
                .unwrap();
        }
        let guest = site.guest();
        let first = guest.get("/conversations?kind=discussion").await.ok();
        let next = first.page().link("Older conversations").unwrap();
        let mut all = first.page().texts_with("class", "conv__title");
        assert_eq!(all.len(), 30);

        all.extend(titles(&guest, &next).await);

        let wanted: Vec<String> = (0..35)
            .rev()
            .map(|number| format!("Number {number}"))
            .collect();
        assert_eq!(all, wanted);
    })
    .await;
}
