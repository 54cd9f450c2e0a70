//! Those who look after a group.

use http::StatusCode;

use super::{bring, found, open, say};
use crate::kit::{TestSite, everywhere};

#[tokio::test]
async fn stewards_keep_the_peace_in_their_group_and_nowhere_else() {
    everywhere(async |site: &TestSite| {
        let (other, member) = (site.other(), site.member());
        let group = found(&other, "The board", "invitation", "group").await;
        bring(&other, &group, &member, "mina").await;
        let path = open(&other, &group, "Accounts of March", "").await;
        let said = say(&member, &path, "You are all wrong.").await;
        let comment = said.split("#comment-").nth(1).unwrap();
        // Its steward is a member like others on the site.
        let taken = other
            .post(&format!("/comments/{comment}/deletion"), "")
            .await;
        taken.done();
        assert!(!other.get(&path).await.ok().says("You are all wrong."));
        let elsewhere = other
            .post(&format!("/comments/{}/deletion", site.first), "")
            .await;
        assert_eq!(elsewhere.status, StatusCode::FORBIDDEN);
        // And those who keep the peace on the site cannot even see it.
        let staff = site.moderator();
        let unseen = staff
            .post(&format!("/comments/{comment}/restoration"), "")
            .await;
        assert_eq!(unseen.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_group_is_never_without_somebody_who_looks_after_it() {
    everywhere(async |site: &TestSite| {
        let (other, member) = (site.other(), site.member());
        let group = found(&other, "Choir", "open", "members").await;
        member.post(&format!("{group}/entry"), "").await.done();
        let alone = other.post(&format!("{group}/leaving"), "").await;
        assert_eq!(alone.status, StatusCode::FORBIDDEN);
        assert!(alone.says("Make somebody else steward first."));
        let office = |handle: &str| format!("{group}/people/{handle}/office");
        let back = other.post(&office("tom"), "office=member").await;
        assert_eq!(back.status, StatusCode::FORBIDDEN);
        let done = other.post(&office("mina"), "office=steward").await;
        assert_eq!(done.done(), format!("{group}/people?said=raised"));
        let news = member.get("/notifications").await.ok();
        assert!(news.says("made you a steward of the group Choir"));
        // Nobody takes another steward's office, or shows them out.
        let taken = other.post(&office("mina"), "office=member").await;
        assert_eq!(taken.status, StatusCode::FORBIDDEN);
        let out = other
            .post(&format!("{group}/people/mina/dismissal"), "")
            .await;
        assert_eq!(out.status, StatusCode::FORBIDDEN);
        other.post(&format!("{group}/leaving"), "").await.done();
        member.get(&format!("{group}/settings")).await.ok();
        // The last one closes the door.
        let last = member.post(&format!("{group}/leaving"), "").await;
        assert_eq!(last.done(), "/groups?said=closed");
        assert!(member.get(&group).await.ok().says("Closed"));
        let shut = member.post(&format!("{group}/entry"), "").await;
        assert_eq!(shut.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn a_closed_group_is_read_and_not_written_in() {
    everywhere(async |site: &TestSite| {
        let (other, member) = (site.other(), site.member());
        let group = found(&other, "Choir", "open", "members").await;
        member.post(&format!("{group}/entry"), "").await.done();
        let path = open(&other, &group, "Thursday", "At eight.").await;
        let page = other.get(&format!("{group}/settings")).await.ok();
        let form = page.form(&format!("{group}/closing"));
        let done = other.submit(&form, &[("closed", "yes")]).await;
        assert_eq!(done.done(), format!("{group}?said=closed"));
        let id = path.split('/').nth(2).unwrap();
        let refused = member
            .post(&format!("/conversations/{id}/comments"), "text=Late")
            .await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(member.get(&path).await.ok().says("At eight."));
        let form = "kind=discussion&title=More&group=choir";
        let refused = member.post("/conversations/new", form).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        other
            .post(&format!("{group}/closing"), "closed=no")
            .await
            .done();
        say(&member, &path, "In time after all.").await;
    })
    .await;
}

#[tokio::test]
async fn members_are_told_of_their_group_as_much_as_they_like() {
    everywhere(async |site: &TestSite| {
        let (other, member) = (site.other(), site.member());
        let group = found(&other, "Choir", "open", "members").await;
        let level = format!("{group}/level");
        let outside = member.post(&level, "level=watching").await;
        assert_eq!(outside.status, StatusCode::FORBIDDEN);
        member.post(&format!("{group}/entry"), "").await.done();
        let page = member.get(&group).await.ok();
        let form = page.form(&level);
        let done = member.submit(&form, &[("level", "first")]).await;
        assert_eq!(done.done(), format!("{group}?said=told"));
        open(&other, &group, "Thursday", "At eight.").await;
        let news = member.get("/notifications").await.ok();
        assert!(news.says("began Thursday"));
        assert!(news.says("because you want to know what begins in the group Choir"));
        assert!(member.get("/following").await.ok().says("Choir"));
    })
    .await;
}

#[tokio::test]
async fn when_the_only_steward_leaves_for_good_somebody_else_looks_after_the_group() {
    everywhere(async |site: &TestSite| {
        let (other, member) = (site.other(), site.member());
        let group = found(&other, "Choir", "open", "public").await;
        member.post(&format!("{group}/entry"), "").await.done();
        let alone = found(&other, "Solo", "open", "public").await;
        let page = other.get("/settings/leaving").await.ok();
        let form = page.form("/settings/leaving");
        let fields = [
            ("way", "words-stay"),
            ("handle", "tom"),
            ("password", crate::kit::PASSWORD),
        ];
        other.submit(&form, &fields).await.done();
        site.wait(std::time::Duration::from_hours(40 * 24));
        site.run_jobs().await;
        let people = site.guest().get(&format!("{group}/people")).await.ok();
        assert!(people.says("Mina O’Hara Steward") && !people.says("Tom"));
        assert!(site.guest().get(&alone).await.ok().says("Closed"));
    })
    .await;
}
