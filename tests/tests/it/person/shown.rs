//! Who is shown to whom.

use base::Id;
use domain::group::Visibility;
use domain::person::State;
use domain::{Origin, Role};
use http::StatusCode;
use store::person::Fresh;

use super::super::kit::{TestSite, everywhere};

#[tokio::test]
async fn a_handle_written_otherwise_leads_to_the_one_page() {
    everywhere(async |site: &TestSite| {
        let guest = site.guest();

        let moved = guest.get("/@STEN").await;
        let page = guest.get("/@sten").await.ok();
        let nobody = guest.get("/@nobody-at-all").await;

        assert_eq!(moved.status, StatusCode::MOVED_PERMANENTLY);
        assert_eq!(moved.location(), "/@sten");
        assert!(page.says("Sten Holm"));
        assert!(page.says("How to mend a kettle & keep it"));
        assert!(page.says("Then the seal is gone."));
        assert!(page.text.contains("href=\"/articles/by/sten/feed.atom\""));
        assert_eq!(nobody.status, StatusCode::NOT_FOUND);
        let tom = guest.get("/@tom").await.ok();
        assert!(
            tom.text.contains("Tom &#60;b&#62;Bold&#60;/b&#62;"),
            "names are no HTML"
        );
    })
    .await;
}

#[tokio::test]
async fn only_the_staff_sees_that_somebody_is_shut_out() {
    everywhere(async |site: &TestSite| {
        let caller = site.owner.caller();
        site.guest().get("/@mina").await.ok();

        app::standing::suspend(site.app(), caller, site.member.id)
            .await
            .unwrap();

        assert_eq!(site.guest().get("/@mina").await.outcome(), 404);
        assert_eq!(site.other().get("/@mina").await.outcome(), 404);
        let page = site.moderator().get("/@mina").await.ok();
        assert!(page.says("This member is shut out."));
        let people = site.guest().get("/people").await.ok();
        assert!(people.says("5 members"));
        assert!(!people.says("Mina"));
    })
    .await;
}

#[tokio::test]
async fn members_stand_in_their_windows_page_by_page() {
    everywhere(async |site: &TestSite| {
        let first = site.guest().get("/people").await.ok();
        assert!(first.says("6 members"));
        let before = |one: &str, other: &str| first.text.find(one) < first.text.find(other);
        assert!(
            before("Mina O’Hara", "Sten Holm"),
            "those who came last first"
        );
        assert!(first.page().link("More").is_none());

        let crowd = site.app().write(|tx| {
            for number in 0..app::person::PAGE {
                let fresh = someone(&format!("crowd-{number}"), State::Active, tx.now());
                store::person::insert(tx, &fresh)?;
            }
            Ok(())
        });
        crowd.await.unwrap();

        let first = site.guest().get("/people").await.ok();
        let next = first.page().link("More").unwrap();
        let second = site.guest().get(&next).await.ok();
        assert!(second.says("Sten Holm"));
        assert!(!first.says("Sten Holm"));
        assert!(second.page().link("More").is_none());
        assert_eq!(second.page().link("First page").unwrap(), "/people");
    })
    .await;
}

pub(super) fn someone(handle: &str, state: State, made_at: base::Moment) -> Fresh {
    Fresh {
        handle: handle.to_owned(),
        name: format!("The {handle}"),
        state,
        role: Role::Member,
        origin: Origin::Raised,
        email: None,
        wanted: None,
        password: None,
        application: String::new(),
        invited_by: None,
        made_at,
    }
}

#[tokio::test]
async fn authors_who_came_with_old_texts_are_shown_as_such() {
    everywhere(async |site: &TestSite| {
        let brought = site.app().write(|tx| {
            let fresh = someone("old-author", State::Imported, tx.now());
            let _: Id<_> = store::person::insert(tx, &fresh)?;
            Ok(())
        });
        brought.await.unwrap();

        let page = site.guest().get("/@old-author").await.ok();
        let people = site.guest().get("/people").await.ok();

        assert!(page.says("Wrote here before this hall"));
        assert!(!page.says("Member since"));
        assert!(people.says("6 members"), "they are none");
        assert!(people.says("From before"));
    })
    .await;
}

#[tokio::test]
async fn people_of_a_private_site_are_shown_to_its_members() {
    everywhere(async |site: &TestSite| {
        site.guest().get("/@sten").await.ok();
        site.configure(|settings| settings.visibility = Visibility::Members)
            .await;
        let guest = site.guest();
        for path in ["/people", "/@sten", "/@STEN", "/@nobody"] {
            let away = guest.get(path).await;
            assert!(away.location().starts_with("/sign-in?return_to="), "{path}");
        }
        let door = guest.get("/sign-in").await.ok();
        assert!(door.says("A private place"));
        assert!(!door.says("Kettle"));
        assert!(site.member().get("/@sten").await.ok().says("Sten Holm"));
    })
    .await;
}
