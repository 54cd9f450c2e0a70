//! What everybody may read of it.

use http::StatusCode;

use super::{close, fate, report, step, the_case};
use crate::kit::{TestSite, everywhere, word};

#[tokio::test]
async fn the_log_tells_what_was_done_and_why_and_neither_words_nor_names() {
    everywhere(async |site: &TestSite| {
        let (moderator, member) = (site.moderator(), site.steward());
        report(&site.other(), site.first, "insult", "It mocks us all.")
            .await
            .done();
        let case = the_case(&moderator).await;
        step(&moderator, &case, "notice", "Please be kind.")
            .await
            .done();
        step(&moderator, &case, "day", "A day of rest.")
            .await
            .done();
        fate(&moderator, &case, "remove").await.done();
        close(&moderator, &case, "upheld").await;
        let own = site
            .say(site.other.caller(), &site.kettle, "My own.", None)
            .await;
        site.other()
            .post(&format!("/comments/{own}/deletion"), "")
            .await
            .done();

        let log = member.get("/moderation/log").await.ok();
        assert!(log.says("A member may read, but not write, until"));
        assert!(
            log.says("A comment was taken away.") && log.says("by a moderator: Unkind to a person")
        );
        assert_eq!(log.text.matches("class=\"conv\"").count(), 2);
        for hidden in ["leaks", "mocks", "rest", "kind.", "Mina", "Bold", "Maud"] {
            assert!(!log.page().words().contains(hidden), "{hidden}");
        }

        site.configure(|settings| settings.log_names = true).await;
        let named = member.get("/moderation/log").await.ok();
        assert!(named.says("Maud Keller") && !named.says("Mina"));
    })
    .await;
}

#[tokio::test]
async fn guests_read_the_log_only_where_the_site_says_so_and_never_of_what_they_may_not_see() {
    everywhere(async |site: &TestSite| {
        let guest = site.guest();
        let closed = guest.get("/moderation/log").await;
        assert!(closed.location().starts_with("/sign-in"));
        let moderator = site.moderator();
        let deletion = format!("/comments/{}/deletion", site.among_members);
        moderator.post(&deletion, "").await.done();
        let closing = format!("/conversations/{}/closing", site.kettle.id);
        moderator.post(&closing, "").await.done();
        site.configure(|settings| settings.log_public = true).await;

        let log = guest.get("/moderation/log").await.ok();
        assert_eq!(log.text.matches("class=\"conv\"").count(), 1);
        assert!(log.says("A conversation was closed.") && !log.says(word::MEMBERS));
        let log = site.member().get("/moderation/log").await.ok();
        assert_eq!(log.text.matches("class=\"conv\"").count(), 2);
        let opened = site.guest().get("/moderation/cases").await;
        assert_ne!(opened.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn the_log_goes_on_page_by_page() {
    everywhere(async |site: &TestSite| {
        let steward = site.steward();
        let moderator = site.moderator();
        let (closing, opening) = (
            format!("/conversations/{}/closing", site.question.id),
            format!("/conversations/{}/reopening", site.question.id),
        );
        for number in 0..52 {
            let path = if number % 2 == 0 { &closing } else { &opening };
            site.wait(std::time::Duration::from_secs(2));
            let who = if number % 3 == 0 {
                &steward
            } else {
                &moderator
            };
            who.post(path, "").await.done();
        }
        let first = site.member().get("/moderation/log").await.ok();
        assert_eq!(first.text.matches("class=\"conv\"").count(), 50);
        let next = first.page().link("Older ones").unwrap();
        let second = site.member().get(&next).await.ok();
        assert_eq!(second.text.matches("class=\"conv\"").count(), 2);
    })
    .await;
}
