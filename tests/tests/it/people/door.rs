//! Signing in and out, and who is let in where from one moment to the next.

use std::time::Duration;

use domain::Role;
use http::StatusCode;

use super::super::kit::{Answer, PASSWORD, TestSite, everywhere};
use super::{link_to, open, sign_in};

#[tokio::test]
async fn whoever_is_sent_to_the_door_comes_back_to_the_page() {
    everywhere(async |site: &TestSite| {
        let browser = site.guest();

        let away = browser.get("/settings?saved=profile").await;
        assert_eq!(away.outcome(), 302);
        let door = browser.follow(&away).await.ok();
        assert!(door.says("Please sign in first."));
        let filled = [("login", site.member.handle), ("password", PASSWORD)];
        let done = browser.submit(&door.form("/sign-in"), &filled).await;

        assert_eq!(done.done(), "/settings?saved=profile");
        browser.follow(&done).await.ok();
        let again = browser.get("/sign-in?return_to=/people").await;
        assert_eq!(again.location(), "/people");
    })
    .await;
}

#[tokio::test]
async fn nobody_is_sent_to_another_place_by_a_link_to_the_door() {
    everywhere(async |site: &TestSite| {
        for evil in [
            "https://evil.example/",
            "//evil.example",
            "/\\evil.example",
            "javascript:alert(1)",
            "/%2fevil.example",
            "/%0d%0aset-cookie:x=1",
        ] {
            let browser = site.guest();
            let fields = [
                ("login", site.member.handle),
                ("password", PASSWORD),
                ("return_to", evil),
            ];
            let done = browser.post_fields("/sign-in", &fields).await;
            assert_eq!(done.done(), "/", "{evil}");
        }
    })
    .await;
}

/// What a stranger reads, without what is the request's own.
fn read(answer: &Answer, login: &str) -> (StatusCode, String) {
    (answer.status, answer.text.replace(login, "somebody"))
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_name_are_the_same() {
    everywhere(async |site: &TestSite| {
        let wrong = sign_in(&site.guest(), "mina", "another long password").await;
        let unknown = sign_in(&site.guest(), "nobo", "another long password").await;
        let address = sign_in(&site.guest(), "mina@example.net", "another long password").await;
        let none = sign_in(&site.guest(), "nobo@example.net", "another long password").await;

        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            wrong.faults(),
            ["Address and password do not belong together."]
        );
        assert_eq!(wrong.form("/sign-in").field("login"), "mina");
        assert!(!wrong.text.contains("another long password"));
        assert_eq!(read(&wrong, "mina"), read(&unknown, "nobo"));
        assert_eq!(
            read(&address, "mina@example.net"),
            read(&none, "nobo@example.net")
        );
        assert!(!wrong.headers.contains_key("set-cookie"));
    })
    .await;
}

#[tokio::test]
async fn signing_in_begins_a_new_session_and_a_planted_one_never_counts() {
    everywhere(async |site: &TestSite| {
        let browser = site.guest();
        let planted = base::Secret::new().reveal();
        browser.put_cookie("__Host-s", &planted);

        sign_in(&browser, "mina", PASSWORD).await.done();
        let first = browser.cookie("__Host-s").unwrap();
        sign_in(&browser, "mina", PASSWORD).await.done();

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
async fn whoever_signs_out_leaves_nothing_behind() {
    everywhere(async |site: &TestSite| {
        let browser = site.member();
        let session = browser.cookie("__Host-s").unwrap();
        let page = browser.get("/sign-out").await.ok();
        assert!(page.says("Mina O’Hara"));
        assert!(
            browser.get("/settings").await.status.is_success(),
            "a link signs nobody out"
        );

        let done = browser.submit(&page.form("/sign-out"), &[]).await;

        assert_eq!(done.done(), "/");
        assert_eq!(done.header("clear-site-data"), "\"cache\", \"storage\"");
        assert!(!browser.is_signed_in());
        assert!(
            browser.cookie("__Host-d").is_some(),
            "the browser is known again"
        );
        let thief = site.guest();
        thief.put_cookie("__Host-s", &session);
        assert!(
            thief
                .get("/settings")
                .await
                .location()
                .starts_with("/sign-in")
        );
        assert_eq!(site.guest().get("/sign-out").await.location(), "/");
    })
    .await;
}

#[tokio::test]
async fn who_is_shut_out_is_out_with_the_next_page() {
    everywhere(async |site: &TestSite| {
        let mina = site.member();
        mina.get("/settings").await.ok();

        let caller = site.moderator.caller();
        app::standing::suspend(site.app(), caller, site.member.id)
            .await
            .unwrap();

        assert!(
            mina.get("/settings")
                .await
                .location()
                .starts_with("/sign-in")
        );
        let post = mina
            .post_fields("/settings/profile", &[("name", "M")])
            .await;
        assert_eq!(post.status, StatusCode::UNAUTHORIZED);
        let refused = sign_in(&mina, "mina", PASSWORD).await;
        assert!(refused.says("This account is paused."));
    })
    .await;
}

#[tokio::test]
async fn an_office_given_or_taken_counts_with_the_next_page() {
    everywhere(async |site: &TestSite| {
        let owner = site.owner();
        owner
            .post_fields("/prove", &[("password", PASSWORD)])
            .await
            .done();
        let appoint = async |role: Role| {
            let secret = owner.cookie("__Host-s").unwrap();
            let digest = base::Secret::parse(&secret).unwrap().digest();
            let sitting = site
                .app()
                .read(move |from| Ok(store::session::by_secret(from, &digest)?))
                .await
                .unwrap()
                .unwrap();
            let proven = app::session::Proven::of(&sitting, site.now()).unwrap();
            let caller = site.owner.caller();
            app::standing::appoint(site.app(), caller, proven, site.member.id, role)
                .await
                .unwrap();
        };
        let mina = site.member();
        assert_eq!(mina.get("/invitations").await.outcome(), 403);

        appoint(Role::Steward).await;
        mina.get("/invitations").await.ok();
        appoint(Role::Member).await;

        assert_eq!(mina.get("/invitations").await.outcome(), 403);
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

#[tokio::test]
async fn a_forgotten_password_is_chosen_anew_and_everybody_else_is_out() {
    everywhere(async |site: &TestSite| {
        let (elsewhere, browser) = (site.member(), site.guest());
        elsewhere.get("/settings").await.ok();
        let form = browser
            .get("/sign-in/reset")
            .await
            .ok()
            .form("/sign-in/reset");
        let known = browser
            .submit(&form, &[("email", &site.member.email())])
            .await;
        let unknown = site
            .guest()
            .submit(&form, &[("email", "nobody@example.net")])
            .await;
        assert_eq!(known.done(), unknown.done());
        assert_eq!(known.text, unknown.text);
        let link = link_to(site, &site.member.email()).await;

        let page = open(&browser, &link).await.ok();
        let form = page.form("/sign-in/password");
        let weak = browser.submit(&form, &[("password", "mina")]).await;
        assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
        let done = browser
            .submit(&form, &[("password", "seven green spools")])
            .await;

        assert_eq!(done.done(), "/settings?saved=password");
        browser.follow(&done).await.ok();
        assert!(
            elsewhere
                .get("/settings")
                .await
                .location()
                .starts_with("/sign-in")
        );
        assert_eq!(
            sign_in(&site.guest(), "mina", PASSWORD).await.outcome(),
            422
        );
        assert_eq!(
            sign_in(&site.guest(), "mina", "seven green spools")
                .await
                .outcome(),
            303
        );
        let late = open(&site.guest(), &link).await;
        assert_eq!(late.status, StatusCode::GONE);
    })
    .await;
}

#[tokio::test]
async fn a_made_up_cookie_is_no_way_around_the_limits_of_guests() {
    everywhere(async |site: &TestSite| {
        let mut refused = false;
        for _ in 0..700 {
            let browser = site.guest().from_network([192, 0, 2, 44]);
            browser.put_cookie("__Host-s", &base::Secret::new().reveal());
            refused |= browser.get("/privacy").await.status == StatusCode::TOO_MANY_REQUESTS;
            if refused {
                break;
            }
        }
        assert!(refused);
        let member = site.member().from_network([192, 0, 2, 44]);
        member.get("/settings").await;
    })
    .await;
}
