//! Signing in.

use app::session::SignInInput;
use askama::Template;
use axum::response::Response;
use domain::Problems;
use domain::site::Joining;
use http::StatusCode;
use serde::Deserialize;
use serving::return_to::ReturnTo;

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::{Form, Query};
use crate::frame::{self, Frame, Section};
use crate::session_cookie::{self, Comes};

/// What is typed, and where to go afterwards.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Sent {
    #[serde(flatten)]
    input: SignInInput,
    #[serde(default)]
    return_to: String,
}

/// Why somebody is here.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Why {
    #[serde(default)]
    return_to: String,
    #[serde(default)]
    said: String,
}

#[derive(Template)]
#[template(path = "entry/sign_in.html")]
struct SignInPage {
    frame: Frame,
    login: String,
    return_to: String,
    problems: Problems,
    why: Option<String>,
    joining: Joining,
    /// What the browser has to work at first, while very many wrong passwords are tried.
    challenge: Option<String>,
}

impl SignInPage {
    fn new(desk: &Desk, return_to: &str) -> Self {
        let mut frame = Frame::new(desk, desk.text("sign-in.heading"), Section::None).unlisted();
        "/sign-in".clone_into(&mut frame.path);
        Self {
            frame,
            login: String::new(),
            return_to: ReturnTo::parse(return_to)
                .map(|path| path.as_str().to_owned())
                .unwrap_or_default(),
            problems: Problems::default(),
            why: None,
            joining: desk.site.joining,
            challenge: app::challenge::fresh(desk.app()),
        }
    }
}

/// The door.
pub(crate) async fn show(desk: Desk, Query(why): Query<Why>) -> Result<Response, PageError> {
    if desk.known.is_some() {
        return Ok(frame::go(place(&why.return_to).as_deref().unwrap_or("/")));
    }
    let mut page = SignInPage::new(&desk, &why.return_to);
    page.why = match why.said.as_str() {
        "confirmed" => Some(desk.text("join.confirmed")),
        "password" => Some(desk.text("sign-in.password-set")),
        _ if !page.return_to.is_empty() => Some(desk.text("sign-in.first")),
        _ => None,
    };
    frame::show(&desk, &page)
}

fn place(return_to: &str) -> Option<String> {
    ReturnTo::parse(return_to).map(|path| path.as_str().to_owned())
}

/// Lets somebody in, or says with one sentence for all reasons that it was not right.
pub(crate) async fn enter(
    desk: Desk,
    Comes(browser): Comes,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    match app::session::sign_in(desk.app(), &sent.input, browser).await {
        Ok(signed_in) => {
            let to = place(&sent.return_to);
            let mut response = frame::go(to.as_deref().unwrap_or("/"));
            session_cookie::enter(&desk, &mut response, &signed_in);
            Ok(response)
        }
        Err(app::Error::Invalid(problems)) => {
            let page = SignInPage {
                login: sent.input.login,
                problems,
                ..SignInPage::new(&desk, &sent.return_to)
            };
            let html = frame::html(&desk, &page)?;
            Ok(frame::respond(StatusCode::UNPROCESSABLE_ENTITY, html))
        }
        Err(other) => Err(other.into()),
    }
}
