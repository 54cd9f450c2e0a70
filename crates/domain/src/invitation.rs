//! Invitations: a door that a member opens for somebody.

use base::{Id, Moment};

use crate::person::{Byline, Person};
use crate::policy::{Guarded, Viewer};

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
