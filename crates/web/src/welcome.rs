//! Newcomers whose first words wait for an answer.

use askama::Template;
use axum::response::Response;
use domain::Visible;
use store::welcome::First;

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::frame::{self, Frame, Section};

/// Characters of somebody's words.
const EXCERPT: usize = 300;

#[derive(Template)]
#[template(path = "person/welcome.html")]
struct WelcomePage {
    frame: Frame,
    firsts: Vec<(Visible<First>, String)>,
}

/// The list.
pub(crate) async fn show(desk: Desk) -> Result<Response, PageError> {
    let firsts = app::welcome::list(desk.app(), desk.caller()).await?;
    let firsts = firsts.into_iter().map(|first| {
        let words = markup::excerpt(&first.html, EXCERPT);
        (first, words)
    });
    let page = WelcomePage {
        frame: Frame::new(&desk, desk.text("welcome.title"), Section::People).unlisted(),
        firsts: firsts.collect(),
    };
    frame::show(&desk, &page)
}
