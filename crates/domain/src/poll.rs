//! Polls: a question with a few answers to choose from, under a conversation. What was chosen is counted, and said openly.

mod ballot;
mod input;
mod ranked;
mod rule;
mod tally;

pub use ballot::Ballot;
pub use input::{Draft, Input};
pub use ranked::{Round, Tie};
pub use rule::{Attach, Attachable, Close, Remove, Vote};
pub use tally::{Tally, tally};

use std::time::Duration;

use base::{Id, Moment};
use serde::{Deserialize, Serialize};

use crate::conversation::{Conversation, Stage};
use crate::person::Byline;
use crate::policy::{Guarded, Viewer};
use crate::role::named;

/// Fewest options: with one there is nothing to choose.
pub const FEWEST: usize = 2;
/// Most options (R35).
pub const MOST: usize = 20;
/// Bytes of an option (R35).
pub const OPTION_LIMIT: usize = 100;
/// Bytes of the question.
pub const QUESTION_LIMIT: usize = 200;
/// How long a poll is open, if nothing else is said: long enough for those who come at the weekend or do not.
pub const OPEN_FOR: Duration = Duration::from_hours(3 * 24);
/// How long it may be open at most: what nobody remembers having asked, nobody counts.
pub const OPEN_AT_MOST: Duration = Duration::from_hours(366 * 24);

/// How one votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// For one option.
    Single,
    /// For several, each of which counts once.
    Many,
    /// By putting options into an order; counted in rounds.
    Ranked,
}
named!(Way { Single = "single", Many = "many", Ranked = "ranked" });

/// When the figures are shown. Nobody sees them earlier, neither whoever asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shown {
    /// From the beginning, to everybody.
    Always,
    /// To whoever has voted, and to everybody once it is closed.
    Voted,
    /// Once it is closed.
    Closed,
}
named!(Shown { Always = "always", Voted = "voted", Closed = "closed" });

/// Whether votes are taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Yes.
    Open,
    /// Its time is over, or somebody closed it before.
    Closed {
        /// When.
        at: Moment,
        /// Who; nobody if its time was over.
        by: Option<Byline>,
    },
}

/// A poll without its votes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Poll {
    /// Under what it stands: it is as visible as that.
    pub conversation: Conversation,
    /// What is asked.
    pub question: String,
    /// What can be chosen, in the order in which it is shown. They are counted from 1.
    pub options: Vec<String>,
    /// How one votes.
    pub way: Way,
    /// How many options one may choose at most.
    pub most: usize,
    /// Whether it is shown who chose what. Whoever votes is told before.
    pub named: bool,
    /// When the figures are shown.
    pub shown: Shown,
    /// When it closes by itself.
    pub closes_at: Moment,
    /// Whether votes are taken.
    pub state: State,
    /// How many have voted.
    pub voters: i64,
}

impl Poll {
    /// The conversation under which it stands; there is one poll at most.
    #[must_use]
    pub const fn id(&self) -> Id<Conversation> {
        self.conversation.id
    }

    /// Whether votes are taken.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self.state, State::Open)
    }

    /// Whether the figures are shown to somebody who has voted, or has not.
    #[must_use]
    pub const fn shows(&self, voted: bool) -> bool {
        match (self.shown, &self.state) {
            (Shown::Always, _) | (_, State::Closed { .. }) => true,
            (Shown::Voted, State::Open) => voted,
            (Shown::Closed, State::Open) => false,
        }
    }

    /// Whether it can be read by others.
    #[must_use]
    pub fn is_out(&self) -> bool {
        self.conversation.stage == Stage::Published
    }

    /// The option at a place, counted from 1.
    #[must_use]
    pub fn option(&self, place: usize) -> Option<&str> {
        let at = place.checked_sub(1)?;
        self.options.get(at).map(String::as_str)
    }
}

impl Guarded for Poll {
    fn is_visible_to(&self, viewer: &Viewer) -> bool {
        self.conversation.is_visible_to(viewer)
    }
}
