//! Long conversations, a page at a time.

use std::collections::BTreeMap;

use domain::comment::PAGE;

use super::id_in;
use crate::kit::{Page, TestSite, without_limits};

/// The ids of the comments on a page, in their order.
fn comments(page: &Page) -> Vec<String> {
    let ids = page
        .tags()
        .filter_map(|tag| tag.get("id").strip_prefix("comment-"));
    ids.map(str::to_owned).collect()
}

fn later(page: &Page) -> Option<String> {
    let mut links = page
        .tags()
        .filter(|tag| tag.name == "a" && tag.get("rel") == "next");
    links
        .find(|tag| tag.get("href").contains("?after="))
        .map(|tag| tag.get("href").split('#').next().unwrap().to_owned())
}

fn earlier(page: &Page) -> Option<String> {
    let mut links = page
        .tags()
        .filter(|tag| tag.name == "a" && tag.get("rel") == "prev");
    links
        .find(|tag| tag.get("href").ends_with("#comments"))
        .map(|tag| tag.get("href").split('#').next().unwrap().to_owned())
}

#[tokio::test]
async fn every_one_of_a_thousand_comments_is_on_exactly_one_page() {
    without_limits(async |site: &TestSite| {
        let long = site.publish(|input| {
            input.title = "A long talk".into();
            input.source = "Talk.".into();
        });
        let long = long.await;
        let (one, two) = (site.member.caller(), site.other.caller());
        let mut said = Vec::new();
        for number in 0..1_000_usize {
            // Every third begins a branch, the others answer what was said some while before.
            let parent = (number % 3 != 0).then(|| said[number / 2]);
            let by = if number % 2 == 0 {
                one.clone()
            } else {
                two.clone()
            };
            said.push(
                site.say(by, &long, &format!("Number {number}."), parent)
                    .await,
            );
        }
        let most = usize::try_from(PAGE).unwrap();
        let guest = site.guest();

        let mut pages: Vec<(String, Vec<String>)> = Vec::new();
        let mut next = Some(long.path.clone());
        while let Some(path) = next {
            let page = guest.get(&path).await.ok().page();
            next = later(&page);
            pages.push((path, comments(&page)));
        }

        let mut seen = BTreeMap::new();
        for (number, (path, ids)) in pages.iter().enumerate() {
            assert!(
                ids.len() == most || number + 1 == pages.len(),
                "{path}: {}",
                ids.len()
            );
            for id in ids {
                assert!(seen.insert(id.clone(), number).is_none(), "{id} twice");
            }
        }
        assert_eq!(pages.len(), 1_000 / most);
        let mut all: Vec<String> = said.iter().map(ToString::to_string).collect();
        all.sort();
        assert_eq!(seen.keys().cloned().collect::<Vec<_>>(), all);

        // A comment's own address leads to the page that shows it.
        for number in [0, 6, 7, 19] {
            for id in [&pages[number].1[0], &pages[number].1[most - 1]] {
                let away = guest.get(&format!("/comments/{id}")).await;
                assert_eq!(&id_in(away.location()), id);
                let there = guest.follow(&away).await.ok().page();
                assert!(comments(&there).contains(id), "page {number}");
                assert_eq!(comments(&there), pages[number].1, "page {number}");
            }
        }

        // And back again from the last page to the first.
        let mut path = pages.last().unwrap().0.clone();
        let mut back = 0;
        while let Some(before) = earlier(&guest.get(&path).await.ok().page()) {
            path = before;
            back += 1;
            assert!(back < pages.len());
            let page = guest.get(&path).await.ok().page();
            assert_eq!(comments(&page), pages[pages.len() - 1 - back].1);
        }
        assert_eq!(back, pages.len() - 1);
    })
    .await;
}

#[tokio::test]
async fn a_made_up_place_begins_somewhere_and_shows_nothing_more() {
    without_limits(async |site: &TestSite| {
        for after in [
            "",
            "x",
            "1.2.3.4",
            "9999999999999.zzzzzzzzzzzzz.9999999999999.zzzzzzzzzzzzz",
            "-1",
            "%00",
            "💥",
        ] {
            let path = format!(
                "{}?after={}",
                site.kettle.path,
                url::form_urlencoded::byte_serialize(after.as_bytes()).collect::<String>()
            );
            let page = site.guest().get(&path).await;

            assert!(!page.says("zibeline") && !page.says("halcyon"), "{after}");
            assert!(
                matches!(page.outcome(), 200 | 400),
                "{after}: {}",
                page.status
            );
        }
    })
    .await;
}
