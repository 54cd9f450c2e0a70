//! Short plain answers for what is refused before a page could be made.
//!
//! Each carries a [`Refusal`], so that a face further out may put a page of its own in place of the plain text.

use axum::body::Body;
use axum::response::Response;
use http::header::{
    CACHE_CONTROL, CONNECTION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, RETRY_AFTER,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use http::{HeaderValue, StatusCode};
use std::time::Duration;

/// Why a request was refused, as a key for words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal(pub &'static str);

/// A plain answer, marked with its reason.
pub fn refuse(status: StatusCode, reason: &'static str) -> Response {
    let text = status.canonical_reason().unwrap_or("Refused");
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    );
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.extensions_mut().insert(Refusal(reason));
    response
}

/// The same, saying when to come again. Seconds are rounded up, so nobody comes back too early.
pub fn refuse_until(status: StatusCode, reason: &'static str, wait: Duration) -> Response {
    let mut response = refuse(status, reason);
    let seconds = wait
        .as_secs()
        .saturating_add(u64::from(wait.subsec_nanos() > 0))
        .max(1);
    response
        .headers_mut()
        .insert(RETRY_AFTER, HeaderValue::from(seconds));
    response
}

/// An answer given before any layer ran; it brings the headers that matter itself and ends the connection.
pub(crate) fn refuse_bare(status: StatusCode, reason: &'static str, close: bool) -> Response {
    let mut response = refuse(status, reason);
    let headers = response.headers_mut();
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; sandbox; frame-ancestors 'none'"),
    );
    if close {
        headers.insert(CONNECTION, HeaderValue::from_static("close"));
    }
    response
}
