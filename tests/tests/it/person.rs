//! People: how they come, go in and out, keep their account, and hold offices.

mod account;
mod attacked;
mod coming;
mod first;
mod found;
mod guarded;
mod office;
mod shown;
mod signing_in;

use domain::comment::LEAST_TIME;
use email::Message;

use super::kit::{Answer, BASE, Browser, PASSWORD, TestSite};

/// Signs in by the form of the door.
pub(crate) async fn sign_in(browser: &Browser, login: &str, password: &str) -> Answer {
    let door = browser.get("/sign-in").await.ok();
    let fields = [("login", login), ("password", password)];
    browser.submit(&door.form("/sign-in"), &fields).await
}

/// The path of the link in a letter.
pub(crate) fn link_in(letter: &Message) -> String {
    let mut words = letter.text.split_whitespace();
    let link = words.find(|word| word.starts_with(&format!("{BASE}/")) && word.len() > 60);
    let link = link.unwrap_or_else(|| panic!("no link in {letter:#?}"));
    link.strip_prefix(BASE).unwrap().to_owned()
}

/// Opens the link of a letter, as far as the page with the button.
pub(crate) async fn open(browser: &Browser, letter: &Message) -> Answer {
    let away = browser.get(&link_in(letter)).await;
    assert!(
        !away.done().contains(&base_of(letter)),
        "the secret is still in the address"
    );
    browser.follow(&away).await
}

fn base_of(letter: &Message) -> String {
    link_in(letter).rsplit('/').next().unwrap().to_owned()
}

/// Fills in the form of joining, in no hurry.
pub(crate) async fn join(site: &TestSite, browser: &Browser, handle: &str, email: &str) -> Answer {
    let page = browser.get("/join").await.ok();
    site.wait(LEAST_TIME);
    let name = format!("{handle} of the story");
    let fields = [
        ("name", name.as_str()),
        ("handle", handle),
        ("email", email),
        ("password", PASSWORD),
    ];
    let mut fields = fields.to_vec();
    if page
        .form("/join")
        .fields
        .iter()
        .any(|(name, _)| name == "answer")
    {
        fields.push(("answer", "Kettles are what I have."));
    }
    browser.submit(&page.form("/join"), &fields).await
}
