//! Letters leave by a carrier that does not always answer.

use std::time::Duration;

use adapters::mail::MailFault;

use super::kit::{TestSite, everywhere};

async fn ask_for_reset(site: &TestSite) {
    let browser = site.guest();
    let page = browser.get("/sign-in/reset").await.ok();
    let fields = [("email", "mina@example.net")];
    browser
        .submit(&page.form("/sign-in/reset"), &fields)
        .await
        .done();
}

#[tokio::test]
async fn a_letter_that_does_not_leave_is_sent_again_until_it_does() {
    everywhere(async |site: &TestSite| {
        for _ in 0..3 {
            site.carrier()
                .fail_next(MailFault::Later("451 try later".into()));
        }
        ask_for_reset(site).await;
        assert_eq!(site.letters().await.len(), 0);
        let id = async || {
            let owner = site.owner().get("/admin/mail").await.ok();
            owner.says("mina@example.net")
        };
        assert!(id().await);

        // After a minute, five, a quarter of an hour, each with a little chance.
        for minutes in [2, 6] {
            site.wait(Duration::from_mins(minutes));
            assert_eq!(site.letters().await.len(), 0, "{minutes}");
        }
        site.wait(Duration::from_mins(16));
        let letters = site.letters().await;

        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].to.as_str(), "mina@example.net");
    })
    .await;
}

#[tokio::test]
async fn a_letter_that_nobody_takes_is_given_up_and_the_operator_sees_why() {
    everywhere(async |site: &TestSite| {
        site.carrier()
            .fail_next(MailFault::Never("550 no such mailbox".into()));
        ask_for_reset(site).await;
        assert_eq!(site.letters().await.len(), 0);

        let owner = site.owner();
        let mails = owner.get("/admin/mail").await.ok();
        let jobs = owner.get("/admin/jobs").await.ok();
        assert!(mails.says("550 no such mailbox"));
        assert!(jobs.says("550 no such mailbox"));
        let discard = jobs
            .page()
            .forms()
            .into_iter()
            .find(|form| form.action.ends_with("/discard"));
        owner.submit(&discard.unwrap(), &[]).await.done();

        site.wait(Duration::from_hours(6 * 24));
        assert_eq!(site.letters().await.len(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_given_up_letter_can_be_tried_again() {
    everywhere(async |site: &TestSite| {
        for _ in 0..10 {
            site.carrier()
                .fail_next(MailFault::Later("451 try later".into()));
        }
        ask_for_reset(site).await;
        for _ in 0..12 {
            site.wait(Duration::from_hours(25));
            assert_eq!(site.letters().await.len(), 0);
        }
        let owner = site.owner();
        owner.get("/settings").await;
        let browser = site.guest();
        super::person::sign_in(&browser, "imke", super::kit::PASSWORD)
            .await
            .done();
        let before = site.letters().await.len();
        let jobs = browser.get("/admin/jobs").await.ok();
        let retry = jobs
            .page()
            .forms()
            .into_iter()
            .find(|form| form.action.ends_with("/retry"));

        browser.submit(&retry.unwrap(), &[]).await.done();

        assert_eq!(before, 1);
        assert_eq!(
            site.letter_to("mina@example.net").await.to.as_str(),
            "mina@example.net"
        );
    })
    .await;
}

#[tokio::test]
async fn the_operator_can_ask_for_a_letter_to_see_whether_mail_leaves() {
    everywhere(async |site: &TestSite| {
        let owner = site.owner();
        let page = owner.get("/admin/mail").await.ok();

        owner
            .submit(&page.form("/admin/mail/test"), &[])
            .await
            .done();

        let letter = site.letter_to("imke@example.net").await;
        assert_eq!(letter.from_name, "Kettle & Thread");
    })
    .await;
}

#[tokio::test]
async fn what_a_letter_says_is_forgotten_once_it_has_left() {
    everywhere(async |site: &TestSite| {
        site.carrier()
            .fail_next(MailFault::Later("451 try later".into()));
        ask_for_reset(site).await;
        let kept = |words| site.dump().rows("mail", words);
        assert_eq!(site.letters().await.len(), 0);
        assert_eq!(kept("/sign-in/reset/"), 1, "it has yet to leave");

        site.wait(Duration::from_mins(2));
        let letter = site.letter_to("mina@example.net").await;

        assert!(letter.text.contains("/sign-in/reset/"));
        assert_eq!(kept("/sign-in/reset/"), 0);
        // That it was written is known as long as mails are.
        assert!(kept(&letter.subject) > 0 && kept("mina@example.net") > 0);
    })
    .await;
}
