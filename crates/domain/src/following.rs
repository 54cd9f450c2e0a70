//! What somebody wants to be told of, and where they stand in a conversation. Nobody else sees it.

use std::collections::HashMap;

use base::{Id, Moment};

use crate::comment::Comment;
use crate::conversation::Conversation;
use crate::group::Group;
use crate::notification::Notification;
use crate::person::Person;
use crate::policy::{Rule, Verdict, Viewer};
use crate::role::named;
use crate::tag::Tag;

/// How much somebody wants to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// Of everything that is said.
    Watching,
    /// Of every conversation that begins there, not of what is said in it.
    FirstPost,
    /// Of what is said to them: by name, or in answer. What is new counts for them, as with everything they follow.
    Replies,
    /// As if nothing had been chosen: of what is said to them.
    Normal,
    /// Of nothing.
    Muted,
}
named!(Level {
    Watching = "watching",
    FirstPost = "first",
    Replies = "replies",
    Normal = "normal",
    Muted = "muted",
});

impl Level {
    /// Those that mean something in a conversation.
    pub const OF_CONVERSATIONS: [Self; 4] =
        [Self::Watching, Self::Replies, Self::Normal, Self::Muted];
    /// Those that mean something for what conversations come from: a tag, a person, a group.
    pub const OF_SOURCES: [Self; 4] = [Self::Watching, Self::FirstPost, Self::Normal, Self::Muted];

    /// Whether what has it belongs to what somebody follows.
    #[must_use]
    pub const fn follows(self) -> bool {
        match self {
            Self::Watching | Self::FirstPost | Self::Replies => true,
            Self::Normal | Self::Muted => false,
        }
    }
}

/// What conversations come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// A group, the site's own among them.
    Group(Id<Group>),
    /// A tag.
    Tag(Id<Tag>),
    /// Somebody.
    Person(Id<Person>),
}

impl Source {
    /// Its stored kind and id.
    #[must_use]
    pub const fn parts(self) -> (&'static str, i64) {
        match self {
            Self::Group(id) => ("group", id.raw()),
            Self::Tag(id) => ("tag", id.raw()),
            Self::Person(id) => ("person", id.raw()),
        }
    }

    /// Reads what [`Source::parts`] gave.
    #[must_use]
    pub fn read(kind: &str, raw: i64) -> Option<Self> {
        match kind {
            "group" => Id::from_raw(raw).map(Self::Group),
            "tag" => Id::from_raw(raw).map(Self::Tag),
            "person" => Id::from_raw(raw).map(Self::Person),
            _ => None,
        }
    }
}

/// Where somebody stands in a conversation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Everything until then has been seen; never looked at if there is none.
    pub seen_at: Option<Moment>,
    /// What they chose, or what taking part chose for them.
    pub level: Option<Level>,
    /// What others said since, oldest first, at most [`UNREAD`].
    pub unread: Vec<(Id<Comment>, Moment)>,
    /// Notifications of this conversation that were not read, with the comment that each is about.
    pub told: HashMap<Id<Notification>, Option<Id<Comment>>>,
    /// When something happened there last.
    pub latest: Option<Moment>,
}

/// How many unread comments of one conversation are kept apart from each other.
pub const UNREAD: i64 = 200;

impl Standing {
    /// Until when everything has been seen once a page with these comments has been read; `None` if that tells nothing new.
    ///
    /// What is unread on other pages keeps the moment back, so that nothing is lost: it stays unread until it was shown.
    #[must_use]
    pub fn after_reading(&self, shown: impl Fn(Id<Comment>) -> bool) -> Option<Moment> {
        let Some(seen) = self.seen_at else {
            // Who comes for the first time has what is there before them; only what comes later is new to them.
            return self.latest;
        };
        let mut until = seen;
        for (id, at) in &self.unread {
            if !shown(*id) {
                return (until > seen).then_some(until);
            }
            until = *at;
        }
        if i64::try_from(self.unread.len()).is_ok_and(|count| count < UNREAD) {
            until = until.max(self.latest.unwrap_or(until));
        }
        (until > seen).then_some(until)
    }

    /// The notifications that a page with these comments has answered.
    pub fn answered(
        &self,
        shown: impl Fn(Id<Comment>) -> bool,
    ) -> impl Iterator<Item = Id<Notification>> {
        self.told
            .iter()
            .filter(move |(_, about)| about.is_none_or(&shown))
            .map(|(id, _)| *id)
    }
}

/// To choose how much one is told of a conversation.
pub enum Follow {}

impl Rule for Follow {
    type Subject = Conversation;
    const WHILE_SILENCED: bool = true;

    fn judge(viewer: &Viewer, _: &Conversation) -> Verdict {
        members(viewer)
    }
}

/// To choose how much one is told of what comes from a group, or from its tags.
pub enum FollowGroup {}

impl Rule for FollowGroup {
    type Subject = Group;
    const WHILE_SILENCED: bool = true;

    fn judge(viewer: &Viewer, group: &Group) -> Verdict {
        match members(viewer) {
            Verdict::Allow if !viewer.belongs_to(group.id) => Verdict::Deny("group.no-member"),
            other => other,
        }
    }
}

/// To choose how much one is told of what somebody says.
pub enum FollowPerson {}

impl Rule for FollowPerson {
    type Subject = Person;
    const WHILE_SILENCED: bool = true;

    fn judge(viewer: &Viewer, person: &Person) -> Verdict {
        match members(viewer) {
            Verdict::Allow if viewer.is(person.id) => Verdict::Deny("following.yourself"),
            verdict => verdict,
        }
    }
}

const fn members(viewer: &Viewer) -> Verdict {
    match viewer {
        Viewer::Guest => Verdict::SignIn,
        Viewer::Member(_)
        | Viewer::Steward(_)
        | Viewer::Moderator(_)
        | Viewer::Admin(_)
        | Viewer::Owner(_) => Verdict::Allow,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(seen: i64, unread: &[(u32, i64)], latest: i64) -> Standing {
        Standing {
            seen_at: Some(Moment::from_ms(seen)),
            unread: unread
                .iter()
                .map(|(id, at)| (Id::fixed(*id), Moment::from_ms(*at)))
                .collect(),
            latest: Some(Moment::from_ms(latest)),
            ..Standing::default()
        }
    }

    #[test]
    fn what_is_unread_elsewhere_keeps_the_moment_back() {
        let new = [(1, 110), (2, 120), (3, 130)];
        let page = |ids: &'static [u32]| {
            standing(100, &new, 130)
                .after_reading(move |id| ids.iter().any(|known| id == Id::fixed(*known)))
                .map(Moment::ms)
        };

        assert_eq!(page(&[1, 2, 3]), Some(130));
        assert_eq!(page(&[1, 3]), Some(110));
        assert_eq!(page(&[2, 3]), None);
        assert_eq!(page(&[]), None);
    }

    #[test]
    fn the_first_look_has_seen_what_is_there() {
        let first = Standing {
            latest: Some(Moment::from_ms(50)),
            ..Standing::default()
        };

        assert_eq!(first.after_reading(|_| false), Some(Moment::from_ms(50)));
        assert_eq!(standing(100, &[], 100).after_reading(|_| true), None);
        // One's own words are new to nobody.
        assert_eq!(
            standing(100, &[], 140).after_reading(|_| true),
            Some(Moment::from_ms(140))
        );
    }
}
