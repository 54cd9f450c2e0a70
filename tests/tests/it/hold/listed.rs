//! The list of blocked words and sites.

use http::StatusCode;

use super::{newcomer, open, press, waits};
use crate::comment::say;
use crate::kit::{TestSite, everywhere};

#[tokio::test]
async fn what_links_to_a_blocked_site_waits_whoever_says_it_but_those_in_office() {
    everywhere(async |site: &TestSite| {
        let (moderator, member) = (site.moderator(), site.member());
        let page = moderator.get("/admin/blocked").await.ok();
        let form = page.form("/admin/blocked");
        let typed = [("words", "https://www.spam.example/offer\nfree casino")];
        let added = moderator.submit(&form, &typed).await;
        assert_eq!(added.done(), "/admin/blocked?done=added");
        let twice = moderator.submit(&form, &[("words", "spam.example")]).await;
        assert_eq!(twice.done(), "/admin/blocked?done=known");

        let link = "Have a look at https://shop.spam.example/gaskets then.";

        assert!(waits(&say(&member, &site.kettle, link).await));
        assert!(!waits(&say(&site.steward(), &site.kettle, link).await));
        let queue = moderator.get("/moderation").await.ok();
        assert!(queue.says("it links to a blocked site: spam.example"));
        open(&member, "A Free Casino, here", "Come.").await.done();
        assert!(!site.guest().get("/conversations").await.ok().says("Casino"));
        // What was let through once can be changed; a second hit cannot be brought in.
        press(&moderator, "shop.spam.example", "/approval", false)
            .await
            .done();
        let list = moderator.get("/admin/blocked").await.ok();
        let entry = list
            .page()
            .forms()
            .into_iter()
            .find(|form| form.action.ends_with("/removal"));
        moderator.submit(&entry.unwrap(), &[]).await.done();
        assert!(
            moderator
                .get("/admin/blocked")
                .await
                .ok()
                .says("No word is blocked.")
        );
    })
    .await;
}

#[tokio::test]
async fn the_list_is_for_those_who_keep_the_peace_and_says_what_is_wrong() {
    everywhere(async |site: &TestSite| {
        for browser in [site.member(), site.steward()] {
            assert_eq!(
                browser.get("/admin/blocked").await.status,
                StatusCode::FORBIDDEN
            );
            let added = browser.post("/admin/blocked", "words=kettle").await;
            assert_eq!(added.status, StatusCode::FORBIDDEN);
        }
        let moderator = site.moderator();
        for (typed, fault) in [
            ("", "Write something first."),
            ("ab", "A word needs three letters at least."),
        ] {
            let again = moderator
                .post("/admin/blocked", &format!("words={typed}"))
                .await;
            assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(again.faults(), [fault]);
        }
        let many: String = (0..501).map(|n| format!("word{n}%0A")).collect();
        let again = moderator
            .post("/admin/blocked", &format!("words={many}"))
            .await;
        assert_eq!(again.faults(), ["The list has room for 500 entries."]);
        assert_eq!(site.dump().rows("blocked", ""), 0);
        // Nobody is told which word it was.
        moderator
            .post("/admin/blocked", "words=gasketry")
            .await
            .done();
        let new = newcomer(site, "nia").await;
        let held = say(&new, &site.kettle, "I like gasketry.").await;
        assert!(waits(&held) && !new.follow(&held).await.ok().says("blocked"));
    })
    .await;
}
