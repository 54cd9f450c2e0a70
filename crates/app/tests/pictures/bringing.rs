//! Pictures come in: in sizes, once, within limits, and nothing but their pixels.

use adapters::files::Files;
use app::Error;
use app::picture::{self, Purpose};
use domain::{Role, Rule, Viewer};

use crate::kit::{Hall, drawing, everywhere, fault, me, photograph};

#[tokio::test]
async fn a_picture_comes_in_sizes_and_as_webp_where_that_is_smaller() {
    everywhere(async || {
        let hall = Hall::new();
        let hana = hall.person("hana", Role::Member).await;

        let added = hall.bring(hana.clone(), &drawing(1000, 500)).await.unwrap();

        assert!(!added.known);
        let (id, alt) = (added.picture.id, added.picture.alt.as_str());
        assert_eq!(alt, "A kettle on a bench");
        assert_eq!((added.picture.width, added.picture.height), (1000, 500));
        assert_eq!(added.picture.widths(), [320, 800, 1000]);
        let look = async |width, webp| {
            let sight = picture::open(&hall.app, hana.viewer.clone(), id, width, webp).await;
            let variant = sight.unwrap().variant;
            let bytes = hall.content(&variant).await;
            assert_eq!(i64::try_from(bytes.len()).unwrap(), variant.bytes);
            assert_eq!(image::load_from_memory(&bytes).unwrap().width(), {
                u32::try_from(variant.width).unwrap()
            });
            (variant.width, variant.mime)
        };
        assert_eq!(look(800, true).await, (800, "image/webp".to_owned()));
        assert_eq!(look(800, false).await, (800, "image/png".to_owned()));
        assert_eq!(look(900, false).await.0, 800);
        assert_eq!(look(5, false).await.0, 320);
        assert_eq!(look(99_999, true).await.0, 1000);
    })
    .await;
}

#[tokio::test]
async fn a_large_file_is_opened_and_a_missing_one_is_not_there() {
    everywhere(async || {
        let hall = Hall::new();
        let hana = hall.person("hana", Role::Member).await;
        let added = hall.bring(hana.clone(), &drawing(1000, 900)).await.unwrap();
        let sight = picture::open(
            &hall.app,
            hana.viewer.clone(),
            added.picture.id,
            1000,
            false,
        );
        let variant = sight.await.unwrap().variant;

        let content = picture::content(&hall.app, &variant).await.unwrap();

        assert!(matches!(content, picture::Content::Open(_)), "{variant:?}");
        let bytes = hall.content(&variant).await;
        assert_eq!(base::Digest::of(&bytes), variant.hash);
        hall.files.remove(&variant.hash).unwrap();
        let gone = picture::content(&hall.app, &variant).await;
        assert!(matches!(gone, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn the_same_bytes_of_the_same_person_are_one_picture() {
    everywhere(async || {
        let hall = Hall::new();
        let hana = hall.person("hana", Role::Member).await;
        let tunde = hall.person("tunde", Role::Member).await;
        let bytes = photograph(400, 300, 1);
        let unspoken = picture::add(&hall.app, hana.clone(), bytes.clone(), "", Purpose::Inline);
        let first = unspoken.await.unwrap();

        let again = hall.bring(hana.clone(), &bytes).await.unwrap();
        let third = picture::add(
            &hall.app,
            hana.clone(),
            bytes.clone(),
            "Other words",
            Purpose::Inline,
        );
        let third = third.await.unwrap();
        let theirs = hall.bring(tunde, &bytes).await.unwrap();
        let face = picture::add(&hall.app, hana, bytes.clone(), "", Purpose::Portrait);
        let face = face.await.unwrap();

        assert!(again.known && third.known && !theirs.known && !face.known);
        assert_eq!(again.picture.id, first.picture.id);
        assert_eq!(again.picture.alt, "A kettle on a bench"); // It had none.
        assert_eq!(third.picture.alt, "A kettle on a bench");
        assert_ne!(theirs.picture.id, first.picture.id);
        assert_ne!(face.picture.id, first.picture.id);
        assert_eq!(hall.all_files().len(), 2 + 2); // Each has two sizes; the two of Tunde's are Hana's.
    })
    .await;
}

#[tokio::test]
async fn nothing_but_the_pixels_comes_through() {
    everywhere(async || {
        let hall = Hall::new();
        let hana = hall.person("hana", Role::Member).await;
        let canary = b"<script>alert(document.domain)</script>48.2082N";
        let polyglot = [photograph(300, 200, 2).as_slice(), canary].concat();

        hall.bring(hana.clone(), &polyglot).await.unwrap();

        for hash in hall.all_files() {
            let kept = hall.files.open(&hash).unwrap().unwrap();
            assert!(!kept.windows(canary.len()).any(|part| part == canary));
            assert!(image::load_from_memory(&kept).is_ok());
        }
        for (bytes, key) in [
            (&b""[..], "picture.none-chosen"),
            (canary, "picture.not-a-picture"),
            (
                b"GIF89a/*<svg/onload=alert(1)>*/",
                "picture.too-many-pixels",
            ),
            (b"%PDF-1.7\n1 0 obj", "picture.not-a-picture"),
            (b"\0\0\0\x18ftypheic\0\0\0\0", "picture.heic"),
            (b"<svg xmlns='x'/>", "picture.other-format"),
            (&vec![0xff; 9 * 1024 * 1024], "picture.too-large"),
        ] {
            assert_eq!(fault(hall.bring(hana.clone(), bytes).await, "file"), key);
        }
        let long = "x".repeat(501);
        let wordy = picture::add(&hall.app, hana, polyglot, &long, Purpose::Inline).await;
        assert_eq!(fault(wordy, "alt"), "error.too-long");
        assert_eq!(hall.all_files().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn guests_bring_nothing_and_nobody_brings_too_much() {
    everywhere(async || {
        let hall = Hall::new();
        let hana = hall.person("hana", Role::Member).await;
        let guest = app::Caller::at_page(Viewer::Guest);
        assert!(matches!(
            hall.bring(guest, &photograph(40, 30, 3)).await,
            Err(Error::SignIn)
        ));

        // Nearly all of what one person may have is taken.
        let owner = me(hana.clone());
        hall.app
            .write(move |tx| {
                let fresh = store::picture::Fresh {
                    source: base::Digest::of(b"large"),
                    alt: String::new(),
                    variants: vec![domain::picture::Variant {
                        width: 1,
                        height: 1,
                        mime: "image/png".into(),
                        hash: base::Digest::of(b"large"),
                        bytes: domain::picture::QUOTA - 100,
                    }],
                };
                store::picture::bring(tx, Some(owner), &fresh)?;
                Ok(())
            })
            .await
            .unwrap();
        let more = hall.bring(hana, &photograph(40, 30, 3)).await;
        assert_eq!(fault(more, "file"), "picture.no-room");
        assert!(hall.all_files().is_empty());

        let tunde = hall.person("tunde", Role::Member).await;
        let mut tried = 0;
        let wait = loop {
            match hall.bring(tunde.clone(), b"GIF89a, or so it says").await {
                Err(Error::Invalid(_)) => tried += 1,
                Err(Error::TooMany(seconds)) => break seconds,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!((tried, wait), (30, 60));
    })
    .await;
}

#[tokio::test]
async fn a_damaged_picture_fails_alone() {
    everywhere(async || {
        let hall = Hall::new();
        let hana = hall.person("hana", Role::Member).await;
        let mut half = drawing(400, 300);
        half.truncate(half.len() / 2);

        let broken = hall.bring(hana.clone(), &half).await;

        assert_eq!(fault(broken, "file"), "picture.damaged");
        assert!(hall.bring(hana, &photograph(40, 30, 5)).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn an_import_brings_pictures_without_a_viewer() {
    everywhere(async || {
        let hall = Hall::new();
        let hana = hall.person("hana", Role::Member).await;
        let bytes = photograph(900, 450, 6);
        let attach = async |owner, alt: &str| {
            let attached = picture::attach(&hall.app, bytes.clone(), owner, alt).await;
            attached.unwrap()
        };

        let (first, again) = (
            attach(Some(me(hana.clone())), &"é".repeat(300)).await,
            attach(Some(me(hana.clone())), "").await,
        );
        let nobodys = attach(None, "").await;

        assert_eq!(first, again);
        assert_eq!((first.width, first.height), (900, 450));
        assert_eq!(first.widths, [320, 800, 900]);
        assert_ne!(nobodys.id, first.id);
        assert_eq!(attach(None, "").await, nobodys);
        let own = picture::show(&hall.app, hana.clone(), first.id)
            .await
            .unwrap();
        assert_eq!(own.alt.len(), 500);
        assert!(domain::picture::Describe::allows(&hana.viewer, &own));
        assert!(!hall.sees(hana.viewer.clone(), nobodys.id).await);
    })
    .await;
}
