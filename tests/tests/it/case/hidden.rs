//! What several reports bring about by themselves.

use std::time::Duration;

use http::StatusCode;

use super::{close, fate, proven, report, settle, the_case};
use crate::kit::{TestSite, everywhere};

#[tokio::test]
async fn enough_reports_hide_a_comment_until_somebody_has_looked() {
    everywhere(async |site: &TestSite| {
        settle(site).await;
        let (member, guest) = (site.member(), site.guest());
        report(&site.other(), site.first, "insult", "").await.done();
        let page = guest.get(&site.kettle.path).await.ok();
        assert!(page.says("leaks at the base"));
        report(&site.steward(), site.first, "insult", "")
            .await
            .done();

        for browser in [&guest, &site.other(), &member] {
            let page = browser.get(&site.kettle.path).await.ok();
            assert!(page.says("Hidden until somebody has looked."));
            assert!(!page.says("leaks at the base"));
        }
        let feed = guest
            .get(&format!("{}/feed.atom", site.kettle.path))
            .await
            .ok();
        assert!(!feed.text.contains("at the base."));
        let found = guest.get("/search?q=leaks").await.ok();
        assert!(!found.text.contains(&site.first.to_string()));
        for path in ["history", "edit"] {
            let path = format!("/comments/{}/{path}", site.first);
            let answer = site.other().get(&path).await;
            assert_ne!(answer.status, StatusCode::OK, "{path}");
        }
        let news = member.get("/notifications").await.ok();
        assert!(news.says("did something that concerns you"));
        let log = member.get("/moderation/log").await.ok();
        assert!(log.says("by itself, after several members reported it"));

        // Its author mends it, though not at once.
        let edit = format!("/comments/{}/edit", site.first);
        assert_eq!(member.get(&edit).await.status, StatusCode::FORBIDDEN);
        site.wait(Duration::from_mins(11));
        let form = member.get(&edit).await.ok().form(&edit);
        member
            .submit(&form, &[("text", "Mine drips a little.")])
            .await
            .done();
        let page = guest.get(&site.kettle.path).await.ok();
        assert!(!page.says("drips"));

        let moderator = proven(site.moderator()).await;
        let case = the_case(&moderator).await;
        let file = moderator.get(&case).await.ok();
        assert!(file.says("drips a little") && file.says("It was changed since."));
        fate(&moderator, &case, "show").await.done();
        close(&moderator, &case, "dismissed").await;
        let page = guest.get(&site.kettle.path).await.ok();
        assert!(page.says("drips a little"));
        assert_eq!(page.text.matches("id=\"comment-").count(), 6);
    })
    .await;
}

#[tokio::test]
async fn newcomers_the_silenced_and_guests_hide_nothing_and_nobody_hides_what_stewards_say() {
    everywhere(async |site: &TestSite| {
        // Nobody has been here for a day.
        for browser in [site.other(), site.steward(), site.admin(), site.guest()] {
            report(&browser, site.first, "insult", "").await.done();
        }
        let page = site.guest().get(&site.kettle.path).await.ok();
        assert!(page.says("leaks at the base"));

        settle(site).await;
        let text = "Look here.";
        let id = site
            .say(site.steward.caller(), &site.kettle, text, None)
            .await;
        for someone in [&site.moderator, &site.admin] {
            let words = "Something was said.";
            site.say(someone.caller(), &site.kettle, words, None).await;
        }
        for browser in [site.other(), site.member(), site.moderator(), site.admin()] {
            report(&browser, id, "insult", "").await.done();
        }
        let page = site.guest().get(&site.kettle.path).await.ok();
        assert!(page.says(text));
    })
    .await;
}

#[tokio::test]
async fn what_was_found_to_be_within_the_customs_is_not_hidden_again_the_same_day() {
    everywhere(async |site: &TestSite| {
        settle(site).await;
        let moderator = proven(site.moderator()).await;
        report(&site.other(), site.first, "insult", "").await.done();
        let case = the_case(&moderator).await;
        close(&moderator, &case, "dismissed").await;
        for someone in [&site.moderator, &site.admin, &site.owner] {
            site.say(someone.caller(), &site.kettle, "A word.", None)
                .await;
        }
        for browser in [site.steward(), site.admin(), site.owner()] {
            report(&browser, site.first, "insult", "").await.done();
        }
        let page = site.guest().get(&site.kettle.path).await.ok();
        assert!(page.says("leaks at the base"));
    })
    .await;
}

#[tokio::test]
async fn a_conversation_that_many_report_within_an_hour_rests_for_four() {
    everywhere(async |site: &TestSite| {
        settle(site).await;
        for someone in [&site.moderator, &site.admin, &site.owner] {
            site.say(someone.caller(), &site.kettle, "A word.", None)
                .await;
        }
        let about = format!("/conversations/{}/report", site.question.id);
        let reporters = [site.other(), site.steward(), site.moderator(), site.admin()];
        for browser in reporters {
            browser.post(&about, "reason=off-goal").await.done();
        }
        let guest = site.guest();
        let before = guest.get(&site.question.path).await.ok();
        assert!(!before.says("rests"));
        site.owner().post(&about, "reason=off-goal").await.done();

        let page = guest.get(&site.question.path).await.ok();
        assert!(page.says("This conversation rests until"));
        let member = site.member();
        let refused = member.post(&site.question.comments(), "text=Now").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let log = member.get("/moderation/log").await.ok();
        assert!(log.says("A conversation was paused until"));

        site.wait(Duration::from_hours(4));
        site.run_jobs().await;
        let page = guest.get(&site.question.path).await.ok();
        assert!(!page.says("rests until"));
        member
            .post(&site.question.comments(), "text=Now")
            .await
            .done();
    })
    .await;
}
