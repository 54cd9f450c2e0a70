//! What keeps the doors: secrets open their own page alone, cookies prove nothing by themselves, and rooms stay closed.

use std::time::Duration;

use domain::site::Joining;
use http::StatusCode;

use super::super::kit::{PASSWORD, TestSite, everywhere};
use super::{join, link_in, open};

#[tokio::test]
async fn a_secret_opens_no_page_but_its_own() {
    everywhere(async |site: &TestSite| {
        site.configure(|site| site.joining = Joining::Open).await;
        join(site, &site.guest(), "hana", "hana@example.org")
            .await
            .done();
        let letter = site.letter_to("hana@example.org").await;
        let link = link_in(&letter);
        let secret = link.rsplit('/').next().unwrap();
        for other in [
            "/join/invitation",
            "/sign-in/reset",
            "/settings/address/confirmation",
            "/settings/address/undo",
            "/setup",
        ] {
            let browser = site.guest();
            let away = browser.get(&format!("{other}/{secret}")).await;
            let page = browser.follow(&away).await;
            assert_eq!(page.status, StatusCode::GONE, "{other}");
        }
        let browser = site.guest();
        open(&browser, &letter).await.ok();
        for other in [
            "/join/invitation",
            "/sign-in/password",
            "/settings/address/undo",
        ] {
            let page = browser.get(other).await;
            assert_eq!(page.status, StatusCode::GONE, "{other}");
        }
        open(&browser, &letter).await.ok();
    })
    .await;
}

#[tokio::test]
async fn signing_in_begins_a_new_session_and_a_planted_one_never_counts() {
    everywhere(async |site: &TestSite| {
        let browser = site.guest();
        let planted = base::Secret::new().reveal();
        browser.put_cookie("__Host-s", &planted);

        let fields = [("login", "mina"), ("password", PASSWORD)];

        browser.post_fields("/sign-in", &fields).await.done();
        let first = browser.cookie("__Host-s").unwrap();
        browser.post_fields("/sign-in", &fields).await.done();

        assert_ne!(first, planted);
        assert_ne!(browser.cookie("__Host-s").unwrap(), first);
        for dead in [planted, first] {
            let thief = site.guest();
            thief.put_cookie("__Host-s", &dead);
            assert!(
                thief
                    .get("/settings")
                    .await
                    .location()
                    .starts_with("/sign-in")
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_made_up_cookie_is_no_way_around_the_limits_of_guests() {
    everywhere(async |site: &TestSite| {
        let mut refused = false;
        for _ in 0..700 {
            let browser = site.guest().in_network([192, 0, 2, 44]);
            browser.put_cookie("__Host-s", &base::Secret::new().reveal());
            refused |= browser.get("/privacy").await.status == StatusCode::TOO_MANY_REQUESTS;
            if refused {
                break;
            }
        }
        assert!(refused);
        let member = site.member().in_network([192, 0, 2, 44]);
        member.get("/settings").await;
    })
    .await;
}

#[tokio::test]
async fn the_rooms_of_the_staff_ask_for_the_password_now_and_then() {
    everywhere(async |site: &TestSite| {
        let maud = site.moderator();
        maud.get("/moderation").await.ok();
        site.wait(Duration::from_hours(13));
        maud.get("/").await.ok();

        let away = maud.get("/moderation").await;
        assert_eq!(away.location(), "/prove?return_to=%2Fmoderation");
        let old = maud.cookie("__Host-s").unwrap();
        let page = maud.follow(&away).await.ok();
        let form = page.form("/prove");
        let wrong = maud
            .submit(&form, &[("password", "not this one at all")])
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(wrong.form("/prove").field("return_to"), "/moderation");
        let done = maud.submit(&form, &[("password", PASSWORD)]).await;

        assert_eq!(done.done(), "/moderation");
        maud.follow(&done).await.ok();
        assert_ne!(
            maud.cookie("__Host-s").unwrap(),
            old,
            "a new secret, the old one is dead"
        );
        let thief = site.guest();
        thief.put_cookie("__Host-s", &old);
        assert!(
            thief
                .get("/settings")
                .await
                .location()
                .starts_with("/sign-in")
        );
    })
    .await;
}
