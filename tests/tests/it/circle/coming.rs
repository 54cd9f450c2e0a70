//! Who comes into a group, and who leaves it.

use http::StatusCode;

use super::{bring, circle, found, spokes};
use crate::kit::{TestSite, everywhere};

#[tokio::test]
async fn anybody_comes_into_an_open_group_and_leaves_it_again() {
    everywhere(async |site: &TestSite| {
        let (member, guest) = (site.member(), site.guest());
        let group = circle(site);
        spokes(site).await;
        let front = guest.get(&group).await.ok();
        assert!(front.says("Bicycle circle") && front.says("Which spokes?"));
        assert!(!front.says("Come in"));
        let front = member.get(&group).await.ok();
        let came = member
            .submit(&front.form(&format!("{group}/entry")), &[])
            .await;
        assert_eq!(came.done(), format!("{group}?said=in"));
        let front = member.get(&group).await.ok();
        assert!(front.says("2 members") && front.says("Open a conversation"));
        assert!(
            member
                .get("/groups?show=mine")
                .await
                .ok()
                .says("Bicycle circle")
        );
        // Twice is told, and changes nothing.
        let again = member.post(&format!("{group}/entry"), "").await;
        assert_eq!(again.status, StatusCode::FORBIDDEN);
        assert!(again.says("You are in it already."));

        let people = member.get(&format!("{group}/people")).await.ok();
        let left = member
            .submit(&people.form(&format!("{group}/leaving")), &[])
            .await;
        assert_eq!(left.done(), "/groups?said=left");
        assert!(member.get(&group).await.ok().says("One member"));
        assert!(
            !member
                .get("/groups?show=mine")
                .await
                .ok()
                .says("Bicycle circle")
        );
    })
    .await;
}

#[tokio::test]
async fn whoever_asks_is_let_in_by_a_steward_and_is_told() {
    everywhere(async |site: &TestSite| {
        let (steward, member, other) = (site.steward(), site.member(), site.other());
        let group = found(&steward, "Choir", "request", "members").await;
        assert_eq!(site.guest().get(&group).await.status, StatusCode::NOT_FOUND);
        let front = member.get(&group).await.ok();
        let asked = member
            .submit(
                &front.form(&format!("{group}/request")),
                &[("words", "I sing in the bath.")],
            )
            .await;
        assert_eq!(asked.done(), format!("{group}?said=asked"));
        let front = member.get(&group).await.ok();
        assert!(front.says("You have asked to come in."));
        // Staff of the site need not know; whoever looks after the group does.
        assert!(site.letters().await.is_empty());
        let news = steward.get("/notifications").await.ok();
        assert!(news.says("Mina O’Hara asks to come into the group Choir"));
        let door = format!("{group}/door");
        assert_eq!(other.get(&door).await.status, StatusCode::FORBIDDEN);
        let page = steward.get(&door).await.ok();
        assert!(page.says("I sing in the bath."));
        let form = page.form(&format!("{group}/answer"));
        let done = steward.submit(&form, &[("answer", "yes")]).await;
        assert_eq!(done.done(), format!("{door}?said=in"));
        let news = member.get("/notifications").await.ok();
        assert!(news.says("Sten Holm let you into the group Choir"));
        assert!(member.get(&group).await.ok().says("2 members"));
        // Nobody is let in twice, and nobody who does not ask.
        let form = format!("person={}&answer=yes", site.member.handle);
        let again = steward.post(&format!("{group}/answer"), &form).await;
        assert_eq!(again.status, StatusCode::FORBIDDEN);
        let form = format!("person={}&answer=yes", site.other.handle);
        let nobody = steward.post(&format!("{group}/answer"), &form).await;
        assert_eq!(nobody.status, StatusCode::CONFLICT);
        assert!(nobody.says("They do not ask any more."));

        // Whoever takes it back is not at the door any more.
        other
            .post(&format!("{group}/request"), "words=")
            .await
            .done();
        assert!(steward.get(&door).await.ok().says("One asks to come in"));
        other.post(&format!("{group}/withdrawal"), "").await.done();
        assert!(
            steward
                .get(&door)
                .await
                .ok()
                .says("Nobody asks at the moment.")
        );
    })
    .await;
}

#[tokio::test]
async fn who_is_invited_sees_a_hidden_group_and_nobody_else_does() {
    everywhere(async |site: &TestSite| {
        let (other, member, owner) = (site.other(), site.member(), site.owner());
        let group = found(&other, "The board", "hidden", "group").await;
        assert!(
            group.starts_with("/g/the-board-") && group.len() == "/g/the-board-".len() + 8,
            "a handle that nobody chooses: {group}"
        );
        for outsider in [&member, &owner, &site.guest()] {
            assert_eq!(outsider.get(&group).await.status, StatusCode::NOT_FOUND);
            assert!(!outsider.get("/groups").await.ok().says("The board"));
            let people = format!("{group}/people");
            assert_eq!(outsider.get(&people).await.status, StatusCode::NOT_FOUND);
        }
        let invitations = format!("{group}/invitations");
        let page = other.get(&invitations).await.ok();
        let form = page.form(&invitations);
        let wrong = other.submit(&form, &[("handle", "nobody-here")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.says("There is no member of that name."));
        let fields = [("handle", "@mina"), ("words", "We need you.")];
        other.submit(&form, &fields).await.done();

        let news = member.get("/notifications").await.ok();
        assert!(news.says("Tom <b>Bold</b> invites you into the group The board"));
        let front = member.get(&group).await.ok();
        assert!(front.says("You are invited into this group."));
        // To be invited is not to be in.
        assert!(front.says("What is said here is for its members."));
        assert_eq!(
            member.get(&format!("{group}/people")).await.status,
            StatusCode::FORBIDDEN
        );
        let declined = member.post(&format!("{group}/withdrawal"), "").await;
        assert_eq!(declined.done(), "/groups?said=declined");
        assert_eq!(member.get(&group).await.status, StatusCode::NOT_FOUND);
        assert!(!member.get("/notifications").await.ok().says("The board"));

        bring(&other, &group, &member, "mina").await;
        assert!(member.get(&group).await.ok().says("2 members"));
        // Whoever left knows nothing of it any more.
        member.post(&format!("{group}/leaving"), "").await.done();
        assert_eq!(member.get(&group).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn nobody_founds_more_than_a_few_groups_a_month() {
    everywhere(async |site: &TestSite| {
        let other = site.other();
        for number in 0..domain::group::FOUNDED_MONTHLY {
            found(&other, &format!("Circle {number}"), "open", "public").await;
        }
        let form = "name=One+more&charter=We+would.&entry=open&visibility=public";
        let more = other.post("/groups/new", form).await;
        assert_eq!(more.status, StatusCode::FORBIDDEN);
        assert!(more.says("You have founded three groups this month."));

        site.configure(|settings| settings.founders = domain::group::Writers::Stewards)
            .await;
        assert_eq!(
            site.member().get("/groups/new").await.status,
            StatusCode::FORBIDDEN
        );
        assert!(
            !site
                .member()
                .get("/groups")
                .await
                .ok()
                .says("Found a group")
        );
        site.steward().get("/groups/new").await.ok();
    })
    .await;
}
