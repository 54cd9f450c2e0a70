//! Conversations that members open.

mod idea;
mod kind;
mod list;
mod opening;
mod question;
mod wish;

use super::kit::{Answer, Browser, Talk};

/// Goes to the conversation and sends its comment form off; gives the comment's id.
async fn say(browser: &Browser, under: &Talk, text: &str) -> String {
    let page = browser.get(&under.path).await.ok();
    let form = page.form(&under.comments());
    let said = browser.submit(&form, &[("text", text)]).await;
    super::comment::id_in(said.done())
}

/// Fills in the form of a new conversation and sends it off.
async fn open(browser: &Browser, fields: &[(&str, &str)]) -> Answer {
    let page = browser.get("/conversations/new").await.ok();
    browser
        .submit(&page.form("/conversations/new"), fields)
        .await
}
