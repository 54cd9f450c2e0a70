//! Measures: what those who keep the peace have done, kept with its reason; appeals against it; what of it everybody may read.

use std::time::Duration;

use base::{Id, Moment};

use crate::case::{Case, Reason};
use crate::conversation::Conversation;
use crate::person::{Byline, Person};
use crate::policy::{Guarded, Rule, Verdict, Viewer};
use crate::role::{Role, named};

/// How long after a measure the person concerned may appeal.
pub const APPEAL: Duration = Duration::from_hours(14 * 24);
/// Entries on one page of the log.
pub const PAGE: i64 = 50;

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Words to somebody. Nobody else reads of it.
    Notice,
    /// Somebody reads, and does not write, for a while.
    Silenced,
    /// They write again before that is over.
    Unsilenced,
    /// Somebody was shut out.
    Suspended,
    /// They were let back in.
    Reinstated,
    /// A comment was hidden until somebody has looked.
    Hidden,
    /// A comment, or a conversation, was taken away.
    Removed,
    /// What waited to be read was not let through.
    TurnedAway,
    /// It was brought back.
    Shown,
    /// A conversation was closed.
    Closed,
    /// It was opened again.
    Reopened,
    /// A conversation was paused for some hours.
    Paused,
}
named!(Kind {
    Notice = "notice",
    Silenced = "silenced",
    Unsilenced = "unsilenced",
    Suspended = "suspended",
    Reinstated = "reinstated",
    Hidden = "hidden",
    Removed = "removed",
    TurnedAway = "turned-away",
    Shown = "shown",
    Closed = "closed",
    Reopened = "reopened",
    Paused = "paused",
});

impl Kind {
    /// Whether it is done against somebody, so that they may appeal.
    #[must_use]
    pub const fn is_against(self) -> bool {
        match self {
            Self::Notice
            | Self::Silenced
            | Self::Suspended
            | Self::Hidden
            | Self::Removed
            | Self::TurnedAway => true,
            Self::Unsilenced
            | Self::Reinstated
            | Self::Shown
            | Self::Closed
            | Self::Reopened
            | Self::Paused => false,
        }
    }
}

/// What came of an appeal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// It was taken back.
    Granted,
    /// It stays.
    Refused,
}
named!(Answer { Granted = "granted", Refused = "refused" });

/// An appeal against a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appeal {
    /// In the words of the person concerned.
    pub words: String,
    /// When.
    pub at: Moment,
    /// What came of it, and in which words.
    pub answer: Option<(Answer, String)>,
}

/// A measure, as the person concerned and those who keep the peace see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Its id; its activity has the same.
    pub id: Id<Measure>,
    /// What was done.
    pub kind: Kind,
    /// When.
    pub at: Moment,
    /// Who did it; nobody if it came about by itself.
    pub by: Option<Id<Person>>,
    /// Who wanted it, where two had to agree.
    pub proposed_by: Option<Id<Person>>,
    /// In which case.
    pub case: Option<Id<Case>>,
    /// Whom it concerns.
    pub person: Option<Byline>,
    /// Their role at this moment.
    pub role: Option<Role>,
    /// The conversation in which it happened.
    pub conversation: Option<Id<Conversation>>,
    /// Until when it lasts, if it ends by itself.
    pub until: Option<Moment>,
    /// Why.
    pub reason: Option<Reason>,
    /// Words to the person concerned.
    pub words: String,
    /// When it was taken back.
    pub ended_at: Option<Moment>,
    /// What they say to it.
    pub appeal: Option<Appeal>,
}

impl Measure {
    /// Whether the viewer did it, or wanted it done.
    fn decided_by(&self, viewer: &Viewer) -> bool {
        let mut both = self.by.iter().chain(&self.proposed_by);
        both.any(|by| viewer.is(*by))
    }

    fn concerns(&self, viewer: &Viewer) -> bool {
        self.person.as_ref().is_some_and(|who| viewer.is(who.id))
    }
}

impl Guarded for Measure {
    fn is_visible_to(&self, viewer: &Viewer) -> bool {
        self.concerns(viewer) || viewer.is_staff()
    }
}

/// A measure at a certain moment, since the right to appeal ends.
#[derive(Clone, Debug)]
pub struct Dated {
    /// The measure.
    pub measure: Measure,
    /// The time of the judgement.
    pub now: Moment,
}

/// To appeal, once and in time: the person concerned.
pub enum Object {}

impl Rule for Object {
    type Subject = Dated;
    const WHILE_SILENCED: bool = true;

    fn judge(viewer: &Viewer, dated: &Dated) -> Verdict {
        let measure = &dated.measure;
        match viewer {
            Viewer::Guest => Verdict::SignIn,
            viewer if !measure.concerns(viewer) => Verdict::Deny("appeal.not-yours"),
            _ if !measure.kind.is_against() || measure.ended_at.is_some() => {
                Verdict::Deny("appeal.nothing")
            }
            _ if measure.appeal.is_some() => Verdict::Deny("appeal.once"),
            _ if dated.now > measure.at.after(APPEAL) => Verdict::Deny("appeal.too-late"),
            Viewer::Member(_)
            | Viewer::Steward(_)
            | Viewer::Moderator(_)
            | Viewer::Admin(_)
            | Viewer::Owner(_) => Verdict::Allow,
        }
    }
}

/// To answer an appeal: one of those who keep the peace, above the person concerned, and not whoever decided before.
pub enum Review {}

impl Rule for Review {
    type Subject = Measure;

    fn judge(viewer: &Viewer, measure: &Measure) -> Verdict {
        match viewer {
            Viewer::Guest => Verdict::SignIn,
            Viewer::Member(_) | Viewer::Steward(_) => Verdict::Deny("error.moderators-only"),
            viewer if measure.concerns(viewer) => Verdict::Deny("case.about-you"),
            viewer if measure.decided_by(viewer) => Verdict::Deny("appeal.another-decides"),
            viewer if measure.role >= viewer.role() => Verdict::Deny("role.not-above"),
            Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_) => match &measure.appeal {
                Some(appeal) if appeal.answer.is_none() => Verdict::Allow,
                Some(_) | None => Verdict::Deny("appeal.none-open"),
            },
        }
    }
}

/// To take a silence back before it is over: those who keep the peace, above the person concerned.
pub enum End {}

impl Rule for End {
    type Subject = Dated;

    fn judge(viewer: &Viewer, dated: &Dated) -> Verdict {
        let measure = &dated.measure;
        match viewer {
            Viewer::Guest => Verdict::SignIn,
            Viewer::Member(_) | Viewer::Steward(_) => Verdict::Deny("error.moderators-only"),
            viewer if measure.concerns(viewer) => Verdict::Deny("case.about-you"),
            viewer if measure.role >= viewer.role() => Verdict::Deny("role.not-above"),
            _ if measure.kind != Kind::Silenced
                || measure.ended_at.is_some()
                || measure.until.is_none_or(|until| until <= dated.now) =>
            {
                Verdict::Deny("case.nothing-to-end")
            }
            Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_) => Verdict::Allow,
        }
    }
}

/// The log of measures, as the site keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Log {
    /// Whether guests may read it.
    pub public: bool,
}

impl Guarded for Log {
    fn is_visible_to(&self, _: &Viewer) -> bool {
        true
    }
}

/// To read the log.
pub enum ReadLog {}

impl Rule for ReadLog {
    type Subject = Log;
    const WHILE_SILENCED: bool = true;

    fn judge(viewer: &Viewer, log: &Log) -> Verdict {
        match (viewer, log.public) {
            (Viewer::Guest, false) => Verdict::SignIn,
            (Viewer::Guest, true)
            | (
                Viewer::Member(_)
                | Viewer::Steward(_)
                | Viewer::Moderator(_)
                | Viewer::Admin(_)
                | Viewer::Owner(_),
                _,
            ) => Verdict::Allow,
        }
    }
}

/// A measure as the log tells of it: without what was said, whom it concerns, and who reported it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: Id<Measure>,
    /// What was done.
    pub kind: Kind,
    /// To a comment rather than to a whole conversation.
    pub is_comment: bool,
    /// When.
    pub at: Moment,
    /// Who did it; nobody if it came about by itself.
    pub by: Option<Byline>,
    /// In which role.
    pub role: Option<Role>,
    /// Why.
    pub reason: Option<Reason>,
    /// Until when.
    pub until: Option<Moment>,
    /// What came of an appeal.
    pub answer: Option<Answer>,
    /// The address and title of the conversation, if the reader may see it.
    pub place: Option<(String, String)>,
}
