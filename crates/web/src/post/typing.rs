//! What was typed under a post and came back, with what is wrong with it.

use std::collections::BTreeMap;

use base::Id;
use domain::Problems;
use domain::person::Person;

/// What was typed under a post; nothing when the page is only looked at.
#[derive(Debug, Default)]
pub(crate) struct Typing {
    /// What becomes of an idea, and why.
    pub(crate) deciding: Deciding,
    /// The sentence beside “I can” or “I’d like”.
    pub(crate) words: Option<String>,
    /// How an ask or an offer ended.
    pub(crate) ending: Ending,
    /// What is wrong.
    pub(crate) problems: Problems,
}

/// A decision as it is being typed.
#[derive(Debug, Default)]
pub(crate) struct Deciding {
    pub(crate) standing: String,
    pub(crate) reason: String,
}

/// How it ended, as it is typed: whoever is named has a field of their own, `named-` and their id.
#[derive(Debug, Default)]
pub(crate) struct Ending {
    pub(crate) how: String,
    pub(crate) why: String,
    pub(crate) named: Vec<Id<Person>>,
}

impl Ending {
    pub(crate) fn read(mut fields: BTreeMap<String, String>) -> Self {
        let named = fields
            .keys()
            .filter_map(|name| name.strip_prefix("named-")?.parse().ok())
            .collect();
        Self {
            how: fields.remove("how").unwrap_or_default(),
            why: fields.remove("why").unwrap_or_default(),
            named,
        }
    }
}
