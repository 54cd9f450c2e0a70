//! Cases: what somebody asked those who keep the peace to look at, and what came of it.

mod rule;
mod step;

use std::time::Duration;

use base::{Id, Moment};
use serde::Deserialize;

use crate::comment::Comment;
use crate::conversation::Conversation;
use crate::person::{Byline, Person};
use crate::policy::{Guarded, Viewer};
use crate::problem::{self, Fault, Problems};
use crate::role::{Role, named};

pub use rule::{Act, Agree, Keep, Report, Reported};
pub use step::Step;

/// Bytes of what is written with a report, in a note, or to the person concerned.
pub const WORDS_LIMIT: usize = 2_000;
/// Reports that one member makes in a day (SECURITY 4.3).
pub const DAILY: i64 = 20;
/// The same of somebody who has been here for less than [`SETTLED`].
pub const DAILY_AT_FIRST: i64 = 5;
/// How long somebody has to be a member before their report counts toward hiding.
pub const SETTLED: Duration = Duration::from_hours(24);
/// What reports have to weigh together to hide a comment until somebody has looked.
pub const HIDES_AT: i64 = 3;
/// After so long a case is late, and those who keep the peace are reminded.
pub const LATE: Duration = Duration::from_hours(24);
/// So many reports within [`RUSH`] about one conversation, and what is said in it, pause it.
pub const PAUSES_AT: i64 = 5;
/// See [`PAUSES_AT`].
pub const RUSH: Duration = Duration::from_hours(1);
/// How long a conversation is paused.
pub const PAUSE: Duration = Duration::from_hours(4);

/// What a case can be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Thing {
    /// Something that was said.
    Comment(Id<Comment>),
    /// An article, or what a member opened.
    Conversation(Id<Conversation>),
    /// Somebody.
    Person(Id<Person>),
}

impl Thing {
    /// Its stored kind and id.
    #[must_use]
    pub const fn parts(self) -> (&'static str, i64) {
        match self {
            Self::Comment(id) => ("comment", id.raw()),
            Self::Conversation(id) => ("conversation", id.raw()),
            Self::Person(id) => ("person", id.raw()),
        }
    }

    /// Reads what [`Thing::parts`] gave.
    #[must_use]
    pub fn read(kind: &str, raw: i64) -> Option<Self> {
        match kind {
            "comment" => Id::from_raw(raw).map(Self::Comment),
            "conversation" => Id::from_raw(raw).map(Self::Conversation),
            "person" => Id::from_raw(raw).map(Self::Person),
            _ => None,
        }
    }
}

/// Why something is reported, or acted upon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Advertising, or the same again and again.
    Spam,
    /// Unkind to a person.
    Insult,
    /// Does not belong here.
    OffGoal,
    /// Somebody could come to harm.
    Dangerous,
    /// Something else.
    Other,
}
named!(Reason {
    Spam = "spam",
    Insult = "insult",
    OffGoal = "off-goal",
    Dangerous = "dangerous",
    Other = "other",
});

/// What came of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Something was wrong.
    Upheld,
    /// It is within the customs.
    Dismissed,
}
named!(Outcome { Upheld = "upheld", Dismissed = "dismissed" });

/// How far a case is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Somebody has to look.
    Open,
    /// Decided.
    Closed {
        /// When.
        at: Moment,
        /// What came of it.
        outcome: Outcome,
    },
}

/// A case, without what was reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its id.
    pub id: Id<Case>,
    /// What it is about.
    pub thing: Thing,
    /// Whom it concerns, if they have an account.
    pub person: Option<Byline>,
    /// Their role at this moment.
    pub role: Option<Role>,
    /// The conversation in which it happened.
    pub conversation: Option<Id<Conversation>>,
    /// Since when.
    pub opened_at: Moment,
    /// Who looks after it.
    pub claimed_by: Option<Byline>,
    /// How many have reported it.
    pub reports: i64,
    /// Whoever reported it, if nobody else did.
    pub sole: Option<Id<Person>>,
    /// The reason given most often.
    pub reason: Reason,
    /// Who wants to shut them out.
    pub proposed_by: Option<Byline>,
    /// How far it is.
    pub state: State,
}

impl Case {
    /// Whether it has waited for too long.
    #[must_use]
    pub fn is_late(&self, now: Moment) -> bool {
        self.state == State::Open && now > self.opened_at.after(LATE)
    }

    /// Whether it concerns the viewer.
    #[must_use]
    pub fn concerns(&self, viewer: &Viewer) -> bool {
        self.person.as_ref().is_some_and(|who| viewer.is(who.id))
    }
}

impl Guarded for Case {
    /// Those who keep the peace, but nobody whom it concerns: who reported them is not theirs to know.
    fn is_visible_to(&self, viewer: &Viewer) -> bool {
        viewer.is_staff() && !self.concerns(viewer)
    }
}

/// What somebody types to report something.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct ReportInput {
    /// One of [`Reason`].
    #[serde(default)]
    pub reason: String,
    /// In their own words.
    #[serde(default)]
    pub words: String,
}

/// Understood.
#[derive(Clone, Debug)]
pub struct ReportDraft {
    /// Why.
    pub reason: Reason,
    /// Clean; may be empty unless the reason is “something else”.
    pub words: String,
}

impl ReportInput {
    /// Understands both fields, or says what is wrong with each.
    ///
    /// # Errors
    /// The faults.
    pub fn parse(&self) -> Result<ReportDraft, Problems> {
        let mut problems = Problems::default();
        let reason = problems.take("reason", parse_reason(&self.reason));
        let words = problems.take("words", parse_words(&self.words));
        if reason == Some(Reason::Other) && words.as_ref().is_some_and(String::is_empty) {
            problems.add("words", Fault::new("report.words-missing"));
        }
        problems.or(|| {
            Some(ReportDraft {
                reason: reason?,
                words: words?,
            })
        })
    }
}

/// One of [`Reason`].
///
/// # Errors
/// None of them.
pub fn parse_reason(raw: &str) -> Result<Reason, Fault> {
    Reason::parse(raw).ok_or(Fault::new("report.reason-missing"))
}

/// Words for people, that may be missing.
///
/// # Errors
/// Too long.
pub fn parse_words(raw: &str) -> Result<String, Fault> {
    problem::text(raw, WORDS_LIMIT, "error.too-long")
}

/// What a report weighs toward hiding a comment by itself. Whoever is new here, or has never said anything, weighs nothing.
#[must_use]
pub fn weight(viewer: &Viewer, settled: bool) -> i64 {
    match viewer.role() {
        None => 0,
        Some(_) if !settled || viewer.silenced_until().is_some() => 0,
        Some(Role::Member) => 1,
        Some(Role::Steward | Role::Moderator | Role::Admin | Role::Owner) => 2,
    }
}
