//! The browser that a request comes with, and what it keeps: its session, and by what it is known again (SECURITY 3.2).

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use app::Browser;
use app::session::SignedIn;
use axum::extract::FromRequestParts;
use axum::response::Response;
use base::Secret;
use http::header::{HeaderName, SET_COOKIE};
use http::request::Parts;
use http::{HeaderMap, HeaderValue};
use serving::client::Client;
use serving::cookie::Cookie;

use crate::desk::Desk;
use crate::error::PageError;

/// How long a browser is known again (SECURITY 3.2).
const DEVICE: Duration = Duration::from_hours(180 * 24);
const CLEAR: HeaderName = HeaderName::from_static("clear-site-data");

/// The browser of a request, for operations at the door.
pub(crate) struct Comes(pub(crate) Browser);

impl<S: Send + Sync> FromRequestParts<S> for Comes {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, PageError> {
        let desk = Desk::from_request_parts(parts, state).await?;
        let client = parts.extensions.get::<Client>();
        Ok(Self(Browser {
            words: desk.device.clone(),
            // Whoever comes by no network shares the limits of all who do.
            address: client.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |client| client.0),
            device: held(&desk, &parts.headers, "d"),
            session: held(&desk, &parts.headers, "s"),
        }))
    }
}

fn held(desk: &Desk, headers: &HeaderMap, name: &str) -> Option<Secret> {
    desk.hall.cookies.get(headers, name).and_then(Secret::parse)
}

/// Somebody has come in.
pub(crate) fn enter(desk: &Desk, response: &mut Response, signed_in: &SignedIn) {
    keep_session(desk, response, &signed_in.session);
    keep_device(desk, response, &signed_in.device);
}

/// Their session goes on under this secret. It may live as long as the store lets it.
pub(crate) fn keep_session(desk: &Desk, response: &mut Response, secret: &Secret) {
    keep(desk, response, "s", secret, domain::session::ABSOLUTE);
}

/// The browser is known again by this secret.
pub(crate) fn keep_device(desk: &Desk, response: &mut Response, secret: &Secret) {
    keep(desk, response, "d", secret, DEVICE);
}

fn keep(desk: &Desk, response: &mut Response, name: &str, secret: &Secret, age: Duration) {
    let cookie = desk.hall.cookies.set(Cookie {
        name,
        value: &secret.reveal(),
        max_age: Some(age),
        readable: false,
    });
    if let Ok(value) = cookie {
        response.headers_mut().append(SET_COOKIE, value);
    }
}

/// Somebody has gone: nothing of theirs stays in the browser but that it is known again.
pub(crate) fn leave(desk: &Desk, response: &mut Response) {
    if let Ok(value) = desk.hall.cookies.clear("s") {
        response.headers_mut().append(SET_COOKIE, value);
    }
    let clear = HeaderValue::from_static("\"cache\", \"storage\"");
    response.headers_mut().insert(CLEAR, clear);
}
