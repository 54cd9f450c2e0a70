//! Signing in, guessing, sessions.

use std::time::Duration;

use app::{Browser, Error};
use base::Secret;
use domain::site::Joining;

use crate::kit::{Hall, PASSWORD, browser, caller, everywhere, fault};

#[tokio::test]
async fn wrong_and_unknown_are_the_same_answer() {
    everywhere(async || {
        let (hall, _) = Hall::new(Joining::Open).await;
        for login in [
            "imke",
            "imke@example.org",
            "nobody",
            "nobody@example.org",
            "",
            "@",
        ] {
            let wrong = hall.sign_in(login, "not the password", browser(2)).await;
            assert_eq!(fault(wrong.map(|_| ()), "password"), "sign-in.wrong");
        }
        hall.sign_in("@Imke", PASSWORD, browser(2)).await.unwrap();
        hall.sign_in(" imke@EXAMPLE.org ", PASSWORD, browser(2))
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test]
async fn guessing_is_slowed_down_but_never_locks_out_a_known_browser() {
    everywhere(async || {
        let (hall, _) = Hall::new(Joining::Open).await;
        let (_, known) = hall.sign_in("imke", PASSWORD, browser(2)).await.unwrap();
        for login in ["imke", "nobody"] {
            for number in 100..110 {
                let wrong = hall
                    .sign_in(login, "not the password", browser(number))
                    .await;
                assert_eq!(fault(wrong.map(|_| ()), "password"), "sign-in.wrong");
            }
            let refused = hall.sign_in(login, PASSWORD, browser(120)).await;
            assert!(
                matches!(refused, Err(Error::TooMany(1..=10))),
                "{refused:?}"
            );
        }
        hall.sign_in("imke", PASSWORD, known).await.unwrap();
        let planted = Browser {
            device: Some(Secret::new()),
            ..browser(121)
        };
        assert!(matches!(
            hall.sign_in("imke", PASSWORD, planted).await,
            Err(Error::TooMany(_))
        ));
        hall.wait(Duration::from_mins(31));
        hall.sign_in("imke", PASSWORD, browser(122)).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn one_network_cannot_try_many_accounts() {
    everywhere(async || {
        let (hall, _) = Hall::new(Joining::Open).await;
        let mut tries = 0;
        loop {
            let login = format!("person{tries}");
            // Not so fast that the whole site takes alarm.
            hall.wait(Duration::from_millis(100));
            match hall.sign_in(&login, "not the password", browser(5)).await {
                Err(Error::TooMany(_)) => break,
                other => assert_eq!(fault(other.map(|_| ()), "password"), "sign-in.wrong"),
            }
            tries += 1;
        }
        assert_eq!(tries, 30);
        hall.sign_in("imke", PASSWORD, browser(6)).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn signing_in_again_ends_the_session_that_the_browser_was_in() {
    everywhere(async || {
        let (hall, _) = Hall::new(Joining::Open).await;
        let (_, first) = hall.sign_in("imke", PASSWORD, browser(2)).await.unwrap();
        let (_, second) = hall.sign_in("imke", PASSWORD, first.clone()).await.unwrap();
        let (first, second) = (first.session.unwrap(), second.session.unwrap());
        assert!(hall.by_secret(&first).await.is_none());
        assert!(hall.by_secret(&second).await.is_some());
        app::session::sign_out(&hall.app, &second).await.unwrap();
        assert!(hall.by_secret(&second).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn a_new_browser_is_told_of_and_a_known_one_is_not() {
    everywhere(async || {
        let (hall, _) = Hall::new(Joining::Open).await;
        let (_, known) = hall.sign_in("imke", PASSWORD, browser(2)).await.unwrap();
        let mail = hall.mail("imke@example.org", "new-device").await;
        assert!(mail.text.contains("Firefox on Linux"), "{}", mail.text);
        let before = hall.mails("imke@example.org").await.len();
        hall.sign_in("imke", PASSWORD, known).await.unwrap();
        assert_eq!(hall.mails("imke@example.org").await.len(), before);
    })
    .await;
}

#[tokio::test]
async fn sessions_are_listed_ended_and_limited() {
    everywhere(async || {
        let (hall, owner) = Hall::new(Joining::Open).await;
        let (hana, _) = hall.member("hana", 2).await;
        let mut last = None;
        for number in 0..21 {
            hall.wait(Duration::from_secs(1));
            let (sitting, browser) = hall
                .sign_in("imke", PASSWORD, browser(number))
                .await
                .unwrap();
            last = Some((sitting, browser.session.unwrap()));
        }
        let (last, secret) = last.unwrap();
        let sessions = app::session::list(&hall.app, caller(&last)).await.unwrap();
        assert_eq!(sessions.len(), 20);
        assert_eq!(sessions[0].id, last.session.id);
        assert_eq!(sessions[0].network, "192.0.2.*");
        assert_eq!(
            app::session::list(&hall.app, caller(&owner))
                .await
                .unwrap()
                .len(),
            20
        );

        let theirs = app::session::end(&hall.app, caller(&hana), sessions[3].id).await;
        assert!(matches!(theirs, Err(Error::NotFound)));
        app::session::end(&hall.app, caller(&last), sessions[3].id)
            .await
            .unwrap();
        assert_eq!(
            app::session::end_others(&hall.app, &last).await.unwrap(),
            18
        );
        assert!(hall.by_secret(&secret).await.is_some());
        assert_eq!(
            app::session::list(&hall.app, caller(&hana))
                .await
                .unwrap()
                .len(),
            1
        );
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_when_unused_and_in_any_case_in_the_end() {
    everywhere(async || {
        let (hall, _) = Hall::new(Joining::Open).await;
        let (_, unused) = hall.sign_in("imke", PASSWORD, browser(2)).await.unwrap();
        let (_, used) = hall.sign_in("imke", PASSWORD, browser(3)).await.unwrap();
        let (unused, used) = (unused.session.unwrap(), used.session.unwrap());
        for _ in 0..8 {
            hall.wait(Duration::from_hours(20 * 24));
            let sitting = hall.by_secret(&used).await.unwrap();
            app::session::touch(&hall.app, &sitting).await;
            assert_eq!(
                hall.by_secret(&used).await.unwrap().session.seen_at,
                hall.app.now()
            );
        }
        assert!(hall.by_secret(&unused).await.is_none());
        hall.wait(Duration::from_hours(20 * 24));
        assert!(hall.by_secret(&used).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn giving_the_password_again_changes_the_secret_and_lasts_fifteen_minutes() {
    everywhere(async || {
        let (hall, _) = Hall::new(Joining::Open).await;
        let (hana, here) = hall.member("hana", 2).await;
        app::session::Proven::of(&hana, hall.app.now()).unwrap();
        hall.wait(Duration::from_mins(16));
        let late = app::session::Proven::of(&hana, hall.app.now());
        assert!(matches!(late, Err(Error::ProveIt)));
        let wrong = app::session::prove(&hall.app, &hana, "not the password", &here).await;
        assert_eq!(fault(wrong, "password"), "password.wrong");

        let secret = app::session::prove(&hall.app, &hana, PASSWORD, &here)
            .await
            .unwrap();

        assert!(hall.by_secret(&here.session.unwrap()).await.is_none());
        let hana = hall.by_secret(&secret).await.unwrap();
        app::session::Proven::of(&hana, hall.app.now()).unwrap();
    })
    .await;
}
