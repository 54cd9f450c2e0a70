//! Answers as they left, ready to be sent again to any guest who asks for the same.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use axum::body::Body;
use axum::extract::MatchedPath;
use axum::response::Response;
use http::header::{CACHE_CONTROL, ETAG, VARY};
use http::{HeaderMap, StatusCode};
use i18n::Lang;
use quick_cache::Equivalent;
use serving::negotiation::Encoding;

use crate::cache::{Kind, Page, Variant, Weight};
use crate::theme::Theme;

/// What an answer depends on, beside what is on the site.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    pub(crate) address: Box<str>,
    pub(crate) dress: Dress,
}

/// How somebody likes pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Dress {
    pub(crate) lang: Lang,
    pub(crate) theme: Theme,
    pub(crate) encoding: Encoding,
}

/// The same, of a request.
pub(crate) struct Asked<'a> {
    pub(crate) address: &'a str,
    pub(crate) dress: Dress,
}

impl Hash for Asked<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.address.hash(state);
        self.dress.hash(state);
    }
}

impl Equivalent<Key> for Asked<'_> {
    fn equivalent(&self, key: &Key) -> bool {
        self.dress == key.dress && *self.address == *key.address
    }
}

/// Says of a response that every guest would get it, as long as this version stands.
#[derive(Clone)]
pub(crate) struct Common {
    pub(crate) stamp: u64,
    pub(crate) page: Arc<Page>,
    /// Which form of the page was wanted.
    pub(crate) encoding: Encoding,
    pub(crate) kind: Kind,
}

/// Says of a response that who got it may write something under it: see [`crate::visit`].
#[derive(Clone, Copy)]
pub(crate) struct Visited(pub(crate) u64);

/// An answer as it left.
pub(crate) struct Sent {
    pub(crate) headers: HeaderMap,
    pub(crate) variant: Variant,
    pub(crate) page: Arc<Page>,
    pub(crate) kind: Kind,
    pub(crate) route: Option<MatchedPath>,
    pub(crate) visited: Option<u64>,
}

impl Weight for Sent {
    fn weight(&self) -> usize {
        // The bytes are the page's own, but hold them when it is kept no longer.
        self.variant.bytes.len() + 2_500
    }
}

impl Sent {
    /// The same again, or that whoever asks has it; and its length.
    pub(crate) fn answer(&self, asked: &HeaderMap) -> (Response, u64) {
        if self.variant.etag.is_known_to(asked) {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            let headers = response.headers_mut();
            headers.reserve(6);
            for name in [ETAG, VARY, CACHE_CONTROL] {
                for value in self.headers.get_all(&name) {
                    headers.append(name.clone(), value.clone());
                }
            }
            return (response, 0);
        }
        let mut response = Response::new(Body::from(self.variant.bytes.clone()));
        *response.headers_mut() = self.headers.clone();
        let bytes = u64::try_from(self.variant.bytes.len()).unwrap_or(u64::MAX);
        (response, bytes)
    }
}
