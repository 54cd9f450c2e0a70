//! Questions and their answers.

use super::say;
use crate::kit::{TestSite, everywhere};

#[tokio::test]
async fn whoever_asked_accepts_an_answer_and_can_take_that_back() {
    everywhere(async |site: &TestSite| {
        let (asker, path) = (site.member(), &site.question.path);
        let action = format!("/conversations/{}/answer", site.question.id);
        let first = say(&site.other(), &site.question, "Lithium, a thimbleful.").await;
        let second = say(&site.steward(), &site.question, "Or silicone.").await;
        let accept = async |browser: &crate::kit::Browser, id: &str| {
            browser.post_fields(&action, &[("answer", id)]).await
        };

        assert_eq!(accept(&site.other(), &first).await.outcome(), 403);
        assert_eq!(accept(&site.guest(), &first).await.outcome(), 401);
        accept(&asker, &second).await.done();
        accept(&site.steward(), &first).await.done();

        let page = site.guest().get(path).await.ok();
        let answer = page.page().by_id("answer").unwrap();
        assert!(
            answer.contains("Lithium") && answer.contains("Accepted by Sten Holm"),
            "{answer}"
        );
        assert!(
            site.guest()
                .get("/conversations")
                .await
                .ok()
                .says("answered")
        );
        let open = site.guest().get("/conversations?unanswered=yes").await.ok();
        assert!(!open.says("Which grease"));
        assert_eq!(site.dump().rows("activity", "\"accepted\""), 2);

        accept(&asker, &first).await.done();
        assert_eq!(site.dump().rows("activity", "\"accepted\""), 2);
        accept(&asker, "").await.done();
        assert!(
            site.guest()
                .get(path)
                .await
                .ok()
                .page()
                .by_id("answer")
                .is_none()
        );
        let elsewhere = accept(&asker, &site.first.to_string()).await;
        assert_eq!(elsewhere.outcome(), 422);
    })
    .await;
}

#[tokio::test]
async fn a_deleted_answer_is_shown_no_more() {
    everywhere(async |site: &TestSite| {
        let action = format!("/conversations/{}/answer", site.question.id);
        let id = say(&site.other(), &site.question, "Butter, perhaps.").await;
        site.member()
            .post_fields(&action, &[("answer", &id)])
            .await
            .done();

        site.other()
            .post(&format!("/comments/{id}/deletion"), "")
            .await
            .done();

        let page = site.guest().get(&site.question.path).await.ok();
        assert!(!page.says("Butter"));
        assert!(page.page().by_id("answer").is_none());
    })
    .await;
}

#[tokio::test]
async fn an_answer_helps_whoever_says_so_once() {
    everywhere(async |site: &TestSite| {
        let id = say(&site.other(), &site.question, "Lithium.").await;
        let action = format!("/comments/{id}/help");

        assert_eq!(
            site.other()
                .post_fields(&action, &[("helped", "yes")])
                .await
                .outcome(),
            403
        );
        assert_eq!(
            site.guest()
                .post_fields(&action, &[("helped", "yes")])
                .await
                .outcome(),
            401
        );
        let member = site.member();
        let form = member.get(&site.question.path).await.ok().form(&action);
        member.submit(&form, &[]).await.done();
        member.submit(&form, &[]).await.done();

        assert!(
            site.guest()
                .get(&site.question.path)
                .await
                .ok()
                .says("Helped 1 member")
        );
        assert_eq!(site.dump().rows("activity", "\"reused\""), 1);
        assert_eq!(site.dump().rows("help", ""), 1);
        let elsewhere = format!("/comments/{}/help", site.answer);
        assert_eq!(member.post_fields(&elsewhere, &[]).await.outcome(), 403);
    })
    .await;
}

#[tokio::test]
async fn an_answer_to_a_question_was_asked_for() {
    everywhere(async |site: &TestSite| {
        say(&site.other(), &site.question, "Lithium.").await;
        say(&site.other(), &site.idea, "Good.").await;

        let dump = site.dump();
        let asked = ["\"asked_for\":1", "\"asked_for\":true"];
        let count: usize = asked.iter().map(|words| dump.rows("activity", words)).sum();
        assert_eq!(count, 1);
    })
    .await;
}
