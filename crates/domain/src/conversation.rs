//! A conversation: all that is said under one anchor, whatever that is.

use base::{Id, Moment};
use serde::{Deserialize, Serialize};

use crate::group::{Group, Sign, Visibility};
use crate::person::Person;
use crate::policy::{Guarded, Rule, Verdict, Viewer};
use crate::role::named;

/// What a conversation is under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// An article of the weblog.
    Article,
    /// Something to talk about.
    Discussion,
    /// Something somebody wants to know; one comment may be accepted as its answer.
    Question,
    /// Something that could be done; members support it, stewards decide.
    Idea,
    /// Somebody needs a hand or a thing.
    Ask,
    /// Somebody has a hand or a thing.
    Offer,
}
named!(Kind {
    Article = "article",
    Discussion = "discussion",
    Question = "question",
    Idea = "idea",
    Ask = "ask",
    Offer = "offer",
});

impl Kind {
    /// Those that any member may open.
    pub const POSTS: [Self; 5] = [
        Self::Discussion,
        Self::Question,
        Self::Idea,
        Self::Ask,
        Self::Offer,
    ];

    /// Whether any member may open one.
    #[must_use]
    pub const fn is_post(self) -> bool {
        match self {
            Self::Article => false,
            Self::Discussion | Self::Question | Self::Idea | Self::Ask | Self::Offer => true,
        }
    }

    /// Whether others say “I can” or “I’d like” under it.
    #[must_use]
    pub const fn is_wish(self) -> bool {
        match self {
            Self::Ask | Self::Offer => true,
            Self::Article | Self::Discussion | Self::Question | Self::Idea => false,
        }
    }

    /// Whether what is said directly under it was asked for.
    #[must_use]
    pub const fn asks(self) -> bool {
        match self {
            Self::Question | Self::Ask => true,
            Self::Article | Self::Discussion | Self::Idea | Self::Offer => false,
        }
    }
}

/// Whether comments are still taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Door {
    /// Yes.
    Open,
    /// Somebody closed it.
    Closed {
        /// When.
        at: Moment,
    },
    /// It closed by itself, so many days after its beginning.
    Expired {
        /// When.
        at: Moment,
    },
    /// Many have reported it at once; it opens again by itself.
    Paused {
        /// When.
        until: Moment,
    },
}

impl Door {
    /// Whether comments are taken.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open)
    }

    /// When it opens again by itself, if it is paused.
    #[must_use]
    pub const fn paused_until(self) -> Option<Moment> {
        match self {
            Self::Paused { until } => Some(until),
            Self::Open | Self::Closed { .. } | Self::Expired { .. } => None,
        }
    }

    /// From the stored moments, seen at `now`.
    #[must_use]
    pub fn at(
        now: Moment,
        closed_at: Option<Moment>,
        closes_at: Option<Moment>,
        paused_until: Option<Moment>,
    ) -> Self {
        match (closed_at, closes_at, paused_until) {
            (Some(at), _, _) => Self::Closed { at },
            (None, Some(at), _) if at <= now => Self::Expired { at },
            (None, _, Some(until)) if until > now => Self::Paused { until },
            (None, _, _) => Self::Open,
        }
    }
}

/// Whether the conversation's anchor can be read by others yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Only its authors and those who run the site see it.
    Draft,
    /// Will be published by itself.
    Scheduled,
    /// To be read.
    Published,
    /// Waits for somebody who keeps the peace to read it first; they, and whoever began it, see it.
    Waiting,
    /// Taken away by those who keep the peace; they, and whoever began it, still see it.
    Removed,
}
named!(Stage {
    Draft = "draft",
    Scheduled = "scheduled",
    Published = "published",
    Waiting = "waiting",
    Removed = "removed",
});

/// A conversation without what is said in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversation {
    /// Its id, which its anchor shares.
    pub id: Id<Conversation>,
    /// The group it belongs to.
    pub group: Id<Group>,
    /// How that is named, unless it is the site's own.
    pub sign: Option<Sign>,
    /// What it is under.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// Its address, from the root.
    pub path: String,
    /// Who may read.
    pub visibility: Visibility,
    /// Whether it is published.
    pub stage: Stage,
    /// Who began it.
    pub by: Id<Person>,
    /// Comments that everybody who sees it sees.
    pub comments: i64,
    /// Whether comments are taken.
    pub door: Door,
    /// Whether guests may comment, by the group's setting.
    pub guests: bool,
    /// Whether only members of the group may: of one that not everybody can come into.
    pub members_only: bool,
    /// Where it goes on, if it is closed and goes on.
    pub continues_in: Option<Id<Conversation>>,
}

impl Guarded for Conversation {
    fn is_visible_to(&self, viewer: &Viewer) -> bool {
        is_open_to(viewer, self.group, self.stage, self.visibility, self.by)
    }
}

/// Whether a conversation is there for a viewer. What is said in it is as hidden as it is itself.
#[must_use]
pub fn is_open_to(
    viewer: &Viewer,
    group: Id<Group>,
    stage: Stage,
    visibility: Visibility,
    begun_by: Id<Person>,
) -> bool {
    visibility.admits(viewer)
        && match stage {
            Stage::Published => true,
            Stage::Waiting | Stage::Removed => {
                viewer.is(begun_by) || viewer.within(group).is_staff()
            }
            Stage::Draft | Stage::Scheduled => {
                viewer.is(begun_by) || viewer.is_at_least(crate::Role::Admin)
            }
        }
}

/// To say something.
pub enum Comment {}

impl Rule for Comment {
    type Subject = Conversation;

    fn judge(viewer: &Viewer, conversation: &Conversation) -> Verdict {
        match (conversation.stage, conversation.door, viewer) {
            (Stage::Draft | Stage::Scheduled | Stage::Waiting | Stage::Removed, _, _) => {
                Verdict::Deny("comment.not-published")
            }
            (Stage::Published, Door::Closed { .. } | Door::Expired { .. }, _) => {
                Verdict::Deny("comment.closed")
            }
            (Stage::Published, Door::Paused { .. }, _) => Verdict::Deny("conversation.rests"),
            (Stage::Published, Door::Open, Viewer::Guest)
                if conversation.guests && !conversation.members_only =>
            {
                Verdict::Allow
            }
            (Stage::Published, Door::Open, Viewer::Guest) => Verdict::SignIn,
            (Stage::Published, Door::Open, viewer)
                if conversation.members_only && !viewer.belongs_to(conversation.group) =>
            {
                Verdict::Deny("group.members-speak")
            }
            (
                Stage::Published,
                Door::Open,
                Viewer::Member(_)
                | Viewer::Steward(_)
                | Viewer::Moderator(_)
                | Viewer::Admin(_)
                | Viewer::Owner(_),
            ) => Verdict::Allow,
        }
    }
}

/// To close a conversation, open it again, or say where it goes on.
pub enum Close {}

impl Rule for Close {
    type Subject = Conversation;

    fn judge(viewer: &Viewer, conversation: &Conversation) -> Verdict {
        match &viewer.within(conversation.group) {
            Viewer::Guest => Verdict::SignIn,
            // What others have reported is not for whoever began it to let go on.
            Viewer::Member(_)
                if viewer.is(conversation.by) && conversation.door.paused_until().is_some() =>
            {
                Verdict::Deny("conversation.rests")
            }
            Viewer::Member(_) if viewer.is(conversation.by) => Verdict::Allow,
            Viewer::Member(_) => Verdict::Deny("conversation.not-yours"),
            Viewer::Steward(_) | Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_) => {
                Verdict::Allow
            }
        }
    }
}
