//! Pictures at the pages: brought by form and by script, described, shown, looked at by everybody who may and nobody else.

use http::{Method, StatusCode};

use crate::kit::{Answer, Browser, TestSite, everywhere, on_sqlite};

/// A drawing that is partly transparent, so that it is kept exactly, and as WebP beside PNG.
fn drawing(width: u32, height: u32) -> Vec<u8> {
    let pixels = image::RgbaImage::from_fn(width, height, |x, y| {
        let mixed =
            (x.wrapping_mul(0x9E37_79B1) ^ y.wrapping_mul(0x85EB_CA6B)).wrapping_mul(0xC2B2_AE35);
        let grain = u8::try_from(mixed >> 24).unwrap();
        image::Rgba([grain, grain, grain, 255 - grain / 4])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    pixels
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

/// Sends a form with a file in it.
async fn send(browser: &Browser, path: &str, file: &[u8], alt: &str) -> Answer {
    let mut body = format!(
        "--seam\r\nContent-Disposition: form-data; name=\"alt\"\r\n\r\n{alt}\r\n\
         --seam\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.svg\"\r\nContent-Type: text/html\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--seam--\r\n");
    browser
        .with("content-type", "multipart/form-data; boundary=seam")
        .send(Method::POST, path, Some(body))
        .await
}

/// Brings a picture as a script does, and gives its id.
async fn bring(browser: &Browser, file: &[u8]) -> String {
    let script = browser.with("accept", "application/json");
    let answer = send(&script, "/pictures", file, "A kettle").await.ok();
    let said: serde_json::Value = serde_json::from_slice(&answer.bytes).unwrap();
    said["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn without_a_script_a_picture_is_brought_described_and_copied_into_a_text() {
    everywhere(async |site: &TestSite| {
        let mina = site.member();
        mina.get("/pictures").await.ok().form("/pictures");

        let sent = send(&mina, "/pictures", &drawing(400, 300), "").await;

        let page = mina.follow(&sent).await.ok();
        assert!(page.says("Please say what it shows."));
        let path = sent.done().split('?').next().unwrap().to_owned();
        let id = path.trim_start_matches("/pictures/").to_owned();
        let form = page.form(&format!("{path}/description"));
        let described = mina.submit(&form, &[("alt", "Two ] kettles")]).await;
        let page = mina.follow(&described).await.ok();
        assert!(
            page.text
                .contains(&format!(r#"value="![Two \] kettles](/media/{id})""#)),
            "{}",
            page.text
        );
        let again = send(&mina, "/pictures", &drawing(400, 300), "").await;
        assert_eq!(again.done(), format!("{path}?done=known"));
        let list = mina.get("/pictures").await.ok();
        assert!(list.says("Two ] kettles") && list.says("not shown anywhere"));

        let gone = mina.post(&format!("{path}/deletion"), "").await;
        assert!(mina.follow(&gone).await.ok().says("It is gone."));
        assert_eq!(mina.get(&path).await.status, StatusCode::NOT_FOUND);
        let file = mina.get(&format!("/media/{id}/320")).await;
        assert_eq!(file.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_with_a_picture_is_said_beside_it() {
    everywhere(async |site: &TestSite| {
        let mina = site.member();
        let large = vec![0xff; 9 * 1024 * 1024];
        for (file, words) in [
            (&b""[..], "Please choose a picture."),
            (b"<svg onload=alert(1)>", "not taken"),
            (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
            (&large, "at most 8 MiB"),
        ] {
            let again = send(&mina, "/pictures", file, "My kettle").await;

            assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
            let faults = again.faults();
            assert!(faults.concat().contains(words), "{words}: {faults:?}");
            if !file.is_empty() && file.len() < 1_000 {
                assert_eq!(again.form("/pictures").field("alt"), "My kettle");
            }
            let script = mina.with("accept", "application/json");
            let told = send(&script, "/pictures", file, "").await;
            assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(told.text.contains(words), "{}", told.text);
        }
        let plain = mina.post("/pictures", "file=a").await;
        assert_eq!(plain.status, StatusCode::BAD_REQUEST);
        let guest = send(&site.guest(), "/pictures", &drawing(40, 30), "").await;
        assert_eq!(guest.status, StatusCode::UNAUTHORIZED);
    })
    .await;
}

#[tokio::test]
async fn a_picture_comes_in_the_size_and_format_asked_for_and_says_what_it_is() {
    let site = on_sqlite().await;
    let (ines, guest) = (site.steward(), site.guest());
    let id = bring(&ines, &drawing(900, 500)).await;
    site.publish(|input| {
        input.title = "Look".into();
        input.source = format!("![A kettle](/media/{id})");
        input.visibility = "public".into();
    })
    .await;
    let look = async |browser: &Browser, width: &str, accept: &str| {
        let browser = browser.with("accept", accept);
        browser.get(&format!("/media/{id}/{width}")).await
    };

    let webp = look(&guest, "800", "image/avif,image/webp,*/*").await.ok();
    let plain = look(&guest, "800", "*/*").await.ok();

    assert_eq!(webp.header("content-type"), "image/webp");
    assert_eq!(plain.header("content-type"), "image/png");
    for answer in [&webp, &plain] {
        assert_eq!(answer.header("cache-control"), "public, max-age=60");
        assert_eq!(answer.header("vary"), "Accept");
        let policy = answer.header("cross-origin-resource-policy");
        assert_eq!(policy, "cross-origin");
        assert_eq!(answer.header("content-encoding"), "");
        let pixels = image::load_from_memory(&answer.bytes).unwrap();
        assert_eq!((pixels.width(), pixels.height()), (800, 444));
    }
    let etag = plain.header("etag").to_owned();
    assert_ne!(etag, webp.header("etag"));
    let known = guest.with("if-none-match", &etag);
    let known = look(&known, "800", "*/*").await;
    assert_eq!(known.status, StatusCode::NOT_MODIFIED);
    assert!(known.header("vary").contains("Accept"));
    let member = look(&site.member(), "800", "*/*").await.ok();
    assert_eq!(member.header("cache-control"), "public, max-age=60");

    // A large one is sent piece by piece and is whole all the same.
    let large = look(&guest, "16384", "*/*").await.ok();
    let length: usize = large.header("content-length").parse().unwrap();
    assert!(length > 512 * 1024, "{length}");
    assert_eq!(large.bytes.len(), length);
    assert_eq!(image::load_from_memory(&large.bytes).unwrap().width(), 900);
    let head = guest.head(&format!("/media/{id}/16384")).await.ok();
    assert_eq!(
        head.header("content-length"),
        large.header("content-length")
    );
    assert!(head.bytes.is_empty());
    guest.get(&format!("/media/{id}")).await.ok();
    for wrong in ["0", "-1", "0800", "800.0", "16385", "x", "+800"] {
        let answer = look(&guest, wrong, "*/*").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{wrong}");
    }
}

/// Whether a guest, another member and the owner get it; who does not gets what a made-up address gets.
async fn seen(site: &TestSite, owner: &Browser, id: &str) -> [bool; 3] {
    let mut seen = [false; 3];
    for (slot, browser) in seen.iter_mut().zip([&site.guest(), &site.other(), owner]) {
        let answer = browser.get(&format!("/media/{id}/320")).await;
        *slot = answer.status == StatusCode::OK;
        if !*slot {
            let nothing = browser.get("/media/0000000000077/320").await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND);
            let bare = |answer: &Answer| {
                let text = answer.text.replace(id, "ID");
                let lines = text.replace("0000000000077", "ID");
                let lines = lines
                    .lines()
                    .filter(|line| !line.contains("give this number"));
                lines.map(str::to_owned).collect::<Vec<_>>()
            };
            assert_eq!(bare(&answer), bare(&nothing));
        }
    }
    seen
}

#[tokio::test]
async fn a_picture_is_for_those_for_whom_what_shows_it_is() {
    everywhere(async |site: &TestSite| {
        let ines = site.steward();
        let id = bring(&ines, &drawing(400, 300)).await;
        let fill = |visibility: &'static str| {
            let source = format!("![A kettle](/media/{id} \"On the bench\")");
            move |input: &mut domain::article::Input| {
                input.title = "Look".into();
                input.source = source;
                input.visibility = visibility.into();
            }
        };

        assert_eq!(seen(site, &ines, &id).await, [false, false, true]);
        let own = ines.get(&format!("/media/{id}/320")).await.ok();
        assert_eq!(own.header("cache-control"), "private, no-store");
        site.publish(fill("members")).await;
        assert_eq!(seen(site, &ines, &id).await, [false, true, true]);
        let open = site.publish(fill("public")).await;
        assert_eq!(seen(site, &ines, &id).await, [true, true, true]);

        let page = site.guest().get(&open.path).await.ok();
        let figure = format!(
            r#"<figure><img src="/media/{id}/400" srcset="/media/{id}/320 320w, /media/{id}/400 400w" sizes="(min-width: 58rem) 40rem, 100vw" alt="A kettle" width="400" height="300" loading="lazy"><figcaption dir="auto">On the bench</figcaption></figure>"#
        );
        assert!(page.text.contains(&figure), "{}", page.text);
        let feed = site.guest().get(&format!("{}/feed.json", "/articles")).await;
        assert!(
            feed.text
                .contains(&format!("https://hall.example/media/{id}/400"))
        );
        assert!(!feed.text.contains("srcset"));
        let shown = ines.get(&format!("/pictures/{id}")).await.ok();
        assert!(shown.says("shown in a text"));
        let deletion = format!("/pictures/{id}/deletion");
        assert!(!shown.text.contains(&deletion));
        let kept = ines.post(&deletion, "").await;
        assert_eq!(kept.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn nobody_gets_at_somebody_elses_shelf() {
    everywhere(async |site: &TestSite| {
        let id = bring(&site.member(), &drawing(40, 30)).await;
        for browser in [site.other(), site.owner()] {
            for path in ["description", "deletion"] {
                let path = format!("/pictures/{id}/{path}");
                let answer = browser.post(&path, "alt=x").await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND);
            }
            let shelf = browser.get("/pictures").await.ok();
            assert!(!shelf.text.contains(&id));
        }
    })
    .await;
}

#[tokio::test]
async fn a_member_shows_a_portrait_and_takes_it_away_again() {
    everywhere(async |site: &TestSite| {
        let mina = site.member();
        let windows = async || {
            let page = site.guest().get(&site.kettle.path).await.ok();
            page.text.matches("/96\"").count()
        };
        let before = windows().await;
        let settings = mina.get("/settings").await.ok();
        settings.form("/settings/portrait");

        let sent = send(&mina, "/settings/portrait", &drawing(300, 500), "").await;

        let done = mina.follow(&sent).await.ok();
        assert!(done.says("Your portrait is set."));
        assert!(windows().await > before, "it stands beside what she said");
        let faulty = send(&mina, "/settings/portrait", b"%PDF", "").await;
        assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(faulty.faults().concat().contains("not a picture"));
        let removal = done.form("/settings/portrait/removal");
        let removed = mina.submit(&removal, &[]).await;
        assert!(
            mina.follow(&removed)
                .await
                .ok()
                .says("Your portrait is gone.")
        );
        assert_eq!(windows().await, before);
    })
    .await;
}

#[tokio::test]
async fn whoever_writes_finds_the_way_to_their_pictures() {
    everywhere(async |site: &TestSite| {
        for (browser, path) in [
            (site.steward(), "/write"),
            (site.member(), site.kettle.path.as_str()),
        ] {
            let page = browser.get(path).await.ok();
            let link = page
                .page()
                .tags()
                .any(|tag| tag.get("href") == "/pictures" && tag.get("target") == "_blank");
            assert!(link, "{path}");
            let area = page.page().tags().any(|tag| tag.has("data-pictures"));
            assert!(area, "{path}");
        }
        let guest = site.guest().get(&site.kettle.path).await.ok();
        assert!(!guest.text.contains("data-pictures"));
    })
    .await;
}

#[tokio::test]
async fn a_comment_shows_ten_pictures_and_comes_back_whole_with_more() {
    everywhere(async |site: &TestSite| {
        let mina = site.member();
        let mut lines = Vec::new();
        for width in 0..=domain::comment::PICTURES {
            site.wait(std::time::Duration::from_mins(2));
            let width = u32::try_from(width).unwrap();
            let id = bring(&mina, &drawing(20 + width, 20)).await;
            lines.push(format!("![No. {width}](/media/{id})"));
        }
        let page = mina.get(&site.kettle.path).await.ok();
        let (all, ten) = (lines.join("\n\n"), lines[1..].join("\n\n"));

        let action = site.kettle.comments();
        let again = mina.submit(&page.form(&action), &[("text", &all)]).await;
        let said = mina.submit(&again.form(&action), &[("text", &ten)]).await;

        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.says("At most 10 pictures here"));
        assert_eq!(again.form(&action).field("text"), all);
        said.done();
    })
    .await;
}
