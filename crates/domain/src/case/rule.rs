//! Who may report what, and who acts on it.

use base::Id;

use super::{Case, State, Thing};
use crate::person::Person;
use crate::policy::{Rule, Verdict, Viewer};

/// Something that is about to be reported.
#[derive(Clone, Debug)]
pub struct Reported {
    /// What.
    pub thing: Thing,
    /// Whose it is, if theirs is an account.
    pub by: Option<Id<Person>>,
    /// Whether it is still there to be read.
    pub stands: bool,
}

/// To report something: everybody who sees it, but not what is one's own.
pub enum Report {}

impl Rule for Report {
    type Subject = Reported;
    // Whoever may not write can still be harmed.
    const WHILE_SILENCED: bool = true;

    fn judge(viewer: &Viewer, reported: &Reported) -> Verdict {
        match viewer {
            _ if !reported.stands => Verdict::Deny("report.gone"),
            viewer if reported.by.is_some_and(|by| viewer.is(by)) => Verdict::Deny("report.own"),
            Viewer::Guest
            | Viewer::Member(_)
            | Viewer::Steward(_)
            | Viewer::Moderator(_)
            | Viewer::Admin(_)
            | Viewer::Owner(_) => Verdict::Allow,
        }
    }
}

/// To look after a case: take it on, let it go, note something.
pub enum Keep {}

impl Rule for Keep {
    type Subject = Case;

    fn judge(viewer: &Viewer, case: &Case) -> Verdict {
        match (viewer, case.state) {
            (Viewer::Guest, _) => Verdict::SignIn,
            (Viewer::Member(_) | Viewer::Steward(_), _) => Verdict::Deny("error.moderators-only"),
            (viewer, _) if case.concerns(viewer) => Verdict::Deny("case.about-you"),
            (_, State::Closed { .. }) => Verdict::Deny("case.is-closed"),
            (Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_), State::Open) => {
                Verdict::Allow
            }
        }
    }
}

/// To decide in a case. Nobody does in their own, in what they alone have reported, or about an equal or higher role (R14).
pub enum Act {}

impl Rule for Act {
    type Subject = Case;

    fn judge(viewer: &Viewer, case: &Case) -> Verdict {
        match Keep::judge(viewer, case) {
            Verdict::Allow if case.sole.is_some_and(|sole| viewer.is(sole)) => {
                Verdict::Deny("case.yours-alone")
            }
            Verdict::Allow if case.role >= viewer.role() => Verdict::Deny("role.not-above"),
            other => other,
        }
    }
}

/// To agree that somebody is shut out: another one than whoever proposed it.
pub enum Agree {}

impl Rule for Agree {
    type Subject = Case;

    fn judge(viewer: &Viewer, case: &Case) -> Verdict {
        match (Act::judge(viewer, case), &case.proposed_by) {
            (Verdict::Allow, None) => Verdict::Deny("case.nothing-proposed"),
            (Verdict::Allow, Some(by)) if viewer.is(by.id) => Verdict::Deny("case.second-needed"),
            (other, _) => other,
        }
    }
}
