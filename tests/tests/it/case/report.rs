//! Who reports what, how often, and who learns of it.

use std::time::Duration;

use http::StatusCode;

use super::{cases, close, proven, report, settle, the_case};
use crate::kit::{TestSite, everywhere};

#[tokio::test]
async fn several_reports_of_one_thing_are_one_case_and_their_makers_hear_what_came_of_it() {
    everywhere(async |site: &TestSite| {
        let (other, guest, moderator) = (site.other(), site.guest(), site.moderator());
        let thanks = report(&other, site.first, "insult", "It mocks us all.").await;
        assert_eq!(thanks.done(), "/reports/received");
        report(&guest, site.first, "spam", "").await.done();
        // Twice is once.
        report(&other, site.first, "spam", "again").await.done();

        let case = the_case(&moderator).await;
        let file = moderator.get(&case).await.ok();
        assert!(file.says("Reported 2 times") && file.says("It mocks us all."));
        assert!(file.says("Mine leaks at the base.") && !file.says("again"));
        site.wait(Duration::from_mins(11));
        let letter = site.letter_to(&site.moderator.email()).await;
        assert!(letter.text.contains("1 case wants to be looked at"));

        let before = other.get("/standing").await.ok();
        assert!(before.says("Not looked at yet"));
        close(&moderator, &case, "upheld").await;
        let after = other.get("/standing").await.ok();
        assert!(after.says("Of 1 that were looked at, something was wrong with one."));
        let news = other.get("/notifications").await.ok();
        assert!(news.says("What you reported was looked at."));
        assert!(cases(&moderator, "/moderation/cases").await.is_empty());
        assert_eq!(
            cases(&moderator, "/moderation/cases?show=closed").await,
            [case]
        );
    })
    .await;
}

#[tokio::test]
async fn whoever_is_reported_learns_nothing_of_it() {
    everywhere(async |site: &TestSite| {
        let member = site.member();
        site.run_jobs().await;
        member.get(&site.kettle.path).await.ok();
        let pages = [
            site.kettle.path.clone(),
            "/notifications".into(),
            "/standing".into(),
            format!("/@{}", site.member.handle),
            "/moderation/log".into(),
        ];
        let mut before = Vec::new();
        for page in &pages {
            before.push(member.get(page).await.ok().page().words());
        }
        report(&site.other(), site.first, "insult", "Uncouth.")
            .await
            .done();
        let about = format!("/people/{}/report", site.member.id);
        let done = site
            .steward()
            .post(&about, "reason=other&words=Uncouth")
            .await;
        assert_eq!(done.done(), "/reports/received");
        site.run_jobs().await;

        for (page, before) in pages.iter().zip(before) {
            let after = member.get(page).await.ok();
            assert_eq!(after.page().words(), before, "{page}");
            assert!(!after.text.contains("Uncouth"));
        }
        // Nor does a moderator who is reported: there is no such case.
        let about = format!("/people/{}/report", site.moderator.id);
        site.other().post(&about, "reason=insult").await.done();
        let (moderator, admin) = (site.moderator(), site.admin());
        let seen = cases(&moderator, "/moderation/cases").await;
        let all = cases(&admin, "/moderation/cases").await;
        assert_eq!((seen.len(), all.len()), (2, 3));
        let own = all.iter().find(|case| !seen.contains(case)).unwrap();
        assert_eq!(moderator.get(own).await.status, StatusCode::NOT_FOUND);
        let step = format!("{own}/step");
        let refused = moderator
            .post(&step, "step=notice&reason=spam&words=x")
            .await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn nobody_reports_their_own_or_what_is_not_there() {
    everywhere(async |site: &TestSite| {
        let member = site.member();
        let own = member
            .get(&format!("/comments/{}/report", site.first))
            .await;
        assert_eq!(own.status, StatusCode::FORBIDDEN);
        assert!(own.says("This is your own."));
        let page = member.get(&site.kettle.path).await.ok();
        let links = page.page().links();
        let has = |id| links.contains(&format!("/comments/{id}/report"));
        assert!(has(site.answer) && !has(site.first) && !has(site.stone));

        let gone = member
            .get(&format!("/comments/{}/report", site.stone))
            .await;
        assert_eq!(gone.status, StatusCode::FORBIDDEN);
        for hidden in [site.waiting, site.among_members] {
            let guest = site.guest();
            let path = format!("/comments/{hidden}/report");
            assert_eq!(guest.get(&path).await.status, StatusCode::NOT_FOUND);
            let answer = guest.post(&path, "reason=spam").await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND);
        }
    })
    .await;
}

#[tokio::test]
async fn a_report_without_a_reason_comes_back_with_its_fault() {
    everywhere(async |site: &TestSite| {
        let other = site.other();
        let again = report(&other, site.first, "", "Words that stay.").await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(again.faults(), ["Choose what is wrong with it."]);
        assert!(again.text.contains("Words that stay."));
        let again = report(&other, site.first, "other", " ").await;
        assert_eq!(again.faults(), ["Say what is wrong with it."]);
        let long = "x".repeat(2_001);
        let again = report(&other, site.first, "spam", &long).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            cases(&site.moderator(), "/moderation/cases")
                .await
                .is_empty()
        );
    })
    .await;
}

#[tokio::test]
async fn guests_report_three_things_a_day_from_one_network_and_newcomers_five() {
    everywhere(async |site: &TestSite| {
        let guest = || site.guest().in_network([203, 0, 113, 77]);
        for id in [site.first, site.answer, site.deeper] {
            report(&guest(), id, "spam", "").await.done();
        }
        let refused = report(&guest(), site.under_stone, "spam", "").await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        report(&site.guest(), site.under_stone, "spam", "")
            .await
            .done();

        let other = site.other();
        let mut made = 0;
        for number in 0..6 {
            let text = format!("Number {number}.");
            let id = site
                .say(site.member.caller(), &site.kettle, &text, None)
                .await;
            let answer = report(&other, id, "spam", "").await;
            if answer.status == StatusCode::TOO_MANY_REQUESTS {
                break;
            }
            made += 1;
        }
        assert_eq!(made, 5);
    })
    .await;
}

#[tokio::test]
async fn a_case_that_waits_for_a_day_is_marked_and_those_who_keep_the_peace_are_reminded_once() {
    everywhere(async |site: &TestSite| {
        report(&site.other(), site.first, "spam", "").await.done();
        site.wait(Duration::from_mins(11));
        site.letters().await;
        settle(site).await;
        site.tidy().await;
        let to = site.moderator.email();
        let reminded = |letters: &[email::Message]| {
            let to_them = letters.iter().filter(|letter| letter.to.as_str() == to);
            to_them.count()
        };
        assert_eq!(reminded(&site.letters().await), 1);
        site.tidy().await;
        assert_eq!(reminded(&site.letters().await), 0);
        let moderator = proven(site.moderator()).await;
        let list = moderator.get("/moderation/cases").await.ok();
        assert!(list.says("Older than a day"));
    })
    .await;
}
