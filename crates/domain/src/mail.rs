//! Mails as kept: what was written to whom, and whether it left.

use base::{Id, Moment};

/// A mail. The operator sees it until a relay is set, and its fate afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// Its id.
    pub id: Id<Mail>,
    /// To which address.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// Its `Message-ID`, the same at every try.
    pub message_id: String,
    /// When it was written.
    pub made_at: Moment,
    /// When the carrier took it.
    pub sent_at: Option<Moment>,
    /// Why it did not leave, if it never will.
    pub failed: Option<String>,
}
