//! The reader's choice of day or evening.

use std::time::Duration;

use axum::response::Response;
use http::header;
use serde::Deserialize;
use serving::cookie::Cookie;
use serving::return_to::ReturnTo;

use crate::desk::Desk;
use crate::error::PageError;
use crate::form::Form;
use crate::frame;
use crate::theme::Theme;

/// How long the choice is kept.
pub(crate) const KEPT: Duration = Duration::from_hours(365 * 24);

/// The form at the foot of every page.
#[derive(Debug, Deserialize)]
pub(crate) struct Input {
    #[serde(default)]
    theme: String,
    #[serde(default)]
    return_to: String,
}

/// Keeps the choice in a cookie that says nothing else.
pub(crate) async fn choose(desk: Desk, Form(input): Form<Input>) -> Result<Response, PageError> {
    let back = ReturnTo::parse(&input.return_to);
    let mut response = frame::go(back.as_ref().map_or("/", ReturnTo::as_str));
    let cookies = &desk.hall.cookies;
    let value = match Theme::parse(&input.theme) {
        Theme::Auto => cookies.clear("t"),
        chosen => cookies.set(Cookie {
            name: "t",
            value: chosen.as_str(),
            max_age: Some(KEPT),
            readable: true,
        }),
    };
    if let Ok(value) = value {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    Ok(response)
}
