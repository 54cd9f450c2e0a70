//! Saying something under an article, and what becomes of it.

mod flat;
mod gone;
mod guest;
mod hidden;
mod keeping;
mod paging;
mod quoting;
mod said;
mod thanks;
mod undoing;

use super::kit::{Answer, Browser, Piece};

/// Goes to the article and sends its comment form off.
pub(crate) async fn say(browser: &Browser, under: &Piece, text: &str) -> Answer {
    fill(browser, under, &[("text", text)]).await
}

/// The same with more fields than the text.
pub(crate) async fn fill(browser: &Browser, under: &Piece, fields: &[(&str, &str)]) -> Answer {
    let page = browser.get(&under.path).await.ok();
    browser.submit(&page.form(&under.comments()), fields).await
}

/// As a guest, who gives a name and an address.
pub(crate) async fn say_as(browser: &Browser, under: &Piece, name: &str, text: &str) -> Answer {
    let email = format!("{}@example.com", name.to_lowercase());
    fill(
        browser,
        under,
        &[("name", name), ("email", &email), ("text", text)],
    )
    .await
}

/// The id in the address of a comment that was just added.
pub(crate) fn id_in(address: &str) -> String {
    let (_, id) = address
        .split_once("#comment-")
        .expect("the address of a comment");
    id.to_owned()
}
