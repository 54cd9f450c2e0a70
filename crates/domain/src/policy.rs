//! Who sees what and may do what, as proofs that only this file makes.

use std::ops::Deref;

use base::{Id, Moment};

use crate::group::Group;
use crate::membership::{Memberships, Office, ROOT};
use crate::person::Person;
use crate::role::{Origin, Role};

/// Somebody signed in: who, and in which role, and whether that role came from outside or was raised here.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Seat {
    /// Who sits here.
    pub person: Id<Person>,
    /// Where the role comes from.
    pub origin: Origin,
    /// Until when they may only read.
    pub silenced_until: Option<Moment>,
    /// The groups they are members of, beside the site's own.
    pub memberships: Memberships,
}

/// Whoever looks or acts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Viewer {
    /// Not signed in.
    Guest,
    /// A member without an office.
    Member(Seat),
    /// Looks after conversations and writes on the weblog.
    Steward(Seat),
    /// Keeps the peace.
    Moderator(Seat),
    /// Runs the site.
    Admin(Seat),
    /// Answers for the site.
    Owner(Seat),
}

impl Viewer {
    /// A signed-in person with a role, as if they were in no group.
    #[must_use]
    pub fn seated(person: Id<Person>, role: Role, origin: Origin) -> Self {
        Self::in_seat(
            Seat {
                person,
                origin,
                silenced_until: None,
                memberships: Memberships::default(),
            },
            role,
        )
    }

    /// The same with the groups that they are members of.
    #[must_use]
    pub fn with(self, memberships: Memberships) -> Self {
        self.changed(|seat| seat.memberships = memberships)
    }

    /// The same, who may only read until a moment.
    #[must_use]
    pub fn silenced(self, until: Option<Moment>) -> Self {
        self.changed(|seat| seat.silenced_until = until)
    }

    /// The same at a moment: what was to end before has ended.
    #[must_use]
    pub fn at(self, now: Moment) -> Self {
        let until = self.silenced_until().filter(|until| *until > now);
        self.silenced(until)
    }

    /// As whom they act on what belongs to a group: its stewards keep the peace there.
    #[must_use]
    pub fn within(&self, group: Id<Group>) -> Self {
        match (self.seat(), self.role()) {
            (Some(seat), Some(Role::Member | Role::Steward))
                if seat.memberships.office(group) == Some(Office::Steward) =>
            {
                Self::Moderator(seat.clone())
            }
            _ => self.clone(),
        }
    }

    /// Whether they are a member of a group; of the site's own is whoever is signed in.
    #[must_use]
    pub fn belongs_to(&self, group: Id<Group>) -> bool {
        self.seat()
            .is_some_and(|seat| group == ROOT || seat.memberships.office(group).is_some())
    }

    /// Whether they are a steward of a group.
    #[must_use]
    pub fn is_steward_of(&self, group: Id<Group>) -> bool {
        self.seat()
            .is_some_and(|seat| seat.memberships.office(group) == Some(Office::Steward))
    }

    /// Until when they may only read.
    #[must_use]
    pub fn silenced_until(&self) -> Option<Moment> {
        self.seat().and_then(|seat| seat.silenced_until)
    }

    fn changed(self, change: impl FnOnce(&mut Seat)) -> Self {
        let Some(role) = self.role() else { return self };
        match self {
            Self::Guest => self,
            Self::Member(mut seat)
            | Self::Steward(mut seat)
            | Self::Moderator(mut seat)
            | Self::Admin(mut seat)
            | Self::Owner(mut seat) => {
                change(&mut seat);
                Self::in_seat(seat, role)
            }
        }
    }

    fn in_seat(seat: Seat, role: Role) -> Self {
        match role {
            Role::Member => Self::Member(seat),
            Role::Steward => Self::Steward(seat),
            Role::Moderator => Self::Moderator(seat),
            Role::Admin => Self::Admin(seat),
            Role::Owner => Self::Owner(seat),
        }
    }

    /// The seat, unless a guest.
    #[must_use]
    pub const fn seat(&self) -> Option<&Seat> {
        match self {
            Self::Guest => None,
            Self::Member(seat)
            | Self::Steward(seat)
            | Self::Moderator(seat)
            | Self::Admin(seat)
            | Self::Owner(seat) => Some(seat),
        }
    }

    /// The person, unless a guest.
    #[must_use]
    pub fn person(&self) -> Option<Id<Person>> {
        self.seat().map(|seat| seat.person)
    }

    /// The role, unless a guest.
    #[must_use]
    pub const fn role(&self) -> Option<Role> {
        match self {
            Self::Guest => None,
            Self::Member(_) => Some(Role::Member),
            Self::Steward(_) => Some(Role::Steward),
            Self::Moderator(_) => Some(Role::Moderator),
            Self::Admin(_) => Some(Role::Admin),
            Self::Owner(_) => Some(Role::Owner),
        }
    }

    /// Whether the role is at least `role`.
    #[must_use]
    pub fn is_at_least(&self, role: Role) -> bool {
        self.role().is_some_and(|own| own >= role)
    }

    /// Moderators and above.
    #[must_use]
    pub fn is_staff(&self) -> bool {
        self.is_at_least(Role::Moderator)
    }

    /// Whether this is that person.
    #[must_use]
    pub fn is(&self, person: Id<Person>) -> bool {
        self.person() == Some(person)
    }

    /// Lets the viewer see `thing`, if it may be known of. Hidden and absent are the same `None` (R22).
    #[must_use]
    pub fn see<T: Guarded>(&self, thing: T) -> Option<Visible<T>> {
        thing.is_visible_to(self).then_some(Visible(thing))
    }

    /// Lets the viewer see what a query found. The query has to leave out what is hidden: here it is dropped, in tests it panics.
    #[must_use]
    pub fn see_all<T: Guarded>(&self, things: Vec<T>) -> Vec<Visible<T>> {
        let before = things.len();
        let seen: Vec<_> = things
            .into_iter()
            .filter_map(|thing| self.see(thing))
            .collect();
        debug_assert_eq!(
            before,
            seen.len(),
            "the query fetched what the rule hides from {self:?}"
        );
        seen
    }
}

/// Something that not everybody may know of.
pub trait Guarded {
    /// The rule of its visibility.
    fn is_visible_to(&self, viewer: &Viewer) -> bool;
}

/// A `T` that the viewer who asked may know of. Pages, feeds and mails accept nothing else (R20).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visible<T>(T);

impl<T> Visible<T> {
    /// Gives up the proof and keeps the thing.
    pub fn into_inner(self) -> T {
        self.0
    }

    /// A part of something visible is visible.
    pub fn part<U>(self, take: impl FnOnce(T) -> U) -> Visible<U> {
        Visible(take(self.0))
    }
}

impl<T> Deref for Visible<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// What a rule says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Go on.
    Allow,
    /// Perhaps, once signed in.
    SignIn,
    /// No, and the key of the sentence that says why.
    Deny(&'static str),
}

/// Why somebody may not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// Perhaps, once signed in.
    SignIn,
    /// The key of the sentence that says why.
    Because(&'static str),
}

/// Who may do one thing: a pure, exhaustive answer that never asks the store.
pub trait Rule: Sized {
    /// What it is done to.
    type Subject;

    /// Whether it stays open to somebody who may only read for a while. What does not say so does not.
    const WHILE_SILENCED: bool = false;

    /// The answer, to somebody who may write.
    fn judge(viewer: &Viewer, subject: &Self::Subject) -> Verdict;

    /// The answer.
    fn verdict(viewer: &Viewer, subject: &Self::Subject) -> Verdict {
        match Self::judge(viewer, subject) {
            Verdict::Allow if !Self::WHILE_SILENCED && viewer.silenced_until().is_some() => {
                Verdict::Deny("person.silenced")
            }
            other => other,
        }
    }

    /// Whether the viewer may, for pages that show or leave out a button.
    fn allows(viewer: &Viewer, subject: &Self::Subject) -> bool {
        Self::verdict(viewer, subject) == Verdict::Allow
    }

    /// The proof that this viewer may do it to this subject. Seeing comes before doing (R14).
    ///
    /// # Errors
    /// Says why not.
    fn permit(viewer: &Viewer, subject: Visible<Self::Subject>) -> Result<Permit<Self>, Refusal> {
        match Self::verdict(viewer, &subject) {
            Verdict::Allow => Ok(Permit {
                subject,
                by: viewer.clone(),
            }),
            Verdict::SignIn => Err(Refusal::SignIn),
            Verdict::Deny(why) => Err(Refusal::Because(why)),
        }
    }
}

/// The proof that `by` may do `R` to exactly this subject. Writes take it and read the id from it.
pub struct Permit<R: Rule> {
    subject: Visible<R::Subject>,
    by: Viewer,
}

impl<R: Rule> Permit<R> {
    /// What it may be done to.
    pub const fn subject(&self) -> &Visible<R::Subject> {
        &self.subject
    }

    /// Who may.
    pub const fn by(&self) -> &Viewer {
        &self.by
    }
}

impl<R: Rule> Deref for Permit<R> {
    type Target = R::Subject;

    fn deref(&self) -> &R::Subject {
        &self.subject
    }
}
