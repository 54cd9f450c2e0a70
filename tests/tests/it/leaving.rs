//! Taking everything away, and leaving.

mod taking;

use super::kit::{Browser, PASSWORD};

/// Gives the password again, as before everything that is worth a second look.
pub(crate) async fn prove(browser: &Browser) {
    let door = browser.get("/prove").await.ok();
    let form = door.form("/prove");
    let given = browser.submit(&form, &[("password", PASSWORD)]).await;
    given.done();
}
