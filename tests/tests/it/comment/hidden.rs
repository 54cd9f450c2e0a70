//! What is said is as hidden as the conversation in which it is said.

use http::StatusCode;

use crate::kit::{TestSite, everywhere};

async fn withdraw_the_kettle(site: &TestSite) {
    let by = site.steward.caller();
    app::article::withdraw(site.app(), by, site.kettle.id)
        .await
        .unwrap();
}

#[tokio::test]
async fn what_was_said_under_a_withdrawn_article_is_hidden_with_it() {
    everywhere(async |site: &TestSite| {
        withdraw_the_kettle(site).await;

        for (id, who) in [site.first, site.waiting]
            .iter()
            .flat_map(|id| site.personas().into_iter().map(move |who| (id, who)))
        {
            let (who, browser) = who;
            let comment = browser.get(&format!("/comments/{id}")).await;
            let article = browser.get(&site.kettle.path).await;

            let sees = matches!(who, "admin" | "owner") || (who == "steward" && *id == site.first);
            assert_eq!(comment.status == StatusCode::SEE_OTHER, sees, "{who} {id}");
            if !sees {
                assert_eq!(comment.status, StatusCode::NOT_FOUND, "{who} {id}");
                assert!(!comment.text.contains("kettle"), "{who} {id}");
            }
            assert!(!sees || article.status == StatusCode::OK, "{who} {id}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_waits_under_a_withdrawn_article_waits_for_those_who_see_it() {
    everywhere(async |site: &TestSite| {
        withdraw_the_kettle(site).await;
        let approval = format!("/comments/{}/approval", site.waiting);

        let moderator = site.moderator().get("/moderation").await.ok();
        let refused = site.moderator().post(&approval, "").await;
        let admin = site.admin().get("/moderation").await.ok();

        assert!(!moderator.says("zibeline") && !moderator.says("How to mend a kettle"));
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        assert!(admin.says("zibeline"));
        site.admin()
            .submit(&admin.form(&approval), &[])
            .await
            .done();
    })
    .await;
}
