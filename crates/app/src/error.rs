//! What an operation answers when it does not do what was asked, sorted by what the asker can do about it.

use domain::Problems;
use domain::policy::Refusal;

/// A result of an operation.
pub type Result<T> = std::result::Result<T, Error>;

/// Why an operation was not done. Nothing of it has happened.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or not for this viewer: the same answer for both (R22).
    #[error("not found")]
    NotFound,
    /// Perhaps, once signed in.
    #[error("signing in is needed")]
    SignIn,
    /// Only after giving the password again (R3).
    #[error("the password is needed again")]
    ProveIt,
    /// No; the key of the sentence that says why.
    #[error("forbidden: {0}")]
    Forbidden(&'static str),
    /// Something is wrong with what was typed.
    #[error("invalid input")]
    Invalid(Problems),
    /// Somebody else was quicker, or the thing has changed since; the key of the sentence that says so.
    #[error("conflict: {0}")]
    Conflict(&'static str),
    /// Too often; worth another try after this many seconds.
    #[error("too many; again in {0} s")]
    TooMany(u64),
    /// The machine is busy or a part of it is out of order; worth another try.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// A fault of ours. The asker reads only the request's id.
    #[error("internal: {0}")]
    Internal(String),
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Busy(_) | store::Error::Contended => Self::Unavailable(error.to_string()),
            store::Error::Constraint(_) | store::Error::NotOne(_) => {
                // What people can cause is caught before it gets here; the rest met somebody else's change.
                tracing::info!(%error, "a change met another");
                Self::Conflict("error.conflict")
            }
            other => Self::Internal(other.to_string()),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::SignIn => Self::SignIn,
            Refusal::Because(why) => Self::Forbidden(why),
        }
    }
}

impl From<Problems> for Error {
    fn from(problems: Problems) -> Self {
        Self::Invalid(problems)
    }
}

/// `found()?`: absent and hidden are the same.
pub trait Found<T> {
    /// The thing, or [`Error::NotFound`].
    ///
    /// # Errors
    /// It is not there for this viewer.
    fn found(self) -> Result<T>;
}

impl<T> Found<T> for Option<T> {
    fn found(self) -> Result<T> {
        self.ok_or(Error::NotFound)
    }
}
