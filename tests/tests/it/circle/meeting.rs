//! Introductions, and newcomers who wait for an answer.

use std::time::Duration;

use http::StatusCode;

use super::say;
use crate::kit::{TestSite, everywhere};

#[tokio::test]
async fn two_who_are_introduced_meet_where_nobody_else_sees_them() {
    everywhere(async |site: &TestSite| {
        let (other, member, steward) = (site.other(), site.member(), site.steward());
        let form = |handle: &str| format!("handle={handle}&words=You+both+mend+gearboxes.");
        let action = |of: base::Id<domain::person::Person>| format!("/people/{of}/introduction");
        let mina = action(site.member.id);
        let wrong = other.post(&mina, "handle=&words=").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.says("Say to whom."));
        assert!(
            other
                .post(&mina, &form("mina"))
                .await
                .says("That is one and the same.")
        );
        assert!(
            other
                .post(&mina, &form("tom"))
                .await
                .says("You introduce two others.")
        );
        let done = other.post(&mina, &form("@sten")).await;
        let path = done.done().to_owned();

        let news = member.get("/notifications").await.ok();
        assert!(news.says("Tom <b>Bold</b> introduces you in You both mend gearboxes."));
        assert!(news.says("because you are introduced"));
        let page = steward.get(&path).await.ok();
        assert!(page.says("@mina, @sten: You both mend gearboxes."));
        say(&steward, &path, "Do you use white grease?").await;
        assert!(
            member
                .get(&path)
                .await
                .ok()
                .says("Do you use white grease?")
        );
        for outsider in [site.guest(), site.moderator(), site.owner()] {
            assert_eq!(outsider.get(&path).await.status, StatusCode::NOT_FOUND);
        }
        // Whoever does not like to be there leaves.
        let groups = member.get("/groups?show=mine").await.ok();
        assert!(groups.says("You both mend gearboxes."));
        let links = groups.page().links();
        let group = links
            .iter()
            .find(|link| link.starts_with("/g/you-both"))
            .unwrap();
        member.post(&format!("{group}/leaving"), "").await.done();
        assert_eq!(member.get(&path).await.status, StatusCode::NOT_FOUND);

        for _ in 1..domain::introduction::DAILY {
            other.post(&mina, &form("sten")).await.done();
        }
        let enough = other.post(&mina, &form("sten")).await;
        assert_eq!(enough.status, StatusCode::FORBIDDEN);
        assert!(enough.says("You have introduced enough people today."));
    })
    .await;
}

#[tokio::test]
async fn first_words_of_a_newcomer_wait_for_an_answer_and_not_for_long() {
    everywhere(async |site: &TestSite| {
        let (other, member, steward) = (site.other(), site.member(), site.steward());
        // Mina’s first words were answered; Tom’s are an answer that nobody answered.
        let list = steward.get("/welcome").await.ok();
        assert!(list.says("Tom <b>Bold</b>") && list.says("Mine too, since May."));
        assert!(!list.says("Mine leaks at the base."));
        // Nobody is to welcome themself, and guests do not see the list.
        assert!(
            !other
                .get("/welcome")
                .await
                .ok()
                .says("Mine too, since May.")
        );
        assert!(site.guest().get("/welcome").await.status.is_redirection());

        site.wait(Duration::from_hours(25));
        site.tidy().await;
        let news = steward.get("/notifications").await.ok();
        assert!(news.says("Tom <b>Bold</b> is new, and their first words wait for an answer"));
        assert!(!member.get("/notifications").await.ok().says("is new"));
        let told = |text: &str| text.matches("is new, and").count();
        let before = told(&steward.get("/notifications").await.text);
        site.wait(Duration::from_hours(2));
        site.tidy().await;
        assert_eq!(told(&steward.get("/notifications").await.text), before);

        let page = steward.get(&format!("/comments/{}", site.deeper)).await;
        let thread = page.location().split('#').next().unwrap().to_owned();
        let reply = format!("text=Welcome,+Tom!&parent={}", site.deeper);
        member.post(&site.kettle.comments(), &reply).await.done();
        assert!(
            !steward
                .get("/welcome")
                .await
                .ok()
                .says("Mine too, since May.")
        );
        steward.get(&thread).await.ok();
    })
    .await;
}
