//! The form of a post as it is shown: empty, as it came back, or filled from what was kept.

use base::Id;
use domain::Problems;
use domain::conversation::{Conversation, Kind};
use domain::draft::{self, Kept, Place, Rest};
use domain::post::Input;

use crate::keeping::Keeping;

/// The form as it is shown.
#[derive(Default)]
pub(super) struct Parts {
    /// The post that is changed, with its address; nothing if it is opened.
    pub(super) of: Option<(Id<Conversation>, String)>,
    /// What it is, if it is changed.
    pub(super) was: Option<Kind>,
    pub(super) input: Input,
    pub(super) problems: Problems,
    pub(super) preview: Option<String>,
    pub(super) notice: Option<String>,
    pub(super) keeping: Option<Keeping>,
    /// The version of the draft that it was typed on, if it comes back.
    pub(super) base: String,
}

impl Parts {
    /// Where it goes.
    pub(super) fn action(&self) -> String {
        match &self.of {
            Some((id, _)) => format!("/conversations/{id}/edit"),
            None => "/conversations/new".to_owned(),
        }
    }

    /// What its draft is for.
    pub(super) fn place(&self) -> Place {
        match &self.of {
            Some((id, _)) => Place::Post(*id),
            None => Place::Opening,
        }
    }

    /// Fills it from what was kept, if anything was.
    pub(super) fn refill(&mut self, place: Place, kept: Option<Kept>) {
        self.keeping = Some(Keeping::from(place, kept.as_ref()));
        let Some(Kept { draft, .. }) = kept else {
            return;
        };
        let rest = draft.rest;
        let input = &mut self.input;
        for (field, typed) in [
            (&mut input.kind, rest.kind),
            (&mut input.visibility, rest.visibility),
        ] {
            if !typed.is_empty() {
                *field = typed;
            }
        }
        if place == Place::Opening {
            input.group = rest.group;
        }
        input.title = draft.title;
        input.source = draft.source;
        input.tags = rest.tags;
        input.when = rest.when;
        input.day = rest.day;
        input.place = rest.place;
        input.until = rest.until;
        // With the revision that it was typed on: whoever was faster meanwhile is not overwritten unseen.
        input.revision = rest.revision;
    }

    /// What is typed, to be kept.
    pub(super) fn typed(&self) -> draft::Input {
        let input = self.input.clone();
        draft::Input {
            place: self.place().to_string(),
            base: self.base.clone(),
            title: input.title,
            source: input.source,
            rest: Rest {
                kind: input.kind,
                tags: input.tags,
                group: input.group,
                visibility: input.visibility,
                when: input.when,
                day: input.day,
                place: input.place,
                until: input.until,
                revision: input.revision,
            },
        }
    }
}
