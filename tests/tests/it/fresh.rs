//! Pages that are kept for guests: quick, and never of yesterday.

use std::io::Read as _;
use std::time::Duration;

use http::StatusCode;

use super::comment::say;
use super::kit::{Answer, TestSite, everywhere};

fn unpacked(answer: &Answer) -> String {
    let mut text = String::new();
    let mut reader = brotli::Decompressor::new(&answer.bytes[..], 4_096);
    reader.read_to_string(&mut text).expect("brotli");
    text
}

#[tokio::test]
async fn what_is_said_is_on_the_next_page_that_a_guest_gets() {
    everywhere(async |site: &TestSite| {
        let guest = site.guest();
        for number in 0..5 {
            for _ in 0..2 {
                guest.get(&site.kettle.path).await.ok();
                guest.get("/").await.ok();
            }
            let words = format!("Remark number {number}.");

            say(&site.member(), &site.kettle, &words).await.done();

            let front = guest.get("/").await.ok();
            assert!(front.says(&format!("{} comments", number + 6)), "{number}");
            for path in [
                &site.kettle.path,
                "/comments/feed.atom",
                &format!("{}/feed.json", site.kettle.path),
            ] {
                let page = guest.get(path).await.ok();
                assert!(page.text.contains(&words), "{path} {number}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_said_in_one_process_is_soon_read_in_the_other() {
    everywhere(async |site: &TestSite| {
        let Some(there) = site.guest_of_another_process() else {
            return;
        };
        for number in 0..3 {
            let words = format!("Said over here, {number}.");
            for _ in 0..2 {
                there.get(&site.kettle.path).await.ok();
            }

            say(&site.member(), &site.kettle, &words).await.done();

            let said = std::time::Instant::now();
            while !there.get(&site.kettle.path).await.ok().says(&words) {
                assert!(
                    said.elapsed() < Duration::from_secs(2),
                    "{words} is not heard"
                );
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        }
        // What nobody may read any more is forgotten there, too.
        site.configure(|settings| settings.name = "The Menders".into())
            .await;
        let changed = std::time::Instant::now();
        while there.get("/").await.ok().says("Kettle & Thread") {
            assert!(changed.elapsed() < Duration::from_secs(2));
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_page_that_has_not_changed_is_not_sent_again() {
    everywhere(async |site: &TestSite| {
        let guest = site.guest();
        for path in [
            "/",
            "/articles",
            &site.kettle.path,
            "/articles/feed.atom",
            "/articles/feed.rss",
            "/articles/feed.json",
        ] {
            let page = guest.get(path).await.ok();
            assert_eq!(page.header("cache-control"), "public, no-cache", "{path}");
            let known = guest.with("if-none-match", page.header("etag"));

            let same = known.get(path).await;
            say(&site.member(), &site.kettle, &format!("Because of {path}"))
                .await
                .done();
            let changed = known.get(path).await;

            assert_eq!(same.status, StatusCode::NOT_MODIFIED, "{path}");
            assert_eq!(same.header("etag"), page.header("etag"), "{path}");
            let shows_comments = !path.contains("feed");
            assert!(
                !shows_comments || changed.status == StatusCode::OK,
                "{path}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_page_comes_packed_to_whoever_can_unpack_it() {
    everywhere(async |site: &TestSite| {
        let guest = site.guest();
        let plain = guest.get(&site.kettle.path).await.ok();
        for (accepted, packed) in [
            ("br", "br"),
            ("gzip, deflate, br, zstd", "br"),
            ("gzip", "gzip"),
            ("identity", ""),
            ("br;q=0", ""),
        ] {
            let browser = guest.with("accept-encoding", accepted);
            for _ in 0..2 {
                let answer = browser.get(&site.kettle.path).await.ok();

                assert_eq!(answer.header("content-encoding"), packed, "{accepted}");
                match packed {
                    "br" => assert_eq!(unpacked(&answer), plain.text),
                    "" => assert_eq!(answer.text, plain.text),
                    _ => assert!(answer.bytes.len() < plain.bytes.len()),
                }
            }
        }
        let packed = guest.with("accept-encoding", "br");
        let page = packed.get(&site.kettle.path).await.ok();
        let same = packed
            .with("if-none-match", page.header("etag"))
            .get(&site.kettle.path)
            .await;
        assert_eq!(same.status, StatusCode::NOT_MODIFIED);
    })
    .await;
}

#[tokio::test]
async fn a_page_kept_for_one_is_not_shown_to_another() {
    everywhere(async |site: &TestSite| {
        let guest = site.guest();
        let plain = guest.get(&site.kettle.path).await.ok();
        for (name, value) in [
            ("x-requested-with", "XMLHttpRequest"),
            ("accept", "application/json"),
            ("accept", "*/*"),
            ("range", "bytes=0-9"),
            ("x-http-method-override", "DELETE"),
            ("x-forwarded-host", "evil.example"),
            ("x-original-url", "/admin"),
            ("accept-language", "ar-XB"),
            ("cookie", "__Host-t=dark"),
        ] {
            guest.with(name, value).get(&site.kettle.path).await;

            let again = guest.get(&site.kettle.path).await.ok();
            assert_eq!(again.text, plain.text, "{name}: {value}");
        }
        let member = site.member().get(&site.kettle.path).await.ok();
        assert_ne!(member.text, plain.text);
        assert_eq!(guest.get(&site.kettle.path).await.ok().text, plain.text);
        let odd = guest
            .get(&format!("{}?utm_source=x&said=waiting", site.kettle.path))
            .await;
        assert_eq!(odd.header("cache-control"), "private, no-store");
        assert_eq!(guest.get(&site.kettle.path).await.ok().text, plain.text);
    })
    .await;
}

#[tokio::test]
async fn a_changed_name_is_on_every_page_at_once() {
    everywhere(async |site: &TestSite| {
        let guest = site.guest();
        let paths = ["/", "/articles", &site.kettle.path, "/articles/feed.atom"];
        for path in paths {
            assert!(guest.get(path).await.ok().says("Kettle & Thread"), "{path}");
        }

        site.configure(|settings| settings.name = "The Menders".into())
            .await;

        for path in paths {
            let page = guest.get(path).await.ok();
            assert!(page.says("The Menders"), "{path}");
            assert!(!page.says("Kettle & Thread"), "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_only_the_clock_changes_is_seen_within_a_minute() {
    everywhere(async |site: &TestSite| {
        site.configure(|settings| settings.close_after = 1).await;
        let piece = site.publish(|input| {
            input.title = "For a day".into();
            input.source = "Quick.".into();
        });
        let piece = piece.await;
        site.wait(Duration::from_hours(24) - Duration::from_secs(10));
        let has_form = async || {
            let page = site.guest().get(&piece.path).await.ok();
            page.page()
                .forms()
                .iter()
                .any(|form| form.action == piece.comments())
        };
        assert!(has_form().await);

        site.wait(Duration::from_secs(61));

        assert!(!has_form().await);
    })
    .await;
}

#[tokio::test]
async fn files_that_come_with_the_program_are_kept_for_ever() {
    everywhere(async |site: &TestSite| {
        let guest = site.guest();
        let page = guest.get("/").await.ok().page();
        let assets: Vec<String> = page
            .tags()
            .flat_map(|tag| [tag.get("href").to_owned(), tag.get("src").to_owned()])
            .filter(|path| path.starts_with("/assets/"))
            .collect();

        assert!(assets.len() >= 4, "{assets:?}");
        for path in &assets {
            let asset = guest.get(path).await.ok();
            assert!(
                asset.header("cache-control").ends_with("immutable"),
                "{path}"
            );
            let packed = guest.with("accept-encoding", "br").get(path).await.ok();
            assert_eq!(packed.header("content-encoding"), "br", "{path}");
            let cut = &path[..path.len() - 6];
            let nowhere = guest.get(&format!("{cut}000000")).await;
            assert_eq!(nowhere.status, StatusCode::NOT_FOUND, "{path}");
        }
    })
    .await;
}
