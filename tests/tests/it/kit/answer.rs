//! An answer, and what stories want to know of it.

use axum::body::Bytes;
use http::{HeaderMap, StatusCode};

use super::html::{Form, Page};

/// An answer.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    /// To which request.
    pub(crate) asked: String,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Bytes,
    /// The bytes as text, as far as they are text.
    pub(crate) text: String,
}

impl Answer {
    pub(super) fn new(asked: String, status: StatusCode, headers: HeaderMap, bytes: Bytes) -> Self {
        Self {
            text: String::from_utf8_lossy(&bytes).into_owned(),
            asked,
            status,
            headers,
            bytes,
        }
    }

    /// A header; empty if there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// Where it sends to.
    #[track_caller]
    pub(crate) fn location(&self) -> &str {
        assert!(
            self.status.is_redirection(),
            "{} sends nowhere: {} {}",
            self.asked,
            self.status,
            self.page().words()
        );
        self.header("location")
    }

    /// Where it sends to after something was done.
    #[track_caller]
    pub(crate) fn done(&self) -> &str {
        assert_eq!(
            self.status,
            StatusCode::SEE_OTHER,
            "{}: {}",
            self.asked,
            self.page().words()
        );
        self.header("location")
    }

    /// The same answer, if it shows something.
    #[track_caller]
    pub(crate) fn ok(self) -> Self {
        assert_eq!(
            self.status,
            StatusCode::OK,
            "{}: {}",
            self.asked,
            self.page().words()
        );
        self
    }

    pub(crate) fn page(&self) -> Page {
        Page::read(&self.text)
    }

    /// The form that goes to an address.
    #[track_caller]
    pub(crate) fn form(&self, action: &str) -> Form {
        let forms = self.page().forms();
        let known: Vec<String> = forms.iter().map(|form| form.action.clone()).collect();
        let mut forms = forms.into_iter().filter(|form| form.action == action);
        forms
            .next()
            .unwrap_or_else(|| panic!("{} has no form to {action}, only {known:?}", self.asked))
    }

    /// Whether these words are on the page, however they are marked up.
    pub(crate) fn says(&self, words: &str) -> bool {
        self.page().words().contains(words)
    }

    /// What is said to be wrong.
    pub(crate) fn faults(&self) -> Vec<String> {
        self.page().texts_with("role", "alert")
    }

    /// The status with what a page about it says.
    pub(crate) fn outcome(&self) -> u16 {
        self.status.as_u16()
    }
}
