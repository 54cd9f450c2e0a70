//! Ideas: who supports them, and what becomes of them.

use http::StatusCode;

use crate::kit::{TestSite, everywhere};

#[tokio::test]
async fn members_support_an_idea_once_and_can_change_their_mind() {
    everywhere(async |site: &TestSite| {
        let action = format!("/conversations/{}/support", site.idea.id);
        let other = site.other();
        let form = other.get(&site.idea.path).await.ok().form(&action);

        other.submit(&form, &[]).await.done();
        other.submit(&form, &[]).await.done();
        site.steward()
            .post_fields(&action, &[("supported", "yes")])
            .await
            .done();

        assert_eq!(
            site.member()
                .post_fields(&action, &[("supported", "yes")])
                .await
                .outcome(),
            403
        );
        assert_eq!(
            site.guest()
                .post_fields(&action, &[("supported", "yes")])
                .await
                .outcome(),
            401
        );
        let page = site.guest().get(&site.idea.path).await.ok();
        assert!(page.says("2 members support it"));
        assert_eq!(site.dump().rows("activity", "\"supported\""), 2);
        other
            .post_fields(&action, &[("supported", "no")])
            .await
            .done();
        let page = site.guest().get(&site.idea.path).await.ok();
        assert!(page.says("1 member supports it"));
    })
    .await;
}

#[tokio::test]
async fn a_decision_has_a_reason_and_names_who_had_the_idea() {
    everywhere(async |site: &TestSite| {
        let action = format!("/conversations/{}/decision", site.idea.id);
        let steward = site.steward();
        let form = steward.get(&site.idea.path).await.ok().form(&action);

        let without = steward
            .submit(&form, &[("standing", "planned"), ("reason", " ")])
            .await;
        let made_up = steward
            .submit(&form, &[("standing", "perhaps"), ("reason", "x")])
            .await;
        let decided = steward
            .submit(
                &form,
                &[
                    ("standing", "declined"),
                    ("reason", "The *key* is not ours."),
                ],
            )
            .await;

        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(without.faults().len(), 1);
        assert_eq!(made_up.status, StatusCode::UNPROCESSABLE_ENTITY);
        decided.done();
        let page = site.guest().get(&site.idea.path).await.ok();
        assert!(page.text.contains("The <em>key</em> is not ours."));
        assert!(page.says("We will not do it"));
        assert!(page.says("Proposed by Mina O’Hara."));
        let support = format!("/conversations/{}/support", site.idea.id);
        let late = site
            .other()
            .post_fields(&support, &[("supported", "yes")])
            .await;
        assert_eq!(late.outcome(), 403);
        for (who, browser) in [("member", site.member()), ("other", site.other())] {
            let fields = [("standing", "done"), ("reason", "x")];
            assert_eq!(
                browser.post_fields(&action, &fields).await.outcome(),
                403,
                "{who}"
            );
        }
        steward
            .post_fields(&action, &[("standing", "open")])
            .await
            .done();
        assert!(
            !site
                .guest()
                .get(&site.idea.path)
                .await
                .ok()
                .says("We will not do it")
        );
        assert_eq!(site.dump().rows("activity", "\"decided\""), 2);
    })
    .await;
}
