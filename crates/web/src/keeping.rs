//! What a form says of the draft that it keeps.

use base::{Id, Moment};
use domain::comment::Comment;
use domain::draft::{Kept, Place};

/// The draft of a form: whose place it is, which version was typed on, and what the page says about it.
#[derive(Debug)]
pub(crate) struct Keeping {
    /// What it is for.
    pub(crate) place: Place,
    /// The version that the form was filled from, as the form carries it; empty if there was none.
    pub(crate) base: String,
    /// When that was kept, if the form is filled from it and has not been sent since.
    pub(crate) at: Option<Moment>,
    /// A newer one that was kept elsewhere.
    pub(crate) newer: Option<Kept>,
    /// In the form of a conversation: the comments that the viewer has begun to answer.
    pub(crate) begun: Vec<Id<Comment>>,
}

impl Keeping {
    /// Of a form that carries this version.
    pub(crate) fn on(place: Place, base: String) -> Self {
        Self {
            place,
            base,
            at: None,
            newer: None,
            begun: Vec::new(),
        }
    }

    /// Of a form that is filled from what was kept, if anything was.
    pub(crate) fn from(place: Place, kept: Option<&Kept>) -> Self {
        let at = kept.map(|kept| kept.at);
        let base = at.map(version).unwrap_or_default();
        Self {
            at,
            ..Self::on(place, base)
        }
    }

    /// Of a form whose draft was not kept, since this one is newer. Kept once more, it takes its place, knowingly.
    pub(crate) fn behind(place: Place, newer: Kept) -> Self {
        let base = version(newer.at);
        Self {
            newer: Some(newer),
            ..Self::on(place, base)
        }
    }

    /// How many there are.
    pub(crate) fn begun_count(&self) -> i64 {
        i64::try_from(self.begun.len()).unwrap_or(0)
    }

    /// The comments, as the script reads them.
    pub(crate) fn begun_ids(&self) -> String {
        let ids: Vec<String> = self.begun.iter().map(ToString::to_string).collect();
        ids.join(" ")
    }
}

/// A version as forms carry it.
pub(crate) fn version(at: Moment) -> String {
    at.ms().to_string()
}
