//! The first start, joining, applications, invitations.

use std::time::Duration;

use app::join::Confirmed;
use app::{Browser, Error};
use domain::person::State;
use domain::site::Joining;
use domain::token::Purpose;
use domain::{Origin, Role, Viewer};

use crate::kit::{Hall, PASSWORD, browser, caller, everywhere, fault, form, why};

#[tokio::test]
async fn the_first_start_makes_one_owner_and_then_never_again() {
    everywhere(async || {
        let hall = Hall::empty().await;
        let old = app::setup::secret(&hall.app).await.unwrap().unwrap();
        let secret = app::setup::secret(&hall.app).await.unwrap().unwrap();
        assert_eq!(
            why(app::setup::look(&hall.app, &old).await),
            "error.expired"
        );
        let input = app::setup::Input {
            community: "Kettle & Thread".into(),
            charter: "We mend things.".into(),
            zone: "Nowhere".into(),
            name: "Imke".into(),
            handle: "imke".into(),
            email: "imke@example.org".into(),
            password: "too short".into(),
        };
        let faulty = app::setup::set_up(&hall.app, &secret, &input, browser(1)).await;
        assert_eq!(fault(faulty, "zone"), "site.zone-unknown");
        let faulty = app::setup::set_up(&hall.app, &secret, &input, browser(1)).await;
        assert_eq!(fault(faulty, "password"), "password.too-short");

        let input = app::setup::Input {
            zone: "Europe/Amsterdam".into(),
            password: PASSWORD.into(),
            ..input
        };
        let one = app::setup::set_up(&hall.app, &secret, &input, browser(1));
        let other = app::setup::set_up(&hall.app, &secret, &input, browser(2));
        let (one, other) = tokio::join!(one, other);
        assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1);
        let owner = hall.sitting(&one.or(other).unwrap()).await.unwrap();
        assert_eq!(owner.viewer.role(), Some(Role::Owner));
        assert_eq!(owner.viewer.seat().unwrap().origin, Origin::Outside);
        assert_eq!(hall.app.site().await.unwrap().name, "Kettle & Thread");
        assert!(app::setup::secret(&hall.app).await.unwrap().is_none());
        assert_eq!(
            why(app::setup::look(&hall.app, &secret).await),
            "setup.already"
        );

        app::setup::test_mail(&hall.app, caller(&owner))
            .await
            .unwrap();
        hall.mail("imke@example.org", "test").await;
    })
    .await;
}

#[tokio::test]
async fn the_set_up_address_ends_after_an_hour() {
    everywhere(async || {
        let hall = Hall::empty().await;
        let secret = app::setup::secret(&hall.app).await.unwrap().unwrap();
        hall.wait(Duration::from_mins(61));
        assert_eq!(
            why(app::setup::look(&hall.app, &secret).await),
            "error.expired"
        );
    })
    .await;
}

#[tokio::test]
async fn whoever_confirms_where_they_joined_is_signed_in() {
    everywhere(async || {
        let (hall, _) = Hall::new(Joining::Open).await;
        let here = Browser {
            device: Some(
                app::join::join(&hall.app, &form("tunde"), browser(2))
                    .await
                    .unwrap(),
            ),
            ..browser(2)
        };
        let secret = hall.secret("tunde@example.net", "confirm").await;
        for _ in 0..5 {
            app::token::look(&hall.app, &secret, Purpose::Confirm)
                .await
                .unwrap();
        }
        let nobody =
            app::person::show(&hall.app, app::Caller::at_page(Viewer::Guest), "tunde").await;
        assert!(matches!(nobody, Err(Error::NotFound)));

        let Confirmed::SignedIn(signed_in) = app::join::confirm(&hall.app, &secret, here.clone())
            .await
            .unwrap()
        else {
            panic!("signed in");
        };

        let tunde = hall.sitting(&signed_in).await.unwrap();
        assert_eq!(tunde.viewer.role(), Some(Role::Member));
        assert_eq!(tunde.byline.handle, "tunde");
        let again = app::join::confirm(&hall.app, &secret, here).await;
        assert_eq!(why(again), "error.used");
        let page = app::person::show(&hall.app, caller(&tunde), "Tunde")
            .await
            .unwrap();
        assert!(page.may_edit);
    })
    .await;
}

#[tokio::test]
async fn whoever_confirms_elsewhere_has_to_sign_in() {
    everywhere(async || {
        let (hall, _) = Hall::new(Joining::Open).await;
        app::join::join(&hall.app, &form("tunde"), browser(2))
            .await
            .unwrap();
        let early = hall
            .sign_in("tunde@example.net", PASSWORD, browser(2))
            .await;
        assert_eq!(fault(early.map(|_| ()), "login"), "sign-in.unconfirmed");
        let secret = hall.secret("tunde@example.net", "confirm").await;

        let confirmed = app::join::confirm(&hall.app, &secret, browser(3))
            .await
            .unwrap();

        assert!(matches!(confirmed, Confirmed::Member));
        hall.sign_in("tunde@example.net", PASSWORD, browser(3))
            .await
            .unwrap();
        hall.mail("tunde@example.net", "new-device").await;
    })
    .await;
}

#[tokio::test]
async fn a_known_address_gets_the_same_answer_and_its_owner_a_mail() {
    everywhere(async || {
        let (hall, _) = Hall::new(Joining::Open).await;
        for (email, kind) in [
            ("imke@example.org", "known"),
            ("new@example.org", "confirm"),
        ] {
            let handle = format!("probe_{kind}");
            let input = domain::person::JoinInput {
                email: email.into(),
                ..form(&handle)
            };
            app::join::join(&hall.app, &input, browser(2))
                .await
                .unwrap();
            hall.mail(email, kind).await;

            // Neither the handle nor a second try tells them apart.
            let other = domain::person::JoinInput {
                email: "else@example.org".into(),
                ..input.clone()
            };
            let taken = app::join::join(&hall.app, &other, browser(2)).await;
            assert_eq!(fault(taken, "handle"), "person.handle-taken");
            app::join::join(&hall.app, &input, browser(2))
                .await
                .unwrap();
            assert_eq!(hall.mails(email).await.len(), 2);
        }
    })
    .await;
}

#[tokio::test]
async fn a_second_try_makes_the_first_mail_worthless() {
    everywhere(async || {
        let (hall, _) = Hall::new(Joining::Open).await;
        app::join::join(&hall.app, &form("tunde"), browser(2))
            .await
            .unwrap();
        let first = hall.secret("tunde@example.net", "confirm").await;
        hall.wait(Duration::from_secs(1));
        app::join::join(&hall.app, &form("tunde"), browser(2))
            .await
            .unwrap();
        let second = hall.secret("tunde@example.net", "confirm").await;

        assert_eq!(
            why(app::join::confirm(&hall.app, &first, browser(2)).await),
            "error.expired"
        );
        app::join::confirm(&hall.app, &second, browser(2))
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_mailbox_gets_five_mails_however_many_ask() {
    everywhere(async || {
        let (hall, _) = Hall::new(Joining::Open).await;
        for number in 10..20 {
            let input = form("tunde");
            app::join::join(&hall.app, &input, browser(number))
                .await
                .unwrap();
        }
        assert_eq!(hall.mails("tunde@example.net").await.len(), 5);
        let refused = async {
            for number in 0..40 {
                let input = form(&format!("person{number}"));
                app::join::join(&hall.app, &input, browser(99)).await?;
            }
            Ok(())
        };
        assert!(matches!(refused.await, Err(Error::TooMany(_))));
    })
    .await;
}

#[tokio::test]
async fn an_applicant_waits_until_somebody_lets_them_in() {
    everywhere(async || {
        let (hall, owner) = Hall::new(Joining::Application).await;
        let silent = domain::person::JoinInput {
            answer: " ".into(),
            ..form("tunde")
        };
        let silent = app::join::join(&hall.app, &silent, browser(2)).await;
        assert_eq!(fault(silent, "answer"), "join.answer-empty");
        for handle in ["tunde", "wilma"] {
            app::join::join(&hall.app, &form(handle), browser(2))
                .await
                .unwrap();
            let secret = hall
                .secret(&format!("{handle}@example.net"), "confirm")
                .await;
            let confirmed = app::join::confirm(&hall.app, &secret, browser(2))
                .await
                .unwrap();
            assert!(matches!(confirmed, Confirmed::Applied));
        }
        let early = hall.sign_in("tunde", PASSWORD, browser(2)).await;
        assert_eq!(fault(early.map(|_| ()), "login"), "sign-in.applied");

        let waiting = app::application::list(&hall.app, caller(&owner))
            .await
            .unwrap();
        let [tunde, wilma] = waiting.as_slice() else {
            panic!("{waiting:?}")
        };
        assert_eq!(tunde.answer, "I mend kettles.");
        app::application::admit(&hall.app, caller(&owner), tunde.person.id)
            .await
            .unwrap();
        app::application::turn_away(&hall.app, caller(&owner), wilma.person.id)
            .await
            .unwrap();

        hall.mail("tunde@example.net", "admitted").await;
        hall.mail("wilma@example.net", "turned-away").await;
        assert!(
            app::application::list(&hall.app, caller(&owner))
                .await
                .unwrap()
                .is_empty()
        );
        hall.sign_in("tunde", PASSWORD, browser(2)).await.unwrap();
        let gone = hall.sign_in("wilma", PASSWORD, browser(2)).await;
        assert_eq!(fault(gone.map(|_| ()), "password"), "sign-in.wrong");
        let twice = app::application::admit(&hall.app, caller(&owner), tunde.person.id).await;
        assert_eq!(why(twice), "person.not-applied");
    })
    .await;
}

#[tokio::test]
async fn an_invitation_lets_in_whom_it_was_sent_to_once() {
    everywhere(async || {
        let (hall, owner) = Hall::new(Joining::Invitation).await;
        let closed = app::join::join(&hall.app, &form("tunde"), browser(2)).await;
        assert_eq!(why(closed), "join.closed");
        app::invitation::make(&hall.app, caller(&owner), "tunde@example.net")
            .await
            .unwrap();
        let secret = hall.secret("tunde@example.net", "invitation").await;
        assert_eq!(
            app::invitation::look(&hall.app, &secret)
                .await
                .unwrap()
                .by_name,
            "Imke Vos"
        );
        let input = domain::person::JoinInput {
            email: "imke@example.org".into(),
            ..form("tunde")
        };

        let signed_in = app::invitation::accept(&hall.app, &secret, &input, browser(2))
            .await
            .unwrap();

        let tunde = hall.sitting(&signed_in).await.unwrap();
        let address = app::address::show(&hall.app, tunde.viewer.clone())
            .await
            .unwrap()
            .unwrap();
        assert_eq!(address.as_str(), "tunde@example.net");
        let again = app::invitation::accept(&hall.app, &secret, &form("other"), browser(3)).await;
        assert_eq!(why(again.map(|_| ())), "error.expired");
        let mine = app::invitation::make(&hall.app, caller(&tunde), "x@example.net").await;
        assert_eq!(why(mine), "error.stewards-only");
    })
    .await;
}

#[tokio::test]
async fn an_invitation_dies_with_the_right_to_invite_and_when_taken_back() {
    everywhere(async || {
        let (hall, owner) = Hall::new(Joining::Invitation).await;
        let (host, _) = hall.member("hana", 2).await;
        let proven = app::session::Proven::of(&owner, hall.app.now()).unwrap();
        let appoint = |role| {
            app::standing::appoint(&hall.app, caller(&owner), proven, host.session.person, role)
        };
        appoint(Role::Steward).await.unwrap();
        let host = app::Caller::at_page(Viewer::seated(
            host.session.person,
            Role::Steward,
            Origin::Raised,
        ));
        app::invitation::make(&hall.app, host.clone(), "tunde@example.net")
            .await
            .unwrap();
        let secret = hall.secret("tunde@example.net", "invitation").await;
        app::invitation::look(&hall.app, &secret).await.unwrap();

        appoint(Role::Member).await.unwrap();
        assert_eq!(
            why(app::invitation::look(&hall.app, &secret).await),
            "error.expired"
        );
        appoint(Role::Steward).await.unwrap();
        let [invitation] = app::invitation::list(&hall.app, host)
            .await
            .unwrap()
            .try_into()
            .unwrap();
        app::invitation::revoke(&hall.app, caller(&owner), invitation.id)
            .await
            .unwrap();
        assert_eq!(
            why(app::invitation::look(&hall.app, &secret).await),
            "error.expired"
        );
    })
    .await;
}

#[tokio::test]
async fn people_are_listed_once_they_are_members() {
    everywhere(async || {
        let (hall, owner) = Hall::new(Joining::Open).await;
        app::join::join(&hall.app, &form("tunde"), browser(2))
            .await
            .unwrap();
        hall.wait(Duration::from_secs(1));
        hall.member("hana", 3).await;
        let guest = app::Caller::at_page(Viewer::Guest);
        let (people, count) = app::person::list(&hall.app, guest.clone(), None)
            .await
            .unwrap();
        let handles: Vec<_> = people.iter().map(|person| person.handle.as_str()).collect();
        assert_eq!(
            (handles.as_slice(), count),
            (["hana", "imke"].as_slice(), 2)
        );
        let (rest, _) = app::person::list(&hall.app, guest.clone(), Some(people[0].id))
            .await
            .unwrap();
        assert_eq!(rest.len(), 1);
        let unconfirmed = app::standing::list(&hall.app, caller(&owner), State::Unconfirmed, None)
            .await
            .unwrap();
        assert_eq!(unconfirmed.len(), 1);

        let site = domain::site::Site {
            visibility: domain::group::Visibility::Members,
            ..(*hall.app.site().await.unwrap()).clone()
        };
        hall.app
            .write(move |tx| Ok(store::site::found(tx, &site)?))
            .await
            .unwrap();
        let hidden = app::person::list(&hall.app, guest.clone(), None).await;
        assert!(matches!(hidden, Err(Error::NotFound)));
        let hidden = app::person::show(&hall.app, guest, "hana").await;
        assert!(matches!(hidden, Err(Error::NotFound)));

        hall.wait(Duration::from_hours(15 * 24));
        app::job::run_due(&hall.app).await.unwrap();
    })
    .await;
}
