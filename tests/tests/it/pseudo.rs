//! The invented languages: whatever a page says that is not content comes from the words of a language.

use std::collections::BTreeSet;

use super::crawl::{crawl, pages};
use super::kit::{Node, Page, TestSite, on_sqlite};

/// Elements in which people, not the program, speak; and code.
const CONTENT: [&str; 8] = [
    "bdi", "code", "pre", "kbd", "samp", "script", "style", "textarea",
];
/// Classes of elements in which people speak.
const SPOKEN: [&str; 6] = [
    "comment__text",
    "prose",
    "lede",
    "charter__line",
    "conv__title",
    "conv__text",
];
/// Attributes that are read out or shown.
const SHOWN: [&str; 5] = [
    "aria-label",
    "title",
    "placeholder",
    "alt",
    "aria-description",
];

/// What stands outside the brackets, with letters in it, and is not content.
fn plain(page: &Page, content: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    let mut inside: Vec<(String, bool)> = Vec::new();
    let mut bracketed = 0_usize;
    for node in &page.0 {
        match node {
            Node::Open(tag) => {
                for name in SHOWN {
                    let text = tag.get(name);
                    if has_letters(text) && !text.contains('⟦') && !content(text) {
                        found.push(format!("<{} {name}={text:?}>", tag.name));
                    }
                }
                if tag.name == "input" && tag.get("type") == "submit" {
                    found.push(format!("a button that is an input: {:?}", tag.get("value")));
                }
                if !tag.is_void() {
                    let classes: Vec<&str> = tag.get("class").split_whitespace().collect();
                    let spoken = CONTENT.contains(&tag.name.as_str())
                        || tag.get("dir") == "auto"
                        || SPOKEN.iter().any(|class| classes.contains(class));
                    inside.push((tag.name.clone(), spoken));
                }
            }
            Node::Close(name) => {
                if let Some(at) = inside.iter().rposition(|(open, _)| open == name) {
                    inside.truncate(at);
                }
            }
            Node::Text(text) => {
                let spoken = inside.iter().any(|(_, spoken)| *spoken);
                let mut outside = String::new();
                for c in text.chars() {
                    match c {
                        '⟦' => bracketed += 1,
                        '⟧' => bracketed = bracketed.saturating_sub(1),
                        c if bracketed == 0 => outside.push(c),
                        _ => {}
                    }
                }
                let outside = outside.trim();
                if !spoken && has_letters(outside) && !content(outside) {
                    let place: Vec<&str> = inside.iter().map(|(name, _)| name.as_str()).collect();
                    let place = place
                        .iter()
                        .rev()
                        .take(2)
                        .rev()
                        .copied()
                        .collect::<Vec<_>>();
                    found.push(format!("<{}> {outside:?}", place.join("> <")));
                }
            }
        }
    }
    assert_eq!(bracketed, 0, "a bracket is open");
    found
}

fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

#[tokio::test]
async fn every_word_of_a_page_that_nobody_said_comes_by_its_key() {
    let site = on_sqlite().await;
    let names = names(&site).await;
    let content = |text: &str| {
        // A title is what the page is called, and where it is.
        text.replace('\u{a0}', " ").split(" – ").all(|part| {
            let part = part.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '<' | '>'));
            names.iter().any(|name| name.contains(part))
        })
    };
    let mut bypassing = BTreeSet::new();
    for (_, browser) in site.personas() {
        let found = crawl(&browser.with("accept-language", "en-XA")).await;
        for (path, answer) in pages(&found) {
            for words in plain(&answer.page(), &content) {
                bypassing.insert(format!("{}: {words}", place(path)));
            }
        }
    }
    assert!(
        bypassing.is_empty(),
        "{} times words that bypass i18n: {bypassing:#?}",
        bypassing.len()
    );
}

/// The path without what differs from page to page.
fn place(path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    let parts = path.split('/').map(|part| match part.len() {
        13 if part
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_ascii_uppercase()) =>
        {
            "{id}"
        }
        _ => part,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// What people of this world called things.
async fn names(site: &TestSite) -> Vec<String> {
    let mut names: Vec<String> = [
        "Kettle & Thread",
        "We mend things so that less is thrown away.",
        "How to mend a kettle & keep it",
        "Marzipan for members",
        "Quincunx to come",
        "Which grease for a gearbox?",
        "Open on Sundays",
        "Nougatine for the summer",
        "Bicycle circle",
        "We mend what we ride.",
        "grease",
        "dainties",
        "kettles",
        "mending",
        "sweets",
        "unfinished",
        "Workshop",
        "Gast",
        "Unread",
        "Nora Peregrine",
        "nora",
        "Firefox, Linux",
        "A kettle",
        "Sweets",
        "Europe/Amsterdam",
        "I have a kettle.",
        "Atom",
        "RSS",
        "JSON Feed",
    ]
    .map(str::to_owned)
    .to_vec();
    let mails = site.app().read(|from| Ok(store::mail::latest(from, 500)?));
    for mail in mails.await.unwrap() {
        names.extend([mail.to, mail.subject]);
    }
    for person in [
        &site.owner,
        &site.admin,
        &site.moderator,
        &site.steward,
        &site.member,
        &site.other,
    ] {
        names.push(person.name.to_owned());
        names.push(person.handle.to_owned());
        names.push(person.email());
    }
    names
}

#[tokio::test]
async fn pages_of_a_language_from_right_to_left_say_so() {
    let site = on_sqlite().await;
    for (who, browser) in site.personas() {
        let found = crawl(&browser.with("accept-language", "ar-XB")).await;
        for (path, answer) in pages(&found) {
            let page = answer.page();
            let html = page.tags().find(|tag| tag.name == "html").unwrap();
            assert_eq!(
                (html.get("dir"), html.get("lang")),
                ("rtl", "ar-XB"),
                "{path} for {who}"
            );
        }
        let nowhere = browser
            .with("accept-language", "ar-XB")
            .get("/nowhere")
            .await;
        assert!(nowhere.text.contains("dir=\"rtl\""), "{who}");
    }
}
