//! Taking everything away, and leaving.

mod asked;
mod erased;
mod taking;

use super::kit::{Answer, Browser, PASSWORD};

/// Gives the password again, as before everything that is worth a second look.
pub(crate) async fn prove(browser: &Browser) {
    let door = browser.get("/prove").await.ok();
    let form = door.form("/prove");
    let given = browser.submit(&form, &[("password", PASSWORD)]).await;
    given.done();
}

/// Asks to leave, by the form.
async fn leave(browser: &Browser, handle: &str, way: &str) -> Answer {
    let page = browser.get("/settings/leaving").await.ok();
    let fields = [("way", way), ("handle", handle), ("password", PASSWORD)];
    browser
        .submit(&page.form("/settings/leaving"), &fields)
        .await
}
