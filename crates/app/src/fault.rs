//! How jobs fail.

use crate::Error;

/// How a job fails.
#[derive(Debug)]
pub(crate) enum Fault {
    /// Worth another try.
    Retry(String),
    /// Never to be done.
    Fail(String),
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound
            | Error::Forbidden(_)
            | Error::SignIn
            | Error::ProveIt
            | Error::Invalid(_) => Self::Fail(error.to_string()),
            Error::Conflict(_) | Error::TooMany(_) | Error::Unavailable(_) | Error::Internal(_) => {
                Self::Retry(error.to_string())
            }
        }
    }
}
