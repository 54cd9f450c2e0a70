//! Offices: given, taken, and what comes with them.

use std::time::Duration;

use http::StatusCode;

use super::sign_in;
use crate::comment::say;
use crate::kit::{Browser, PASSWORD, TestSite, everywhere};

/// The same browser after giving the password again.
async fn proven(browser: &Browser) {
    let door = browser.get("/prove").await.ok();
    browser
        .submit(&door.form("/prove"), &[("password", PASSWORD)])
        .await
        .done();
}

#[tokio::test]
async fn a_role_is_given_from_above_after_the_password_and_counts_at_once() {
    everywhere(async |site: &TestSite| {
        let (owner, member) = (site.owner(), site.member());
        let role = format!("/admin/people/{}/role", site.member.id);
        assert_eq!(
            member.get("/moderation").await.status,
            StatusCode::FORBIDDEN
        );
        let page = owner.get("/admin/people?find=mina").await.ok();
        let early = owner
            .submit(&page.form(&role), &[("role", "moderator")])
            .await;
        proven(&owner).await;

        owner
            .submit(&page.form(&role), &[("role", "moderator")])
            .await
            .done();

        assert_eq!(early.status, StatusCode::FORBIDDEN);
        // Whoever comes to an office gives the password before using it.
        let door = member.get("/moderation").await;
        assert!(door.location().starts_with("/prove"));
        proven(&member).await;
        member.get("/moderation").await.ok();
        owner
            .submit(&page.form(&role), &[("role", "member")])
            .await
            .done();
        assert_eq!(
            member.get("/moderation").await.status,
            StatusCode::FORBIDDEN
        );
    })
    .await;
}

#[tokio::test]
async fn nobody_rises_above_those_who_appoint() {
    everywhere(async |site: &TestSite| {
        let admin = site.admin();
        proven(&admin).await;
        for (person, role) in [
            (&site.member, "admin"),
            (&site.member, "owner"),
            (&site.admin, "owner"),
            (&site.owner, "member"),
        ] {
            let path = format!("/admin/people/{}/role", person.id);
            let refused = admin.post(&path, &format!("role={role}")).await;
            assert_eq!(
                refused.status,
                StatusCode::FORBIDDEN,
                "{} {role}",
                person.handle
            );
        }
        let owner = site.owner();
        proven(&owner).await;
        let last = owner
            .post(
                &format!("/admin/people/{}/role", site.owner.id),
                "role=member",
            )
            .await;
        assert_eq!(last.status, StatusCode::FORBIDDEN);
        owner.get("/admin").await.ok();
        let nonsense = owner
            .post(
                &format!("/admin/people/{}/role", site.member.id),
                "role=emperor",
            )
            .await;
        assert_eq!(nonsense.status, StatusCode::BAD_REQUEST);
    })
    .await;
}

#[tokio::test]
async fn who_is_shut_out_is_out_at_once_and_what_they_said_stays() {
    everywhere(async |site: &TestSite| {
        let (moderator, owner, member) = (site.moderator(), site.owner(), site.member());
        member.get("/settings").await.ok();
        let path = format!("/admin/people/{}/suspension", site.member.id);
        let alone = moderator.post(&path, "").await;
        assert_eq!(alone.status, StatusCode::FORBIDDEN);
        let page = owner.get("/admin/people?find=mina").await.ok();
        let form = page.form(&path);

        owner.submit(&form, &[]).await.done();

        assert_eq!(member.get("/settings").await.status, StatusCode::FOUND);
        let posted = member.post(&site.kettle.comments(), "text=Let+me+in").await;
        assert_ne!(posted.status, StatusCode::SEE_OTHER);
        let shut = sign_in(&site.guest(), "mina", PASSWORD).await;
        assert_eq!(shut.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            site.guest().get("/@mina").await.status,
            StatusCode::NOT_FOUND
        );
        assert!(
            site.guest()
                .get(&site.kettle.path)
                .await
                .ok()
                .says("Mine leaks at the base.")
        );
        let page = moderator.get("/admin/people?find=mina").await.ok();
        let back = page.form(&format!("/admin/people/{}/reinstatement", site.member.id));
        moderator.submit(&back, &[]).await.done();
        let browser = site.guest();
        sign_in(&browser, "mina", PASSWORD).await.done();
        say(&browser, &site.kettle, "Back again.").await.done();
    })
    .await;
}

#[tokio::test]
async fn moderators_shut_out_neither_each_other_nor_those_above() {
    everywhere(async |site: &TestSite| {
        let moderator = site.moderator();
        for person in [&site.moderator, &site.admin, &site.owner] {
            let refused = moderator
                .post(&format!("/admin/people/{}/suspension", person.id), "")
                .await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", person.handle);
        }
        let nobody = moderator
            .post(&format!("/admin/people/{}/suspension", site.applicant), "")
            .await;
        assert_eq!(nobody.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn the_rooms_of_staff_close_for_sessions_that_rest() {
    everywhere(async |site: &TestSite| {
        let moderator = site.moderator();
        moderator.get("/moderation").await.ok();
        site.wait(Duration::from_hours(13));

        let rested = moderator.get("/moderation").await;

        assert_eq!(rested.status, StatusCode::FOUND);
        assert!(
            rested.location().starts_with("/prove?return_to="),
            "{}",
            rested.location()
        );
        moderator.get("/settings").await.ok();
        let door = moderator.follow(&rested).await.ok();
        let back = moderator
            .submit(&door.form("/prove"), &[("password", PASSWORD)])
            .await;
        assert_eq!(back.done(), "/moderation");
        moderator.get("/moderation").await.ok();
        for _ in 0..16 {
            site.wait(Duration::from_hours(11));
            moderator.get("/settings").await.ok();
        }
        let old = moderator.get("/moderation").await;
        assert!(old.location().starts_with("/prove"), "a week has passed");
    })
    .await;
}

#[tokio::test]
async fn settings_of_the_site_come_back_with_their_faults() {
    everywhere(async |site: &TestSite| {
        let owner = site.owner();
        let page = owner.get("/admin/site").await.ok();
        let form = page.form("/admin/site");
        let wrong = [
            ("name", ""),
            ("zone", "Mars/Olympus"),
            ("per_page", "0"),
            ("close_after", "-1"),
        ];

        let again = owner.submit(&form, &wrong).await;
        owner
            .submit(&form, &[("name", "The Menders"), ("per_page", "3")])
            .await
            .done();

        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            again
                .page()
                .tags()
                .filter(|tag| tag.get("aria-invalid") == "true")
                .count(),
            4
        );
        assert!(site.guest().get("/").await.ok().says("The Menders"));
        for (who, browser) in [("member", site.member()), ("moderator", site.moderator())] {
            let refused = browser.post("/admin/site", "name=Mine").await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{who}");
        }
    })
    .await;
}
