//! What those who keep the peace do in a case, and who may not.

use std::time::Duration;

use http::StatusCode;

use super::{close, fate, report, step, the_case};
use crate::kit::{Browser, TestSite, everywhere};

async fn says(browser: &Browser, path: &str, words: &str) -> bool {
    browser.get(path).await.ok().says(words)
}

#[tokio::test]
async fn a_case_is_taken_on_noted_in_and_let_go() {
    everywhere(async |site: &TestSite| {
        report(&site.other(), site.first, "spam", "").await.done();
        let (moderator, admin) = (site.moderator(), site.admin());
        let case = the_case(&moderator).await;
        moderator
            .post(&format!("{case}/claim"), "mine=yes")
            .await
            .done();
        let notes = format!("{case}/notes");
        let noted = moderator.post(&notes, "note=He+was+short+in+May.").await;
        assert!(noted.done().starts_with(&case));
        let empty = moderator.post(&notes, "note=+").await;
        assert_eq!(empty.faults(), ["Write something first."]);

        let seen = admin.get(&case).await.ok();
        assert!(seen.says("Maud Keller looks after it") && seen.says("He was short in May."));
        let mine = moderator.get("/moderation/cases?show=mine").await.ok();
        assert!(mine.page().links().contains(&case));
        let theirs = admin.get("/moderation/cases?show=mine").await.ok();
        assert!(!theirs.page().links().contains(&case));
        moderator
            .post(&format!("{case}/claim"), "mine=no")
            .await
            .done();
        assert!(says(&admin, &case, "nobody’s yet").await);
        let dump = site.dump();
        for kind in ["case-taken", "case-noted", "case-left"] {
            assert_eq!(dump.rows("activity", kind), 1, "{kind}");
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_is_silenced_reads_and_does_not_write_until_it_is_over() {
    everywhere(async |site: &TestSite| {
        report(&site.other(), site.first, "insult", "").await.done();
        let (moderator, member) = (site.moderator(), site.member());
        let case = the_case(&moderator).await;
        assert!(says(&moderator, &case, "Words to them Suggested").await);
        step(&moderator, &case, "notice", "Please be kind.")
            .await
            .done();
        assert!(says(&member, "/standing", "Please be kind.").await);
        let news = member.get("/notifications").await.ok();
        assert!(news.says("did something that concerns you"));
        // After words comes a day.
        assert!(says(&moderator, &case, "for a day Suggested").await);
        step(&moderator, &case, "day", "A day of rest.")
            .await
            .done();

        let page = member.get(&site.kettle.path).await.ok();
        assert!(page.says("You may read here, but not write, until"));
        assert!(
            page.page()
                .forms()
                .iter()
                .all(|form| form.action != site.kettle.comments())
        );
        let writes = [
            (site.kettle.comments(), "text=Still+here"),
            (format!("/comments/{}/thanks", site.answer), "thanks=yes"),
            (
                format!("/comments/{}/edit", site.first),
                "text=Changed&revision=1",
            ),
            (
                "/conversations/new".into(),
                "kind=discussion&title=Hello+there&source=Hi&visibility=public",
            ),
            (
                format!("/conversations/{}/edit", site.question.id),
                "title=Other+grease&source=x",
            ),
            ("/settings/profile".into(), "name=Mina"),
        ];
        for (path, form) in &writes {
            let answer = member.post(path, form).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
            assert!(
                answer.says("For a while you may read here, but not write."),
                "{path}"
            );
        }
        // What is theirs alone stays theirs.
        member.post("/notifications/reading", "until=").await.done();
        report(&member, site.answer, "insult", "").await.done();

        site.wait(Duration::from_hours(24));
        let said = member
            .post(&site.kettle.comments(), "text=Here+again")
            .await;
        said.done();
        assert!(
            !says(
                &member,
                &site.kettle.path,
                "You may read here, but not write"
            )
            .await
        );
    })
    .await;
}

#[tokio::test]
async fn a_silence_can_be_ended_before_its_time() {
    everywhere(async |site: &TestSite| {
        report(&site.other(), site.first, "insult", "").await.done();
        let (moderator, member) = (site.moderator(), site.member());
        let case = the_case(&moderator).await;
        step(&moderator, &case, "week", "A week of rest.")
            .await
            .done();
        let refused = member.post(&site.kettle.comments(), "text=No").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);

        let forms = moderator.get(&case).await.ok().page().forms();
        let end = forms
            .iter()
            .find(|form| form.action.ends_with("/end"))
            .unwrap();
        moderator.submit(end, &[]).await.done();

        member
            .post(&site.kettle.comments(), "text=Yes")
            .await
            .done();
        let again = moderator.submit(end, &[]).await;
        assert_eq!(again.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn two_have_to_agree_before_somebody_is_shut_out() {
    everywhere(async |site: &TestSite| {
        report(&site.other(), site.first, "dangerous", "")
            .await
            .done();
        let (moderator, admin, member) = (site.moderator(), site.admin(), site.member());
        let case = the_case(&moderator).await;
        step(&moderator, &case, "removal", "That was too much.")
            .await
            .done();

        let removal = format!("{case}/removal");
        let alone = moderator.post(&removal, "").await;
        assert_eq!(alone.status, StatusCode::FORBIDDEN);
        assert!(alone.says("A second one"));
        member.get("/settings").await.ok();
        admin.post(&removal, "").await.done();

        assert!(
            member
                .get("/settings")
                .await
                .location()
                .starts_with("/sign-in")
        );
        assert!(says(&admin, &case, "Shut out").await);
    })
    .await;
}

#[tokio::test]
async fn nobody_acts_on_an_equal_or_higher_role_or_on_what_they_alone_have_reported() {
    everywhere(async |site: &TestSite| {
        let (moderator, admin) = (site.moderator(), site.admin());
        let about = format!("/people/{}/report", site.admin.id);
        site.other().post(&about, "reason=insult").await.done();
        let case = the_case(&moderator).await;
        for (path, form) in [
            ("step", "step=day&reason=spam&words=Rest"),
            ("closing", "outcome=upheld"),
            ("thing", "fate=remove"),
            ("removal", ""),
        ] {
            let answer = moderator.post(&format!("{case}/{path}"), form).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        }
        let owner = site.owner();
        step(&owner, &case, "notice", "Please rest.").await.done();
        close(&owner, &case, "upheld").await;

        report(&moderator, site.first, "spam", "").await.done();
        let case = the_case(&moderator).await;
        assert!(says(&moderator, &case, "You alone have reported this").await);
        let answer = moderator
            .post(&format!("{case}/closing"), "outcome=upheld")
            .await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        // With a second report it is not theirs alone.
        report(&admin, site.first, "spam", "").await.done();
        close(&moderator, &case, "dismissed").await;
        let late = moderator.post(&format!("{case}/notes"), "note=Late").await;
        assert_eq!(late.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn what_a_case_is_about_is_taken_away_and_brought_back() {
    everywhere(async |site: &TestSite| {
        let (moderator, guest) = (site.moderator(), site.guest());
        report(&site.other(), site.first, "spam", "").await.done();
        let case = the_case(&moderator).await;
        fate(&moderator, &case, "remove").await.done();
        assert!(!says(&guest, &site.kettle.path, "leaks at the base").await);
        assert!(says(&moderator, &case, "leaks at the base").await);
        fate(&moderator, &case, "show").await.done();
        assert!(says(&guest, &site.kettle.path, "leaks at the base").await);
        close(&moderator, &case, "dismissed").await;

        let about = format!("/conversations/{}/report", site.question.id);
        site.other().post(&about, "reason=off-goal").await.done();
        let case = the_case(&moderator).await;
        fate(&moderator, &case, "remove").await.done();
        assert_eq!(guest.get(&site.question.path).await.outcome(), 404);
        fate(&moderator, &case, "show").await.done();
        guest.get(&site.question.path).await.ok();
        assert!(says(&moderator, &case, "Brought back").await);
    })
    .await;
}
