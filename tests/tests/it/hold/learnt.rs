//! What is learnt from decisions, what it says of new words, and how it is unlearnt.

use super::{newcomer, press, waits};
use crate::comment::{say, say_as};
use crate::kit::{TestSite, without_limits};

/// Guests say things, and somebody decides about them.
async fn teach(site: &TestSite) {
    let moderator = site.moderator();
    for n in 0..5 {
        let guest = site.guest();
        let spam = format!("Win a jackpot at our roulette number{n}");
        say_as(&guest, &site.kettle, &format!("Seller{n}"), &spam)
            .await
            .done();
        let rejected = press(&moderator, &format!("number{n}"), "/rejection", true).await;
        assert!(rejected.done().starts_with("/moderation?done=spam"));
        let fine = format!("My boiler leaks at the flange since day{n}");
        say_as(&guest, &site.kettle, &format!("Owner{n}"), &fine)
            .await
            .done();
        press(&moderator, &format!("day{n}"), "/approval", false)
            .await
            .done();
    }
}

#[tokio::test]
async fn what_is_like_advertising_waits_and_the_words_that_weighed_are_shown() {
    without_limits(async |site: &TestSite| {
        teach(site).await;
        let (moderator, new) = (site.moderator(), newcomer(site, "nia").await);
        let learnt = moderator.get("/admin/blocked").await.ok();
        assert!(learnt.says("From 5 decisions that something is advertising"));

        assert!(!waits(
            &say(&new, &site.kettle, "The flange of my boiler leaks, too.").await
        ));
        let spam = say(
            &new,
            &site.kettle,
            "A roulette with a jackpot for all of you",
        )
        .await;

        assert!(waits(&spam));
        let queue = moderator.get("/moderation").await.ok();
        assert!(queue.says("Like advertising") && queue.says("For: + jackpot"));
        // Whoever has been here for a while is not compared with it.
        site.wait(std::time::Duration::from_hours(25));
        site.run_jobs().await;
        let old = say(
            &site.member(),
            &site.kettle,
            "My jackpot of roulette wheels",
        )
        .await;
        assert!(!waits(&old));
        // What was learnt is in no words.
        let dump = site.dump();
        for table in ["spam_token", "spam_lesson"] {
            assert_eq!(dump.rows(table, "jackpot"), 0);
            assert!(dump.rows(table, "") > 0);
        }
    })
    .await;
}

#[tokio::test]
async fn a_decision_that_is_taken_back_is_unlearnt() {
    without_limits(async |site: &TestSite| {
        teach(site).await;
        let moderator = site.moderator();
        say_as(
            &site.guest(),
            &site.kettle,
            "Sella",
            "Another jackpot for uniquely you",
        )
        .await
        .done();
        let away = press(&moderator, "uniquely", "/rejection", true).await;
        let before = site.dump();

        let page = moderator.follow(&away).await.ok();
        assert!(page.says("What is like it will wait, too."));
        let form = page
            .page()
            .forms()
            .into_iter()
            .find(|form| form.action.ends_with("/approval"));
        moderator.submit(&form.unwrap(), &[]).await.done();

        let learnt = moderator.get("/admin/blocked").await.ok();
        assert!(learnt.says("From 5 decisions that something is advertising"));
        assert_ne!(before, site.dump());
        // Nothing is counted below nothing, and the bounds are kept at night.
        site.wait(std::time::Duration::from_hours(24));
        site.run_jobs().await;
        assert!(
            site.guest()
                .get(&site.kettle.path)
                .await
                .ok()
                .says("uniquely")
        );
    })
    .await;
}

#[tokio::test]
async fn what_a_case_takes_away_as_advertising_is_learnt_and_unlearnt_when_it_comes_back() {
    without_limits(async |site: &TestSite| {
        let (moderator, other) = (site.moderator(), site.other());
        let path = format!("/comments/{}/report", site.first);
        other.post(&path, "reason=spam&words=").await.done();
        let list = moderator.get("/moderation/cases").await.ok();
        let case = list
            .page()
            .links()
            .into_iter()
            .find(|link| link.starts_with("/moderation/cases/"));
        let thing = format!("{}/thing", case.unwrap());
        moderator.post(&thing, "fate=remove").await.done();
        assert_eq!(site.dump().rows("spam_lesson", "\"spam\""), 1);

        moderator.post(&thing, "fate=show").await.done();

        assert_eq!(site.dump().rows("spam_lesson", "\"spam\""), 0);
        let counted = site.dump();
        let counted = counted.anywhere("spam_token ");
        assert!(
            counted.iter().all(|row| row.contains("\"spam\":0")),
            "{counted:?}"
        );
    })
    .await;
}
