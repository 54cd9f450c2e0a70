//! A number for each request, for error pages and logs. It is unique, not secret; what a client sends is ignored.

use crate::step::Step;
use axum::extract::Request;
use axum::response::Response;
use http::HeaderValue;
use http::header::HeaderName;
use std::fmt;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The header that tells it.
pub const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Crockford's: no letter that looks like a digit, so it can be read out over a telephone.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Thirteen characters; a request extension.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct RequestId([u8; 13]);

impl RequestId {
    /// As text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Gives out ids. Cheap to clone.
#[derive(Clone, Debug)]
pub struct RequestIds(Arc<AtomicU64>);

impl RequestIds {
    /// `seed` is random, so that two processes and two starts give out different ids.
    pub fn new(seed: u64) -> Self {
        Self(Arc::new(AtomicU64::new(seed)))
    }

    /// The next one.
    pub fn next(&self) -> RequestId {
        let count = self.0.fetch_add(1, Ordering::Relaxed);
        let mut rest = mix(count);
        let mut text = [b'0'; 13];
        for place in text.iter_mut().rev() {
            let letter = usize::try_from(rest % 32)
                .ok()
                .and_then(|digit| LETTERS.get(digit));
            *place = letter.copied().unwrap_or(b'0');
            rest /= 32;
        }
        RequestId(text)
    }

    /// Puts one on a response.
    pub fn mark(&self, id: RequestId, response: &mut Response) {
        if let Ok(value) = HeaderValue::from_bytes(&id.0) {
            response.headers_mut().insert(X_REQUEST_ID, value);
        }
    }
}

/// One-to-one, so different counts stay different, and neighbours look unrelated (SplitMix64's finish).
fn mix(count: u64) -> u64 {
    let mut z = count.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

impl Step for RequestIds {
    type Kept = RequestId;

    fn before(&self, request: &mut Request) -> ControlFlow<Response, RequestId> {
        let id = self.next();
        request.extensions_mut().insert(id);
        ControlFlow::Continue(id)
    }

    fn after(&self, id: RequestId, response: &mut Response) {
        self.mark(id, response);
        response.extensions_mut().insert(id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use std::collections::HashSet;

    #[test]
    fn ids_differ_and_can_be_read_out() {
        let ids = RequestIds::new(u64::MAX - 500);
        let given: HashSet<RequestId> = (0..1_000).map(|_| ids.next()).collect();

        assert_eq!(given.len(), 1_000);
        assert!(
            given
                .iter()
                .all(|id| id.as_str().bytes().all(|byte| LETTERS.contains(&byte)))
        );
    }

    #[test]
    fn what_the_client_calls_itself_is_ignored() {
        let ids = RequestIds::new(1);
        let mut request = Request::get("/")
            .header("x-request-id", "evil")
            .body(Body::empty())
            .unwrap();
        let ControlFlow::Continue(id) = ids.before(&mut request) else {
            panic!()
        };
        let mut response = Response::new(Body::empty());
        ids.after(id, &mut response);

        assert_eq!(request.extensions().get(), Some(&id));
        assert_eq!(response.headers()[&X_REQUEST_ID], id.as_str());
    }
}
