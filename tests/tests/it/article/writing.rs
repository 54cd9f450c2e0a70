//! Drafts, and changes that nobody loses.

use std::time::Duration;

use domain::group::Writers;
use http::StatusCode;

use super::{begin, change, press, written};
use crate::kit::{TestSite, everywhere};

#[tokio::test]
async fn a_draft_is_seen_by_who_wrote_it_and_who_runs_the_site() {
    everywhere(async |site: &TestSite| {
        let steward = site.steward();
        let fields = [
            ("title", "Bellows"),
            ("source", "About *bellows*."),
            ("tags", "air, leather"),
        ];
        let id = written(&begin(&steward, "save", &fields).await);
        let form = steward.get(&format!("/write/{id}")).await.ok();
        let path = form
            .page()
            .links()
            .into_iter()
            .find(|link| link.starts_with("/articles/2026/"));
        let path = path.unwrap();

        assert_eq!(path, "/articles/2026/03/bellows");
        for (who, browser) in site.personas() {
            let outcome = browser.get(&path).await.outcome();
            let listed = browser.get("/articles").await.ok().says("Bellows");
            let feed = browser
                .get("/articles/feed.atom")
                .await
                .ok()
                .text
                .contains("Bellows");

            let expected = if matches!(who, "steward" | "admin" | "owner") {
                200
            } else {
                404
            };
            assert_eq!(outcome, expected, "{who}");
            assert!(!listed && !feed, "{who}");
        }
        let draft = steward.get(&path).await.ok();
        assert!(draft.text.contains("<em>bellows</em>"));
        assert!(
            draft
                .page()
                .forms()
                .iter()
                .all(|form| !form.action.contains("/comments"))
        );
        let own = steward.get("/write").await.ok();
        assert!(own.page().links().contains(&format!("/write/{id}")));
    })
    .await;
}

#[tokio::test]
async fn an_article_without_a_title_comes_back_with_everything_that_was_typed() {
    everywhere(async |site: &TestSite| {
        let fields = [
            ("title", " "),
            ("source", "A long text.\n\nWith two paragraphs."),
            ("tags", &"x".repeat(31)),
            ("authors", "nobody-of-that-name"),
            ("visibility", "members"),
        ];

        let again = begin(&site.steward(), "save", &fields).await;

        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.faults().len() >= 2, "{:?}", again.faults());
        let form = again.form("/write");
        assert_eq!(form.field("source"), "A long text.\n\nWith two paragraphs.");
        assert_eq!(form.field("visibility"), "members");
    })
    .await;
}

#[tokio::test]
async fn members_write_where_members_may() {
    everywhere(async |site: &TestSite| {
        let member = site.member();
        let refused = member.get("/write").await;
        site.configure(|settings| settings.writers = Writers::Members)
            .await;

        let fields = [("title", "By a member"), ("source", "Text.")];
        let published = begin(&member, "publish", &fields).await;

        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert_eq!(published.done(), "/articles/2026/03/by-a-member");
        let page = site.guest().get(published.done()).await.ok();
        assert!(page.says("Mina O’Hara"));
    })
    .await;
}

#[tokio::test]
async fn the_same_form_twice_is_one_article() {
    everywhere(async |site: &TestSite| {
        let steward = site.steward();
        let page = steward.get("/write").await.ok();
        let fields = [("title", "Once"), ("source", "Text.")];

        let one = press(&steward, &page, "/write", "save", &fields).await;
        let two = press(&steward, &page, "/write", "save", &fields).await;
        let other = press(
            &steward,
            &page,
            "/write",
            "save",
            &[("title", "Twice"), ("source", "Other.")],
        )
        .await;

        assert_eq!(written(&one), written(&two));
        assert_eq!(other.status, StatusCode::CONFLICT);
        assert_eq!(other.form("/write").field("title"), "Twice");
        assert_eq!(site.dump().rows("conversation", "Once"), 1);
        assert_eq!(site.dump().rows("conversation", "Twice"), 0);
        // What came back has a fresh key.
        let page = other.clone();
        press(&steward, &page, "/write", "save", &[]).await.done();
    })
    .await;
}

#[tokio::test]
async fn a_renamed_article_is_found_under_all_its_addresses() {
    everywhere(async |site: &TestSite| {
        let steward = site.steward();
        change(&steward, &site.kettle, "save", &[("slug", "kettles")])
            .await
            .done();
        change(
            &steward,
            &site.kettle,
            "save",
            &[("slug", "all-about-kettles")],
        )
        .await
        .done();

        for old in [site.kettle.path.as_str(), "/articles/2026/03/kettles"] {
            let away = site.guest().get(old).await;
            assert_eq!(away.status, StatusCode::MOVED_PERMANENTLY, "{old}");
            assert_eq!(
                away.location(),
                "/articles/2026/03/all-about-kettles",
                "{old}"
            );
        }
        let page = site
            .guest()
            .get("/articles/2026/03/all-about-kettles")
            .await
            .ok();
        assert!(page.text.contains(
            "rel=\"canonical\" href=\"https://hall.example/articles/2026/03/all-about-kettles\""
        ));
        let comment = site.guest().get(&format!("/comments/{}", site.first)).await;
        assert!(
            comment
                .location()
                .starts_with("/articles/2026/03/all-about-kettles#")
        );
        // And back to the first name: that is no circle.
        change(
            &steward,
            &site.kettle,
            "save",
            &[("slug", "how-to-mend-a-kettle-keep-it")],
        )
        .await
        .done();
        site.guest().get(&site.kettle.path).await.ok();
        let away = site.guest().get("/articles/2026/03/kettles").await;
        assert_eq!(away.location(), site.kettle.path);
    })
    .await;
}

#[tokio::test]
async fn two_articles_of_one_name_have_two_addresses() {
    everywhere(async |site: &TestSite| {
        let steward = site.steward();
        let fields = [
            ("title", "How to mend a kettle & keep it"),
            ("source", "Again."),
        ];

        let second = begin(&steward, "publish", &fields).await;

        assert_ne!(second.done(), site.kettle.path);
        assert!(site.guest().get(second.done()).await.ok().says("Again."));
        assert!(
            site.guest()
                .get(&site.kettle.path)
                .await
                .ok()
                .says("Descale the kettle first.")
        );
    })
    .await;
}

#[tokio::test]
async fn every_earlier_text_is_kept_and_can_be_brought_back() {
    everywhere(async |site: &TestSite| {
        let steward = site.steward();
        for text in ["The second text.", "The third text."] {
            site.wait(Duration::from_mins(1));
            change(&steward, &site.kettle, "save", &[("source", text)])
                .await
                .done();
        }

        let history = steward
            .get(&format!("/write/{}/history", site.kettle.id))
            .await
            .ok();
        assert!(
            history
                .page()
                .links()
                .iter()
                .any(|link| link.ends_with("?of=1"))
        );
        let first = steward
            .get(&format!("/write/{}/history?of=1", site.kettle.id))
            .await
            .ok();
        let back = steward
            .get(&format!("/write/{}?version=1", site.kettle.id))
            .await
            .ok();

        assert!(
            first.says("Descale the *kettle* first."),
            "{}",
            first.page().words()
        );
        let form = back.form(&format!("/write/{}", site.kettle.id));
        assert!(
            form.field("source")
                .starts_with("Descale the *kettle* first.")
        );
        press(
            &steward,
            &back,
            &format!("/write/{}", site.kettle.id),
            "save",
            &[],
        )
        .await
        .done();
        assert!(
            site.guest()
                .get(&site.kettle.path)
                .await
                .ok()
                .says("Descale the kettle first.")
        );
        for (who, browser) in [("member", site.member()), ("moderator", site.moderator())] {
            let refused = browser
                .get(&format!("/write/{}/history", site.kettle.id))
                .await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{who}");
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_saves_later_sees_what_the_other_has_written() {
    everywhere(async |site: &TestSite| {
        let (steward, owner) = (site.steward(), site.owner());
        let address = format!("/write/{}", site.kettle.id);
        let one = steward.get(&address).await.ok();
        let two = owner.get(&address).await.ok();

        press(
            &steward,
            &one,
            &address,
            "save",
            &[("source", "Descale it with vinegar.")],
        )
        .await
        .done();
        let stale = press(
            &owner,
            &two,
            &address,
            "save",
            &[("source", "Descale it with lemon."), ("title", "Kettles")],
        )
        .await;

        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert!(stale.text.contains("vinegar"));
        let form = stale.form(&address);
        assert_eq!(form.field("source"), "Descale it with lemon.");
        assert_eq!(form.field("title"), "Kettles");
        assert!(
            site.guest()
                .get(&site.kettle.path)
                .await
                .ok()
                .says("vinegar")
        );
        press(&owner, &stale, &address, "save", &[]).await.done();
        let page = site.guest().get(&site.kettle.path).await;
        assert!(page.says("lemon") && !page.says("vinegar"));
    })
    .await;
}

#[tokio::test]
async fn many_changes_at_once_are_one_unbroken_history() {
    crate::kit::without_limits(async |site: &TestSite| {
        let address = format!("/write/{}", site.kettle.id);
        let page = site.steward().get(&address).await.ok();
        let revision: i64 = page.form(&address).field("revision").parse().unwrap();
        let mut writers = tokio::task::JoinSet::new();
        for number in 0..64 {
            let (steward, page, address) = (site.steward(), page.clone(), address.clone());
            let source = format!("Text number {number}.");
            writers.spawn(async move {
                // Too many at once are told to come again; they do.
                let steward = steward.expecting_failure();
                loop {
                    let fields = [("source", source.as_str())];
                    let saved = press(&steward, &page, &address, "save", &fields).await;
                    if saved.status != StatusCode::SERVICE_UNAVAILABLE {
                        return (saved.status, source);
                    }
                    assert!(!saved.header("retry-after").is_empty());
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            });
        }

        let mut saved = Vec::new();
        while let Some(one) = writers.join_next().await {
            match one.unwrap() {
                (StatusCode::SEE_OTHER, source) => saved.push(source),
                (status, source) => assert_eq!(status, StatusCode::CONFLICT, "{source}"),
            }
        }

        assert_eq!(saved.len(), 1, "{saved:?}");
        let page = site.steward().get(&address).await.ok();
        assert_eq!(page.form(&address).field("source"), saved[0]);
        assert_eq!(
            page.form(&address).field("revision"),
            (revision + 1).to_string()
        );
    })
    .await;
}

#[tokio::test]
async fn who_wrote_it_too_may_change_it_and_is_named() {
    everywhere(async |site: &TestSite| {
        let steward = site.steward();
        change(&steward, &site.kettle, "save", &[("authors", "@mina, tom")])
            .await
            .done();

        let page = site.guest().get(&site.kettle.path).await.ok();
        let mended = change(
            &site.member(),
            &site.kettle,
            "save",
            &[("source", "Mina’s kettle.")],
        )
        .await;

        for person in [&site.steward, &site.member, &site.other] {
            assert!(page.page().link(person.name).is_some(), "{}", person.name);
        }
        mended.done();
        assert!(
            site.guest()
                .get(&site.kettle.path)
                .await
                .ok()
                .says("Mina’s kettle.")
        );
        assert!(
            site.guest()
                .get("/articles/by/mina")
                .await
                .ok()
                .page()
                .links()
                .contains(&site.kettle.path)
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_typed_is_shown_as_it_was_meant_and_does_nothing() {
    everywhere(async |site: &TestSite| {
        let steward = site.steward();
        let source = "# A heading\n\n<script>alert(1)</script> <img src=x onerror=alert(1)>\n\n[x](javascript:alert(1)) [y](https://else.example/) @mina\n\n```rust\nlet x = \"<b>\";\n```";
        let fields = [("title", "<i>Not</i> italic \u{202e}evil"), ("source", source), ("tags", "<b>, a&b")];

        let published = begin(&steward, "publish", &fields).await;

        let page = site.guest().get(published.done()).await.ok();
        assert!(page.says("<i>Not</i> italic evil"), "{}", page.page().words());
        for bad in ["<script>alert", "onerror=alert", "javascript:alert", "<i>Not", "<b>,"] {
            assert!(!page.text.contains(&format!("href=\"{bad}")) && !page.page().tags().any(|tag| tag.has("onerror")), "{bad}");
        }
        assert!(page.page().tags().all(|tag| tag.name != "i"));
        assert!(page.page().links().contains(&"/@mina".to_owned()));
        for feed in ["atom", "rss", "json"] {
            let feed = site.guest().get(&format!("/articles/feed.{feed}")).await.ok();
            assert!(!feed.text.contains("\u{202e}"));
        }
    })
    .await;
}
