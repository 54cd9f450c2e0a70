//! Sessions: a browser in which somebody is signed in.

use std::time::Duration;

use base::{Id, Moment};

use crate::person::Person;
use crate::policy::{Guarded, Rule, Verdict, Viewer};

/// How long a session lives without being used (R3).
pub const IDLE: Duration = Duration::from_hours(30 * 24);
/// How long a session lives at most (R3).
pub const ABSOLUTE: Duration = Duration::from_hours(180 * 24);
/// How long after the password was given dangerous things may be done (R3).
pub const SUDO: Duration = Duration::from_mins(15);
/// How long after the password was given the rooms of those who run the site are open (R3).
pub const STAFF: Duration = Duration::from_hours(7 * 24);
/// How long these rooms stay open without being used (R3).
pub const STAFF_IDLE: Duration = Duration::from_hours(12);
/// Sessions that one person may have; the oldest ends when one more begins.
pub const MOST: i64 = 20;
/// How often the time of last use is written.
///
/// Often enough to tell living sessions from dead ones, seldom enough that reading costs no write.
pub const TOUCH: Duration = Duration::from_mins(10);

/// A browser in which somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: Id<Session>,
    /// Who.
    pub person: Id<Person>,
    /// Since when.
    pub made_at: Moment,
    /// Last used, give or take [`TOUCH`].
    pub seen_at: Moment,
    /// When the password was last given in it.
    pub proved_at: Moment,
    /// What kind of browser, in a few words.
    pub device: String,
    /// From where, shortened.
    pub network: String,
}

impl Session {
    /// Whether the password was given so lately that dangerous things may be done.
    #[must_use]
    pub fn is_proven(&self, now: Moment) -> bool {
        now < self.proved_at.after(SUDO)
    }

    /// It is used. After a pause in which the rooms of those who run the site closed, no use elsewhere opens them again:
    /// the password counts as given long ago.
    pub fn used(&mut self, now: Moment) {
        if !self.admits_staff(now) {
            self.proved_at = self.proved_at.min(now.before(STAFF));
        }
        self.seen_at = now;
    }

    /// Whether the password was given, and the session used, lately enough to run the site from it.
    #[must_use]
    pub fn admits_staff(&self, now: Moment) -> bool {
        now < self.proved_at.after(STAFF) && now < self.seen_at.after(STAFF_IDLE)
    }
}

impl Guarded for Session {
    fn is_visible_to(&self, viewer: &Viewer) -> bool {
        viewer.is(self.person)
    }
}

/// To end a session.
pub enum End {}

impl Rule for End {
    type Subject = Session;
    const WHILE_SILENCED: bool = true;

    fn judge(viewer: &Viewer, session: &Session) -> Verdict {
        if viewer.is(session.person) {
            Verdict::Allow
        } else {
            Verdict::Deny("session.not-yours")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rooms_that_closed_while_nobody_came_open_by_the_password_alone() {
        let begun = Moment::from_ms(1_774_000_000_000);
        let mut session = Session {
            id: Id::fixed(1),
            person: Id::fixed(2),
            made_at: begun,
            seen_at: begun,
            proved_at: begun,
            device: String::new(),
            network: String::new(),
        };
        let evening = begun.after(Duration::from_hours(11));
        session.used(evening);
        assert!(session.admits_staff(evening));
        let next_day = evening.after(Duration::from_hours(12));
        session.used(next_day);
        assert!(!session.admits_staff(next_day));
        assert_eq!(session.seen_at, next_day);
    }
}
