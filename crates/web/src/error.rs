//! What goes wrong, as pages say it.

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};

use crate::address;

/// Why a page is not shown. The gate turns it into a page of its own.
#[derive(Debug)]
pub(crate) enum PageError {
    /// An operation said so.
    App(app::Error),
    /// The form or address could not be read at all.
    Malformed(&'static str),
    /// It is at another address, for good.
    Moved(String),
    /// A fault of ours.
    Internal(String),
}

/// Left in the extensions of a response for the gate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    /// Key of the sentence that says what happened.
    pub(crate) key: &'static str,
    /// Whether signing in may help.
    pub(crate) sign_in: bool,
    /// Whether the password is to be given again first.
    pub(crate) prove: bool,
}

impl PageError {
    pub(crate) fn internal(what: &str) -> Self {
        Self::Internal(what.to_owned())
    }

    pub(crate) const fn not_found() -> Self {
        Self::App(app::Error::NotFound)
    }
}

impl From<app::Error> for PageError {
    fn from(error: app::Error) -> Self {
        Self::App(error)
    }
}

impl From<domain::policy::Refusal> for PageError {
    fn from(refusal: domain::policy::Refusal) -> Self {
        Self::App(refusal.into())
    }
}

impl From<serving::body::BadForm> for PageError {
    fn from(_: serving::body::BadForm) -> Self {
        Self::Malformed("error.form-unreadable")
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        use app::Error;
        if let Self::Moved(path) = &self {
            return address::moved(path);
        }
        let mut retry = None;
        let (status, key, sign_in, prove) = match self {
            Self::App(Error::NotFound) => (StatusCode::NOT_FOUND, "error.not-found", false, false),
            Self::App(Error::SignIn) => (StatusCode::UNAUTHORIZED, "error.sign-in", true, false),
            Self::App(Error::ProveIt) => (StatusCode::FORBIDDEN, "error.prove-it", false, true),
            Self::App(Error::Forbidden(why)) => (StatusCode::FORBIDDEN, why, false, false),
            Self::App(Error::Invalid(problems)) => {
                let key = problems
                    .iter()
                    .next()
                    .map_or("error.incomplete", |(_, fault)| fault.key);
                (StatusCode::UNPROCESSABLE_ENTITY, key, false, false)
            }
            Self::App(Error::Conflict(why)) => (StatusCode::CONFLICT, why, false, false),
            Self::App(Error::TooMany(seconds)) => {
                retry = Some(seconds);
                (
                    StatusCode::TOO_MANY_REQUESTS,
                    "error.too-many",
                    false,
                    false,
                )
            }
            Self::App(Error::Unavailable(why)) => {
                tracing::warn!(why, "unavailable");
                retry = Some(2);
                (
                    StatusCode::SERVICE_UNAVAILABLE,
                    "error.unavailable",
                    false,
                    false,
                )
            }
            Self::Moved(_) => (
                StatusCode::MOVED_PERMANENTLY,
                "error.not-found",
                false,
                false,
            ),
            Self::App(Error::Internal(why)) | Self::Internal(why) => {
                tracing::error!(why, "a request failed by our fault");
                (
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "error.internal",
                    false,
                    false,
                )
            }
            Self::Malformed(why) => (StatusCode::BAD_REQUEST, why, false, false),
        };
        let mut response = status.into_response();
        if let Some(seconds) = retry {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(Failure {
            key,
            sign_in,
            prove,
        });
        response
    }
}
