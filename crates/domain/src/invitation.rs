//! Invitations: a door that a member opens for somebody.

use std::time::Duration;

use base::{Id, Moment};

use crate::person::{Byline, Person};
use crate::policy::{Guarded, Rule, Verdict, Viewer};

/// How long an invitation is good (R6).
pub const LIFE: Duration = Duration::from_hours(14 * 24);
/// How many invitations one person may send in a day (R77).
pub const DAILY: i64 = 20;

/// An invitation. Its secret is known to the invited alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Its id.
    pub id: Id<Invitation>,
    /// Who invites.
    pub by: Byline,
    /// To which address it was sent.
    pub email: String,
    /// Until when it is good.
    pub expires_at: Moment,
    /// Who came.
    pub used_by: Option<Id<Person>>,
}

impl Guarded for Invitation {
    fn is_visible_to(&self, viewer: &Viewer) -> bool {
        viewer.is(self.by.id) || viewer.is_staff()
    }
}

/// To take an invitation back.
pub enum Revoke {}

impl Rule for Revoke {
    type Subject = Invitation;

    fn judge(viewer: &Viewer, invitation: &Invitation) -> Verdict {
        match (viewer, invitation.used_by) {
            (Viewer::Guest, _) => Verdict::SignIn,
            (_, Some(_)) => Verdict::Deny("invitation.used"),
            (Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_), None) => Verdict::Allow,
            (viewer, None) if viewer.is(invitation.by.id) => Verdict::Allow,
            (Viewer::Member(_) | Viewer::Steward(_), None) => Verdict::Deny("invitation.not-yours"),
        }
    }
}
