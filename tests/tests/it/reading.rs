//! Reading: the weblog's lists, archives, tags and neighbours, and what a guest does not find.

use std::time::Duration;

use http::StatusCode;

use super::kit::{Piece, TestSite, everywhere, without_limits, word};

async fn titled(site: &TestSite, title: &str, tags: &str) -> Piece {
    let piece = site.publish(|input| {
        input.title = title.into();
        input.source = format!("The text of {title}.");
        input.tags = tags.into();
    });
    piece.await
}

#[tokio::test]
async fn the_weblog_shows_the_newest_first_and_the_rest_a_page_at_a_time() {
    without_limits(async |site: &TestSite| {
        let mut written = vec![site.kettle.path.clone()];
        for number in 1..=24 {
            site.wait(Duration::from_hours(1));
            written.insert(0, titled(site, &format!("Piece {number}"), "").await.path);
        }

        let mut pages = Vec::new();
        let mut next = Some("/articles".to_owned());
        while let Some(path) = next {
            let page = site.guest().get(&path).await.ok().page();
            let listed: Vec<String> = page
                .tags()
                .filter(|tag| tag.name == "a" && written.contains(&tag.get("href").to_owned()))
                .map(|tag| tag.get("href").to_owned())
                .collect();
            next = page
                .tags()
                .find(|tag| tag.name == "a" && tag.get("rel") == "next")
                .map(|tag| tag.get("href").to_owned());
            pages.push(listed);
        }

        assert_eq!(pages.len(), 3);
        let mut seen: Vec<String> = pages.concat();
        seen.dedup();
        // The side column shows some of them again.
        let mut main = Vec::new();
        for path in seen {
            if !main.contains(&path) {
                main.push(path);
            }
        }
        assert_eq!(main, written);
    })
    .await;
}

#[tokio::test]
async fn neighbours_lead_from_one_article_to_the_next_and_back() {
    everywhere(async |site: &TestSite| {
        let two = titled(site, "The second", "").await;
        let three = titled(site, "The third", "").await;

        let page = site.guest().get(&two.path).await.ok().page();

        let rel = |rel: &str| {
            let mut links = page
                .tags()
                .filter(|tag| tag.name == "a" && tag.get("rel") == rel);
            links.next().map(|tag| tag.get("href").to_owned())
        };
        // The members' article lies between, but not for a guest.
        assert_eq!(rel("prev"), Some(site.kettle.path.clone()));
        assert_eq!(rel("next"), Some(three.path));
        let member = site.member().get(&two.path).await.ok().page();
        assert!(member.links().contains(&site.backroom.path));
    })
    .await;
}

#[tokio::test]
async fn archives_tags_and_authors_list_what_is_theirs() {
    everywhere(async |site: &TestSite| {
        let (guest, member) = (site.guest(), site.member());
        let lists = ["/articles/2026", "/articles/2026/03", "/articles/by/sten"];
        for list in lists {
            let of_guest = guest.get(list).await.ok();
            let of_member = member.get(list).await.ok();

            assert!(
                of_guest.page().links().contains(&site.kettle.path),
                "{list}"
            );
            assert!(!of_guest.says(word::MEMBERS), "{list}");
            assert!(of_member.says(word::MEMBERS), "{list}");
        }
        for (list, outcome) in [
            ("/articles/tagged/kettles", 200),
            ("/articles/tagged/mending", 200),
            ("/articles/in/workshop", 200),
            ("/articles/tagged/workshop", 404),
            ("/articles/tagged/nothing", 404),
            // Words only of what a guest may not read are no words.
            ("/articles/tagged/sweets", 404),
            ("/articles/tagged/unfinished", 404),
            ("/articles/by/nobody", 404),
            ("/articles/99999", 404),
            ("/articles/2026/3", 404),
            ("/articles/2026/13", 404),
        ] {
            assert_eq!(guest.get(list).await.outcome(), outcome, "{list}");
        }
        assert_eq!(member.get("/articles/tagged/sweets").await.outcome(), 200);
        assert_eq!(
            member.get("/articles/tagged/unfinished").await.outcome(),
            404
        );
    })
    .await;
}

#[tokio::test]
async fn months_begin_and_end_where_the_site_is() {
    everywhere(async |site: &TestSite| {
        // 31 March 2026, 23:30 in Amsterdam, then 00:30 of the first of April; in UTC both are March.
        let evening = base::Moment::from_ms(1_774_992_600_000);
        site.wait(Duration::from_millis(
            u64::try_from(evening.ms() - site.now().ms()).unwrap(),
        ));
        let march = titled(site, "Before midnight", "").await;
        site.wait(Duration::from_hours(1));
        let april = titled(site, "After midnight", "").await;

        let list = site.guest().get("/articles/2026/04").await.ok();

        assert_eq!(march.path, "/articles/2026/03/before-midnight");
        assert_eq!(april.path, "/articles/2026/04/after-midnight");
        assert!(list.page().links().contains(&april.path));
        assert!(list.says("1 April 2026") && !list.says("31 March 2026"));
    })
    .await;
}

#[tokio::test]
async fn the_front_tells_a_guest_what_is_said_and_nothing_that_is_hidden() {
    everywhere(async |site: &TestSite| {
        let page = site.guest().get("/").await.ok();

        assert!(page.says("We mend things so that less is thrown away."));
        assert!(page.says("How to mend a kettle & keep it"));
        for hidden in word::HIDDEN {
            assert!(!page.text.contains(hidden), "{hidden}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_hidden_and_what_is_not_there_look_the_same() {
    everywhere(async |site: &TestSite| {
        let guest = site.guest();
        // Of the same length, since the page says what was asked for.
        let same = |path: &str| format!("{}{}", &path[..path.len() - 3], "xyz");
        let comment = format!("/comments/{}", site.among_members);
        let waiting = format!("/comments/{}", site.waiting);
        for hidden in [&site.backroom.path, &site.draft.path, &comment, &waiting] {
            let there = guest.get(hidden).await;
            let nowhere = guest.get(&same(hidden)).await;

            assert_eq!(there.status, StatusCode::NOT_FOUND, "{hidden}");
            assert_eq!(there.status, nowhere.status);
            let without_ids = |answer: &super::kit::Answer, path: &str| {
                let id = answer.header("x-request-id").to_owned();
                answer.text.replace(path, "PATH").replace(&id, "ID")
            };
            if !there.header("x-request-id").is_empty() {
                assert_eq!(
                    without_ids(&there, hidden),
                    without_ids(&nowhere, &same(hidden))
                );
            }
            assert_eq!(there.text.len(), nowhere.text.len(), "{hidden}");
            let names = |answer: &super::kit::Answer| {
                let names = answer.headers.keys().map(ToString::to_string);
                names.collect::<Vec<_>>()
            };
            assert_eq!(names(&there), names(&nowhere), "{hidden}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_picture_is_seen_by_whom_the_article_is_that_shows_it() {
    everywhere(async |site: &TestSite| {
        let public = format!("/media/{}", site.picture);
        let hidden = format!("/media/{}", site.secret_picture);
        for (who, browser) in site.personas() {
            let picture = browser.get(&public).await.ok();
            assert!(
                picture.header("content-type").starts_with("image/"),
                "{who}"
            );
            let expected = if who == "guest" { 404 } else { 200 };
            assert_eq!(browser.get(&hidden).await.outcome(), expected, "{who}");
        }
        let page = site.guest().get(&site.kettle.path).await.ok().page();
        let shown = page.tags().find(|tag| tag.get("src").starts_with(&public));
        assert_eq!(shown.unwrap().get("alt"), "A kettle");
    })
    .await;
}

#[tokio::test]
async fn the_theme_is_chosen_by_a_button_and_remembered() {
    everywhere(async |site: &TestSite| {
        let guest = site.guest();
        let page = guest.get(&site.kettle.path).await.ok();

        let chosen = guest
            .submit(&page.form("/theme"), &[("theme", "dark")])
            .await;
        let page = guest.follow(&chosen).await.ok();

        assert_eq!(chosen.done(), site.kettle.path);
        assert!(page.text.contains("data-theme=\"dark\""));
        let away = guest
            .post("/theme", "theme=light&return_to=https://evil.example/")
            .await;
        assert!(
            away.done().starts_with('/') && !away.done().starts_with("//"),
            "{}",
            away.done()
        );
    })
    .await;
}
