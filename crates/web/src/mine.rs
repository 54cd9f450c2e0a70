//! What a member has thanked for in a conversation, and what has helped them there.

use std::collections::HashSet;

use base::Id;
use domain::comment::Comment;

use crate::cache::Weight;

/// The comments.
#[derive(Default)]
pub(crate) struct Mine {
    /// Thanked for.
    pub(crate) thanked: HashSet<Id<Comment>>,
    /// Which helped.
    pub(crate) helped: HashSet<Id<Comment>>,
}

impl Weight for Mine {
    fn weight(&self) -> usize {
        128 + (self.thanked.len() + self.helped.len()) * 16
    }
}
