//! Outgoing mail: one message at a time, with an answer that says whether to try again.
//!
//! Retrying, and remembering what was sent, is the job queue's.

use std::pin::Pin;

use email::Clean;

mod kept;
mod letter;
mod smtp;

pub use kept::Kept;
pub use smtp::{Security, SettingsFault, Smtp, SmtpSettings};

/// A message under way.
pub type Sending<'a> = Pin<Box<dyn Future<Output = Result<(), MailFault>> + Send + 'a>>;

/// What carries messages away.
pub trait Carrier: Send + Sync {
    /// Hands one message to the next station. It has it when this returns without a fault.
    fn send<'a>(&'a self, message: &'a Clean) -> Sending<'a>;
}

/// Why a message was not handed over. The words are for the operator, not for readers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MailFault {
    /// The next station is away, busy or wrongly set up: the same message may pass later.
    #[error("not now: {0}")]
    Later(String),
    /// The next station refuses this message for good.
    #[error("refused: {0}")]
    Never(String),
}
