//! Taking back what was just sent, as if it had not been said.

use std::time::Duration;

use http::StatusCode;

use super::{id_in, say};
use crate::kit::{TestSite, everywhere};

#[tokio::test]
async fn what_was_just_sent_is_taken_back_with_all_that_came_of_it() {
    everywhere(async |site: &TestSite| {
        let (other, action) = (site.other(), site.kettle.comments());
        let before = site.guest().get(&site.kettle.path).await.ok();
        let said = say(&other, &site.kettle, "Oops, @mina and @sten").await;
        let id = id_in(said.done());
        let undoing = format!("/comments/{id}/undoing");
        let rows = |table: &str, words: &str| site.dump().rows(table, words);
        assert!(rows("notification", "named") > 0);
        site.wait(Duration::from_secs(29));

        let page = other.get(&site.kettle.path).await.ok();
        let undone = other.submit(&page.form(&undoing), &[]).await;
        let after = other.follow(&undone).await.ok();

        assert_eq!(
            undone.done(),
            format!("{}?said=undone#say", site.kettle.path)
        );
        assert!(after.says("It is taken back"));
        let form = after.form(&action);
        assert_eq!(form.field("text"), "Oops, @mina and @sten");
        let now = site.guest().get(&site.kettle.path).await.ok();
        assert!(!now.text.contains("Oops") && !now.text.contains(&id));
        for heading in ["5 comments", "6 comments"] {
            assert_eq!(before.says(heading), now.says(heading), "{heading}");
        }
        assert_eq!(rows("notification", "named"), 0);
        let told = site.member().get("/notifications").await.ok();
        assert!(!told.text.contains(&id));
        let found = site.guest().get("/search?q=oops").await.ok();
        assert!(!found.text.contains(&id));
        assert_eq!(site.run_jobs().await, 0);

        other
            .submit(&form, &[("text", "Better, @mina")])
            .await
            .done();
        assert_eq!(rows("notification", "named"), 1);
    })
    .await;
}

#[tokio::test]
async fn after_half_a_minute_or_an_answer_it_stays() {
    everywhere(async |site: &TestSite| {
        let other = site.other();
        let id = id_in(say(&other, &site.kettle, "Well").await.done());
        let undoing = format!("/comments/{id}/undoing");
        let answered = site
            .say(
                site.member.caller(),
                &site.kettle,
                "Indeed",
                Some(id.parse().unwrap()),
            )
            .await;

        let met = other.post(&undoing, "").await;
        site.wait(Duration::from_secs(30));
        let page = other.get(&site.kettle.path).await.ok();
        let mine = format!("/comments/{answered}/undoing");
        site.wait(Duration::from_secs(11));
        let late = site.member().post(&mine, "").await;
        let theirs = site.moderator().post(&mine, "").await;

        assert_eq!(met.status, StatusCode::FORBIDDEN);
        assert!(met.says("Somebody has answered it"));
        assert!(!page.text.contains(&undoing), "no longer offered");
        assert!(late.says("The time for undoing is over."));
        assert_eq!(theirs.status, StatusCode::FORBIDDEN);
        assert!(
            site.guest()
                .get(&site.kettle.path)
                .await
                .ok()
                .says("Indeed")
        );
    })
    .await;
}

#[tokio::test]
async fn only_whoever_said_it_is_offered_to_take_it_back() {
    everywhere(async |site: &TestSite| {
        let other = site.other();
        let id = id_in(say(&other, &site.kettle, "Mine").await.done());
        let undoing = format!("/comments/{id}/undoing");

        for (who, browser) in site.personas() {
            let page = browser.get(&site.kettle.path).await.ok();
            assert!(!page.text.contains(&undoing), "{who}");
        }
        assert!(
            other
                .get(&site.kettle.path)
                .await
                .ok()
                .text
                .contains(&undoing)
        );
    })
    .await;
}
