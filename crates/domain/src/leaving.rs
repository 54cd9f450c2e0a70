//! Leaving for good: what goes, what stays, and a day in which one can still come back (R128).

use std::time::Duration;

use base::{Id, Moment};
use serde::Deserialize;

use crate::person::{Person, State};
use crate::policy::{Guarded, Rule, Verdict, Viewer};
use crate::role::{Role, named};

/// How long it can be taken back.
///
/// Long enough to sleep over it and for an owner to notice that somebody else is in their account, short enough that what is
/// to go is gone within two days of being asked for.
pub const WAIT: Duration = Duration::from_hours(24);
/// How long nobody can have the handle of somebody who left, nor one that looks like it.
pub const HANDLE_HELD: Duration = Duration::from_hours(180 * 24);

/// What becomes of what they said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// It stays as it was said, by nobody in particular.
    WordsStay,
    /// It goes, too; what others answered stays where it is.
    WordsToo,
}
named!(Way { WordsStay = "words-stay", WordsToo = "words-too" });

/// Somebody who is about to leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaving {
    /// Who.
    pub person: Id<Person>,
    /// What becomes of their words.
    pub way: Way,
    /// Since when.
    pub asked_at: Moment,
    /// From when on it is done.
    pub due_at: Moment,
    /// Whether it is being done: there is no way back.
    pub begun: bool,
}

impl Guarded for Leaving {
    fn is_visible_to(&self, viewer: &Viewer) -> bool {
        viewer.is(self.person) || viewer.is_at_least(Role::Admin)
    }
}

/// Somebody as far as it matters for their leaving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departure {
    /// Who.
    pub person: Id<Person>,
    /// Where they stand.
    pub state: State,
    /// Their role.
    pub role: Role,
    /// Whether nobody would be left to answer for the site.
    pub last_owner: bool,
    /// Whether they have asked already.
    pub under_way: bool,
    /// What is to become of their words.
    pub way: Way,
}

impl Guarded for Departure {
    fn is_visible_to(&self, viewer: &Viewer) -> bool {
        viewer.is(self.person) || viewer.is_at_least(Role::Admin)
    }
}

/// To leave; or to have somebody leave who has asked for it by mail, whose words then stay.
pub enum Ask {}

impl Rule for Ask {
    type Subject = Departure;
    // Nobody is kept here.
    const WHILE_SILENCED: bool = true;

    fn judge(viewer: &Viewer, departure: &Departure) -> Verdict {
        let above = viewer.role().is_some_and(|own| own > departure.role);
        match (viewer, departure.state) {
            (Viewer::Guest, _) => Verdict::SignIn,
            (_, State::Gone) => Verdict::Deny("leaving.gone"),
            _ if departure.under_way => Verdict::Deny("leaving.under-way"),
            _ if departure.last_owner => Verdict::Deny("role.last-owner"),
            (viewer, _) if viewer.is(departure.person) => Verdict::Allow,
            (Viewer::Member(_) | Viewer::Steward(_) | Viewer::Moderator(_), _) => {
                Verdict::Deny("error.admins-only")
            }
            (Viewer::Admin(_) | Viewer::Owner(_), _) if departure.way == Way::WordsToo => {
                Verdict::Deny("leaving.only-they")
            }
            (Viewer::Admin(_) | Viewer::Owner(_), _) if above => Verdict::Allow,
            (Viewer::Admin(_) | Viewer::Owner(_), _) => Verdict::Deny("role.not-above"),
        }
    }
}

/// To take it back.
pub enum Stay {}

impl Rule for Stay {
    type Subject = Leaving;
    const WHILE_SILENCED: bool = true;

    fn judge(viewer: &Viewer, leaving: &Leaving) -> Verdict {
        match viewer {
            Viewer::Guest => Verdict::SignIn,
            _ if leaving.begun => Verdict::Deny("leaving.begun"),
            viewer if viewer.is(leaving.person) => Verdict::Allow,
            Viewer::Admin(_) | Viewer::Owner(_) => Verdict::Allow,
            Viewer::Member(_) | Viewer::Steward(_) | Viewer::Moderator(_) => {
                Verdict::Deny("error.admins-only")
            }
        }
    }
}

/// What somebody types to leave.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Input {
    /// The way's stored name.
    #[serde(default)]
    pub way: String,
    /// The handle of whoever leaves, typed once more.
    #[serde(default)]
    pub handle: String,
    /// Their password.
    #[serde(default)]
    pub password: String,
}

impl Input {
    /// Whether the handle that was typed is this one.
    #[must_use]
    pub fn names(&self, handle: &str) -> bool {
        let typed = base::clean::line(&self.handle);
        let typed = typed.trim_start_matches('@');
        !typed.is_empty() && base::name::skeleton(typed) == base::name::skeleton(handle)
    }
}
