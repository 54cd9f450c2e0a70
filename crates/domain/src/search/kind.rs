//! What kinds of things can be found.

use std::fmt;

use crate::conversation;

/// What something is that can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The anchor of a conversation: an article, a question, …
    Anchor(conversation::Kind),
    /// What was said under one.
    Comment,
    /// Somebody.
    Person,
}

impl Kind {
    /// Understands the name of a kind, in the singular or the plural.
    #[must_use]
    pub fn parse(raw: &str) -> Option<Self> {
        let name = raw.to_ascii_lowercase();
        let single = name.strip_suffix('s').unwrap_or(&name);
        match name.as_str() {
            "person" | "persons" | "people" | "member" | "members" => return Some(Self::Person),
            _ => {}
        }
        match single {
            "comment" => Some(Self::Comment),
            other => conversation::Kind::parse(other).map(Self::Anchor),
        }
    }

    /// The name as it is written in a query.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Anchor(kind) => kind.as_str(),
            Self::Comment => "comment",
            Self::Person => "person",
        }
    }

    /// All of them, as they are offered.
    pub fn all() -> impl Iterator<Item = Self> {
        let anchors = conversation::Kind::ALL.iter().copied().map(Self::Anchor);
        anchors.chain([Self::Comment, Self::Person])
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_understood_by_its_name_and_by_its_plural() {
        for kind in Kind::all() {
            assert_eq!(Kind::parse(kind.as_str()), Some(kind));
            assert_eq!(Kind::parse(&format!("{kind}s")), Some(kind));
        }
        assert_eq!(Kind::parse("PEOPLE"), Some(Kind::Person));
        for nothing in ["", "s", "articless", "post", "kind"] {
            assert_eq!(Kind::parse(nothing), None, "{nothing}");
        }
    }
}
