//! Entity tags and conditional requests (RFC 9110): who has the page already gets three lines instead of it.

use crate::compress::NoCompress;
use crate::negotiation::vary_by_encoding;
use crate::step::Step;
use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use http::header::{
    CACHE_CONTROL, CONTENT_LENGTH, CONTENT_LOCATION, DATE, ETAG, EXPIRES, Entry, HeaderName,
    IF_NONE_MATCH, VARY,
};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use http_body::Body as _;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::ops::ControlFlow;

/// A strong entity tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ETag(HeaderValue);

impl ETag {
    /// Of words that together name one representation: id, version, language, encoding.
    /// What cannot stand in a tag is left out, so use words of letters and digits.
    pub fn of_version(words: &[&str]) -> Self {
        let mut text = String::from("\"");
        for (number, word) in words.iter().enumerate() {
            if number > 0 {
                text.push('-');
            }
            text.extend(
                word.chars()
                    .filter(|c| c.is_ascii_graphic() && !matches!(c, '"' | '\\' | ',')),
            );
        }
        text.push('"');
        Self(HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static("\"\"")))
    }

    /// Of the bytes themselves.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self::of_version(&[&short_hash(&[bytes])])
    }

    /// The header.
    pub fn value(&self) -> HeaderValue {
        self.0.clone()
    }

    /// Whether `If-None-Match` names this tag. The comparison is the weak one, as for all reading.
    pub fn is_known_to(&self, headers: &HeaderMap) -> bool {
        headers
            .get_all(IF_NONE_MATCH)
            .iter()
            .any(|line| names(line, &self.0))
    }

    /// The answer to somebody who has it: pass what the 200 would have said of `Vary`, and set its
    /// [`crate::headers::Cache`]. It goes through [`crate::compress`] as it is.
    pub fn not_modified(&self) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        response.headers_mut().insert(ETAG, self.value());
        vary_by_encoding(response.headers_mut());
        response.extensions_mut().insert(NoCompress);
        response
    }
}

/// The first 64 bits of SHA-256, in hex: enough to tell versions of one thing apart.
pub(crate) fn short_hash(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    let mut text = String::with_capacity(16);
    for byte in hash.finalize().iter().take(8) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Whether a list such as `"a", W/"b"` or `*` names `tag`.
fn names(list: &HeaderValue, tag: &HeaderValue) -> bool {
    let Ok(list) = list.to_str() else {
        return false;
    };
    let opaque = tag.as_bytes().strip_prefix(b"W/").unwrap_or(tag.as_bytes());
    let mut rest = list;
    loop {
        rest = rest.trim_start_matches([' ', '\t', ',']);
        if rest.starts_with('*') {
            return true;
        }
        let quoted = rest.strip_prefix("W/").unwrap_or(rest);
        let Some(end) = quoted.strip_prefix('"').and_then(|inner| inner.find('"')) else {
            return false; // Also at the end of the list.
        };
        let Some((candidate, behind)) = quoted.split_at_checked(end.saturating_add(2)) else {
            return false;
        };
        if candidate.as_bytes() == opaque {
            return true;
        }
        rest = behind;
    }
}

/// Turns a 200 that the client has already into a 304, and takes the body from answers to HEAD.
///
/// It saves sending, not making: who can tell the tag before making the page asks [`ETag::is_known_to`] first.
#[derive(Clone, Copy, Debug, Default)]
pub struct Conditional;

/// What a request said about what it has.
#[derive(Clone, Debug, Default)]
pub struct Condition {
    known: Vec<HeaderValue>,
    head: bool,
}

impl Step for Conditional {
    type Kept = Condition;

    fn before(&self, request: &mut Request) -> ControlFlow<Response, Condition> {
        let head = request.method() == Method::HEAD;
        let known = match head || request.method() == Method::GET {
            true => request
                .headers()
                .get_all(IF_NONE_MATCH)
                .iter()
                .cloned()
                .collect(),
            false => Vec::new(),
        };
        ControlFlow::Continue(Condition { known, head })
    }

    fn after(&self, Condition { known, head }: Condition, response: &mut Response) {
        let tag = response.headers().get(ETAG);
        let matches = tag.is_some_and(|tag| known.iter().any(|list| names(list, tag)));
        if matches && response.status() == StatusCode::OK {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            *response.body_mut() = Body::empty();
            keep_for_304(response.headers_mut());
        } else if head {
            let length = response
                .body()
                .size_hint()
                .exact()
                .filter(|length| *length > 0);
            if let (Some(length), Entry::Vacant(place)) =
                (length, response.headers_mut().entry(CONTENT_LENGTH))
            {
                place.insert(HeaderValue::from(length));
            }
            *response.body_mut() = Body::empty();
        }
    }
}

fn keep_for_304(headers: &mut HeaderMap) {
    const KEPT: [HeaderName; 6] = [CACHE_CONTROL, CONTENT_LOCATION, DATE, ETAG, EXPIRES, VARY];
    let all = std::mem::take(headers);
    let mut last = None;
    for (name, value) in all {
        // A name is given with its first value only.
        last = name.or(last);
        if let Some(name) = last.as_ref().filter(|name| KEPT.contains(name)) {
            headers.append(name.clone(), value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::routing::get;
    use http::header::CONTENT_TYPE;
    use tower::ServiceExt;

    #[test]
    fn tags_are_compared_weakly_and_in_lists() {
        let tag = ETag::of_version(&["abc", "7"]);
        assert_eq!(tag.value(), "\"abc-7\"");
        for (list, known) in [
            ("\"abc-7\"", true),
            ("W/\"abc-7\"", true),
            ("\"x\", \"abc-7\"", true),
            ("\"x\",W/\"abc-7\" , \"y\"", true),
            ("*", true),
            ("\"x, y\", \"abc-7\"", true),
            ("\"x\"", false),
            ("abc-7", false),
            ("\"abc-7", false),
            ("\"abc-77\"", false),
            ("\"x\" \"", false),
            ("w/\"abc-7\"", false),
            ("", false),
        ] {
            let headers =
                HeaderMap::from_iter([(IF_NONE_MATCH, HeaderValue::from_str(list).unwrap())]);
            assert_eq!(tag.is_known_to(&headers), known, "{list}");
        }
        assert!(!tag.is_known_to(&HeaderMap::new()));
    }

    #[test]
    fn tags_hold_what_may_stand_in_them() {
        assert_eq!(ETag::of_version(&["a\"b\r\n", "ü"]).value(), "\"ab-\"");
        assert_eq!(ETag::of_bytes(b"abc").value(), "\"ba7816bf8f01cfea\"");
    }

    async fn ask(method: &str, path: &str, known: &str) -> Response {
        let page = || async {
            (
                [
                    (ETAG, "\"1\""),
                    (VARY, "cookie"),
                    (CONTENT_TYPE, "text/html"),
                    (CACHE_CONTROL, "public"),
                ],
                "hello",
            )
        };
        let gone = || async { (StatusCode::GONE, [(ETAG, "\"1\"")], "gone") };
        let app = Router::new()
            .route("/", get(page).post(page))
            .route("/gone", get(gone))
            .layer(crate::step::Around(Conditional));
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(IF_NONE_MATCH, known);
        app.oneshot(request.body(Body::empty()).unwrap())
            .await
            .unwrap()
    }

    #[tokio::test]
    async fn who_has_it_is_told_so_in_few_words() {
        for method in ["GET", "HEAD"] {
            let response = ask(method, "/", "W/\"1\"").await;
            let names: Vec<_> = response.headers().keys().map(HeaderName::as_str).collect();

            assert_eq!(response.status(), 304);
            // axum adds a length of nought, which the accept loop takes away again.
            assert_eq!(names[..3], ["etag", "vary", "cache-control"]);
            assert!(response.body().is_end_stream());
        }
    }

    #[tokio::test]
    async fn everybody_else_gets_the_page() {
        assert_eq!(ask("GET", "/", "\"2\"").await.status(), 200);
        assert_eq!(ask("POST", "/", "\"1\"").await.status(), 200);
        assert_eq!(ask("GET", "/gone", "\"1\"").await.status(), 410);
        let head = ask("HEAD", "/", "\"2\"").await;
        assert_eq!(head.headers()[CONTENT_LENGTH], "5");
        assert!(head.body().is_end_stream());
    }
}
