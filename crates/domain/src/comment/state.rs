//! Where a comment stands.

use serde::{Deserialize, Serialize};

use crate::role::named;

/// Where a comment stands, as stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// To be read by all who see the conversation.
    Visible,
    /// Waits for somebody to read it first.
    Waiting,
    /// Turned away.
    Rejected,
    /// Taken back by whoever said it; a stone stands in its place.
    Deleted,
    /// Taken down by somebody who keeps the peace; a stone stands in its place.
    Removed,
    /// Hidden until somebody has looked; a stone stands in its place, and its author may mend it.
    Hidden,
    /// Deleted before anybody was to see it: nothing stands in its place.
    Dropped,
}
named!(State {
    Visible = "visible",
    Waiting = "waiting",
    Rejected = "rejected",
    Deleted = "deleted",
    Removed = "removed",
    Hidden = "hidden",
    Dropped = "dropped",
});

impl State {
    /// Whether it has a place in the thread: itself, or a stone.
    #[must_use]
    pub const fn is_listed(self) -> bool {
        matches!(
            self,
            Self::Visible | Self::Deleted | Self::Removed | Self::Hidden
        )
    }

    /// Whether it is deleted, in whichever way.
    #[must_use]
    pub const fn is_gone(self) -> bool {
        match self {
            Self::Visible | Self::Waiting | Self::Rejected | Self::Hidden => false,
            Self::Deleted | Self::Removed | Self::Dropped => true,
        }
    }
}
