//! Offices, and being shut out.

use std::time::Duration;

use app::Error;
use app::session::Proven;
use domain::site::Joining;
use domain::{Origin, Role, Viewer};

use crate::kit::{Hall, PASSWORD, browser, caller, everywhere, fault, why};

#[tokio::test]
async fn a_role_counts_at_once_and_says_where_it_came_from() {
    everywhere(async || {
        let (hall, owner) = Hall::new(Joining::Open).await;
        let (hana, here) = hall.member("hana", 2).await;
        let id = hana.session.person;
        let proven = Proven::of(&owner, hall.app.now()).unwrap();

        app::standing::appoint(&hall.app, caller(&owner), proven, id, Role::Moderator)
            .await
            .unwrap();

        let now = hall
            .by_secret(here.session.as_ref().unwrap())
            .await
            .unwrap();
        assert_eq!(
            now.viewer.clone(),
            Viewer::seated(id, Role::Moderator, Origin::Raised)
        );
        let unproven = Proven::of(&now, hall.app.now());
        assert!(
            matches!(unproven, Err(Error::ProveIt)),
            "an old proof does not serve a new office"
        );
        let others = app::standing::appoint(&hall.app, caller(&now), proven, id, Role::Admin).await;
        assert!(
            matches!(others, Err(Error::ProveIt)),
            "nobody uses somebody else's proof"
        );
        app::session::prove(&hall.app, &now, PASSWORD, &here)
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_last_owner_stays() {
    everywhere(async || {
        let (hall, owner) = Hall::new(Joining::Open).await;
        let (hana, _) = hall.member("hana", 2).await;
        let (me, proven) = (
            owner.session.person,
            Proven::of(&owner, hall.app.now()).unwrap(),
        );
        let appoint =
            |id, role| app::standing::appoint(&hall.app, caller(&owner), proven, id, role);
        assert_eq!(why(appoint(me, Role::Admin).await), "role.last-owner");
        appoint(hana.session.person, Role::Owner).await.unwrap();
        appoint(me, Role::Member).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn who_is_shut_out_is_out_everywhere_until_let_back_in() {
    everywhere(async || {
        let (hall, owner) = Hall::new(Joining::Open).await;
        let (hana, here) = hall.member("hana", 2).await;
        let id = hana.session.person;
        app::credential::ask(&hall.app, "hana@example.net", &browser(3))
            .await
            .unwrap();
        let reset = hall.secret("hana@example.net", "reset").await;
        let above = app::standing::suspend(&hall.app, caller(&hana), owner.session.person).await;
        assert_eq!(why(above), "error.moderators-only");

        app::standing::suspend(&hall.app, caller(&owner), id)
            .await
            .unwrap();

        assert!(
            hall.by_secret(here.session.as_ref().unwrap())
                .await
                .is_none()
        );
        let dead = app::credential::reset(&hall.app, &reset, "another long one", browser(3)).await;
        assert_eq!(why(dead), "error.expired");
        let out = hall.sign_in("hana", PASSWORD, here.clone()).await;
        assert_eq!(fault(out.map(|_| ()), "login"), "sign-in.suspended");
        let guest = app::Caller::at_page(Viewer::Guest);
        let hidden = app::person::show(&hall.app, guest, "hana").await;
        assert!(matches!(hidden, Err(Error::NotFound)));

        app::standing::reinstate(&hall.app, caller(&owner), id)
            .await
            .unwrap();
        hall.sign_in("hana", PASSWORD, here).await.unwrap();
        let twice = app::standing::reinstate(&hall.app, caller(&owner), id).await;
        assert_eq!(why(twice), "person.not-suspended");
    })
    .await;
}

#[tokio::test]
async fn an_office_asks_for_a_longer_password() {
    everywhere(async || {
        let (hall, owner) = Hall::new(Joining::Open).await;
        let short = app::person::AddInput {
            handle: "tunde".into(),
            name: "Tunde".into(),
            email: "tunde@example.net".into(),
            password: "ten letters".into(),
            role: Role::Moderator,
        };
        assert_eq!(
            fault(app::person::add(&hall.app, &short).await, "password"),
            "password.too-short"
        );
        let short = app::person::AddInput {
            role: Role::Member,
            ..short
        };
        let id = app::person::add(&hall.app, &short).await.unwrap();
        let proven = Proven::of(&owner, hall.app.now()).unwrap();
        app::standing::appoint(&hall.app, caller(&owner), proven, id, Role::Moderator)
            .await
            .unwrap();
        let (tunde, here) = hall
            .sign_in("tunde", &short.password, browser(2))
            .await
            .unwrap();
        hall.wait(Duration::from_mins(20));
        let refused = app::session::prove(&hall.app, &tunde, &short.password, &here).await;
        assert_eq!(fault(refused, "password"), "password.short-for-office");
        let twice = app::person::add(&hall.app, &short).await;
        assert_eq!(fault(twice, "handle"), "person.handle-taken");
        let twice = app::person::AddInput {
            handle: "other".into(),
            ..short
        };
        assert_eq!(
            fault(app::person::add(&hall.app, &twice).await, "email"),
            "email.known"
        );
    })
    .await;
}

#[tokio::test]
async fn only_the_demo_lets_anybody_be_anybody() {
    everywhere(async || {
        let (hall, _) = Hall::new(Joining::Open).await;
        let missing = |refused: Error| assert!(matches!(refused, Error::NotFound), "{refused:?}");
        missing(app::dev::mails(&hall.app).await.unwrap_err());
        missing(app::dev::people(&hall.app).await.unwrap_err());
        let refused = app::dev::be(&hall.app, "imke", browser(2)).await;
        missing(refused.unwrap_err());
    })
    .await;
}
