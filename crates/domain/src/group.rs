//! Groups. The site itself is the root group; everything belongs to exactly one.

use base::Id;
use serde::{Deserialize, Serialize};

use crate::policy::{Guarded, Rule, Verdict, Viewer};
use crate::role::{Role, named};

/// The site's own group.
pub const ROOT: Id<Group> = Id::fixed(1);

/// Who may read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Visibility {
    /// Everybody.
    Public,
    /// Members of the site.
    Members,
}
named!(Visibility { Public = "public", Members = "members" });

impl Visibility {
    /// Whether the viewer is among those who may read.
    #[must_use]
    pub const fn admits(self, viewer: &Viewer) -> bool {
        match (self, viewer) {
            (Self::Public, _) => true,
            (Self::Members, Viewer::Guest) => false,
            (
                Self::Members,
                Viewer::Member(_)
                | Viewer::Steward(_)
                | Viewer::Moderator(_)
                | Viewer::Admin(_)
                | Viewer::Owner(_),
            ) => true,
        }
    }
}

/// Who may write articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Writers {
    /// Stewards and above.
    Stewards,
    /// Every member.
    Members,
}
named!(Writers { Stewards = "stewards", Members = "members" });

/// A community: members, visibility, a charter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its id.
    pub id: Id<Group>,
    /// Who may read what it says.
    pub visibility: Visibility,
    /// Who writes its articles.
    pub writers: Writers,
}

impl Guarded for Group {
    fn is_visible_to(&self, viewer: &Viewer) -> bool {
        self.visibility.admits(viewer)
    }
}

/// To run the site: settings, jobs, mail, roles.
pub enum Administer {}

impl Rule for Administer {
    type Subject = Group;

    fn judge(viewer: &Viewer, _: &Group) -> Verdict {
        match viewer {
            Viewer::Guest => Verdict::SignIn,
            Viewer::Member(_) | Viewer::Steward(_) | Viewer::Moderator(_) => {
                Verdict::Deny("error.admins-only")
            }
            Viewer::Admin(_) | Viewer::Owner(_) => Verdict::Allow,
        }
    }
}

/// To keep the peace: the queue of comments, applications.
pub enum Moderate {}

impl Rule for Moderate {
    type Subject = Group;

    fn judge(viewer: &Viewer, _: &Group) -> Verdict {
        match viewer {
            Viewer::Guest => Verdict::SignIn,
            Viewer::Member(_) | Viewer::Steward(_) => Verdict::Deny("error.moderators-only"),
            Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_) => Verdict::Allow,
        }
    }
}

/// To invite somebody.
pub enum Invite {}

impl Rule for Invite {
    type Subject = Group;

    fn judge(viewer: &Viewer, _: &Group) -> Verdict {
        match viewer {
            Viewer::Guest => Verdict::SignIn,
            Viewer::Member(_) => Verdict::Deny("error.stewards-only"),
            Viewer::Steward(_) | Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_) => {
                Verdict::Allow
            }
        }
    }
}

/// To begin an article.
pub enum Write {}

impl Rule for Write {
    type Subject = Group;

    fn judge(viewer: &Viewer, group: &Group) -> Verdict {
        match (viewer, group.writers) {
            (Viewer::Guest, _) => Verdict::SignIn,
            (Viewer::Member(_), Writers::Stewards) => Verdict::Deny("article.stewards-write"),
            (Viewer::Member(_), Writers::Members)
            | (
                Viewer::Steward(_) | Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_),
                _,
            ) => Verdict::Allow,
        }
    }
}

/// To upload a picture.
pub enum Upload {}

impl Rule for Upload {
    type Subject = Group;

    fn judge(viewer: &Viewer, _: &Group) -> Verdict {
        match viewer {
            Viewer::Guest => Verdict::SignIn,
            Viewer::Member(_)
            | Viewer::Steward(_)
            | Viewer::Moderator(_)
            | Viewer::Admin(_)
            | Viewer::Owner(_) => Verdict::Allow,
        }
    }
}

/// A change of somebody's role: both ends of it, judged by [`Appoint`].
#[derive(Clone, Debug)]
pub struct Appointment {
    /// Whose role it is.
    pub person: Id<crate::person::Person>,
    /// The role until now.
    pub from: Role,
    /// The role from now on.
    pub to: Role,
}

impl Guarded for Appointment {
    fn is_visible_to(&self, viewer: &Viewer) -> bool {
        viewer.is_at_least(Role::Admin)
    }
}

/// To give or take a role. A lower role cannot act on a higher one (R14); the last owner is the store's to keep.
pub enum Appoint {}

impl Rule for Appoint {
    type Subject = Appointment;

    fn judge(viewer: &Viewer, change: &Appointment) -> Verdict {
        match viewer {
            Viewer::Guest => Verdict::SignIn,
            Viewer::Member(_) | Viewer::Steward(_) | Viewer::Moderator(_) => {
                Verdict::Deny("error.admins-only")
            }
            Viewer::Admin(_) if change.from >= Role::Admin || change.to >= Role::Admin => {
                Verdict::Deny("role.owners-only")
            }
            Viewer::Admin(_) | Viewer::Owner(_) => Verdict::Allow,
        }
    }
}
