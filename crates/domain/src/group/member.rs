//! Who is in a group, what is said at its door, what its stewards type.

use base::{Id, Moment};
use serde::Deserialize;

use super::{CHARTER_LIMIT, Entry, Group, NAME_LIMIT, ROOT, Visibility, WORDS_LIMIT};
use crate::membership::Office;
use crate::person::{Byline, Person};
use crate::problem::{self, Fault, Problems};

/// Somebody in a group, for a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub by: Byline,
    /// As what.
    pub office: Office,
    /// Since when.
    pub since: Moment,
}

/// Somebody at the door of a group: asked, or invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitee {
    /// Who.
    pub by: Byline,
    /// What they said, or what was said to them.
    pub words: String,
    /// When.
    pub at: Moment,
    /// Who invited them, if they are still here.
    pub from: Option<Byline>,
}

/// What a steward, or a founder, types.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Input {
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// What it is for.
    #[serde(default)]
    pub charter: String,
    /// One of [`Entry`].
    #[serde(default)]
    pub entry: String,
    /// `public`, `members` or `group`.
    #[serde(default)]
    pub visibility: String,
    /// The form's one-time key (R105).
    #[serde(default)]
    pub key: String,
}

/// Understood, before the group has an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub charter: String,
    /// How one comes in.
    pub entry: Entry,
    /// Who may read: everybody, members of the site, or nobody but its own.
    pub open_to: OpenTo,
}

/// Who may read, as a form has it, which knows the group only as such.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenTo {
    /// Everybody, or members of the site.
    Others(Visibility),
    /// Its members.
    Members,
}

impl OpenTo {
    /// The one of that name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "group" => Some(Self::Members),
            other => Visibility::parse(other).map(Self::Others),
        }
    }

    /// The same for a group.
    #[must_use]
    pub fn within(self, group: Id<Group>) -> Visibility {
        match self {
            Self::Others(visibility) => visibility,
            Self::Members if group == ROOT => Visibility::Members,
            Self::Members => Visibility::Group(group),
        }
    }

    /// The same for something that is said in a group: never wider than what the group says itself.
    #[must_use]
    pub fn inside(self, group: &Group) -> Visibility {
        match self.within(group.id) {
            visibility if group.id == ROOT => visibility,
            visibility => visibility.narrowed(group.visibility),
        }
    }
}

impl Input {
    /// A group as a form shows it.
    #[must_use]
    pub fn of(group: &Group) -> Self {
        Self {
            name: group.name.clone(),
            charter: group.charter.clone(),
            entry: group.entry.to_string(),
            visibility: group.visibility.to_string(),
            key: String::new(),
        }
    }

    /// Understands every field, or says what is wrong with each.
    ///
    /// # Errors
    /// The faults.
    pub fn parse(&self) -> Result<Draft, Problems> {
        let mut problems = Problems::default();
        let name = problems.take(
            "name",
            problem::line(&self.name, NAME_LIMIT, "group.name-empty", "error.too-long"),
        );
        let charter = problems.take(
            "charter",
            problem::line(
                &self.charter,
                CHARTER_LIMIT,
                "group.charter-empty",
                "error.too-long",
            ),
        );
        let choice = Fault::new("error.choice");
        let entry = problems.take("entry", Entry::parse(&self.entry).ok_or(choice));
        let open_to = problems.take("visibility", OpenTo::parse(&self.visibility).ok_or(choice));
        if entry == Some(Entry::Hidden) && matches!(open_to, Some(OpenTo::Others(_))) {
            problems.add("visibility", Fault::new("group.hidden-for-all"));
        }
        problems.or(|| {
            Some(Draft {
                name: name?,
                charter: charter?,
                entry: entry?,
                open_to: open_to?,
            })
        })
    }
}

/// What somebody says at the door; may be empty.
///
/// # Errors
/// Too long.
pub fn parse_words(raw: &str) -> Result<String, Problems> {
    let mut problems = Problems::default();
    let words = problems.take("words", problem::text(raw, WORDS_LIMIT, "error.too-long"));
    problems.or(|| words)
}

/// Somebody who is about to be let in, made a steward, or shown out.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The group.
    pub group: Group,
    /// Who.
    pub person: Id<Person>,
    /// What they are in it until now.
    pub office: Option<Office>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_knows_of_is_not_for_everybody_to_read() {
        let input = |entry: &str, visibility: &str| Input {
            name: "Garden".to_owned(),
            charter: "We grow what we eat.".to_owned(),
            entry: entry.to_owned(),
            visibility: visibility.to_owned(),
            key: String::new(),
        };
        assert!(input("hidden", "public").parse().is_err());
        assert!(input("hidden", "members").parse().is_err());
        let draft = input("hidden", "group").parse().unwrap();
        assert_eq!(
            draft.open_to.within(Id::fixed(7)),
            Visibility::Group(Id::fixed(7))
        );
        assert!(input("request", "public").parse().is_ok());
        assert!(input("", "public").parse().is_err());
    }
}
