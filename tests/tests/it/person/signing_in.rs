//! Going in and out, guessing, and a forgotten password.

use std::time::Duration;

use domain::person::State;
use domain::site::Joining;
use http::StatusCode;

use super::coming::alike;
use super::shown::someone;
use super::{join, link_in, open, sign_in};
use crate::kit::{PASSWORD, TestSite, everywhere};

#[tokio::test]
async fn a_member_goes_in_by_handle_or_address_and_out_again() {
    everywhere(async |site: &TestSite| {
        for login in [
            "mina",
            "MINA",
            "@mina",
            "mina@example.net",
            " mina@EXAMPLE.net ",
        ] {
            let browser = site.guest();
            browser.put_cookie("__Host-s", &base::Secret::new().reveal());
            let planted = browser.cookie("__Host-s");

            let inside = sign_in(&browser, login, PASSWORD).await;

            assert_eq!(inside.done(), "/", "{login}");
            assert!(
                browser.is_signed_in() && browser.cookie("__Host-s") != planted,
                "{login}"
            );
            browser.get("/settings").await.ok();
            let session = browser.cookie("__Host-s").unwrap();
            let door = browser.get("/sign-out").await.ok();
            let out = browser.submit(&door.form("/sign-out"), &[]).await;
            out.done();
            assert_eq!(out.header("clear-site-data"), "\"cache\", \"storage\"");
            assert!(!browser.is_signed_in());
            // The secret is worth nothing to whoever has kept it.
            browser.put_cookie("__Host-s", &session);
            assert_eq!(browser.get("/settings").await.status, StatusCode::FOUND);
        }
    })
    .await;
}

#[tokio::test]
async fn looking_at_the_way_out_leads_nobody_out() {
    everywhere(async |site: &TestSite| {
        let member = site.member();
        for _ in 0..2 {
            member.get("/sign-out").await.ok();
        }

        member.get("/settings").await.ok();
    })
    .await;
}

#[tokio::test]
async fn whoever_was_sent_to_the_door_comes_back_to_where_they_were() {
    everywhere(async |site: &TestSite| {
        let browser = site.guest();
        let wanted = format!("/comments/{}/history?of=1", site.first);

        let away = browser.get(&wanted).await;
        let door = browser.follow(&away).await.ok();
        let fields = [("login", "mina"), ("password", PASSWORD)];
        let inside = browser.submit(&door.form("/sign-in"), &fields).await;

        assert_eq!(inside.done(), wanted);
        for elsewhere in [
            "https://evil.example/",
            "//evil.example/",
            "/\\evil.example",
            "javascript:x",
            "%2f%2fevil.example",
            "/a//b",
            "/..//evil.example",
        ] {
            let browser = site.guest();
            let door = browser.get("/sign-in").await.ok();
            let fields = [
                ("login", "mina"),
                ("password", PASSWORD),
                ("return_to", elsewhere),
            ];
            let inside = browser.submit(&door.form("/sign-in"), &fields).await;
            assert_eq!(inside.done(), "/", "{elsewhere}");
        }
    })
    .await;
}

#[tokio::test]
async fn who_is_not_there_and_who_is_there_are_turned_away_alike() {
    everywhere(async |site: &TestSite| {
        // Of the same length, since the form comes back with what was typed.
        for (known, unknown) in [("mina", "nixx"), ("mina@example.net", "nixx@example.net")] {
            let known = sign_in(&site.guest(), known, "not the right one").await;
            let unknown = sign_in(&site.guest(), unknown, "not the right one").await;

            alike(&known, &unknown);
            assert_eq!(known.faults(), unknown.faults());
        }
        for (known, unknown) in [("mina@example.net", "nixx@example.net")] {
            let ask = async |address: &str| {
                let browser = site.guest();
                let page = browser.get("/sign-in/reset").await.ok();
                browser
                    .submit(&page.form("/sign-in/reset"), &[("email", address)])
                    .await
            };

            alike(&ask(known).await, &ask(unknown).await);
        }
        let letters = site.letters().await;
        assert_eq!(letters.len(), 1, "{letters:#?}");
        assert_eq!(letters[0].to.as_str(), "mina@example.net");
    })
    .await;
}

#[tokio::test]
async fn guessing_gets_slower_and_the_owner_gets_in_where_they_were_before() {
    everywhere(async |site: &TestSite| {
        let mut refused = 0;
        for number in 0_u8..14 {
            let thief = site.guest().in_network([203, 0, 113, number]);
            let guess = sign_in(&thief, "mina", &format!("guess number {number}")).await;
            match guess.outcome() {
                422 => {}
                429 => {
                    refused += 1;
                    assert!(guess.header("retry-after").parse::<u64>().unwrap() > 0);
                }
                other => panic!("{other}"),
            }
        }
        assert!(refused >= 3, "{refused}");

        let elsewhere = sign_in(&site.guest(), "mina", PASSWORD).await;
        let known = site.guest();
        known.put_cookie("__Host-d", &site.member.device.reveal());
        let home = sign_in(&known, "mina", PASSWORD).await;

        assert_eq!(elsewhere.status, StatusCode::TOO_MANY_REQUESTS);
        home.done();
        site.wait(Duration::from_mins(16));
        sign_in(&site.guest(), "mina", PASSWORD).await.done();
    })
    .await;
}

#[tokio::test]
async fn a_new_device_is_told_of_by_mail_and_a_known_one_is_not() {
    everywhere(async |site: &TestSite| {
        let browser = site.guest();
        sign_in(&browser, "mina", PASSWORD).await.done();
        let letter = site.letter_to("mina@example.net").await;
        let door = browser.get("/sign-out").await.ok();
        browser.submit(&door.form("/sign-out"), &[]).await.done();

        sign_in(&browser, "mina", PASSWORD).await.done();

        assert!(letter.text.contains("Firefox"), "{}", letter.text);
        assert_eq!(site.letters().await.len(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_by_mail_once_and_ends_all_sessions() {
    everywhere(async |site: &TestSite| {
        let (browser, elsewhere) = (site.guest(), site.member());
        let page = browser.get("/sign-in/reset").await.ok();
        browser
            .submit(
                &page.form("/sign-in/reset"),
                &[("email", "mina@example.net")],
            )
            .await
            .done();
        let letter = site.letter_to("mina@example.net").await;
        let page = open(&browser, &letter).await.ok();
        let form = page.form("/sign-in/password");

        let weak = browser.submit(&form, &[("password", "mina1234567")]).await;
        let set = browser
            .submit(&form, &[("password", "a green lid without a pot")])
            .await;
        let again = browser
            .submit(&form, &[("password", "another lid without a pot")])
            .await;

        assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
        set.done();
        assert_eq!(again.status, StatusCode::GONE);
        browser.get("/settings").await.ok();
        assert_eq!(elsewhere.get("/settings").await.status, StatusCode::FOUND);
        assert_eq!(
            sign_in(&site.guest(), "mina", PASSWORD).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        sign_in(&site.guest(), "mina", "a green lid without a pot")
            .await
            .done();
        assert_eq!(open(&site.guest(), &letter).await.status, StatusCode::GONE);
        // Its owner hears that it was changed.
        assert!(
            site.letters()
                .await
                .iter()
                .any(|letter| letter.to.as_str() == "mina@example.net")
        );
    })
    .await;
}

#[tokio::test]
async fn a_reset_dies_by_time_by_a_newer_one_and_by_a_changed_password() {
    everywhere(async |site: &TestSite| {
        let ask = async || {
            site.wait(Duration::from_millis(10));
            let browser = site.guest();
            let page = browser.get("/sign-in/reset").await.ok();
            browser
                .submit(
                    &page.form("/sign-in/reset"),
                    &[("email", "mina@example.net")],
                )
                .await
                .done();
            site.letter_to("mina@example.net").await
        };
        let first = ask().await;
        let second = ask().await;
        assert_eq!(open(&site.guest(), &first).await.status, StatusCode::GONE);
        open(&site.guest(), &second).await.ok();
        site.wait(Duration::from_mins(30));
        assert_eq!(open(&site.guest(), &second).await.status, StatusCode::GONE);

        let third = ask().await;
        let member = site.member();
        let settings = member.get("/settings").await.ok();
        let fields = [("old", PASSWORD), ("new", "a green lid without a pot")];
        member
            .submit(&settings.form("/settings/password"), &fields)
            .await
            .done();

        assert_eq!(open(&site.guest(), &third).await.status, StatusCode::GONE);
    })
    .await;
}

#[tokio::test]
async fn links_in_letters_name_this_site_whatever_the_request_said() {
    everywhere(async |site: &TestSite| {
        let liar = site
            .guest()
            .with("x-forwarded-host", "evil.example")
            .with("x-forwarded-proto", "http")
            .with("referer", "https://evil.example/sign-in/reset");
        let page = liar.get("/sign-in/reset").await.ok();

        liar.submit(
            &page.form("/sign-in/reset"),
            &[("email", "mina@example.net")],
        )
        .await
        .done();

        let letter = site.letter_to("mina@example.net").await;
        assert!(link_in(&letter).starts_with("/sign-in/reset/"));
        assert!(!letter.text.contains("evil"));
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_when_it_is_not_used_and_when_it_is_old() {
    everywhere(async |site: &TestSite| {
        let (idle, busy) = (site.member(), site.other());
        for _ in 0..6 {
            site.wait(Duration::from_hours(29 * 24));
            assert_eq!(busy.get("/settings").await.status, StatusCode::OK);
        }
        site.wait(Duration::from_hours(7 * 24));

        assert_eq!(idle.get("/settings").await.status, StatusCode::FOUND);
        assert_eq!(busy.get("/settings").await.status, StatusCode::FOUND);
    })
    .await;
}

#[tokio::test]
async fn whoever_is_not_there_costs_the_same_hashing_as_whoever_is() {
    everywhere(async |site: &TestSite| {
        site.configure(|settings| settings.joining = Joining::Open)
            .await;
        let brought = site.app().write(|tx| {
            let fresh = someone("old-author", State::Imported, tx.now());
            Ok(store::person::insert(tx, &fresh)?)
        });
        brought.await.unwrap();
        let made = || site.app().hasher().made();

        // Signing in: an address, a handle, nobody, somebody without a password, somebody who waits.
        for login in [
            "mina",
            "mina@example.net",
            "nobody",
            "nobody@example.org",
            "old-author",
            "nora",
            "",
        ] {
            let before = made();
            let wrong = sign_in(&site.guest(), login, "not the password").await;
            assert_eq!(made() - before, 1, "{login}");
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{login}");
        }

        // Joining: with an address that is known, and with one that is not.
        for (handle, address) in [("one", "mina@example.net"), ("two", "new@example.org")] {
            let before = made();
            join(site, &site.guest(), handle, address).await.done();
            assert_eq!(made() - before, 1, "{address}");
        }

        // Asking for another password costs none, and the mail is written later by a job.
        for address in ["mina@example.net", "new-here@example.org"] {
            let (before, browser) = (made(), site.guest());
            let page = browser.get("/sign-in/reset").await.ok();
            let form = page.form("/sign-in/reset");
            browser.submit(&form, &[("email", address)]).await.done();
            assert_eq!(made() - before, 0, "{address}");
        }
        assert!(site.carrier().all().is_empty(), "nothing has left yet");
    })
    .await;
}
