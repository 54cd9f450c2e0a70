//! Who says a comment.

use base::Id;
use serde::{Deserialize, Serialize};

use crate::guest::Guest;
use crate::person::Byline;

/// Who says it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Author {
    /// A member, or an imported author.
    Person(Byline),
    /// Somebody without an account.
    Guest {
        /// Which one.
        id: Id<Guest>,
        /// The name given.
        name: String,
        /// The web site given.
        url: Option<String>,
    },
}

impl Author {
    /// The name to show.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Person(byline) => &byline.name,
            Self::Guest { name, .. } => name,
        }
    }

    /// The person, unless a guest.
    #[must_use]
    pub const fn person(&self) -> Option<&Byline> {
        match self {
            Self::Person(byline) => Some(byline),
            Self::Guest { .. } => None,
        }
    }
}
