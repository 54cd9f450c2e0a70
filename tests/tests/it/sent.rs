//! What guests were sent is sent again from the door: the same, and never longer than it is true.

use std::time::Duration;

use domain::group::Visibility;
use http::HeaderMap;

use super::comment::say;
use super::kit::{Answer, TestSite, everywhere};

/// All headers but the request's number.
fn lasting(answer: &Answer) -> HeaderMap {
    let mut headers = answer.headers.clone();
    assert!(headers.remove("x-request-id").is_some(), "{}", answer.asked);
    headers
}

#[tokio::test]
async fn the_second_answer_is_the_first_to_the_byte() {
    everywhere(async |site: &TestSite| {
        for path in [
            "/",
            "/articles",
            &site.kettle.path,
            &site.question.path,
            "/conversations",
            "/articles/feed.atom",
            "/comments/feed.json",
        ] {
            for encoding in ["identity", "br", "gzip", "zstd"] {
                let guest = site.guest().with("accept-encoding", encoding);
                let first = guest.get(path).await;
                let second = guest.get(path).await;

                assert_eq!(first.outcome(), 200, "{path}");
                assert_eq!(second.bytes, first.bytes, "{path} {encoding}");
                assert_eq!(lasting(&second), lasting(&first), "{path} {encoding}");
                assert_ne!(first.header("x-request-id"), second.header("x-request-id"));
                let tag = first.header("etag").to_owned();
                let known = guest.with("if-none-match", &tag).get(path).await;
                assert_eq!(known.outcome(), 304, "{path} {encoding}");
                assert!(known.bytes.is_empty());
                assert_eq!(known.header("etag"), tag);
                assert!(known.header("content-security-policy").is_empty());
            }
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_said_stands_on_the_next_page_that_anybody_is_sent() {
    everywhere(async |site: &TestSite| {
        let guest = site.guest();
        for number in 0..5 {
            guest.get(&site.kettle.path).await.ok();
            let words = format!("Said for the {number}th time.");
            say(&site.member(), &site.kettle, &words).await.done();

            assert!(guest.get(&site.kettle.path).await.ok().says(&words));
            assert!(
                guest
                    .get("/comments/feed.atom")
                    .await
                    .ok()
                    .text
                    .contains(&words)
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_site_that_closes_its_doors_sends_nothing_more() {
    everywhere(async |site: &TestSite| {
        let guest = site.guest();
        guest.get("/articles").await.ok();
        guest.get("/articles").await.ok();

        site.configure(|settings| settings.visibility = Visibility::Members)
            .await;

        assert!(
            guest
                .get("/articles")
                .await
                .location()
                .starts_with("/sign-in")
        );
    })
    .await;
}

#[tokio::test]
async fn only_guests_who_name_the_site_are_sent_what_guests_were() {
    everywhere(async |site: &TestSite| {
        let path = &site.kettle.path;
        let first = site.guest().get(path).await.ok();
        site.guest().get(path).await.ok();

        let member = site.member().get(path).await.ok();
        let elsewhere = site.guest().with("host", "evil.example").get(path).await;
        let head = site.guest().head(path).await;
        let dark = site.guest();
        dark.post("/theme", "theme=dark").await.done();
        let dark = dark.get(path).await.ok();

        assert_eq!(member.header("cache-control"), "private, no-store");
        assert!(member.says("Mina"));
        assert_eq!(elsewhere.outcome(), 421);
        assert_eq!(head.outcome(), 200);
        assert!(head.bytes.is_empty());
        assert!(dark.text.contains("data-theme=\"dark\""));
        assert!(!first.text.contains("data-theme"));
    })
    .await;
}

#[tokio::test]
async fn what_the_clock_alone_changes_is_seen_within_a_minute() {
    everywhere(async |site: &TestSite| {
        site.configure(|settings| settings.close_after = 1).await;
        let piece = site
            .publish(|input| {
                input.title = "Closes by itself".into();
                input.source = "Soon.".into();
            })
            .await;
        let guest = site.guest();
        guest.get(&piece.path).await.ok().form(&piece.comments());

        site.wait(Duration::from_hours(24) + Duration::from_mins(2));

        assert!(
            guest
                .get(&piece.path)
                .await
                .ok()
                .says("Comments are closed")
        );
    })
    .await;
}

#[tokio::test]
async fn a_new_number_of_days_counts_for_what_is_there_but_for_what_was_opened_again() {
    everywhere(async |site: &TestSite| {
        site.wait(Duration::from_hours(24 * 20));
        let set = async |days: &str| {
            let input = domain::site::Input {
                name: "Kettle & Thread".into(),
                charter: "We mend.".into(),
                zone: "Europe/Amsterdam".into(),
                visibility: "public".into(),
                joining: "application".into(),
                writers: "stewards".into(),
                guests: "on".into(),
                holding: "suspicious".into(),
                close_after: days.into(),
                per_page: "10".into(),
                ..domain::site::Input::default()
            };
            app::site::change(site.app(), site.admin.caller(), input)
                .await
                .unwrap();
        };
        let is_open = async || {
            let page = site.guest().get(&site.kettle.path).await.ok();
            !page.says("Comments are closed")
        };
        assert!(is_open().await);

        set("14").await;
        assert!(!is_open().await);
        set("0").await;
        assert!(is_open().await);
        set("14").await;
        let id = site.kettle.conversation();
        app::conversation::reopen(site.app(), site.steward.caller(), id)
            .await
            .unwrap();
        assert!(is_open().await);
        set("7").await;

        assert!(is_open().await);
    })
    .await;
}
