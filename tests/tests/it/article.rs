//! Articles: written, published, changed, taken back.

mod publishing;
mod writing;

use super::kit::{Answer, Browser, Piece};

/// Begins an article by its form, with the button that was pressed.
pub(crate) async fn begin(browser: &Browser, button: &str, fields: &[(&str, &str)]) -> Answer {
    let page = browser.get("/write").await.ok();
    press(browser, &page, "/write", button, fields).await
}

/// Opens the form of an article and sends it off.
pub(crate) async fn change(
    browser: &Browser,
    piece: &Piece,
    button: &str,
    fields: &[(&str, &str)],
) -> Answer {
    let address = format!("/write/{}", piece.id);
    let page = browser.get(&address).await.ok();
    press(browser, &page, &address, button, fields).await
}

/// Sends a writing form off that stood on a page.
pub(crate) async fn press(
    browser: &Browser,
    page: &Answer,
    address: &str,
    button: &str,
    fields: &[(&str, &str)],
) -> Answer {
    let mut fields = fields.to_vec();
    fields.push(("do", button));
    browser.submit(&page.form(address), &fields).await
}

/// The article that a form of writing came to.
pub(crate) fn written(answer: &Answer) -> String {
    let address = answer.done();
    let id = address
        .strip_prefix("/write/")
        .expect("the address of a form");
    id.split('?').next().unwrap().to_owned()
}
