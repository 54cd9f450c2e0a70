//! Searching: whoever looks finds what they may read, by words, by operators, by what they seem to mean, and nothing else.

mod completion;
mod hidden;
mod hostile;
mod operator;
mod suggestion;

use super::kit::{Answer, Browser, Page, TestSite, everywhere, without_limits, word};

/// The page of a query.
async fn search(browser: &Browser, query: &str) -> Answer {
    browser.get(&address(query)).await.ok()
}

fn address(query: &str) -> String {
    let mut path = String::from("/search?q=");
    for byte in query.bytes() {
        match byte.is_ascii_alphanumeric() {
            true => path.push(char::from(byte)),
            false => path.push_str(&format!("%{byte:02X}")),
        }
    }
    path
}

/// Where the finds of a page lead, in their order.
fn finds(page: &Page) -> Vec<String> {
    let links = page.links();
    let is_find = |link: &&String| {
        let articles = link.starts_with("/articles/2026/");
        let posts = link.starts_with("/conversations/") && link.matches('/').count() == 3;
        articles || posts || link.starts_with("/comments/")
    };
    links.iter().filter(is_find).cloned().collect()
}

async fn found(browser: &Browser, query: &str) -> Vec<String> {
    finds(&search(browser, query).await.page())
}

/// What stands in the heading of the finds.
async fn heading(browser: &Browser, query: &str) -> String {
    search(browser, query)
        .await
        .page()
        .by_id("results")
        .unwrap()
}

#[tokio::test]
async fn finds_come_best_first_with_their_words_marked() {
    everywhere(async |site: &TestSite| {
        let guest = site.guest();

        let page = search(&guest, "base").await;

        // What opens a conversation before what is said in one.
        let finds = finds(&page.page());
        assert_eq!(finds[0], site.kettle.path);
        assert_eq!(finds[1], format!("/comments/{}", site.first));
        assert!(page.text.contains("<mark>base</mark>"));
        assert!(page.says("Sten Holm") && page.says("2 results"));
        // A title is marked, too, and nothing in it is taken for a tag.
        let page = search(&guest, "kettle").await;
        assert!(
            page.text
                .contains("How to mend a <mark>kettle</mark> &#38; keep it")
        );
        assert_eq!(heading(&guest, "nothinglikethis").await, "Nothing found");
        assert!(search(&guest, "").await.page().by_id("results").is_none());
    })
    .await;
}

#[tokio::test]
async fn one_box_finds_people_and_tags_beside_the_rest() {
    everywhere(async |site: &TestSite| {
        let guest = site.guest();

        let page = search(&guest, "mina").await.page();
        assert!(page.links().contains(&"/@mina".to_owned()));
        let page = search(&guest, "kettle").await.page();
        assert!(
            page.links()
                .contains(&"/conversations?tag=kettles".to_owned())
        );
        let page = search(&guest, "worksho").await.page();
        assert!(page.links().contains(&"/articles/in/workshop".to_owned()));
        // What somebody says of themselves.
        let profile = domain::person::ProfileInput {
            name: "Mina O’Hara".into(),
            bio: "I repair *accordions*.".into(),
            ..domain::person::ProfileInput::default()
        };
        app::person::edit(site.app(), site.member.caller(), site.member.id, &profile)
            .await
            .unwrap();
        for query in ["accordion", "kind:person accordions"] {
            let page = search(&guest, query).await;
            assert!(
                page.page().links().contains(&"/@mina".to_owned()),
                "{query}"
            );
            assert_eq!(page.page().by_id("results").unwrap(), "1 result");
        }
        // Whoever waits to be let in is nobody yet, to moderators, too.
        for (who, browser) in site.personas() {
            let page = search(&browser, "Peregrine").await;
            assert_eq!(
                page.page().by_id("results").unwrap(),
                "Nothing found",
                "{who}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn pages_lead_to_each_other_without_gap_or_repetition() {
    everywhere(async |site: &TestSite| {
        let mut said = Vec::new();
        for number in 0..45 {
            let text = format!("Number {number} of the sardines.");
            said.push(format!(
                "/comments/{}",
                site.say(site.member.caller(), &site.kettle, &text, None)
                    .await
            ));
        }
        for query in [
            "sardines",
            "sardines order:newest",
            "kind:comment by:@mina after:2026-03 sardines",
        ] {
            let guest = site.guest();
            let mut all = Vec::new();
            let mut page = search(&guest, query).await.page();
            loop {
                all.extend(finds(&page));
                let Some(next) = page.link("More results") else {
                    break;
                };
                // Somebody says more in between: that is on a new first page, and on none of these.
                site.say(
                    site.other.caller(),
                    &site.kettle,
                    "Yet more sardines.",
                    None,
                )
                .await;
                page = guest.get(&next).await.ok().page();
            }
            let mut sorted = all.clone();
            sorted.sort();
            sorted.dedup();
            assert_eq!(sorted.len(), all.len(), "{query}: something came twice");
            assert!(
                said.iter().all(|one| all.contains(one)),
                "{query}: something is missing"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_slip_is_put_right() {
    everywhere(async |site: &TestSite| {
        app::search::learn(site.app()).await.unwrap();
        let guest = site.guest();

        let page = search(&guest, "descael").await;

        assert!(
            page.says("Did you mean descale?"),
            "{}",
            page.page().words()
        );
        let right = page.page().link("descale").unwrap();
        let page = guest.get(&right).await.ok();
        assert_eq!(finds(&page.page()), [site.kettle.path.as_str()]);
        assert!(!page.says("Did you mean"));
    })
    .await;
}
