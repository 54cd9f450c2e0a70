//! Opening conversations, changing them, taking them away.

use http::StatusCode;

use super::open;
use crate::kit::{TestSite, everywhere};

#[tokio::test]
async fn any_member_opens_one_and_everybody_reads_it_at_once() {
    everywhere(async |site: &TestSite| {
        let opened = open(
            &site.other(),
            &[
                ("kind", "discussion"),
                ("title", "How loud may a bench be? "),
                ("source", "Ours is **very** loud.<script>x</script>"),
                ("tags", "noise, benches"),
            ],
        )
        .await;

        let path = opened.done();
        assert!(path.starts_with("/conversations/"), "{path}");
        assert!(path.ends_with("/how-loud-may-a-bench-be"), "{path}");
        let page = site.guest().get(path).await.ok();
        assert!(page.text.contains("Ours is <strong>very</strong> loud."));
        assert!(!page.text.contains("<script>x"));
        assert!(page.says("Tom <b>Bold</b>"));
        let list = site.guest().get("/conversations").await.ok();
        assert_eq!(
            list.page().link("How loud may a bench be?").as_deref(),
            Some(path)
        );
        let found = site.guest().get("/search?q=loud+bench").await.ok();
        assert!(found.says("How loud may a bench be?"));
        assert_eq!(site.dump().rows("activity", "\"opened\""), 4);
    })
    .await;
}

#[tokio::test]
async fn guests_open_none() {
    everywhere(async |site: &TestSite| {
        let before = site.dump();

        let page = site.guest().get("/conversations/new").await;
        let sent = site
            .guest()
            .post_fields(
                "/conversations/new",
                &[("kind", "discussion"), ("title", "T")],
            )
            .await;

        assert!(page.location().starts_with("/sign-in"));
        assert_eq!(sent.outcome(), 401);
        before.is_still(&site.dump());
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_comes_back_with_what_was_typed() {
    everywhere(async |site: &TestSite| {
        let again = open(
            &site.member(),
            &[("kind", "article"), ("title", " "), ("source", "Kept.")],
        )
        .await;

        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.says("Please choose one of those offered."));
        assert!(again.says("Give it a title."));
        assert_eq!(again.form("/conversations/new").field("source"), "Kept.");
    })
    .await;
}

#[tokio::test]
async fn the_same_form_sent_twice_opens_one() {
    everywhere(async |site: &TestSite| {
        let member = site.member();
        let page = member.get("/conversations/new").await.ok();
        let form = page.form("/conversations/new");
        let fields = [("kind", "idea"), ("title", "A bell at the door")];

        let first = member.submit(&form, &fields).await;
        let second = member.submit(&form, &fields).await;
        let other = member
            .submit(&form, &[("kind", "idea"), ("title", "Two bells")])
            .await;

        assert_eq!(first.done(), second.done());
        assert_eq!(other.status, StatusCode::CONFLICT);
        assert_eq!(other.form("/conversations/new").field("title"), "Two bells");
        assert_eq!(site.dump().rows("conversation", "A bell at the door"), 1);
    })
    .await;
}

#[tokio::test]
async fn a_changed_one_keeps_its_old_address_and_its_earlier_words() {
    everywhere(async |site: &TestSite| {
        let (member, path) = (site.member(), &site.question.path);
        let action = format!("/conversations/{}/edit", site.question.id);
        let form = member.get(&action).await.ok().form(&action);

        let changed = member
            .submit(
                &form,
                &[
                    ("title", "Which grease for gears?"),
                    ("source", "Still hard."),
                ],
            )
            .await;
        let late = member.submit(&form, &[("title", "Too late")]).await;

        let now = changed.done().to_owned();
        assert!(now.ends_with("/which-grease-for-gears"), "{now}");
        let moved = site.guest().get(path).await;
        assert_eq!((moved.outcome(), moved.location()), (301, now.as_str()));
        let feed = site.guest().get(&format!("{path}/feed.atom")).await;
        assert_eq!(feed.location(), format!("{now}/feed.atom"));
        let history = format!("/conversations/{}/history?of=1", site.question.id);
        assert!(
            member
                .get(&history)
                .await
                .ok()
                .says("It is *white* and hard now.")
        );
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert_eq!(late.form(&action).field("title"), "Too late");
        assert_eq!(site.other().get(&action).await.outcome(), 403);
        site.steward().get(&action).await.ok();
    })
    .await;
}

#[tokio::test]
async fn taken_away_it_is_nowhere_and_comes_back_whole() {
    everywhere(async |site: &TestSite| {
        let (member, path) = (site.member(), &site.idea.path);
        let action = format!("/conversations/{}/withdrawal", site.idea.id);

        let away = member
            .submit(&member.get(path).await.ok().form(&action), &[])
            .await;

        assert_eq!(away.done(), path);
        assert!(
            member
                .get(path)
                .await
                .ok()
                .says("This conversation is taken away")
        );
        for (who, browser) in [
            ("guest", site.guest()),
            ("other", site.other()),
            ("steward", site.steward()),
        ] {
            assert_eq!(browser.get(path).await.outcome(), 404, "{who}");
            assert!(
                !browser
                    .get("/conversations")
                    .await
                    .ok()
                    .says("Open on Sundays"),
                "{who}"
            );
            assert!(
                !browser
                    .get("/search?q=sundays")
                    .await
                    .ok()
                    .says("Open on Sundays"),
                "{who}"
            );
        }
        let back = member
            .submit(&member.get(path).await.ok().form(&action), &[])
            .await;
        assert_eq!(back.done(), path);
        site.guest().get(path).await.ok();
        assert!(
            site.guest()
                .get("/search?q=sundays")
                .await
                .ok()
                .says("Open on Sundays")
        );

        super::say(&site.other(), &site.idea, "I would come.").await;
        assert_eq!(member.post(&action, "").await.outcome(), 403);
    })
    .await;
}

#[tokio::test]
async fn what_a_moderator_took_away_only_moderators_bring_back() {
    everywhere(async |site: &TestSite| {
        let (member, moderator, path) = (site.member(), site.moderator(), &site.idea.path);
        let action = format!("/conversations/{}/withdrawal", site.idea.id);
        super::say(&site.other(), &site.idea, "I would come.").await;

        moderator.post(&action, "").await.done();

        for (who, browser) in [
            ("guest", site.guest()),
            ("other", site.other()),
            ("steward", site.steward()),
        ] {
            assert_eq!(browser.get(path).await.outcome(), 404, "{who}");
            let feed = browser.get("/comments/feed.atom").await.ok();
            assert!(!feed.text.contains("I would come"), "{who}");
        }
        let mine = member.get(path).await.ok();
        assert!(mine.says("A moderator took it away."));
        assert!(mine.page().forms().iter().all(|form| form.action != action));
        let tried = member.post_fields(&action, &[("away", "no")]).await;
        assert_eq!(tried.outcome(), 403);

        let back = moderator.get(path).await.ok().form(&action);
        moderator.submit(&back, &[]).await.done();

        assert!(site.guest().get(path).await.ok().says("I would come."));
    })
    .await;
}

#[tokio::test]
async fn what_whoever_opened_it_took_back_is_theirs_alone() {
    everywhere(async |site: &TestSite| {
        let action = format!("/conversations/{}/withdrawal", site.idea.id);
        site.member().post(&action, "").await.done();

        let bring = [("away", "no")];
        for (who, browser, outcome) in [
            ("moderator", site.moderator(), 404),
            ("admin", site.admin(), 403),
        ] {
            assert_eq!(
                browser.post_fields(&action, &bring).await.outcome(),
                outcome,
                "{who}"
            );
        }
        site.member().post_fields(&action, &bring).await.done();
    })
    .await;
}

#[tokio::test]
async fn what_only_one_kind_has_comes_back_with_the_kind() {
    everywhere(async |site: &TestSite| {
        let (id, path) = (site.idea.id, &site.idea.path);
        let support = format!("/conversations/{id}/support");
        site.other()
            .post_fields(&support, &[("supported", "yes")])
            .await
            .done();
        let action = format!("/conversations/{id}/edit");
        let turn = async |kind: &str| {
            let form = site.member().get(&action).await.ok().form(&action);
            site.member().submit(&form, &[("kind", kind)]).await.done();
            site.guest().get(path).await.ok()
        };

        assert!(!turn("discussion").await.says("1 member supports it"));
        assert!(
            !site
                .guest()
                .get("/conversations")
                .await
                .ok()
                .says("1 member supports it")
        );
        assert!(turn("idea").await.says("1 member supports it"));
    })
    .await;
}
