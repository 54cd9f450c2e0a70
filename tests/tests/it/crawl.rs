//! Walks through the site by its own links, as everybody who may look.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::kit::{Answer, BASE, Browser, TestSite, without_limits, word};

/// More pages than this are a maze, not a site.
const MOST: usize = 400;

/// All pages that can be reached from the front by links, with what they answer.
pub(crate) async fn crawl(browser: &Browser) -> BTreeMap<String, Answer> {
    let mut found: BTreeMap<String, Answer> = BTreeMap::new();
    let mut queue = VecDeque::from(["/".to_owned()]);
    while let Some(path) = queue.pop_front() {
        if found.contains_key(&path) {
            continue;
        }
        assert!(found.len() < MOST, "there is no end to it: {path}");
        let answer = browser.get(&path).await;
        let mut next = Vec::new();
        if answer.status.is_redirection() {
            next.push(answer.location().to_owned());
        } else if answer.header("content-type").starts_with("text/html") {
            next.extend(answer.page().links());
        }
        found.insert(path, answer);
        for link in next {
            let link = link.strip_prefix(BASE).unwrap_or(&link);
            let link = link.split('#').next().unwrap_or_default();
            if link.starts_with('/') && !link.starts_with("//") {
                queue.push_back(link.to_owned());
            }
        }
    }
    found
}

/// A word in front of all texts of the persona whose pages are walked.
pub(crate) fn pages(found: &BTreeMap<String, Answer>) -> impl Iterator<Item = (&String, &Answer)> {
    found
        .iter()
        .filter(|(_, answer)| answer.header("content-type").starts_with("text/html"))
}

#[tokio::test]
async fn no_link_of_ours_leads_nowhere() {
    without_limits(async |site: &TestSite| {
        let mut dead = BTreeSet::new();
        for (who, browser) in site.personas() {
            let found = crawl(&browser).await;
            assert!(found.len() > 20, "{who} finds only {:?}", found.keys());
            for (path, answer) in &found {
                if !answer.status.is_success() && !answer.status.is_redirection() {
                    dead.insert(format!("{path} for {who}: {}", answer.status));
                }
            }
        }
        assert!(dead.is_empty(), "{dead:#?}");
    })
    .await;
}

#[tokio::test]
async fn looking_changes_nothing() {
    without_limits(async |site: &TestSite| {
        let before = site.dump();
        for (who, browser) in site.personas() {
            let found = crawl(&browser).await;
            for path in found.keys() {
                browser.get(path).await;
                browser.head(path).await;
            }
            eprintln!("{who}: {} addresses", found.len());
        }
        before.is_still(&site.dump());
    })
    .await;
}

#[tokio::test]
async fn a_guest_who_walks_everywhere_reads_nothing_hidden() {
    without_limits(async |site: &TestSite| {
        for (path, answer) in crawl(&site.guest()).await {
            for hidden in word::HIDDEN {
                assert!(!answer.text.contains(hidden), "{path}: {hidden}");
            }
            for person in [&site.member, &site.steward, &site.owner] {
                assert!(
                    !answer.text.contains(&person.email()),
                    "{path}: {}",
                    person.email()
                );
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_member_who_walks_everywhere_reads_what_members_may() {
    without_limits(async |site: &TestSite| {
        let found = crawl(&site.member()).await;

        let all: String = found.values().map(|answer| answer.text.as_str()).collect();
        for hidden in [word::DRAFT, word::WAITING, word::DELETED, word::APPLICANT] {
            assert!(!all.contains(hidden), "{hidden}");
        }
        assert!(all.contains(word::MEMBERS) && all.contains(word::MEMBERS_COMMENT));
        for person in [&site.other, &site.steward, &site.owner] {
            assert!(!all.contains(&person.email()), "{}", person.email());
        }
    })
    .await;
}

/// What somebody reads everywhere, without what differs from request to request.
async fn reads(browser: &Browser) -> BTreeMap<String, String> {
    let found = crawl(browser).await.into_iter();
    let texts = found.map(|(path, answer)| {
        let text = answer.text.replace(answer.header("x-request-id"), "");
        // Forms carry when they were handed out, and a key of their own.
        let is_ours =
            |line: &&str| !line.contains(r#"name="mark""#) && !line.contains(r#"name="key""#);
        let lines = text.lines().filter(is_ours);
        let text = lines.collect::<Vec<_>>().join("\n");
        (path, text)
    });
    texts.collect()
}

/// Fails with the first page that is not the same, and where.
#[track_caller]
fn same(who: &str, before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) {
    assert_eq!(
        before.keys().collect::<Vec<_>>(),
        after.keys().collect::<Vec<_>>(),
        "{who} finds other addresses"
    );
    for (path, text) in before {
        let differs = text
            .lines()
            .zip(after[path].lines())
            .find(|(one, two)| one != two);
        assert!(
            differs.is_none(),
            "{path} is another for {who}: {differs:#?}"
        );
    }
}

#[tokio::test]
async fn what_somebody_may_not_know_of_changes_nothing_that_they_read() {
    without_limits(async |site: &TestSite| {
        let (guest, other) = (site.guest(), site.other());
        // After the first walk nothing is new to them any more.
        crawl(&other).await;
        let (of_guest, of_member) = (reads(&guest).await, reads(&other).await);

        let steward = site.steward.caller();
        let draft = app::article::open(site.app(), steward.clone(), site.draft.id)
            .await
            .unwrap();
        let input = domain::article::Input {
            title: "Another draft altogether".into(),
            tags: "secret, kettles".into(),
            authors: "mina".into(),
            ..draft.input
        };
        app::article::save(site.app(), steward, site.draft.id, &input)
            .await
            .unwrap();
        super::comment::say_as(&site.guest(), &site.kettle, "Late", "And this one waits.")
            .await
            .done();
        super::person::join(site, &site.guest(), "hanna", "hanna@example.org")
            .await
            .done();
        site.letters().await;
        same("a guest", &of_guest, &reads(&guest).await);
        same("a member", &of_member, &reads(&other).await);

        site.say(
            site.member.caller(),
            &site.backroom,
            "Among ourselves.",
            None,
        )
        .await;
        let more = site.publish(|input| {
            input.title = "More for members".into();
            input.source = "Nothing for guests.".into();
            input.tags = "kettles, sweets, hidden".into();
            input.visibility = "members".into();
        });
        let more = more.await;
        site.say(site.steward.caller(), &more, "And a word.", None)
            .await;
        same("a guest", &of_guest, &reads(&guest).await);
    })
    .await;
}

#[tokio::test]
async fn every_page_says_where_it_is_and_has_one_heading() {
    without_limits(async |site: &TestSite| {
        let mut wrong = Vec::new();
        for (who, browser) in site.personas() {
            let found = crawl(&browser).await;
            for (path, answer) in pages(&found) {
                let page = answer.page();
                let count = |name: &str| page.tags().filter(|tag| tag.name == name).count();
                for (name, wanted) in [("h1", 1), ("main", 1), ("title", 1)] {
                    if count(name) != wanted {
                        wrong.push(format!("{path} for {who}: {} of {name}", count(name)));
                    }
                }
                let mut ids = BTreeSet::new();
                for tag in page.tags().filter(|tag| tag.has("id")) {
                    if !ids.insert(tag.get("id").to_owned()) {
                        wrong.push(format!("{path} for {who}: id {} twice", tag.get("id")));
                    }
                }
                for tag in page
                    .tags()
                    .filter(|tag| tag.name == "label" && tag.has("for"))
                {
                    if !ids.contains(tag.get("for")) {
                        wrong.push(format!(
                            "{path} for {who}: a label for {}, which is not there",
                            tag.get("for")
                        ));
                    }
                }
                for tag in page.tags() {
                    for name in ["aria-labelledby", "aria-controls"] {
                        for id in tag.get(name).split_whitespace() {
                            if !ids.contains(id) {
                                wrong.push(format!(
                                    "{path} for {who}: {name} {id}, which is not there"
                                ));
                            }
                        }
                    }
                    if tag.name == "img" && !tag.has("alt") {
                        wrong.push(format!("{path} for {who}: a picture without alt"));
                    }
                }
            }
        }
        wrong.sort();
        wrong.dedup();
        assert!(wrong.is_empty(), "{wrong:#?}");
    })
    .await;
}
