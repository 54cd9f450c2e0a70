//! Giving the password again, before something dangerous or after a long while (R3).

use askama::Template;
use axum::response::Response;
use domain::Problems;
use http::StatusCode;
use serde::Deserialize;
use serving::return_to::ReturnTo;

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::{Form, Query};
use crate::frame::{self, Frame, Section};
use crate::session_cookie::{self, Comes};

/// Where to go on afterwards.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Why {
    #[serde(default)]
    return_to: String,
}

/// What is typed.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Sent {
    #[serde(default)]
    password: String,
    #[serde(default)]
    return_to: String,
}

#[derive(Template)]
#[template(path = "entry/prove.html")]
struct ProvePage {
    frame: Frame,
    handle: String,
    return_to: String,
    problems: Problems,
}

fn page(desk: &Desk, return_to: &str, problems: Problems) -> Result<ProvePage, PageError> {
    let mut frame = Frame::new(desk, desk.text("prove.heading"), Section::None).unlisted();
    "/prove".clone_into(&mut frame.path);
    Ok(ProvePage {
        frame,
        handle: desk.me()?.byline.handle.clone(),
        return_to: place(return_to),
        problems,
    })
}

fn place(return_to: &str) -> String {
    ReturnTo::parse(return_to)
        .map_or_else(|| "/settings".to_owned(), |path| path.as_str().to_owned())
}

/// The question.
pub(crate) async fn show(desk: Desk, Query(why): Query<Why>) -> Result<Response, PageError> {
    frame::show(&desk, &page(&desk, &why.return_to, Problems::default())?)
}

/// The answer.
pub(crate) async fn prove(
    desk: Desk,
    Comes(browser): Comes,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let me = desk.me()?;
    match app::session::prove(desk.app(), me, &sent.password, &browser).await {
        Ok(secret) => {
            let mut response = frame::go(&place(&sent.return_to));
            session_cookie::keep_session(&desk, &mut response, &secret);
            Ok(response)
        }
        Err(app::Error::Invalid(problems)) => {
            let html = frame::html(&desk, &page(&desk, &sent.return_to, problems)?)?;
            Ok(frame::respond(StatusCode::UNPROCESSABLE_ENTITY, html))
        }
        Err(other) => Err(other.into()),
    }
}
