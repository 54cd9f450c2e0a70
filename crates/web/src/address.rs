//! Addresses as headers and links carry them.

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use serving::headers::Cache;

/// An address as headers and links carry it: everything beyond ASCII percent-encoded once.
pub(crate) fn ascii(path: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_graphic()
            && !matches!(
                byte,
                b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}'
            )
        {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// A word as it stands in a query: everything but letters, digits and `-._~` percent-encoded.
pub(crate) fn word(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// 301, which readers and search engines remember.
pub(crate) fn moved(to: &str) -> Response {
    let mut response = StatusCode::MOVED_PERMANENTLY.into_response();
    if let Ok(value) = HeaderValue::from_str(&ascii(to)) {
        response.headers_mut().insert(header::LOCATION, value);
    }
    response.extensions_mut().insert(Cache::Revalidate);
    response
}
