//! Appeals: once, in time, and answered by somebody else.

use std::time::Duration;

use http::StatusCode;

use super::{fate, proven, report, step, the_case};
use crate::kit::{Browser, Form, TestSite, everywhere};

/// The forms for appealing on one's own page.
async fn appeals(browser: &Browser) -> Vec<Form> {
    let forms = browser.get("/standing").await.ok().page().forms();
    let forms = forms.into_iter();
    forms
        .filter(|form| form.action.ends_with("/appeal"))
        .collect()
}

async fn answers(browser: &Browser, case: &str) -> Vec<Form> {
    let forms = browser.get(case).await.ok().page().forms();
    let forms = forms.into_iter();
    forms
        .filter(|form| form.action.ends_with("/answer"))
        .collect()
}

#[tokio::test]
async fn an_appeal_is_answered_by_somebody_else_and_takes_the_measure_back() {
    everywhere(async |site: &TestSite| {
        report(&site.other(), site.first, "insult", "").await.done();
        let (moderator, admin, member) = (site.moderator(), site.admin(), site.member());
        let case = the_case(&moderator).await;
        step(&moderator, &case, "day", "A day of rest.")
            .await
            .done();
        let form = appeals(&member).await.remove(0);
        let again = member.submit(&form, &[("words", "")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        member
            .submit(&form, &[("words", "It was a quotation.")])
            .await
            .done();

        let twice = member.submit(&form, &[("words", "Once more.")]).await;
        assert_eq!(twice.status, StatusCode::FORBIDDEN);
        assert!(appeals(&member).await.is_empty());
        site.wait(Duration::from_mins(11));
        let letter = site.letter_to(&site.admin.email()).await;
        assert!(letter.text.contains("1 appeal wants an answer"));
        assert!(answers(&moderator, &case).await.is_empty());
        let answer = answers(&admin, &case).await.remove(0);
        let own = moderator
            .post(&answer.action, "answer=refused&words=No")
            .await;
        assert_eq!(own.status, StatusCode::FORBIDDEN);
        let fields = [("answer", "granted"), ("words", "So it was. Sorry.")];
        admin.submit(&answer, &fields).await.done();

        let page = member.get("/standing").await.ok();
        assert!(page.says("Appeal granted") && page.says("So it was. Sorry."));
        assert!(
            member
                .get("/notifications")
                .await
                .ok()
                .says("Your appeal was answered.")
        );
        member
            .post(&site.kettle.comments(), "text=Thank+you")
            .await
            .done();
        let later = admin.submit(&answer, &fields).await;
        assert_eq!(later.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn what_was_taken_away_comes_back_when_an_appeal_is_granted_and_stays_away_otherwise() {
    everywhere(async |site: &TestSite| {
        let (moderator, admin, member) = (site.moderator(), site.admin(), site.member());
        // Taken away without any case: that is a decision, too.
        let deletion = format!("/comments/{}/deletion", site.first);
        moderator.post(&deletion, "").await.done();
        let form = appeals(&member).await.remove(0);
        member.submit(&form, &[("words", "Why?")]).await.done();
        let list = admin.get("/moderation/cases?show=appeals").await.ok();
        let links = list.page().links();
        let measure = links
            .iter()
            .find(|link| link.starts_with("/moderation/measures/"));
        let measure = measure.unwrap().clone();
        let answer = answers(&admin, &measure).await.remove(0);
        let fields = [("answer", "refused"), ("words", "It was advertising.")];
        admin.submit(&answer, &fields).await.done();
        let page = site.guest().get(&site.kettle.path).await.ok();
        assert!(!page.says("leaks at the base"));
        assert!(
            member
                .get("/standing")
                .await
                .ok()
                .says("It was advertising.")
        );

        report(&site.other(), site.under_stone, "spam", "")
            .await
            .done();
        let case = the_case(&moderator).await;
        fate(&moderator, &case, "remove").await.done();
        let form = appeals(&member).await.remove(0);
        member.submit(&form, &[("words", "And this?")]).await.done();
        let answer = answers(&admin, &case).await.remove(0);
        let fields = [("answer", "granted"), ("words", "That was right.")];
        admin.submit(&answer, &fields).await.done();
        let comment = format!("comment-{}", site.under_stone);
        let page = site.guest().get(&site.kettle.path).await.ok();
        let shown = page.page().by_id(&comment).unwrap();
        assert!(!shown.contains("removed"), "{shown}");
    })
    .await;
}

#[tokio::test]
async fn appeals_are_for_whom_it_concerns_and_for_two_weeks() {
    everywhere(async |site: &TestSite| {
        report(&site.other(), site.first, "insult", "").await.done();
        let moderator = site.moderator();
        let case = the_case(&moderator).await;
        step(&moderator, &case, "notice", "Please be kind.")
            .await
            .done();
        let form = appeals(&site.member()).await.remove(0);
        for (who, browser) in [("other", site.other()), ("steward", site.steward())] {
            let answer = browser.post(&form.action, "words=Mine").await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{who}");
        }
        let staff = moderator.post(&form.action, "words=Mine").await;
        assert_eq!(staff.status, StatusCode::FORBIDDEN);

        site.wait(Duration::from_hours(14 * 24 + 1));
        let member = site.member();
        assert!(appeals(&member).await.is_empty());
        let late = member.post(&form.action, "words=Late").await;
        assert_eq!(late.status, StatusCode::FORBIDDEN);
        assert!(late.says("Appeals are possible for 14 days."));
        proven(moderator).await.get(&case).await.ok();
    })
    .await;
}
