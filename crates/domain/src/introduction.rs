//! Introductions: a member brings two others together, in a small group of three.

use base::Id;
use serde::Deserialize;

use crate::group::{CHARTER_LIMIT, Draft, Entry, NAME_LIMIT, OpenTo};
use crate::person::{Person, State};
use crate::policy::{Guarded, Rule, Verdict, Viewer};
use crate::problem::{self, Problems};

/// Introductions that one member makes in a day.
pub const DAILY: i64 = 5;

/// Two people who are about to be introduced to each other.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// One of them.
    pub one: Person,
    /// The other.
    pub other: Person,
    /// How many introductions the viewer has made in a day.
    pub lately: i64,
}

impl Meeting {
    /// The first words of their conversation: both by their handles, so that everybody sees who is meant, and the sentence.
    #[must_use]
    pub fn words(&self, sentence: &str) -> String {
        format!("@{}, @{}: {sentence}", self.one.handle, self.other.handle)
    }

    /// The group of three in which they meet. It is called after why, since names change and go.
    #[must_use]
    pub fn group(&self, words: &str) -> Draft {
        Draft {
            name: base::clean::clip(words, NAME_LIMIT).to_owned(),
            charter: words.to_owned(),
            entry: Entry::Hidden,
            open_to: OpenTo::Members,
        }
    }

    /// Both.
    #[must_use]
    pub const fn people(&self) -> [Id<Person>; 2] {
        [self.one.id, self.other.id]
    }
}

impl Guarded for Meeting {
    fn is_visible_to(&self, viewer: &Viewer) -> bool {
        self.one.is_visible_to(viewer) && self.other.is_visible_to(viewer)
    }
}

/// To introduce two others: every member, not too often.
pub enum Introduce {}

impl Rule for Introduce {
    type Subject = Meeting;

    fn judge(viewer: &Viewer, meeting: &Meeting) -> Verdict {
        let is_member = |person: &Person| person.state == State::Active;
        match viewer {
            Viewer::Guest => Verdict::SignIn,
            _ if meeting.one.id == meeting.other.id => Verdict::Deny("introduction.same"),
            viewer if viewer.is(meeting.one.id) || viewer.is(meeting.other.id) => {
                Verdict::Deny("introduction.yourself")
            }
            _ if !is_member(&meeting.one) || !is_member(&meeting.other) => {
                Verdict::Deny("introduction.no-member")
            }
            _ if meeting.lately >= DAILY => Verdict::Deny("introduction.enough"),
            Viewer::Member(_)
            | Viewer::Steward(_)
            | Viewer::Moderator(_)
            | Viewer::Admin(_)
            | Viewer::Owner(_) => Verdict::Allow,
        }
    }
}

/// What somebody types to introduce two others.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Input {
    /// The handle of the second one.
    #[serde(default)]
    pub handle: String,
    /// Why they should know each other.
    #[serde(default)]
    pub words: String,
}

impl Input {
    /// The handle, and the sentence; or what is wrong with each.
    ///
    /// # Errors
    /// The faults.
    pub fn parse(&self) -> Result<(String, String), Problems> {
        let mut problems = Problems::default();
        let handle = problems.take(
            "handle",
            problem::line(
                self.handle.trim().trim_start_matches('@'),
                120,
                "introduction.whom",
                "error.too-long",
            ),
        );
        let words = problems.take(
            "words",
            problem::line(
                &self.words,
                CHARTER_LIMIT,
                "introduction.why",
                "error.too-long",
            ),
        );
        problems.or(|| Some((handle?, words?)))
    }
}
