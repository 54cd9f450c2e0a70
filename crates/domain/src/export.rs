//! Everything of theirs that a member takes away: one file, made on request, theirs alone for a week (R127).

use std::time::Duration;

use base::{Id, Moment};

use crate::person::Person;
use crate::policy::{Guarded, Rule, Verdict, Viewer};
use crate::role::named;

/// How long a file that is ready is kept.
pub const KEPT: Duration = Duration::from_hours(7 * 24);
/// How many one member may ask for within [`SPAN`].
pub const MOST: i64 = 2;
/// The span of [`MOST`].
pub const SPAN: Duration = Duration::from_hours(7 * 24);
/// How long it is remembered that a file was asked for.
pub const REMEMBERED: Duration = Duration::from_hours(30 * 24);
/// How long making one may take before it is given up (R127 wants it within a day).
pub const PATIENCE: Duration = Duration::from_hours(24);
/// Bytes of the largest file.
///
/// Four times what one member's pictures may take: whoever meets it came with an import, and the operator can help them.
pub const LARGEST: u64 = 2_000_000_000;

/// How far it is, as stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Its turn has not come.
    Waiting,
    /// Being made.
    Making,
    /// To be fetched.
    Ready,
    /// Was kept for [`KEPT`]; the file is gone.
    Expired,
    /// It could not be made.
    Failed,
}
named!(Stage {
    Waiting = "waiting",
    Making = "making",
    Ready = "ready",
    Expired = "expired",
    Failed = "failed",
});

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Its turn has not come.
    Waiting,
    /// Being made.
    Making,
    /// To be fetched until a moment.
    Ready {
        /// Until when.
        until: Moment,
        /// Its length.
        bytes: i64,
    },
    /// The file is gone.
    Expired,
    /// It could not be made.
    Failed,
}

impl State {
    /// Whether it is still to come.
    #[must_use]
    pub const fn is_under_way(self) -> bool {
        match self {
            Self::Waiting | Self::Making => true,
            Self::Ready { .. } | Self::Expired | Self::Failed => false,
        }
    }

    /// The name of its stage.
    #[must_use]
    pub const fn stage(self) -> Stage {
        match self {
            Self::Waiting => Stage::Waiting,
            Self::Making => Stage::Making,
            Self::Ready { .. } => Stage::Ready,
            Self::Expired => Stage::Expired,
            Self::Failed => Stage::Failed,
        }
    }
}

/// A file with everything of somebody's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// Its id.
    pub id: Id<Export>,
    /// Whose it is.
    pub of: Id<Person>,
    /// When they asked for it.
    pub asked_at: Moment,
    /// How far it is.
    pub state: State,
}

impl Guarded for Export {
    fn is_visible_to(&self, viewer: &Viewer) -> bool {
        viewer.is(self.of)
    }
}

/// To fetch the file.
pub enum Fetch {}

impl Rule for Fetch {
    type Subject = Export;
    const WHILE_SILENCED: bool = true;
    fn judge(viewer: &Viewer, export: &Export) -> Verdict {
        match (viewer, export.state) {
            (Viewer::Guest, _) => Verdict::SignIn,
            (viewer, _) if !viewer.is(export.of) => Verdict::Deny("export.not-yours"),
            (_, State::Ready { .. }) => Verdict::Allow,
            (_, State::Waiting | State::Making) => Verdict::Deny("export.not-ready"),
            (_, State::Expired | State::Failed) => Verdict::Deny("export.gone"),
        }
    }
}

/// What somebody has asked for lately: the subject of asking for one more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lately {
    /// Who.
    pub person: Id<Person>,
    /// How many within [`SPAN`].
    pub count: i64,
    /// Whether one of them is still to come.
    pub under_way: bool,
}

impl Guarded for Lately {
    fn is_visible_to(&self, viewer: &Viewer) -> bool {
        viewer.is(self.person)
    }
}

/// To ask for one.
pub enum Ask {}

impl Rule for Ask {
    type Subject = Lately;
    const WHILE_SILENCED: bool = true;
    fn judge(viewer: &Viewer, lately: &Lately) -> Verdict {
        match viewer {
            Viewer::Guest => Verdict::SignIn,
            viewer if !viewer.is(lately.person) => Verdict::Deny("export.not-yours"),
            _ if lately.under_way => Verdict::Deny("export.under-way"),
            _ if lately.count >= MOST => Verdict::Deny("export.too-many"),
            Viewer::Member(_)
            | Viewer::Steward(_)
            | Viewer::Moderator(_)
            | Viewer::Admin(_)
            | Viewer::Owner(_) => Verdict::Allow,
        }
    }
}
