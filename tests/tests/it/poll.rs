//! Polls: asking in one, voting, and what is told of it.

mod asking;
mod closing;
mod voting;

use crate::kit::{Answer, Browser, TestSite};

/// What is asked in most stories.
const LAMPS: [(&str, &str); 5] = [
    ("question", "Which lamp?"),
    ("options", "Brass\nTin\nGlass"),
    ("way", "single"),
    ("named", "no"),
    ("shown", "always"),
];

/// Fills in the form of a poll under the member's idea and sends it off.
async fn ask(site: &TestSite, browser: &Browser, fields: &[(&str, &str)]) -> Answer {
    let action = address(site, "poll");
    let form = browser.get(&action).await.ok().form(&action);
    let mut all = LAMPS.to_vec();
    all.retain(|(name, _)| !fields.iter().any(|(other, _)| other == name));
    all.extend(fields);
    browser.submit(&form, &all).await
}

fn address(site: &TestSite, what: &str) -> String {
    format!("/conversations/{}/{what}", site.idea.id)
}

/// Sends a vote off.
async fn vote(site: &TestSite, browser: &Browser, fields: &[(&str, &str)]) -> Answer {
    browser.post_fields(&address(site, "vote"), fields).await
}

/// What the poll says to somebody, in one line.
async fn told(site: &TestSite, browser: &Browser) -> String {
    let page = browser.get(&site.idea.path).await.ok();
    page.page().by_id("poll").unwrap_or_default()
}

/// Ballots that are kept, with these words in them.
fn ballots(site: &TestSite, words: &str) -> usize {
    site.dump().rows("ballot", words)
}
