//! Stories of people at the pages: how they come in, stay, are seen, and take back what is theirs.

mod account;
mod coming;
mod door;
mod first;
mod shown;

use super::kit::{Answer, BASE, Browser, TestSite};

/// The path of the link in the one letter that was sent to somebody.
async fn link_to(site: &TestSite, address: &str) -> String {
    let letter = site.letter_to(address).await;
    let link = letter
        .text
        .split_whitespace()
        .find_map(|word| word.strip_prefix(BASE));
    link.unwrap_or_else(|| panic!("no link in {}", letter.text))
        .to_owned()
}

/// Opens a link from a letter: the secret leaves the address at once. Returns the page behind it.
async fn open(browser: &Browser, link: &str) -> Answer {
    let away = browser.get(link).await;
    let to = away.done();
    let secret = link.rsplit('/').next().unwrap();
    assert!(!to.contains(secret), "the secret stays in the address");
    assert_eq!(away.header("referrer-policy"), "same-origin");
    let cookie = away.header("set-cookie");
    assert!(cookie.starts_with("__Host-p="), "{cookie}");
    assert!(cookie.contains("Max-Age=600"), "{cookie}");
    browser.follow(&away).await
}

async fn sign_in(browser: &Browser, login: &str, password: &str) -> Answer {
    let fields = [("login", login), ("password", password)];
    browser.post_fields("/sign-in", &fields).await
}
