//! Whether a request that changes something was meant by the person whose browser sent it (SECURITY 3.3, R19).
//!
//! There are no tokens in forms: browsers say themselves where a request comes from.

use crate::base_url::BaseUrl;
use crate::refusal::refuse;
use crate::step::Step;
use axum::extract::Request;
use axum::response::Response;
use http::header::{AUTHORIZATION, COOKIE, HeaderName, ORIGIN};
use http::{HeaderMap, Method, StatusCode};
use std::ops::ControlFlow;
use std::sync::Arc;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const SEC_FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");

/// Says of a request that it brings a proof of its own: a signature, an HMAC, a signed address.
pub type Exempt = fn(&Request) -> bool;

/// Refuses requests that change something and come from elsewhere.
#[derive(Clone, Debug)]
pub struct SameOrigin {
    base: Arc<str>,
    exempt: Exempt,
}

/// Where a request comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// From a page of ours, or from a program that cannot be tricked.
    Ours,
    /// From a page of somebody else.
    Elsewhere,
    /// Nobody says.
    Unknown,
}

impl SameOrigin {
    /// `exempt` is asked only for requests that change something.
    pub fn new(base: &BaseUrl, exempt: Exempt) -> Self {
        Self {
            base: base.origin().into(),
            exempt,
        }
    }

    /// The decision, in the order of the specification.
    pub fn judge(&self, request: &Request) -> Source {
        if matches!(
            *request.method(),
            Method::GET | Method::HEAD | Method::OPTIONS
        ) {
            return Source::Ours;
        }
        let headers = request.headers();
        if has_bearer(headers) && !headers.contains_key(COOKIE) {
            return Source::Ours;
        }
        if (self.exempt)(request) {
            return Source::Ours;
        }
        self.source(headers)
    }

    /// Steps 3 to 5 alone, for streams, which are opened by GET.
    pub fn source(&self, headers: &HeaderMap) -> Source {
        if headers.contains_key(SEC_FETCH_SITE) {
            return is(only(headers, &SEC_FETCH_SITE) == Some(b"same-origin"));
        }
        if headers.contains_key(ORIGIN) {
            return is(only(headers, &ORIGIN) == Some(self.base.as_bytes()));
        }
        Source::Unknown
    }
}

/// Whether another site tries to read private data by GET without going there (XS-leaks).
pub fn is_read_from_elsewhere(headers: &HeaderMap) -> bool {
    let site = headers
        .get_all(SEC_FETCH_SITE)
        .iter()
        .any(|site| site == "cross-site");
    site && only(headers, &SEC_FETCH_MODE) != Some(b"navigate")
}

fn is(ours: bool) -> Source {
    if ours {
        Source::Ours
    } else {
        Source::Elsewhere
    }
}

/// The value of a header that came once; twice is never.
fn only<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h [u8]> {
    let mut values = headers.get_all(name).iter();
    let first = values.next()?;
    values.next().is_none().then_some(first.as_bytes())
}

fn has_bearer(headers: &HeaderMap) -> bool {
    only(headers, &AUTHORIZATION)
        .and_then(|value| value.split_at_checked(7))
        .is_some_and(|(scheme, token)| {
            scheme.eq_ignore_ascii_case(b"bearer ") && !token.trim_ascii().is_empty()
        })
}

impl Step for SameOrigin {
    type Kept = ();

    fn before(&self, request: &mut Request) -> ControlFlow<Response, ()> {
        match self.judge(request) {
            Source::Ours => ControlFlow::Continue(()),
            Source::Elsewhere => {
                ControlFlow::Break(refuse(StatusCode::FORBIDDEN, "origin.elsewhere"))
            }
            Source::Unknown => ControlFlow::Break(refuse(StatusCode::FORBIDDEN, "origin.unknown")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use http::HeaderValue;

    fn judge(method: &str, path: &str, lines: &[(&'static str, &'static str)]) -> Source {
        let base = BaseUrl::parse("https://hall.example").unwrap();
        let same_origin = SameOrigin::new(&base, |request| request.uri().path() == "/hook");
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .body(Body::empty())
            .unwrap();
        for (name, value) in lines {
            request
                .headers_mut()
                .append(*name, HeaderValue::from_static(value));
        }
        same_origin.judge(&request)
    }

    #[test]
    fn the_decision_is_made_in_the_specified_order() {
        use Source::{Elsewhere, Ours, Unknown};
        let home = ("origin", "https://hall.example");
        for (method, path, lines, expected) in [
            ("GET", "/", &[("sec-fetch-site", "cross-site")][..], Ours),
            ("HEAD", "/", &[], Ours),
            ("OPTIONS", "/", &[], Ours),
            (
                "POST",
                "/",
                &[
                    ("authorization", "Bearer abc"),
                    ("sec-fetch-site", "cross-site"),
                ],
                Ours,
            ),
            ("POST", "/", &[("authorization", "bearer abc")], Ours),
            (
                "POST",
                "/",
                &[("authorization", "Bearer abc"), ("cookie", "s=1")],
                Unknown,
            ),
            ("POST", "/", &[("authorization", "Bearer ")], Unknown),
            ("POST", "/", &[("authorization", "Basic abc")], Unknown),
            ("POST", "/hook", &[("sec-fetch-site", "cross-site")], Ours),
            ("POST", "/", &[("sec-fetch-site", "same-origin")], Ours),
            (
                "POST",
                "/",
                &[("sec-fetch-site", "same-origin"), ("origin", "null")],
                Ours,
            ),
            (
                "POST",
                "/",
                &[("sec-fetch-site", "same-site"), home],
                Elsewhere,
            ),
            ("POST", "/", &[("sec-fetch-site", "none"), home], Elsewhere),
            (
                "POST",
                "/",
                &[("sec-fetch-site", "cross-site"), home],
                Elsewhere,
            ),
            ("POST", "/", &[("sec-fetch-site", ""), home], Elsewhere),
            (
                "POST",
                "/",
                &[
                    ("sec-fetch-site", "same-origin"),
                    ("sec-fetch-site", "same-origin"),
                ],
                Elsewhere,
            ),
            ("POST", "/", &[home], Ours),
            ("POST", "/", &[("origin", "null")], Elsewhere),
            ("POST", "/", &[("origin", "http://hall.example")], Elsewhere),
            (
                "POST",
                "/",
                &[("origin", "https://hall.example:444")],
                Elsewhere,
            ),
            (
                "POST",
                "/",
                &[("origin", "https://hall.example.evil.example")],
                Elsewhere,
            ),
            (
                "POST",
                "/",
                &[("origin", "https://hall.example/")],
                Elsewhere,
            ),
            (
                "POST",
                "/",
                &[home, ("origin", "https://evil.example")],
                Elsewhere,
            ),
            (
                "POST",
                "/",
                &[("referer", "https://hall.example/")],
                Unknown,
            ),
            ("POST", "/", &[], Unknown),
            ("PUT", "/", &[], Unknown),
            (
                "DELETE",
                "/",
                &[("sec-fetch-site", "cross-site")],
                Elsewhere,
            ),
            ("PROPFIND", "/", &[], Unknown),
        ] {
            assert_eq!(
                judge(method, path, lines),
                expected,
                "{method} {path} {lines:?}"
            );
        }
    }

    #[test]
    fn private_data_is_read_here_or_by_going_there() {
        let read = |lines: &[(&'static str, &'static str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in lines {
                headers.append(*name, HeaderValue::from_static(value));
            }
            is_read_from_elsewhere(&headers)
        };

        assert!(!read(&[]));
        assert!(!read(&[
            ("sec-fetch-site", "same-origin"),
            ("sec-fetch-mode", "cors")
        ]));
        assert!(!read(&[
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-mode", "navigate")
        ]));
        assert!(read(&[
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-mode", "no-cors")
        ]));
        assert!(read(&[("sec-fetch-site", "cross-site")]));
    }
}
