//! Passwords, addresses, profiles, guests who turn out to be members.

use std::time::Duration;

use app::Error;
use app::credential::ChangeInput;
use app::session::Proven;
use domain::person::ProfileInput;
use domain::site::Joining;
use domain::token::Purpose;

use crate::kit::{Hall, PASSWORD, browser, caller, everywhere, fault, why};

const OTHER: &str = "three spoons in a drawer";

#[tokio::test]
async fn a_forgotten_password_is_set_anew_and_every_session_ends() {
    everywhere(async || {
        let (hall, _) = Hall::new(Joining::Open).await;
        let (_, there) = hall.member("hana", 2).await;
        for address in ["hana@example.net", "nobody@example.net"] {
            app::credential::ask(&hall.app, address, &browser(3))
                .await
                .unwrap();
        }
        assert!(hall.mails("nobody@example.net").await.is_empty());
        let secret = hall.secret("hana@example.net", "reset").await;
        for _ in 0..5 {
            app::token::look(&hall.app, &secret, Purpose::Reset)
                .await
                .unwrap();
        }
        let weak = app::credential::reset(&hall.app, &secret, "hana's teapot", browser(3)).await;
        assert_eq!(fault(weak, "password"), "password.own-word");

        let one = app::credential::reset(&hall.app, &secret, OTHER, browser(3));
        let other = app::credential::reset(&hall.app, &secret, OTHER, browser(3));
        let (one, other) = tokio::join!(one, other);

        assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1);
        let signed_in = one.or(other).unwrap().unwrap();
        assert!(hall.sitting(&signed_in).await.is_some());
        assert!(hall.by_secret(&there.session.unwrap()).await.is_none());
        hall.mail("hana@example.net", "password-changed").await;
        let old = hall.sign_in("hana", PASSWORD, browser(3)).await;
        assert_eq!(fault(old.map(|_| ()), "password"), "sign-in.wrong");
        hall.sign_in("hana", OTHER, browser(3)).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_reset_dies_with_the_next_one_with_time_and_with_any_change() {
    everywhere(async || {
        let (hall, _) = Hall::new(Joining::Open).await;
        let (hana, here) = hall.member("hana", 2).await;
        let ask = async || {
            hall.wait(Duration::from_mins(10));
            app::credential::ask(&hall.app, "hana@example.net", &browser(3))
                .await
                .unwrap();
            hall.secret("hana@example.net", "reset").await
        };
        let dead = async |secret: &base::Secret| {
            let look = app::token::look(&hall.app, secret, Purpose::Reset).await;
            assert_eq!(why(look), "error.expired");
        };
        let first = ask().await;
        let second = ask().await;
        dead(&first).await;
        hall.wait(Duration::from_mins(31));
        dead(&second).await;

        let third = ask().await;
        let input = ChangeInput {
            old: PASSWORD.into(),
            new: OTHER.into(),
        };
        app::credential::change(&hall.app, &hana, &input, &here)
            .await
            .unwrap();
        dead(&third).await;

        let fourth = ask().await;
        let (hana, here) = hall.sign_in("hana", OTHER, here).await.unwrap();
        let proven = Proven::of(&hana, hall.app.now()).unwrap();
        app::address::change(
            &hall.app,
            hana.viewer.clone(),
            proven,
            "hana@new.example",
            &here,
        )
        .await
        .unwrap();
        let change = hall.secret("hana@new.example", "change-address").await;
        app::address::confirm(&hall.app, &change, Some(&hana))
            .await
            .unwrap();
        dead(&fourth).await;
    })
    .await;
}

#[tokio::test]
async fn changing_the_password_ends_all_other_sessions() {
    everywhere(async || {
        let (hall, _) = Hall::new(Joining::Open).await;
        let (_, there) = hall.member("hana", 2).await;
        let (hana, here) = hall.sign_in("hana", PASSWORD, browser(3)).await.unwrap();
        let wrong = ChangeInput {
            old: OTHER.into(),
            new: OTHER.into(),
        };
        let wrong = app::credential::change(&hall.app, &hana, &wrong, &here).await;
        assert_eq!(fault(wrong, "old"), "password.wrong");
        let weak = ChangeInput {
            old: PASSWORD.into(),
            new: "password12".into(),
        };
        let weak = app::credential::change(&hall.app, &hana, &weak, &here).await;
        assert_eq!(fault(weak, "new"), "password.common");

        let input = ChangeInput {
            old: PASSWORD.into(),
            new: OTHER.into(),
        };
        let secret = app::credential::change(&hall.app, &hana, &input, &here)
            .await
            .unwrap();

        assert!(hall.by_secret(&secret).await.is_some());
        assert!(hall.by_secret(&here.session.unwrap()).await.is_none());
        assert!(hall.by_secret(&there.session.unwrap()).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn an_address_counts_once_it_is_confirmed_and_can_be_taken_back() {
    everywhere(async || {
        let (hall, _) = Hall::new(Joining::Open).await;
        let (hana, here) = hall.member("hana", 2).await;
        let proven = Proven::of(&hana, hall.app.now()).unwrap();
        let change = async |to: &str, hana: &store::session::Sitting| {
            app::address::change(&hall.app, hana.viewer.clone(), proven, to, &here).await
        };
        assert_eq!(
            fault(change("hana@example.net", &hana).await, "email"),
            "email.same"
        );
        change("imke@example.org", &hana).await.unwrap();
        hall.mail("imke@example.org", "known").await;
        change("hana@thief.example", &hana).await.unwrap();
        let secret = hall.secret("hana@thief.example", "change-address").await;
        app::address::confirm(&hall.app, &secret, None)
            .await
            .unwrap();
        assert!(
            hall.by_secret(here.session.as_ref().unwrap())
                .await
                .is_none()
        );
        let undo = hall.secret("hana@example.net", "address-changed").await;

        // Whoever did this goes on: the way back stays.
        hall.wait(Duration::from_secs(1));
        let (thief, browser_of_thief) = hall.sign_in("hana", PASSWORD, browser(9)).await.unwrap();
        let input = ChangeInput {
            old: PASSWORD.into(),
            new: OTHER.into(),
        };
        app::credential::change(&hall.app, &thief, &input, &browser_of_thief)
            .await
            .unwrap();
        change("second@thief.example", &thief).await.unwrap();
        let secret = hall.secret("second@thief.example", "change-address").await;
        app::address::confirm(&hall.app, &secret, Some(&thief))
            .await
            .unwrap();
        let worthless = hall.secret("hana@thief.example", "address-changed").await;

        // Nobody else gets the address while it can be taken back.
        let input = domain::person::JoinInput {
            email: "hana@example.net".into(),
            ..crate::kit::form("other")
        };
        app::join::join(&hall.app, &input, browser(4))
            .await
            .unwrap();
        hall.mail("hana@example.net", "known").await;

        hall.wait(Duration::from_hours(6 * 24));
        app::address::undo(&hall.app, &undo).await.unwrap();

        assert_eq!(
            why(app::address::undo(&hall.app, &worthless).await),
            "error.expired"
        );
        for password in [PASSWORD, OTHER] {
            let out = hall.sign_in("hana", password, browser(5)).await;
            assert_eq!(fault(out.map(|_| ()), "password"), "sign-in.wrong");
        }
        let reset = hall.secret("hana@example.net", "reset").await;
        let owner =
            app::credential::reset(&hall.app, &reset, "nobody guesses this one", browser(5));
        let owner = hall.sitting(&owner.await.unwrap().unwrap()).await.unwrap();
        let address = app::address::show(&hall.app, owner.viewer.clone())
            .await
            .unwrap()
            .unwrap();
        assert_eq!(address.as_str(), "hana@example.net");
    })
    .await;
}

#[tokio::test]
async fn a_profile_is_ones_own_to_change() {
    everywhere(async || {
        let (hall, owner) = Hall::new(Joining::Open).await;
        let (hana, _) = hall.member("hana", 2).await;
        let id = hana.session.person;
        let input = ProfileInput {
            name: "Hana Lindqvist".into(),
            bio: "I mend *kettles* with @imke.".into(),
            accounts: "example.org/@hana On the fediverse".into(),
        };
        let theirs = app::person::edit(&hall.app, caller(&owner), id, &input).await;
        assert_eq!(why(theirs), "person.not-you");

        let handle = app::person::edit(&hall.app, caller(&hana), id, &input)
            .await
            .unwrap();

        let page = app::person::show(&hall.app, caller(&owner), &handle)
            .await
            .unwrap();
        assert!(
            page.person.bio_html.contains("<em>kettles</em>"),
            "{}",
            page.person.bio_html
        );
        assert!(
            page.person.bio_html.contains("/@imke"),
            "{}",
            page.person.bio_html
        );
        assert_eq!(page.accounts[0].label, "On the fediverse");
        assert!(!page.may_edit);
        let again = app::person::open(&hall.app, caller(&hana), id)
            .await
            .unwrap();
        assert_eq!(again.bio, input.bio);
    })
    .await;
}

#[tokio::test]
async fn a_member_claims_what_they_said_as_a_guest() {
    everywhere(async || {
        let (hall, _) = Hall::new(Joining::Open).await;
        let (hana, _) = hall.member("hana", 2).await;
        let (tunde, _) = hall.member("tunde", 3).await;
        let draft = domain::guest::Draft {
            name: "H.".into(),
            email: Some("hana@example.net".parse().unwrap()),
            url: None,
        };
        let guest = hall.app.write(move |tx| {
            let now = tx.now();
            Ok(store::guest::meet(tx, &draft, now)?)
        });
        let guest = guest.await.unwrap();

        assert!(
            app::guest::claimable(&hall.app, caller(&tunde))
                .await
                .unwrap()
                .is_empty()
        );
        let not_his = app::guest::claim(&hall.app, caller(&tunde), guest.id).await;
        assert!(matches!(not_his, Err(Error::NotFound)));
        assert_eq!(
            app::guest::claimable(&hall.app, caller(&hana))
                .await
                .unwrap()
                .len(),
            1
        );
        app::guest::claim(&hall.app, caller(&hana), guest.id)
            .await
            .unwrap();
        assert!(
            app::guest::claimable(&hall.app, caller(&hana))
                .await
                .unwrap()
                .is_empty()
        );
    })
    .await;
}
