//! Made-up communities: any size from a seed, and a small one written by hand for the demo.
//!
//! The same seed gives the same community to the last id, as long as the program is the same. Passwords are not made
//! here, since hashing them cannot be repeated.

mod crowd;
mod demo;
mod dice;
mod grow;
mod names;
mod phrases;
mod pieces;
mod remarks;
mod row;
mod shown;
mod speech;
mod talk;
mod words;

#[cfg(test)]
mod tests;

use base::Moment;

pub use demo::{PASSWORD, demo};
pub use grow::{Grown, grow};

/// How large a made-up community is, and from when until when it lived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Members; guests come in addition.
    pub people: u64,
    /// Conversations, each under an article.
    pub conversations: u64,
    /// Comments in all.
    pub comments: u64,
    /// What decides about everything else.
    pub seed: u64,
    /// When it began.
    pub from: Moment,
    /// When the last thing was said, at most.
    pub until: Moment,
}

impl Plan {
    /// How long it lived, in milliseconds.
    fn span_ms(&self) -> u64 {
        u64::try_from(self.until.ms().saturating_sub(self.from.ms())).unwrap_or(0)
    }
}
