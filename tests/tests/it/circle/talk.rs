//! What is said in groups, and to whom.

use http::StatusCode;

use super::{bring, circle, found, open, say, spokes};
use crate::kit::{TestSite, everywhere};

#[tokio::test]
async fn members_of_a_group_talk_among_themselves() {
    everywhere(async |site: &TestSite| {
        let (other, member) = (site.other(), site.member());
        let group = found(&other, "The board", "invitation", "group").await;
        bring(&other, &group, &member, "mina").await;
        let path = open(&other, &group, "Accounts of March", "They do not add up.").await;
        let answer = say(&member, &path, "They do, in @tom's copy.").await;
        assert!(answer.starts_with(&path));

        let page = other.get(&path).await.ok();
        assert!(page.says("They do, in @tom's copy.") && page.says("Group only"));
        assert!(other.get(&group).await.ok().says("Accounts of March"));
        assert!(
            other
                .get("/conversations")
                .await
                .ok()
                .says("Accounts of March")
        );
        assert!(
            other
                .get("/search?q=accounts")
                .await
                .ok()
                .says("Accounts of March")
        );
        let news = other.get("/notifications").await.ok();
        assert!(news.says("called you by name in Accounts of March"));

        let outsiders = [site.guest(), site.steward(), site.admin(), site.owner()];
        for outsider in &outsiders {
            for address in [&path, &format!("{path}/feed.atom"), &answer] {
                let answer = outsider.get(address).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
            }
            for list in [
                "/conversations",
                "/",
                "/search?q=accounts",
                "/comments/feed.atom",
            ] {
                assert!(!outsider.get(list).await.text.contains("Accounts of March"));
            }
        }
        // The group is in the list, but neither who is in it nor how many.
        let groups = site.steward().get("/groups").await.ok();
        assert!(groups.says("The board") && !groups.says("2 members"));

        // Whoever leaves has nothing of it any more, nor what they were told there.
        let named = say(&other, &path, "Look, @mina.").await;
        assert!(
            member
                .get("/notifications")
                .await
                .ok()
                .says("Accounts of March")
        );
        member.post(&format!("{group}/leaving"), "").await.done();
        assert_eq!(member.get(&named).await.status, StatusCode::NOT_FOUND);
        for list in [
            "/notifications",
            "/conversations?show=mine",
            "/conversations?show=followed",
            "/search?q=accounts",
        ] {
            assert!(
                !member.get(list).await.ok().says("Accounts of March"),
                "{list}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_group_that_is_read_by_all_is_spoken_in_by_its_members() {
    everywhere(async |site: &TestSite| {
        let (steward, member, guest) = (site.steward(), site.member(), site.guest());
        let group = found(&steward, "Readers", "request", "public").await;
        let path = open(&steward, &group, "Which book next?", "A short one.").await;
        assert!(guest.get(&path).await.ok().says("A short one."));
        let id = path.split('/').nth(2).unwrap();
        let comments = format!("/conversations/{id}/comments");
        let refused = member.post(&comments, "text=Mine").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(refused.says("Its members talk here."));
        let form = "text=Mine&name=Gast&email=gast@example.org";
        let refused = guest.post(&comments, form).await;
        assert!(!refused.status.is_success());
        let refused = member
            .post(
                "/conversations/new",
                "kind=discussion&title=Mine&group=readers",
            )
            .await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(refused.says("Come into the group first"));
        let feed = guest.get(&format!("{group}/feed.atom")).await.ok();
        assert!(feed.text.contains("Which book next?") && !feed.text.contains("Which spokes?"));

        // Where anybody can come in, anybody answers.
        let spokes = spokes(site).await;
        say(&member, &spokes, "Thirty-six.").await;
        assert!(guest.get(&spokes).await.ok().says("Thirty-six."));
        let refused = guest
            .post(&comments_of(&spokes), "text=Hm&name=G&email=g@example.org")
            .await;
        assert!(!refused.status.is_success());
    })
    .await;
}

#[tokio::test]
async fn what_a_group_says_to_fewer_is_gone_for_the_others_at_once() {
    everywhere(async |site: &TestSite| {
        let (steward, member, guest) = (site.steward(), site.member(), site.guest());
        let (group, path) = (circle(site), spokes(site).await);
        guest.get(&path).await.ok();
        member.get(&path).await.ok();
        let settings = format!("{group}/settings");
        let page = steward.get(&settings).await.ok();
        let fields = [("visibility", "group"), ("entry", "invitation")];
        let done = steward.submit(&page.form(&settings), &fields).await;
        assert_eq!(done.done(), format!("{group}?said=changed"));
        for outsider in [&guest, &member] {
            assert_eq!(outsider.get(&path).await.status, StatusCode::NOT_FOUND);
            assert!(
                !outsider
                    .get("/conversations")
                    .await
                    .ok()
                    .says("Which spokes?")
            );
            assert!(
                !outsider
                    .get("/search?q=spokes")
                    .await
                    .ok()
                    .says("Which spokes?")
            );
        }
        steward.get(&path).await.ok();
        // To say more to others leaves what was said as it was promised.
        let fields = [("visibility", "public"), ("entry", "open")];
        let page = steward.get(&settings).await.ok();
        steward.submit(&page.form(&settings), &fields).await.done();
        assert_eq!(guest.get(&path).await.status, StatusCode::NOT_FOUND);
        guest.get(&group).await.ok();
    })
    .await;
}

/// Where the comments of a conversation are sent.
fn comments_of(path: &str) -> String {
    format!(
        "/conversations/{}/comments",
        path.split('/').nth(2).unwrap()
    )
}

#[tokio::test]
async fn a_conversation_has_one_address_in_whichever_group_it_is() {
    everywhere(async |site: &TestSite| {
        let (group, path) = (circle(site), spokes(site).await);
        let guest = site.guest();
        let moved = guest.get(&format!("{group}{path}")).await;
        assert_eq!(moved.status, StatusCode::MOVED_PERMANENTLY);
        assert_eq!(moved.location(), path);
        let elsewhere = guest.get(&format!("{group}{}", site.question.path)).await;
        assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
        let all = guest.get(&format!("{group}/conversations")).await;
        assert_eq!(all.location(), group);
    })
    .await;
}

#[tokio::test]
async fn what_was_begun_for_a_group_is_never_put_before_more_people() {
    everywhere(async |site: &TestSite| {
        let (other, member) = (site.other(), site.member());
        let group = found(&other, "The board", "invitation", "group").await;
        bring(&other, &group, &member, "mina").await;
        let page = member.get("/conversations/new?group=the-board").await.ok();
        let fields = [
            ("kind", "discussion"),
            ("title", "Whom we let go"),
            ("source", "Between us."),
            ("do", "draft"),
        ];
        let kept = member
            .submit(&page.form("/conversations/new"), &fields)
            .await;
        kept.done();
        // Gone on with from anywhere, it is still for the group.
        let page = member.get("/conversations/new").await.ok();
        let form = page.form("/conversations/new");
        assert_eq!(form.field("group"), "the-board");
        assert_eq!(form.field("visibility"), "group");
        // In another group nothing of it is filled in.
        let page = member
            .get(&format!("/conversations/new?group={}", site.circle))
            .await;
        assert!(!page.text.contains("Between us."));
        // Once it can go there no more, few may read it, and that is told.
        member.post(&format!("{group}/leaving"), "").await.done();
        let page = member.get("/conversations/new").await.ok();
        assert!(page.says("is not there for you any more") && page.text.contains("Between us."));
        let form = page.form("/conversations/new");
        assert_eq!(form.field("group"), "");
        assert_eq!(form.field("visibility"), "members");
    })
    .await;
}
