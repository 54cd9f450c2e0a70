//! Groups. The site itself is the root group; everything belongs to exactly one.

mod member;
mod rule;

use base::{Id, Moment};
use serde::{Deserialize, Serialize};

use crate::policy::{Guarded, Rule, Verdict, Viewer};
use crate::role::{Role, named};

pub use crate::membership::{Membership, Memberships, Office, ROOT};
pub use member::{Candidate, Draft, Input, Invitee, Member, OpenTo, parse_words};
pub use rule::{
    Answer, Ask, Bring, Dismiss, Enter, Found, Founding, Leave, Line, Raise, Roll, Shut, Tend,
    Withdraw,
};

/// Bytes of a group's name.
pub const NAME_LIMIT: usize = 60;
/// Bytes of what a group is for, in a sentence.
pub const CHARTER_LIMIT: usize = 280;
/// Bytes of the handle in a group's address.
pub const HANDLE_LIMIT: usize = 40;
/// Bytes of what somebody says who asks to come in, or is invited.
pub const WORDS_LIMIT: usize = 500;
/// Groups that one member can found in thirty days.
pub const FOUNDED_MONTHLY: i64 = 3;
/// Groups that one member can be in.
pub const MEMBERSHIPS: usize = 500;
/// Lines on a page of a list of groups, or of a group's members.
pub const PAGE: i64 = 50;

/// Who may read.
///
/// Stored as a number: nothing for everybody, otherwise the group whose members may, which is [`ROOT`] for those of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Visibility {
    /// Everybody.
    Public,
    /// Members of the site.
    Members,
    /// Members of one group, and nobody else, whatever their office on the site.
    Group(Id<Group>),
}

impl Visibility {
    /// What a whole site can be.
    pub const OF_SITES: &'static [Self] = &[Self::Public, Self::Members];

    /// Its name in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Members => "members",
            Self::Group(_) => "group",
        }
    }

    /// The one of that name that a whole site can have.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "public" => Some(Self::Public),
            "members" => Some(Self::Members),
            _ => None,
        }
    }

    /// The number under which it is stored.
    #[must_use]
    pub const fn audience(self) -> i64 {
        match self {
            Self::Public => 0,
            Self::Members => ROOT.raw(),
            Self::Group(id) => id.raw(),
        }
    }

    /// Reads what [`Visibility::audience`] gave.
    #[must_use]
    pub fn of_audience(raw: i64) -> Option<Self> {
        match Id::from_raw(raw) {
            None if raw == 0 => Some(Self::Public),
            None => None,
            Some(id) if id == ROOT => Some(Self::Members),
            Some(id) => Some(Self::Group(id)),
        }
    }

    /// The narrower of two within one group.
    #[must_use]
    pub const fn narrowed(self, other: Self) -> Self {
        match (self, other) {
            (Self::Group(_), _) | (Self::Members, Self::Public | Self::Members) => self,
            (Self::Public, _) | (Self::Members, Self::Group(_)) => other,
        }
    }

    /// Whether the viewer is among those who may read.
    #[must_use]
    pub fn admits(self, viewer: &Viewer) -> bool {
        match self {
            Self::Public => true,
            Self::Members => viewer.belongs_to(ROOT),
            Self::Group(id) => viewer.belongs_to(id),
        }
    }
}

impl std::fmt::Display for Visibility {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How one becomes a member of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Entry {
    /// By wanting to.
    Open,
    /// By asking; a steward answers.
    Request,
    /// By being invited.
    Invitation,
    /// By being invited, and nobody else knows of the group.
    Hidden,
}
named!(Entry {
    Open = "open",
    Request = "request",
    Invitation = "invitation",
    Hidden = "hidden",
});

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

/// What lies between a group and somebody who is not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Knock {
    /// They have asked to come in.
    Asked(Moment),
    /// They are invited.
    Invited(Moment),
}

/// A community: members, visibility, a charter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its id.
    pub id: Id<Group>,
    /// Its part of the address, `/g/{handle}`; empty for the site's own.
    pub handle: String,
    /// Its name.
    pub name: String,
    /// What it is for, in a sentence.
    pub charter: String,
    /// Who may read what it says.
    pub visibility: Visibility,
    /// Who writes its articles.
    pub writers: Writers,
    /// How one comes in.
    pub entry: Entry,
    /// Since when it is closed: to be read, but not to be written in.
    pub closed_at: Option<Moment>,
    /// What lies between the group and whoever looks, until they are a member.
    pub knock: Option<Knock>,
}

impl Group {
    /// Its address, from the root.
    #[must_use]
    pub fn path(&self) -> String {
        path(&self.handle)
    }

    /// Whether nobody but its members may read what it says.
    #[must_use]
    pub const fn is_private(&self) -> bool {
        matches!(self.visibility, Visibility::Group(_))
    }
}

/// How what is said in a group names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sign {
    /// Its handle.
    pub handle: String,
    /// Its name.
    pub name: String,
}

impl Sign {
    /// Of both, if there are both.
    #[must_use]
    pub fn of(handle: Option<String>, name: Option<String>) -> Option<Self> {
        let (handle, name) = handle.zip(name)?;
        Some(Self { handle, name })
    }

    /// The address of the group.
    #[must_use]
    pub fn path(&self) -> String {
        path(&self.handle)
    }
}

/// The address of a group.
#[must_use]
pub fn path(handle: &str) -> String {
    format!("/g/{handle}")
}

impl Guarded for Group {
    /// That it is there, with its name and charter. What is said in it, and who is in it, is another matter.
    fn is_visible_to(&self, viewer: &Viewer) -> bool {
        if self.id == ROOT {
            return self.visibility.admits(viewer);
        }
        let invited = matches!(self.knock, Some(Knock::Invited(_)));
        viewer.belongs_to(self.id)
            || invited
            || match (self.entry, self.visibility) {
                (Entry::Hidden, _) => false,
                (_, Visibility::Public) => true,
                (_, Visibility::Members | Visibility::Group(_)) => viewer.belongs_to(ROOT),
            }
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
