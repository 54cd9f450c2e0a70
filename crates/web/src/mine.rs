//! What is a member's own in a conversation: thanks, what helped, where they stand.

use std::collections::HashSet;

use base::Id;
use domain::comment::Comment;
use domain::following::Standing;

use crate::cache::Weight;

/// The comments.
#[derive(Default)]
pub(crate) struct Mine {
    /// Thanked for.
    pub(crate) thanked: HashSet<Id<Comment>>,
    /// Which helped.
    pub(crate) helped: HashSet<Id<Comment>>,
    /// What is new to them, and what they want to be told of.
    pub(crate) standing: Standing,
    /// What is new to them, to be asked for.
    pub(crate) unread: HashSet<Id<Comment>>,
}

impl Weight for Mine {
    fn weight(&self) -> usize {
        256 + (self.thanked.len() + self.helped.len() + self.unread.len() * 3) * 16
    }
}
