//! Pictures go: thrown away, or forgotten with their files when nothing shows them.

use std::time::Duration;

use adapters::files::Files;
use app::picture::{self, Purpose};
use app::{Error, article};
use domain::Role;
use domain::article::Input;

use crate::kit::{Hall, everywhere, photograph};

const HOUR: Duration = Duration::from_hours(1);

#[tokio::test]
async fn an_owner_throws_away_what_nothing_shows() {
    everywhere(async || {
        let hall = Hall::new();
        let hana = hall.person("hana", Role::Steward).await;
        let sef = hall.person("sef", Role::Owner).await;
        let added = hall
            .bring(hana.clone(), &photograph(90, 60, 1))
            .await
            .unwrap();
        let id = added.picture.id;
        let input = Input {
            title: "Kettles".into(),
            source: format!("![](/media/{id})"),
            visibility: "public".into(),
            revision: 1,
            ..Input::default()
        };
        let draft = article::begin(&hall.app, hana.clone(), input.clone());
        let draft = draft.await.unwrap().id;
        article::publish(&hall.app, hana.clone(), draft, None)
            .await
            .unwrap();

        let discard = async |by| picture::discard(&hall.app, by, id).await;
        assert!(matches!(
            discard(sef).await,
            Err(Error::Forbidden("picture.not-yours"))
        ));
        assert!(matches!(
            discard(hana.clone()).await,
            Err(Error::Forbidden("picture.in-use"))
        ));
        let empty = Input {
            source: "Nothing".into(),
            ..input
        };
        article::save(&hall.app, hana.clone(), draft, &empty)
            .await
            .unwrap();
        assert_eq!(hall.all_files().len(), 1);
        hall.clock.advance(HOUR);
        discard(hana.clone()).await.unwrap();

        assert!(matches!(discard(hana).await, Err(Error::NotFound)));
        assert!(hall.all_files().is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_nothing_shows_for_two_days_is_forgotten_with_its_files() {
    everywhere(async || {
        let hall = Hall::new();
        let hana = hall.person("hana", Role::Member).await;
        let added = hall
            .bring(hana.clone(), &photograph(900, 600, 1))
            .await
            .unwrap();
        let bytes = photograph(600, 600, 2);
        let face = hana.viewer.person().unwrap();
        picture::set_portrait(&hall.app, hana.clone(), face, bytes)
            .await
            .unwrap();
        let before = hall.all_files().len();

        hall.wait(47 * HOUR).await;
        assert!(hall.sees(hana.viewer.clone(), added.picture.id).await);
        hall.wait(2 * HOUR).await;

        assert!(!hall.sees(hana.viewer.clone(), added.picture.id).await);
        assert_eq!(
            hall.all_files().len(),
            before - added.picture.variants.len()
        );
        let shelf = picture::own(&hall.app, hana, None).await.unwrap();
        assert_eq!(shelf.pictures.len(), 1); // The portrait.
        assert!(shelf.taken > 0 && shelf.next.is_none());
    })
    .await;
}

#[tokio::test]
async fn a_file_that_a_crash_left_behind_is_swept_away_and_no_other() {
    everywhere(async || {
        let hall = Hall::new();
        let hana = hall.person("hana", Role::Member).await;
        let lost = hall.files.put(b"put, and then the power went").unwrap();
        hall.bring(hana.clone(), &photograph(90, 60, 1))
            .await
            .unwrap();

        hall.wait(HOUR).await;
        assert_eq!(hall.all_files().len(), 2);
        hall.clock.advance(46 * HOUR);
        hall.bring(hana, &photograph(90, 60, 1)).await.unwrap(); // Stays longer, for it was brought again.
        hall.wait(2 * HOUR).await;

        assert!(!hall.all_files().contains(&lost));
        assert_eq!(hall.all_files().len(), 1);
        hall.wait(40 * 24 * HOUR).await;
        assert!(hall.all_files().is_empty());
    })
    .await;
}

#[tokio::test]
async fn ones_own_pictures_are_described_and_listed_page_by_page() {
    everywhere(async || {
        let hall = Hall::new();
        let hana = hall.person("hana", Role::Member).await;
        let tunde = hall.person("tunde", Role::Member).await;
        let mut last = None;
        for number in 0..26 {
            let bytes = photograph(20, 10, number);
            let added = picture::add(&hall.app, hana.clone(), bytes, "", Purpose::Inline).await;
            last = Some(added.unwrap().picture.id);
            hall.clock.advance(Duration::from_secs(60));
        }
        let last = last.unwrap();

        picture::describe(&hall.app, hana.clone(), last, " A\nkettle ")
            .await
            .unwrap();
        assert!(matches!(
            picture::describe(&hall.app, tunde, last, "mine").await,
            Err(Error::NotFound)
        ));

        let first = picture::own(&hall.app, hana.clone(), None).await.unwrap();
        let second = picture::own(&hall.app, hana, first.next).await.unwrap();
        assert_eq!((first.pictures.len(), second.pictures.len()), (24, 2));
        assert_eq!(second.next, None);
        let newest = first.pictures.first().unwrap();
        assert_eq!((newest.id, newest.alt.as_str()), (last, "A kettle"));
        assert_eq!(newest.markdown(), format!("![A kettle](/media/{last})"));
    })
    .await;
}
