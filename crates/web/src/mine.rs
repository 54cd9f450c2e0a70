//! What a member has thanked for in a conversation.

use std::collections::HashSet;

use base::Id;
use domain::comment::Comment;

use crate::cache::Weight;

/// The comments.
#[derive(Default)]
pub(crate) struct Thanked(pub(crate) HashSet<Id<Comment>>);

impl Weight for Thanked {
    fn weight(&self) -> usize {
        64 + self.0.len() * 16
    }
}
