//! Signing out.

use axum::response::Response;
use http::StatusCode;

use crate::desk::Desk;
use crate::entry::{self, Entry};
use crate::error::PageError;
use crate::frame;
use crate::session_cookie::{self, Comes};

/// The page with the button, for whoever comes by a link: a link alone signs nobody out.
pub(crate) async fn show(desk: Desk) -> Result<Response, PageError> {
    let Some(known) = &desk.known else {
        return Ok(frame::go("/"));
    };
    let name = i18n::Arg::Text(&known.byline.name);
    let entry = Entry {
        title: desk.text("nav.sign-out"),
        words: vec![i18n::text_with(
            desk.lang,
            "sign-out.words",
            &[("name", name)],
        )],
        press: Some(("/sign-out", desk.text("nav.sign-out"))),
        link: Some(("/", desk.text("error.to-the-front"))),
        ..Entry::default()
    };
    entry::show(&desk, StatusCode::OK, entry)
}

/// Ends the session of this browser.
pub(crate) async fn leave(desk: Desk, Comes(browser): Comes) -> Result<Response, PageError> {
    if let Some(session) = &browser.session {
        app::session::sign_out(desk.app(), session).await?;
    }
    let mut response = frame::go("/");
    session_cookie::leave(&desk, &mut response);
    Ok(response)
}
