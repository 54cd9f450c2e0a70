//! What a member has typed and not sent yet. It is theirs alone.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use base::{Id, Moment};
use serde::{Deserialize, Serialize};

use crate::comment::Comment;
use crate::conversation::Conversation;
use crate::post;
use crate::problem::{Fault, Problems};

/// How long a draft is kept after it was last touched.
pub const KEPT: Duration = Duration::from_hours(180 * 24);
/// How many drafts one member keeps (R35). Nothing gives way to a new one: what was kept is kept.
pub const MOST: i64 = 50;
/// Bytes of a text: as much as a conversation can be opened with.
pub const SOURCE_LIMIT: usize = post::SOURCE_LIMIT;
/// Bytes of everything else in the form together.
pub const REST_LIMIT: usize = 4_000;
/// Drafts on one page of their list.
pub const PAGE: i64 = 20;

/// What a draft is for. There is one for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A conversation that is to be opened.
    Opening,
    /// Something to be said, perhaps in answer to a comment.
    Saying {
        /// Where.
        conversation: Id<Conversation>,
        /// What is answered.
        parent: Option<Id<Comment>>,
    },
    /// A comment that is to be changed.
    Comment(Id<Comment>),
    /// First words that are to be changed.
    Post(Id<Conversation>),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Opening => f.write_str("new"),
            Self::Saying {
                conversation,
                parent: None,
            } => write!(f, "in-{conversation}"),
            Self::Saying {
                conversation,
                parent: Some(parent),
            } => write!(f, "in-{conversation}-{parent}"),
            Self::Comment(id) => write!(f, "comment-{id}"),
            Self::Post(id) => write!(f, "first-{id}"),
        }
    }
}

/// Not the name of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoPlace;

impl FromStr for Place {
    type Err = NoPlace;

    fn from_str(text: &str) -> Result<Self, NoPlace> {
        let mut parts = text.split('-');
        let place = match (parts.next(), parts.next(), parts.next()) {
            (Some("new"), None, None) => Some(Self::Opening),
            (Some("in"), Some(conversation), parent) => {
                let parent = parent.map(str::parse).transpose().map_err(|_| NoPlace)?;
                conversation.parse().ok().map(|conversation| Self::Saying {
                    conversation,
                    parent,
                })
            }
            (Some("comment"), Some(id), None) => id.parse().ok().map(Self::Comment),
            (Some("first"), Some(id), None) => id.parse().ok().map(Self::Post),
            _ => None,
        };
        place.filter(|_| parts.next().is_none()).ok_or(NoPlace)
    }
}

/// The fields of a form beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rest {
    /// The kind of conversation, as chosen.
    pub kind: String,
    /// Its tags.
    pub tags: String,
    /// The handle of the group in which it is to be opened; empty for the site's own.
    pub group: String,
    /// Who may read it.
    pub visibility: String,
    /// Of an ask or an offer: when, in words,
    pub when: String,
    /// on which day,
    pub day: String,
    /// where,
    pub place: String,
    /// and until when.
    pub until: String,
    /// The revision that an edit was made from.
    pub revision: i64,
}

/// What was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The title of a conversation.
    pub title: String,
    /// The text.
    pub source: String,
    /// The other fields.
    pub rest: Rest,
}

impl Draft {
    /// Whether there is nothing to keep: neither choosing a kind nor leaving the tags is writing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.title.trim().is_empty() && self.source.trim().is_empty()
    }
}

/// A draft as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What it is for.
    pub place: Place,
    /// What was typed.
    pub draft: Draft,
    /// When it was kept: its version, too, since no two of a place are of one moment.
    pub at: Moment,
}

/// As it comes in.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// What it is for; see [`Place`].
    pub place: String,
    /// Which version of it was typed on: its milliseconds. Empty if there was none.
    pub base: String,
    /// The title.
    pub title: String,
    /// The text.
    pub source: String,
    /// The other fields.
    pub rest: Rest,
}

impl Input {
    /// Understands it, or says what is too long to be kept. Nothing is cut: half a text is worse than a fault.
    ///
    /// # Errors
    /// The faults.
    pub fn draft(&self) -> Result<Draft, Problems> {
        let draft = Draft {
            title: base::clean::line(&self.title),
            source: base::clean::text(&self.source),
            rest: self.rest.clone(),
        };
        let Rest {
            kind,
            tags,
            group,
            visibility,
            when,
            day,
            place,
            until,
            ..
        } = &draft.rest;
        let beside = [kind, tags, group, visibility, when, day, place, until];
        let beside = beside.iter().map(|text| text.len()).sum::<usize>() + draft.title.len();
        let mut problems = Problems::default();
        for (bytes, most) in [(draft.source.len(), SOURCE_LIMIT), (beside, REST_LIMIT)] {
            if bytes > most {
                let most = i64::try_from(most).unwrap_or(i64::MAX);
                problems.add("draft", Fault::with("draft.too-long", most));
            }
        }
        problems.or(|| Some(draft))
    }

    /// The version that it was typed on.
    #[must_use]
    pub fn base(&self) -> Option<Moment> {
        self.base.parse().ok().map(Moment::from_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_place_reads_back_and_nothing_else_does() {
        let (conversation, comment) = (Id::fixed(7), Id::fixed(9));
        for place in [
            Place::Opening,
            Place::Saying {
                conversation,
                parent: None,
            },
            Place::Saying {
                conversation,
                parent: Some(comment),
            },
            Place::Comment(comment),
            Place::Post(conversation),
        ] {
            assert_eq!(place.to_string().parse(), Ok(place));
        }
        let id = Id::<Comment>::fixed(7);
        for text in [
            "".to_owned(),
            "new-".to_owned(),
            "in".to_owned(),
            "in-".to_owned(),
            format!("in-{id}-"),
            format!("in-{id}-{id}-{id}"),
            format!("comment-{id}-{id}"),
            format!("first-{id}x"),
        ] {
            assert_eq!(text.parse::<Place>(), Err(NoPlace), "{text}");
        }
    }

    #[test]
    fn what_is_too_long_is_refused_and_not_cut() {
        let input = |source: usize, tags: usize| Input {
            source: "a".repeat(source),
            rest: Rest {
                tags: "a".repeat(tags),
                ..Rest::default()
            },
            ..Input::default()
        };
        assert!(input(SOURCE_LIMIT, REST_LIMIT).draft().is_ok());
        assert!(input(SOURCE_LIMIT + 1, 0).draft().is_err());
        assert!(input(0, REST_LIMIT + 1).draft().is_err());
    }

    #[test]
    fn a_form_in_which_only_something_was_chosen_is_empty() {
        let draft = Draft {
            title: "  ".to_owned(),
            rest: Rest {
                kind: "idea".to_owned(),
                ..Rest::default()
            },
            ..Draft::default()
        };
        assert!(draft.is_empty());
    }
}
