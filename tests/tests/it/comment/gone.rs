//! What becomes of what is deleted: by its author, by staff, before it was seen, and after a month.

use std::time::Duration;

use base::Id;
use domain::comment::{Comment, DELETED_KEPT};
use http::StatusCode;

use super::{id_in, say, say_as};
use crate::kit::{TestSite, everywhere};

#[tokio::test]
async fn what_somebody_took_back_no_moderator_brings_back() {
    everywhere(async |site: &TestSite| {
        let restoration = format!("/comments/{}/restoration", site.stone);
        for (who, browser) in [("moderator", site.moderator()), ("owner", site.owner())] {
            let page = browser.get(&site.kettle.path).await.ok();
            let refused = browser.post(&restoration, "").await;

            let forms = page.page().forms();
            assert!(forms.iter().all(|form| form.action != restoration), "{who}");
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{who}");
            assert!(refused.says("took it back"), "{who}");
        }
        let page = site.guest().get(&site.kettle.path).await.ok();
        assert!(page.says("This comment was deleted.") && !page.says("halcyon"));
    })
    .await;
}

#[tokio::test]
async fn the_stone_says_who_put_it_there() {
    everywhere(async |site: &TestSite| {
        let deletion = format!("/comments/{}/deletion", site.deeper);
        let moderator = site.moderator();
        let page = moderator.get(&site.kettle.path).await.ok();
        moderator.submit(&page.form(&deletion), &[]).await.done();

        let page = site.guest().get(&site.kettle.path).await.ok();
        let stone = |id| page.page().by_id(&format!("comment-{id}")).unwrap();
        assert!(stone(site.deeper).contains("A moderator removed this comment."));
        assert!(stone(site.stone).contains("This comment was deleted."));
    })
    .await;
}

/// Something that a member said as a guest, and that waits.
async fn said_as_guest(site: &TestSite, text: &str) -> Id<Comment> {
    let input = domain::comment::Input {
        text: text.into(),
        name: "Mina elsewhere".into(),
        email: site.member.email(),
        ..domain::comment::Input::default()
    };
    let guest = app::Caller::at_page(domain::Viewer::Guest);
    let under = site.kettle.conversation();
    let added = app::comment::add(site.app(), guest, under, input, None).await;
    added.unwrap().id.unwrap()
}

#[tokio::test]
async fn ones_own_words_can_be_taken_back_before_anybody_was_to_see_them() {
    everywhere(async |site: &TestSite| {
        let waiting = said_as_guest(site, "Still waiting.").await;
        let rejected = said_as_guest(site, "Turned away.").await;
        let by = site.moderator.caller();
        app::comment::decide(site.app(), by, rejected, domain::hold::Fate::Away)
            .await
            .unwrap();
        let me = site.member.caller();
        let claimable = app::guest::claimable(site.app(), me.clone()).await.unwrap();
        app::guest::claim(site.app(), me, claimable[0].guest.id)
            .await
            .unwrap();

        for id in [waiting, rejected] {
            let deletion = format!("/comments/{id}/deletion");
            let foreign = site.other().post(&deletion, "").await;
            let gone = site.member().post(&deletion, "").await;
            let again = site.member().post(&deletion, "").await;

            assert_eq!(foreign.status, StatusCode::NOT_FOUND);
            assert_eq!(
                gone.done(),
                format!("{}?said=dropped#say", site.kettle.path)
            );
            assert!(site.member().follow(&gone).await.ok().says("is deleted"));
            assert_eq!(again.status, StatusCode::FORBIDDEN);
            // Nobody had seen it: no stone tells of it.
            for (who, browser) in site.personas() {
                let page = browser.get(&site.kettle.path).await.ok();
                assert!(!page.text.contains(&format!("comment-{id}")), "{who}");
            }
        }
        let queue = site.moderator().get("/moderation").await.ok();
        assert!(!queue.says("Still waiting."));
        site.wait(DELETED_KEPT);
        site.tidy().await;
        let kept = site.dump();
        assert_eq!(kept.rows("comment", "Still waiting."), 0);
        assert_eq!(kept.rows("comment", "Turned away."), 0);
    })
    .await;
}

#[tokio::test]
async fn what_is_deleted_is_forgotten_after_thirty_days() {
    everywhere(async |site: &TestSite| {
        let (member, moderator) = (site.member(), site.moderator());
        let id = id_in(
            say(&member, &site.kettle, "An obnubilate thing.")
                .await
                .done(),
        );
        let edit = format!("/comments/{id}/edit");
        let page = member.get(&edit).await.ok();
        let text = format!("An obnubilate word. ![](/media/{})", site.picture);
        member
            .submit(&page.form(&edit), &[("text", &text)])
            .await
            .done();
        let kept = || {
            let kept = site.dump();
            let revision = kept.rows("revision", "obnubilate");
            (kept.rows("comment", "obnubilate"), revision)
        };
        moderator
            .post(&format!("/comments/{id}/deletion"), "")
            .await
            .done();

        site.wait(Duration::from_hours(30 * 24) - Duration::from_secs(1));
        site.tidy().await;
        assert_eq!(kept(), (1, 1));
        assert_eq!(site.dump().rows("picture_use", &raw(&id)), 1);
        site.wait(Duration::from_secs(1));
        site.tidy().await;

        assert_eq!(kept(), (0, 0));
        assert_eq!(site.dump().rows("picture_use", &raw(&id)), 0);
        let page = site.guest().get(&site.kettle.path).await.ok();
        let stone = page.page().by_id(&format!("comment-{id}")).unwrap();
        assert!(stone.contains("A moderator removed this comment."));
        let restoration = format!("/comments/{id}/restoration");
        let page = moderator.get(&site.kettle.path).await.ok();
        assert!(
            page.page()
                .forms()
                .iter()
                .all(|form| form.action != restoration)
        );
        let late = moderator.post(&restoration, "").await;
        assert_eq!(late.status, StatusCode::FORBIDDEN);
        // What was never deleted is all there.
        assert!(page.says("Mine leaks at the base."));
    })
    .await;
}

/// An id as rows have it.
fn raw(id: &str) -> String {
    id.parse::<Id<Comment>>().unwrap().raw().to_string()
}

#[tokio::test]
async fn to_undo_letting_a_guest_through_takes_the_trust_back_too() {
    everywhere(async |site: &TestSite| {
        let moderator = site.moderator();
        say_as(&site.guest(), &site.kettle, "Gerda", "Is it the seal?")
            .await
            .done();
        let queue = moderator.get("/moderation").await.ok();
        let mut forms = queue.page().forms().into_iter();
        let approval = forms.rfind(|form| form.action.ends_with("/approval"));
        let approved = moderator.submit(&approval.unwrap(), &[]).await;
        let queue = moderator.follow(&approved).await.ok();

        let mut forms = queue.page().forms().into_iter();
        let undo = forms
            .find(|form| form.action.ends_with("/deletion"))
            .unwrap();
        let undone = moderator.submit(&undo, &[]).await;

        site.wait(Duration::from_hours(1));
        let next = say_later(site, "It was.").await;
        assert!(next.contains("said=waiting"), "{next}");
        // What was undone can be done again, trust and all.
        let queue = moderator.follow(&undone).await.ok();
        let mut forms = queue.page().forms().into_iter();
        let redo = forms.find(|form| form.action.ends_with("/restoration"));
        moderator.submit(&redo.unwrap(), &[]).await.done();
        site.wait(Duration::from_hours(1));
        let next = say_later(site, "So it is.").await;
        assert!(next.contains("#comment-"), "{next}");
    })
    .await;
}

/// Gerda comes back, in no hurry.
async fn say_later(site: &TestSite, text: &str) -> String {
    let page = site.guest().get(&site.kettle.path).await.ok();
    let form = page.form(&site.kettle.comments());
    let fields = [
        ("name", "Gerda"),
        ("email", "gerda@example.com"),
        ("text", text),
    ];
    site.guest().submit(&form, &fields).await.done().to_owned()
}
