//! Addresses that cannot mean anything are refused before a route is looked for (SECURITY 3.4), and so are the methods
//! that no route has.

use crate::decode::{BadText, form, percent};
use crate::refusal::refuse;
use crate::step::Step;
use axum::extract::Request;
use axum::response::Response;
use http::header::ALLOW;
use http::{HeaderValue, Method, StatusCode, Uri};
use std::ops::ControlFlow;

/// Refuses addresses that do not decode to text, encoded slashes, TRACE and CONNECT.
#[derive(Clone, Copy, Debug, Default)]
pub struct SoundPath;

impl Step for SoundPath {
    type Kept = ();

    fn before(&self, request: &mut Request) -> ControlFlow<Response, ()> {
        if matches!(*request.method(), Method::TRACE | Method::CONNECT) {
            let mut response = refuse(StatusCode::METHOD_NOT_ALLOWED, "request.method");
            response
                .headers_mut()
                .insert(ALLOW, HeaderValue::from_static("GET, HEAD, POST"));
            return ControlFlow::Break(response);
        }
        match flaw(request.uri()) {
            Some((status, reason)) => ControlFlow::Break(refuse(status, reason)),
            None => ControlFlow::Continue(()),
        }
    }
}

fn flaw(uri: &Uri) -> Option<(StatusCode, &'static str)> {
    let path = uri.path();
    if let Err(why) = percent(path.as_bytes()) {
        return Some((StatusCode::BAD_REQUEST, reason(why)));
    }
    if let Err(why) = uri
        .query()
        .map_or(Ok("".into()), |query| form(query.as_bytes()))
    {
        return Some((StatusCode::BAD_REQUEST, reason(why)));
    }
    // A slash within a segment would be one thing to a proxy and another to us.
    let mut escapes = path.as_bytes().windows(3);
    escapes
        .any(|escape| escape.eq_ignore_ascii_case(b"%2f"))
        .then_some((StatusCode::NOT_FOUND, "request.encoded-slash"))
}

fn reason(why: BadText) -> &'static str {
    match why {
        BadText::NotUtf8 => "request.not-utf8",
        BadText::Nul => "request.nul",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn status(method: &str, target: &str) -> u16 {
        let mut request = Request::builder()
            .method(method)
            .uri(target)
            .body(Body::empty())
            .unwrap();
        match SoundPath.before(&mut request) {
            ControlFlow::Continue(()) => 200,
            ControlFlow::Break(response) => response.status().as_u16(),
        }
    }

    #[test]
    fn addresses_are_text_or_refused() {
        for (target, expected) in [
            ("/", 200),
            ("/a%20b/%C3%BC?q=100%&x=%20", 200),
            ("/a%2520b", 200),
            ("/%ff", 400),
            ("/%c0%ae%c0%ae/", 400),
            ("/a%00", 400),
            ("/?q=%00", 400),
            ("/?q=%ff", 400),
            ("/a%2fb", 404),
            ("/a%2Fb", 404),
            ("/?return=%2Fb", 200),
        ] {
            assert_eq!(status("GET", target), expected, "{target}");
        }
        assert_eq!(status("TRACE", "/"), 405);
        assert_eq!(status("PUT", "/"), 200);
    }
}
