//! Publishing: now, at a set time, for members, and back again.

use std::time::Duration;

use http::StatusCode;

use super::{begin, change, written};
use crate::comment::say;
use crate::kit::{Piece, TestSite, everywhere};

#[tokio::test]
async fn a_published_article_is_everywhere_at_once() {
    everywhere(async |site: &TestSite| {
        let guest = site.guest();
        for path in ["/", "/articles", "/articles/feed.atom", "/articles/2026/03"] {
            guest.get(path).await.ok();
        }
        let fields = [("title", "On lids"), ("source", "Lids."), ("tags", "lids")];

        let published = begin(&site.steward(), "publish", &fields).await;

        let path = published.done().to_owned();
        assert_eq!(path, "/articles/2026/03/on-lids");
        assert!(guest.get(&path).await.ok().says("On lids"));
        for list in [
            "/",
            "/articles",
            "/articles/feed.atom",
            "/articles/2026/03",
            "/articles/tagged/lids",
            "/articles/by/sten",
            "/search?q=lids",
        ] {
            assert!(guest.get(list).await.ok().text.contains(&path), "{list}");
        }
    })
    .await;
}

#[tokio::test]
async fn nothing_is_published_without_a_text() {
    everywhere(async |site: &TestSite| {
        let empty = begin(
            &site.steward(),
            "publish",
            &[("title", "Empty"), ("source", "")],
        )
        .await;
        let draft = begin(
            &site.steward(),
            "save",
            &[("title", "Empty"), ("source", "")],
        )
        .await;

        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        written(&draft);
        assert_eq!(
            site.guest().get("/articles/2026/03/empty").await.status,
            StatusCode::NOT_FOUND
        );
    })
    .await;
}

#[tokio::test]
async fn the_clock_publishes_what_was_set_for_later() {
    everywhere(async |site: &TestSite| {
        let steward = site.steward();
        let fields = [
            ("title", "In spring"),
            ("source", "Flowers."),
            ("at", "2026-04-01T09:30"),
        ];

        let scheduled = begin(&steward, "schedule", &fields).await;

        let id = written(&scheduled);
        assert!(steward.follow(&scheduled).await.ok().says("1 April 2026"));
        // The address is that of the month in which it comes out.
        let path = "/articles/2026/04/in-spring";
        assert_eq!(site.guest().get(path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(steward.get(path).await.status, StatusCode::OK);
        // 1 April, 09:29:59 in Amsterdam, where it is summer already.
        let nearly = base::Moment::from_ms(1_775_028_599_000);
        site.wait(Duration::from_millis(
            u64::try_from(nearly.ms() - site.now().ms()).unwrap(),
        ));
        assert_eq!(site.run_jobs().await, 0);
        assert_eq!(site.guest().get(path).await.status, StatusCode::NOT_FOUND);
        site.guest().get("/articles").await.ok();
        site.wait(Duration::from_secs(1));
        assert_eq!(site.run_jobs().await, 1);

        let page = site.guest().get(path).await.ok();
        assert!(page.says("1 April 2026"));
        assert!(site.guest().get("/articles").await.ok().says("In spring"));
        let piece = Piece {
            id: id.parse().unwrap(),
            path: path.into(),
        };
        say(&site.browser_of(&site.member), &piece, "At last.")
            .await
            .done();
    })
    .await;
}

#[tokio::test]
async fn another_time_or_none_counts_and_not_the_first() {
    everywhere(async |site: &TestSite| {
        let steward = site.steward();
        let fields = [
            ("title", "Moved"),
            ("source", "Text."),
            ("at", "2026-03-22T10:00"),
        ];
        let id = written(&begin(&steward, "schedule", &fields).await);
        let piece = Piece {
            id: id.parse().unwrap(),
            path: "/articles/2026/03/moved".into(),
        };
        let other = [
            ("title", "Never"),
            ("source", "Text."),
            ("at", "2026-03-22T10:00"),
        ];
        let never = written(&begin(&steward, "schedule", &other).await);
        let never = Piece {
            id: never.parse().unwrap(),
            path: "/articles/2026/03/never".into(),
        };

        change(&steward, &piece, "schedule", &[("at", "2026-03-24T10:00")])
            .await
            .done();
        change(&steward, &never, "withdraw", &[]).await.done();
        site.wait(Duration::from_hours(3 * 24));
        site.run_jobs().await;
        assert_eq!(
            site.guest().get(&piece.path).await.status,
            StatusCode::NOT_FOUND
        );
        site.wait(Duration::from_hours(24));
        site.run_jobs().await;

        site.guest().get(&piece.path).await.ok();
        assert_eq!(
            site.guest().get(&never.path).await.status,
            StatusCode::NOT_FOUND
        );
    })
    .await;
}

#[tokio::test]
async fn a_time_that_has_passed_or_is_none_is_a_fault() {
    everywhere(async |site: &TestSite| {
        for at in [
            "2026-03-01T10:00",
            "tomorrow",
            "",
            "2026-02-30T10:00",
            "99999-01-01T00:00",
        ] {
            let fields = [("title", "When?"), ("source", "Text."), ("at", at)];

            let again = begin(&site.steward(), "schedule", &fields).await;

            assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{at}");
            assert!(!again.faults().is_empty(), "{at}");
        }
        assert_eq!(site.dump().rows("job", "publish"), 0);
    })
    .await;
}

#[tokio::test]
async fn a_withdrawn_article_is_gone_for_readers_and_keeps_its_comments() {
    everywhere(async |site: &TestSite| {
        let steward = site.steward();
        let guest = site.guest();
        guest.get(&site.kettle.path).await.ok();
        let comment = format!("/comments/{}", site.first);

        change(&steward, &site.kettle, "withdraw", &[]).await.done();

        for path in [
            &site.kettle.path,
            &comment,
            &format!("{}/feed.atom", site.kettle.path),
        ] {
            for (who, browser) in [("guest", site.guest()), ("member", site.member())] {
                assert_eq!(
                    browser.get(path).await.status,
                    StatusCode::NOT_FOUND,
                    "{who} {path}"
                );
            }
        }
        for list in [
            "/",
            "/articles",
            "/articles/feed.atom",
            "/comments/feed.atom",
            "/search?q=kettle",
            "/@mina",
            "/@sten",
        ] {
            let page = site.member().get(list).await.ok();
            assert!(
                !page.says("How to mend a kettle") && !page.text.contains("leaks"),
                "{list}"
            );
        }
        assert_eq!(
            site.guest().get("/articles/tagged/kettles").await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            site.guest()
                .get(&format!("/media/{}", site.picture))
                .await
                .status,
            StatusCode::NOT_FOUND
        );

        change(&steward, &site.kettle, "publish", &[]).await.done();

        let page = site.guest().get(&site.kettle.path).await.ok();
        assert!(page.says("5 comments") && page.says("Mine leaks at the base."));
        site.guest()
            .get(&format!("/media/{}", site.picture))
            .await
            .ok();
    })
    .await;
}

#[tokio::test]
async fn an_article_turned_over_to_members_is_gone_for_guests_at_once() {
    everywhere(async |site: &TestSite| {
        let guest = site.guest();
        for path in [
            "/",
            &site.kettle.path,
            "/comments/feed.atom",
            "/articles/tagged/kettles",
        ] {
            guest.get(path).await.ok();
        }

        change(
            &site.steward(),
            &site.kettle,
            "save",
            &[("visibility", "members")],
        )
        .await
        .done();

        for path in [
            "/",
            "/articles",
            "/articles/feed.json",
            "/comments/feed.atom",
            "/search?q=kettle",
            "/@mina",
        ] {
            let page = guest.get(path).await.ok();
            assert!(
                !page.says("How to mend") && !page.text.contains("leaks"),
                "{path}"
            );
        }
        let comment = format!("/comments/{}", site.first);
        let picture = format!("/media/{}", site.picture);
        for path in [
            &site.kettle.path,
            "/articles/tagged/kettles",
            &comment,
            &picture,
        ] {
            assert_eq!(
                guest.get(path).await.status,
                StatusCode::NOT_FOUND,
                "{path}"
            );
            assert!(
                site.member().get(path).await.status.as_u16() < 400,
                "{path}"
            );
        }
    })
    .await;
}
