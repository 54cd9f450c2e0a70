//! Offices, and where they come from.

use serde::{Deserialize, Serialize};

/// What somebody is in a group, from the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Takes part.
    Member,
    /// Looks after conversations and writes on the weblog.
    Steward,
    /// Keeps the peace.
    Moderator,
    /// Runs the site.
    Admin,
    /// Answers for the site.
    Owner,
}

/// Whether somebody brought a role along or was a member first. The community test depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// Appointed from outside: the founder, a hired moderator.
    Outside,
    /// Was a member first.
    Raised,
}

/// Gives an enum its stored names, both ways.
macro_rules! named {
    ($name:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stored name.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The variant of that stored name.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
pub(crate) use named;

named!(Role { Member = "member", Steward = "steward", Moderator = "moderator", Admin = "admin", Owner = "owner" });
named!(Origin { Outside = "outside", Raised = "raised" });
