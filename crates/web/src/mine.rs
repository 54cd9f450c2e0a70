//! What is a member's own in a conversation: thanks, what helped, where they stand.

use std::collections::HashSet;

use base::Id;
use domain::comment::Comment;
use domain::draft::Kept;
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
    /// What they have typed there and not sent.
    pub(crate) drafts: Vec<Kept>,
}

impl Weight for Mine {
    fn weight(&self) -> usize {
        let drafts = self.drafts.iter();
        let drafts: usize = drafts.map(|kept| 256 + kept.draft.source.len()).sum();
        256 + drafts + (self.thanked.len() + self.helped.len() + self.unread.len() * 3) * 16
    }
}
