//! One line of the report: something that was left out or is not as it was, and why.

use serde::Serialize;

/// Bytes of a name in a report.
const LONGEST: usize = 160;

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// It was not brought.
    Skipped,
    /// It was not found.
    Missing,
    /// It was brought, but not as it was.
    Changed,
    /// It was brought, and something about it is worth knowing.
    Noted,
}

/// A line of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Where it stands in the file; 0 if it is not about one place.
    pub line: u64,
    /// What became of it.
    pub fate: Fate,
    /// What kind of thing: `entry`, `comment`, `picture`, …
    pub kind: &'static str,
    /// Which one: a title, a name, an address.
    pub what: String,
    /// Why.
    pub why: String,
}

impl Note {
    pub(super) fn new(
        line: u64,
        fate: Fate,
        kind: &'static str,
        what: &str,
        why: impl Into<String>,
    ) -> Self {
        let what = base::clean::line(base::clean::clip(what, 2 * LONGEST));
        Self {
            line,
            fate,
            kind,
            what: base::clean::clip(&what, LONGEST).to_owned(),
            why: why.into(),
        }
    }
}
