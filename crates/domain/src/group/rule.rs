//! Who founds groups, comes into them, leaves them, and looks after them.

use base::Moment;

use super::member::Candidate;
use super::{Entry, FOUNDED_MONTHLY, Group, Knock, MEMBERSHIPS, Writers};
use crate::membership::{Office, ROOT};
use crate::policy::{Guarded, Rule, Verdict, Viewer};
use crate::role::Role;

/// A group in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The group.
    pub group: Group,
    /// How many are in it; unknown to whoever may not know who they are.
    pub members: Option<i64>,
    /// When something was last said in what the viewer may read there.
    pub active_at: Option<Moment>,
}

impl Guarded for Line {
    fn is_visible_to(&self, viewer: &Viewer) -> bool {
        self.group.is_visible_to(viewer)
    }
}

/// Who is in a group, as whoever may read there sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Roll {}

impl Rule for Roll {
    type Subject = Group;
    const WHILE_SILENCED: bool = true;

    fn judge(viewer: &Viewer, group: &Group) -> Verdict {
        match viewer {
            viewer if group.visibility.admits(viewer) => Verdict::Allow,
            Viewer::Guest => Verdict::SignIn,
            _ => Verdict::Deny("group.members-only"),
        }
    }
}

/// A group that is about to be founded.
#[derive(Clone, Copy, Debug)]
pub struct Founding {
    /// Who founds groups here.
    pub founders: Writers,
    /// How many the viewer has founded in thirty days.
    pub lately: i64,
}

impl Guarded for Founding {
    fn is_visible_to(&self, _: &Viewer) -> bool {
        true
    }
}

/// To found a group: every member, or stewards of the site, as it has it.
pub enum Found {}

impl Rule for Found {
    type Subject = Founding;

    fn judge(viewer: &Viewer, founding: &Founding) -> Verdict {
        match viewer {
            Viewer::Guest => Verdict::SignIn,
            Viewer::Member(_) if founding.founders == Writers::Stewards => {
                Verdict::Deny("group.stewards-found")
            }
            viewer if is_full(viewer) => Verdict::Deny("group.too-many"),
            Viewer::Member(_) | Viewer::Steward(_) if founding.lately >= FOUNDED_MONTHLY => {
                Verdict::Deny("group.founded-enough")
            }
            Viewer::Member(_)
            | Viewer::Steward(_)
            | Viewer::Moderator(_)
            | Viewer::Admin(_)
            | Viewer::Owner(_) => Verdict::Allow,
        }
    }
}

fn is_full(viewer: &Viewer) -> bool {
    viewer
        .seat()
        .is_some_and(|seat| seat.memberships.len() >= MEMBERSHIPS)
}

/// What everybody who wants to come in has to pass.
fn may_come(viewer: &Viewer, group: &Group) -> Verdict {
    match viewer {
        Viewer::Guest => Verdict::SignIn,
        _ if group.id == ROOT => Verdict::Deny("group.is-member"),
        viewer if viewer.belongs_to(group.id) => Verdict::Deny("group.is-member"),
        _ if group.closed_at.is_some() => Verdict::Deny("group.is-closed"),
        viewer if is_full(viewer) => Verdict::Deny("group.too-many"),
        Viewer::Member(_)
        | Viewer::Steward(_)
        | Viewer::Moderator(_)
        | Viewer::Admin(_)
        | Viewer::Owner(_) => Verdict::Allow,
    }
}

/// To come in: everybody where it is open, and whoever is invited.
pub enum Enter {}

impl Rule for Enter {
    type Subject = Group;

    fn judge(viewer: &Viewer, group: &Group) -> Verdict {
        match (may_come(viewer, group), &group.knock, group.entry) {
            (Verdict::Allow, Some(Knock::Invited(_)), _) | (Verdict::Allow, _, Entry::Open) => {
                Verdict::Allow
            }
            (Verdict::Allow, _, Entry::Request) => Verdict::Deny("group.ask-first"),
            (Verdict::Allow, _, Entry::Invitation | Entry::Hidden) => {
                Verdict::Deny("group.invited-only")
            }
            (other, _, _) => other,
        }
    }
}

/// To ask for being let in.
pub enum Ask {}

impl Rule for Ask {
    type Subject = Group;

    fn judge(viewer: &Viewer, group: &Group) -> Verdict {
        match (may_come(viewer, group), &group.knock, group.entry) {
            (Verdict::Allow, Some(Knock::Asked(_)), _) => Verdict::Deny("group.asked-already"),
            (Verdict::Allow, Some(Knock::Invited(_)), _) => Verdict::Deny("group.is-invited"),
            (Verdict::Allow, None, Entry::Request) => Verdict::Allow,
            (Verdict::Allow, None, Entry::Open) => Verdict::Deny("group.is-open"),
            (Verdict::Allow, None, Entry::Invitation | Entry::Hidden) => {
                Verdict::Deny("group.invited-only")
            }
            (other, _, _) => other,
        }
    }
}

/// To take back that one has asked, or to decline an invitation.
pub enum Withdraw {}

impl Rule for Withdraw {
    type Subject = Group;
    const WHILE_SILENCED: bool = true;

    fn judge(viewer: &Viewer, group: &Group) -> Verdict {
        match (viewer, &group.knock) {
            (Viewer::Guest, _) => Verdict::SignIn,
            (_, Some(_)) => Verdict::Allow,
            (_, None) => Verdict::Deny("group.no-knock"),
        }
    }
}

/// To leave. That its last steward does not leave others behind is the store's to keep.
pub enum Leave {}

impl Rule for Leave {
    type Subject = Group;
    const WHILE_SILENCED: bool = true;

    fn judge(viewer: &Viewer, group: &Group) -> Verdict {
        match viewer {
            Viewer::Guest => Verdict::SignIn,
            _ if group.id == ROOT => Verdict::Deny("group.is-root"),
            viewer if viewer.belongs_to(group.id) => Verdict::Allow,
            _ => Verdict::Deny("group.no-member"),
        }
    }
}

/// To look after a group: its words and settings, who asks to come in. Its stewards; for what is not private, those who run the site.
pub enum Tend {}

impl Rule for Tend {
    type Subject = Group;

    fn judge(viewer: &Viewer, group: &Group) -> Verdict {
        match viewer {
            Viewer::Guest => Verdict::SignIn,
            _ if group.id == ROOT => Verdict::Deny("group.is-root"),
            viewer if viewer.is_steward_of(group.id) => Verdict::Allow,
            Viewer::Admin(_) | Viewer::Owner(_) if !group.is_private() => Verdict::Allow,
            Viewer::Member(_)
            | Viewer::Steward(_)
            | Viewer::Moderator(_)
            | Viewer::Admin(_)
            | Viewer::Owner(_) => Verdict::Deny("group.stewards-only"),
        }
    }
}

/// To close a group, or open it again.
pub enum Shut {}

impl Rule for Shut {
    type Subject = Group;

    fn judge(viewer: &Viewer, group: &Group) -> Verdict {
        Tend::judge(viewer, group)
    }
}

/// To invite somebody: its stewards; where it is open, all of its members.
pub enum Bring {}

impl Rule for Bring {
    type Subject = Candidate;

    fn judge(viewer: &Viewer, candidate: &Candidate) -> Verdict {
        let group = &candidate.group;
        match viewer {
            Viewer::Guest => Verdict::SignIn,
            _ if group.id == ROOT => Verdict::Deny("group.is-root"),
            viewer if !viewer.belongs_to(group.id) => Verdict::Deny("group.no-member"),
            _ if group.closed_at.is_some() => Verdict::Deny("group.is-closed"),
            viewer if group.entry != Entry::Open && !viewer.is_steward_of(group.id) => {
                Verdict::Deny("group.stewards-invite")
            }
            _ if candidate.office.is_some() => Verdict::Deny("group.is-member-already"),
            Viewer::Member(_)
            | Viewer::Steward(_)
            | Viewer::Moderator(_)
            | Viewer::Admin(_)
            | Viewer::Owner(_) => Verdict::Allow,
        }
    }
}

/// To let somebody in who asked, or turn them away.
pub enum Answer {}

impl Rule for Answer {
    type Subject = Candidate;

    fn judge(viewer: &Viewer, candidate: &Candidate) -> Verdict {
        match Tend::judge(viewer, &candidate.group) {
            Verdict::Allow if candidate.office.is_some() => {
                Verdict::Deny("group.is-member-already")
            }
            other => other,
        }
    }
}

/// To make a member a steward, or a steward a member again.
pub enum Raise {}

impl Rule for Raise {
    type Subject = Candidate;

    fn judge(viewer: &Viewer, candidate: &Candidate) -> Verdict {
        match (Tend::judge(viewer, &candidate.group), candidate.office) {
            (Verdict::Allow, None) => Verdict::Deny("group.no-member-they"),
            // A steward may step back; another one's office is not theirs to take.
            (Verdict::Allow, Some(Office::Steward))
                if !viewer.is(candidate.person) && !viewer.is_at_least(Role::Admin) =>
            {
                Verdict::Deny("group.steward-stays")
            }
            (other, _) => other,
        }
    }
}

/// To show a member out. A steward has to step back first.
pub enum Dismiss {}

impl Rule for Dismiss {
    type Subject = Candidate;

    fn judge(viewer: &Viewer, candidate: &Candidate) -> Verdict {
        match (Tend::judge(viewer, &candidate.group), candidate.office) {
            (Verdict::Allow, None) => Verdict::Deny("group.no-member-they"),
            (Verdict::Allow, Some(_)) if viewer.is(candidate.person) => {
                Verdict::Deny("group.leave-yourself")
            }
            (Verdict::Allow, Some(Office::Steward)) => Verdict::Deny("group.steward-stays"),
            (other, _) => other,
        }
    }
}
