//! What members are told, why, and what it is about.

use std::time::Duration;

use base::{Id, Moment};

use crate::comment::Comment;
use crate::conversation::{Conversation, Kind, Stage};
use crate::following::Source;
use crate::group::{Group, Visibility};
use crate::person::{Byline, Person};
use crate::policy::{Guarded, Rule, Verdict, Viewer};
use crate::role::named;

/// How long notifications are kept (R129).
pub const KEPT: Duration = Duration::from_hours(180 * 24);
/// How many rows a page of them is made from.
pub const PAGE: i64 = 100;

/// Why somebody is told, the strongest reason first: of several, the first is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// They were called by name.
    Named,
    /// Their comment was answered.
    Answered,
    /// Something was said in what they opened.
    Yours,
    /// Something was said in a conversation that they watch.
    Watched,
    /// Something was said where, or by whom, they watch.
    WatchedSource,
    /// Something began that they want to know the beginning of.
    Began,
    /// They were thanked.
    Thanked,
    /// What they said helped somebody.
    Helped,
    /// What they said was accepted as the answer.
    Accepted,
    /// Their idea found a supporter.
    Supported,
    /// It was decided about an idea of theirs, or one that they support.
    Decided,
    /// What they wrote was read, and is there for all.
    LetThrough,
    /// Those who keep the peace have done something that concerns them.
    Measure,
    /// Their appeal was answered.
    Appeal,
    /// What they reported was looked at.
    Report,
    /// They were introduced to somebody.
    Introduced,
    /// A newcomer's first words wait for an answer.
    Unanswered,
    /// They are invited into a group.
    Invited,
    /// They were let into a group.
    LetIn,
    /// Somebody asks to come into a group of theirs.
    Asked,
    /// They look after a group from now on.
    Raised,
}
named!(Reason {
    Named = "named",
    Answered = "answered",
    Yours = "yours",
    Watched = "watched",
    WatchedSource = "watched-source",
    Began = "began",
    Thanked = "thanked",
    Helped = "helped",
    Accepted = "accepted",
    Supported = "supported",
    Decided = "decided",
    LetThrough = "let-through",
    Measure = "measure",
    Appeal = "appeal",
    Report = "report",
    Introduced = "introduced",
    Unanswered = "unanswered",
    Invited = "invited",
    LetIn = "let-in",
    Asked = "asked",
    Raised = "raised",
});

impl Reason {
    /// Whether it was meant for them and nobody else.
    #[must_use]
    pub const fn is_personal(self) -> bool {
        match self {
            Self::Named
            | Self::Answered
            | Self::Accepted
            | Self::Measure
            | Self::Appeal
            | Self::Introduced
            | Self::Invited => true,
            Self::Yours
            | Self::Watched
            | Self::WatchedSource
            | Self::Began
            | Self::Thanked
            | Self::Helped
            | Self::Supported
            | Self::Decided
            | Self::LetThrough
            | Self::Report
            | Self::Unanswered
            | Self::LetIn
            | Self::Asked
            | Self::Raised => false,
        }
    }

    /// Whether it is about something that was said.
    #[must_use]
    pub const fn is_word(self) -> bool {
        match self {
            Self::Named | Self::Answered | Self::Yours | Self::Watched | Self::WatchedSource => {
                true
            }
            Self::Began
            | Self::Thanked
            | Self::Helped
            | Self::Accepted
            | Self::Supported
            | Self::Decided
            | Self::LetThrough
            | Self::Measure
            | Self::Appeal
            | Self::Report
            | Self::Introduced
            | Self::Unanswered
            | Self::Invited
            | Self::LetIn
            | Self::Asked
            | Self::Raised => false,
        }
    }

    /// Whether it is about where they stand, and not about a conversation.
    #[must_use]
    pub const fn is_standing(self) -> bool {
        matches!(self, Self::Measure | Self::Appeal | Self::Report)
    }
}

/// Something that one member is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    /// Its id.
    pub id: Id<Notification>,
    /// Who is told.
    pub to: Id<Person>,
    /// When it happened.
    pub at: Moment,
    /// Why they are told.
    pub reason: Reason,
    /// What they follow because of which they are told, if it is that.
    pub source: Option<Source>,
    /// The name of that.
    pub source_name: Option<String>,
    /// The conversation that it is about; none if it is about where they stand.
    pub conversation: Option<Id<Conversation>>,
    /// What the conversation is under.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// Its address.
    pub path: String,
    /// The group it belongs to.
    pub group: Id<Group>,
    /// Who may read it.
    pub visibility: Visibility,
    /// Whether it is there.
    pub stage: Stage,
    /// Who began it.
    pub begun_by: Id<Person>,
    /// The comment that it is about.
    pub comment: Option<Id<Comment>>,
    /// Who did it, if they have an account.
    pub by: Option<Byline>,
    /// The name of the guest who did it.
    pub guest: Option<String>,
    /// When it was read.
    pub read_at: Option<Moment>,
}

impl Guarded for Notification {
    /// One's own, and only while what it is about can be seen (R25).
    fn is_visible_to(&self, viewer: &Viewer) -> bool {
        viewer.is(self.to)
            && (self.conversation.is_none()
                || crate::conversation::is_open_to(
                    viewer,
                    self.group,
                    self.stage,
                    self.visibility,
                    self.begun_by,
                ))
    }
}

/// To say that it was read.
pub enum Read {}

impl Rule for Read {
    type Subject = Notification;
    const WHILE_SILENCED: bool = true;

    fn judge(viewer: &Viewer, notification: &Notification) -> Verdict {
        match viewer {
            Viewer::Guest => Verdict::SignIn,
            _ if viewer.is(notification.to) => Verdict::Allow,
            Viewer::Member(_)
            | Viewer::Steward(_)
            | Viewer::Moderator(_)
            | Viewer::Admin(_)
            | Viewer::Owner(_) => Verdict::Deny("error.not-found"),
        }
    }
}
