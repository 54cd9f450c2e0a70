//! Articles that are taken away in a case, people who are shut out, and how they appeal.

use http::StatusCode;

use super::{fate, step, the_case};
use crate::kit::{TestSite, everywhere};
use crate::person::link_in;

#[tokio::test]
async fn an_article_is_taken_away_in_a_case_and_only_those_who_keep_the_peace_bring_it_back() {
    everywhere(async |site: &TestSite| {
        let (moderator, steward, guest) = (site.moderator(), site.steward(), site.guest());
        let report = format!("/conversations/{}/report", site.kettle.id);
        site.other()
            .post(&report, "reason=off-goal&words=")
            .await
            .done();
        let case = the_case(&moderator).await;
        assert!(moderator.get(&case).await.ok().says("Take it away"));

        fate(&moderator, &case, "remove").await.done();

        assert_eq!(
            guest.get(&site.kettle.path).await.status,
            StatusCode::NOT_FOUND
        );
        assert!(!guest.get("/articles").await.ok().says("Descale"));
        let twice = fate(&moderator, &case, "remove").await;
        assert_eq!(twice.status, StatusCode::CONFLICT);
        // Its author sees it, hears of it, and cannot publish it anew.
        let page = steward.get(&site.kettle.path).await.ok();
        assert!(page.says("This article is taken away") && !page.says("Draft"));
        assert!(
            steward
                .get("/standing")
                .await
                .ok()
                .says("Something you wrote was taken away")
        );
        let write = format!("/write/{}", site.kettle.id);
        assert_eq!(steward.get(&write).await.status, StatusCode::FORBIDDEN);
        assert!(!steward.get("/write").await.ok().text.contains(&write));

        assert!(moderator.get(&case).await.ok().says("Bring it back"));
        fate(&moderator, &case, "show").await.done();
        assert!(
            guest
                .get(&site.kettle.path)
                .await
                .ok()
                .says("leaks at the base")
        );
        assert!(guest.get("/search?q=descale").await.ok().says("kettle"));
    })
    .await;
}

#[tokio::test]
async fn a_moderator_opens_a_case_and_a_second_one_agrees_before_anybody_is_shut_out() {
    everywhere(async |site: &TestSite| {
        let (moderator, admin) = (site.moderator(), site.admin());
        let people = moderator.get("/admin/people?find=mina").await.ok();
        let form = people.form(&format!("/admin/people/{}/case", site.member.id));
        let opened = moderator.submit(&form, &[]).await;
        let case = opened.done().split('#').next().unwrap().to_owned();
        let again = admin.post(&form.action, "").await;
        assert!(again.done().starts_with(&case), "one case for one person");
        assert!(
            moderator
                .get("/moderation/cases")
                .await
                .ok()
                .says("Opened by one of you")
        );

        step(&moderator, &case, "removal", "You sold things here.")
            .await
            .done();

        let removal = format!("{case}/removal");
        let alone = moderator.post(&removal, "").await;
        assert_eq!(alone.status, StatusCode::FORBIDDEN);
        site.member().get("/settings").await.ok();
        admin.post(&removal, "").await.done();
        assert_eq!(
            site.member().get("/settings").await.status,
            StatusCode::FOUND
        );
        site.letter_to("mina@example.net").await;
    })
    .await;
}

#[tokio::test]
async fn whoever_is_shut_out_appeals_with_the_link_from_the_mail_and_hears_by_mail() {
    everywhere(async |site: &TestSite| {
        let (moderator, admin) = (site.moderator(), site.admin());
        let open = format!("/admin/people/{}/case", site.member.id);
        let opened = moderator.post(&open, "").await;
        let case = opened.done().split('#').next().unwrap().to_owned();
        step(&moderator, &case, "removal", "You sold things here.")
            .await
            .done();
        admin.post(&format!("{case}/removal"), "").await.done();
        let letter = site.letter_to("mina@example.net").await;
        assert!(letter.subject.contains("You were shut out"));
        assert!(letter.text.contains("You sold things here.") && letter.text.contains("Unkind"));

        let mina = site.guest();
        let exchanged = mina.get(&link_in(&letter)).await;
        let page = mina.follow(&exchanged).await.ok();
        assert!(page.says("You sold things here."));
        let form = page.form("/appeal");
        let empty = mina.submit(&form, &[("words", " ")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let sent = mina.submit(&form, &[("words", "It was a present.")]).await;
        assert_eq!(sent.done(), "/appeal/sent");
        assert!(mina.follow(&sent).await.ok().says("You get a mail"));
        // Once, and the link does nothing else.
        let exchanged = mina.get(&link_in(&letter)).await;
        let over = mina.follow(&exchanged).await;
        assert_eq!(over.status, StatusCode::GONE);
        assert!(!mina.is_signed_in());

        // Neither of the two who decided answers, but whoever did not.
        let owner = site.owner();
        let list = owner.get("/moderation/cases?show=appeals").await.ok();
        assert!(list.says("It was a present."));
        let page = owner.get(&case).await.ok();
        let forms = page.page().forms();
        let form = forms
            .iter()
            .find(|form| form.action.ends_with("/answer"))
            .unwrap();
        for decider in [&admin, &moderator] {
            let answer = decider.post(&form.action, "answer=refused&words=No").await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN);
        }
        let fields = [("answer", "granted"), ("words", "So it was. Welcome back.")];
        owner.submit(form, &fields).await.done();
        let letter = site.letter_to("mina@example.net").await;
        assert!(letter.subject.contains("granted") && letter.text.contains("Welcome back."));
        let mina = site.guest();
        crate::person::sign_in(&mina, "mina", crate::kit::PASSWORD)
            .await
            .done();
    })
    .await;
}

#[tokio::test]
async fn the_owner_alone_shuts_out_and_the_link_is_good_for_fourteen_days() {
    everywhere(async |site: &TestSite| {
        let shut = format!("/admin/people/{}/suspension", site.member.id);
        assert_eq!(
            site.admin().post(&shut, "").await.status,
            StatusCode::FORBIDDEN
        );
        site.owner().post(&shut, "").await.done();
        let letter = site.letter_to("mina@example.net").await;
        site.wait(domain::measure::APPEAL + std::time::Duration::from_secs(1));

        let mina = site.guest();
        let exchanged = mina.get(&link_in(&letter)).await;

        assert_eq!(mina.follow(&exchanged).await.status, StatusCode::GONE);
    })
    .await;
}
