//! Changing one's words, taking them back, bringing them back.

use std::time::Duration;

use http::StatusCode;

use super::{id_in, say};
use crate::kit::{TestSite, everywhere};

#[tokio::test]
async fn own_words_can_be_mended_for_a_day_and_what_they_were_is_kept() {
    everywhere(async |site: &TestSite| {
        let member = site.member();
        let id = id_in(say(&member, &site.kettle, "It laeks.").await.done());
        let edit = format!("/comments/{id}/edit");
        site.wait(Duration::from_hours(24));

        let page = member.get(&edit).await.ok();
        let mended = member
            .submit(&page.form(&edit), &[("text", "It leaks.")])
            .await;
        site.wait(Duration::from_mins(1));
        let late = member.get(&edit).await;
        let posted = member
            .submit(&page.form(&edit), &[("text", "It never did.")])
            .await;

        assert_eq!(page.form(&edit).field("text"), "It laeks.");
        assert_eq!(id_in(mended.done()), id);
        assert_eq!(late.status, StatusCode::FORBIDDEN);
        assert_eq!(posted.status, StatusCode::FORBIDDEN);
        let shown = site.guest().get(&site.kettle.path).await.ok();
        assert!(shown.says("It leaks.") && !shown.says("It laeks."));
        let history = format!("/comments/{id}/history");
        assert!(shown.page().links().contains(&history));
        let history = site.other().get(&history).await.ok();
        assert!(
            history.says("It") && history.says("laeks"),
            "{}",
            history.page().words()
        );
    })
    .await;
}

#[tokio::test]
async fn nobody_mends_the_words_of_others() {
    everywhere(async |site: &TestSite| {
        let edit = format!("/comments/{}/edit", site.first);
        for (who, browser) in [
            ("other", site.other()),
            ("moderator", site.moderator()),
            ("owner", site.owner()),
        ] {
            let page = browser.get(&edit).await;
            let posted = browser.post(&edit, "text=mine&revision=1").await;

            assert_eq!(page.status, StatusCode::FORBIDDEN, "{who}");
            assert_eq!(posted.status, StatusCode::FORBIDDEN, "{who}");
        }
        let guest = site.guest().get(&edit).await;
        assert_eq!(guest.status, StatusCode::FOUND);
        assert!(guest.location().starts_with("/sign-in?return_to="));
    })
    .await;
}

#[tokio::test]
async fn what_was_changed_in_another_window_is_not_overwritten_unseen() {
    everywhere(async |site: &TestSite| {
        let member = site.member();
        let edit = format!("/comments/{}/edit", site.under_stone);
        let (one, two) = (member.get(&edit).await.ok(), member.get(&edit).await.ok());

        member
            .submit(&one.form(&edit), &[("text", "From the first window.")])
            .await
            .done();
        let stale = member
            .submit(&two.form(&edit), &[("text", "From the second window.")])
            .await;

        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert!(
            stale.says("first") && stale.says("second"),
            "{}",
            stale.page().words()
        );
        let page = site.guest().get(&site.kettle.path).await.ok();
        assert!(page.says("From the first window.") && !page.says("From the second window."));
        // Whoever has seen both may put the one in the place of the other.
        member.submit(&stale.form(&edit), &[]).await.done();
        assert!(
            site.guest()
                .get(&site.kettle.path)
                .await
                .ok()
                .says("From the second window.")
        );
    })
    .await;
}

#[tokio::test]
async fn a_deleted_comment_leaves_a_stone_and_its_answers_stay() {
    everywhere(async |site: &TestSite| {
        let member = site.member();
        let page = member.get(&site.kettle.path).await.ok();
        let deletion = format!("/comments/{}/deletion", site.first);

        member.submit(&page.form(&deletion), &[]).await.done();

        let page = site.guest().get(&site.kettle.path).await.ok();
        assert!(!page.says("Mine leaks at the base."));
        let stone = page
            .page()
            .by_id(&format!("comment-{}", site.first))
            .unwrap();
        assert!(!stone.contains("leaks"), "{stone}");
        assert!(page.says("Then the seal is gone.") && page.says("Mine too, since May."));
        assert!(page.says("4 comments"));
        for feed in [
            "/comments/feed.atom",
            "/comments/feed.rss",
            "/comments/feed.json",
        ] {
            assert!(
                !site
                    .guest()
                    .get(feed)
                    .await
                    .ok()
                    .text
                    .contains("leaks</em> at the base"),
                "{feed}"
            );
        }
        let again = member.post(&deletion, "").await;
        assert_eq!(again.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn moderators_take_away_and_bring_back() {
    everywhere(async |site: &TestSite| {
        let (moderator, deletion) = (
            site.moderator(),
            format!("/comments/{}/deletion", site.deeper),
        );
        let page = moderator.get(&site.kettle.path).await.ok();
        moderator.submit(&page.form(&deletion), &[]).await.done();
        let stone = site.guest().get(&site.kettle.path).await.ok();
        assert!(!stone.says("Mine too, since May."));

        let restoration = format!("/comments/{}/restoration", site.deeper);
        let author = site.other().get(&site.kettle.path).await.ok();
        assert!(
            author
                .page()
                .forms()
                .iter()
                .all(|form| form.action != restoration)
        );
        let refused = site.other().post(&restoration, "").await;
        let page = moderator.get(&site.kettle.path).await.ok();
        moderator.submit(&page.form(&restoration), &[]).await.done();

        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let page = site.guest().get(&site.kettle.path).await.ok();
        assert!(page.says("Mine too, since May."));
        assert!(page.says("5 comments"));
    })
    .await;
}

#[tokio::test]
async fn a_conversation_is_closed_by_hand_and_opened_again() {
    everywhere(async |site: &TestSite| {
        let steward = site.steward();
        let door = format!("/conversations/{}/door", site.kettle.id);
        let open = site.member().get(&site.kettle.path).await.ok();
        let page = steward.get(&door).await.ok();

        let form = page
            .page()
            .forms()
            .into_iter()
            .find(|form| form.fields.iter().any(|(name, _)| name == "next"));
        steward.submit(&form.unwrap(), &[]).await.done();
        let closed = site.member().get(&site.kettle.path).await.ok();
        let late = site
            .member()
            .submit(
                &open.form(&site.kettle.comments()),
                &[("text", "Too late?")],
            )
            .await;

        assert!(
            closed
                .page()
                .forms()
                .iter()
                .all(|form| form.action != site.kettle.comments())
        );
        assert!(!closed.text.contains("?reply="));
        assert_eq!(late.status, StatusCode::FORBIDDEN);
        assert_eq!(site.member().get(&door).await.status, StatusCode::FORBIDDEN);
        let page = steward.get(&door).await.ok();
        let opening = page
            .page()
            .forms()
            .into_iter()
            .find(|form| form.action.ends_with("/reopening"));
        steward.submit(&opening.unwrap(), &[]).await.done();
        say(&site.member(), &site.kettle, "Not too late.")
            .await
            .done();
    })
    .await;
}

#[tokio::test]
async fn a_closed_conversation_goes_on_elsewhere() {
    everywhere(async |site: &TestSite| {
        let steward = site.steward();
        let next = site.publish(|input| {
            input.title = "Kettles, continued".into();
            input.source = "Go on here.".into();
        });
        let next = next.await;
        let door = format!("/conversations/{}/door", site.kettle.id);
        let page = steward.get(&door).await.ok();
        let form = page
            .page()
            .forms()
            .into_iter()
            .find(|form| form.fields.iter().any(|(name, _)| name == "next"));
        let form = form.unwrap();

        let unknown = steward
            .submit(&form, &[("next", "/articles/2026/03/nowhere")])
            .await;
        let itself = steward.submit(&form, &[("next", &site.kettle.path)]).await;
        let whole = format!("https://hall.example{}#comments", next.path);
        steward.submit(&form, &[("next", &whole)]).await.done();

        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(itself.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = site.guest().get(&site.kettle.path).await.ok();
        assert_eq!(page.page().link("Kettles, continued"), Some(next.path));
    })
    .await;
}

#[tokio::test]
async fn conversations_close_by_themselves_after_so_many_days() {
    everywhere(async |site: &TestSite| {
        site.configure(|settings| settings.close_after = 14).await;
        let piece = site.publish(|input| {
            input.title = "For a fortnight".into();
            input.source = "Say it now.".into();
        });
        let piece = piece.await;

        site.wait(Duration::from_hours(14 * 24 - 1));
        say(&site.member(), &piece, "Just in time.").await.done();
        let open = site.member().get(&piece.path).await.ok();
        site.wait(Duration::from_hours(1));
        let closed = site.member().get(&piece.path).await.ok();
        let guest = site.guest().get(&piece.path).await.ok();
        let late = site
            .member()
            .submit(&open.form(&piece.comments()), &[("text", "Too late.")])
            .await;

        for page in [closed, guest] {
            assert!(
                page.page()
                    .forms()
                    .iter()
                    .all(|form| form.action != piece.comments())
            );
        }
        assert_eq!(late.status, StatusCode::FORBIDDEN);
        // What was there before the setting closes, too.
        let older = site.guest().get(&site.kettle.path).await.ok();
        assert!(older.says("Comments are closed"));
    })
    .await;
}
