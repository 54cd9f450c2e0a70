//! Which limits there are, and on what (R10, R77). [`App::keeps_limits`] lifts them all.

use std::hash::Hash;
use std::time::Duration;

use base::{Digest, Id};
use domain::person::Person;
use email::Address;
use store::Snapshot;

use crate::browser::{Browser, Network};
use crate::throttle::{Backoff, Rate, Wait};
use crate::{App, Error, Result};

/// Wrong passwords for one account: ten are anybody's bad evening, then each guess costs twice the wait of the last.
const ACCOUNT: Backoff = Backoff::new(1, 10, Duration::from_secs(10), Duration::from_mins(15));
/// Wrong passwords from one network, in a short while.
const NETWORK: Rate = Rate::new(2, 30, Duration::from_mins(5));
/// Wrong passwords from one network, in the long run.
const NETWORK_HOURLY: Rate = Rate::new(3, 100, Duration::from_hours(1));
/// Mails that one network can cause without being signed in.
///
/// A room full of people who all join at one meeting stays below it.
const UNASKED: Rate = Rate::new(4, 25, Duration::from_mins(5));
/// Mails to one mailbox that somebody can cause without being signed in, however its address is written.
const MAILBOX: Rate = Rate::new(5, 5, Duration::from_mins(30));
/// Pictures that one person brings: a whole trip in one evening, but not one picture after another all day (R63).
const PICTURES: Rate = Rate::new(6, 30, Duration::from_mins(30));

/// What a guest reports, of one network (SECURITY 4.3).
const REPORTS: Rate = Rate::new(7, 3, Duration::from_hours(24));

/// Drafts that one person has kept: one every three seconds, in two windows at once.
const DRAFTS: Rate = Rate::new(8, 40, Duration::from_mins(1));

/// On whose account a password is guessed.
///
/// By what was typed, not by whose it is: otherwise waits would tell which address belongs to which handle (R9).
/// A browser that the owner has used before has a count of its own, so that nobody can lock them out (R10).
#[derive(Clone, Debug, Hash)]
pub(crate) enum Account {
    /// Whoever is called so, from a browser unknown to them or known.
    Typed(String, Option<Digest>),
    /// Somebody signed in, who gives the password again.
    Own(Id<Person>),
}

/// A try that has been counted as wrong until it proves right.
#[must_use]
pub(crate) struct Guess<'a> {
    app: &'a App,
    account: Account,
    network: Network,
    right: bool,
}

/// Counts a try on an account, or refuses it.
pub(crate) fn guess<'a>(app: &'a App, account: Account, browser: &Browser) -> Result<Guess<'a>> {
    let network = browser.network();
    if app.keeps_limits() {
        let (throttle, now) = (app.throttle(), app.now());
        throttle.take(NETWORK, &network, now)?;
        throttle.take(NETWORK_HOURLY, &network, now)?;
        if let Err(wait) = throttle.attempt(ACCOUNT, &account, now) {
            // Nothing was guessed: whoever waits for their account does not use up their network's part.
            throttle.give_back(NETWORK, &network);
            throttle.give_back(NETWORK_HOURLY, &network);
            return Err(wait.into());
        }
    }
    Ok(Guess {
        app,
        account,
        network,
        right: false,
    })
}

impl Drop for Guess<'_> {
    /// Wrong, given up, or not looked at for want of time: for the site as a whole it was one wrong try more.
    fn drop(&mut self) {
        if !self.right {
            self.app.alarm().count(self.app.now());
        }
    }
}

impl Guess<'_> {
    /// It was right, and counts for nothing.
    pub(crate) fn was_right(mut self) {
        self.right = true;
        if self.app.keeps_limits() {
            let throttle = self.app.throttle();
            throttle.give_back(NETWORK, &self.network);
            throttle.give_back(NETWORK_HOURLY, &self.network);
            throttle.succeeded(ACCOUNT, &self.account);
        }
    }
}

/// Counts a request without a session that causes mail, or refuses it. It says nothing about any account.
pub(crate) fn unasked(app: &App, browser: &Browser) -> Result<()> {
    take(app, UNASKED, &browser.network())
}

/// Whether a mailbox has room for mail that strangers cause. Nobody may be told that it has not (R9).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Room {
    now: bool,
    counts: bool,
}

/// Counts a mail to a mailbox.
pub(crate) fn mailbox(app: &App, address: &Address) -> Room {
    Room {
        now: take(app, MAILBOX, &address.abuse_form()).is_ok(),
        counts: app.keeps_limits(),
    }
}

impl Room {
    /// Whether the mail may be written.
    pub(crate) fn is_left(self, from: &mut Snapshot<'_>, address: &Address) -> Result<bool> {
        let day = from.now().before(Duration::from_hours(24));
        let today = store::mail::count_to(from, address.as_str(), day)?;
        Ok(self.now && (!self.counts || today < crate::mail::DAILY))
    }
}

/// Counts a picture that somebody brings, or refuses it.
pub(crate) fn picture(app: &App, person: Id<Person>) -> Result<()> {
    take(app, PICTURES, &person)
}

/// Counts a draft that somebody has kept, or refuses it.
pub(crate) fn draft(app: &App, person: Id<Person>) -> Result<()> {
    take(app, DRAFTS, &person)
}

/// Counts what a guest reports, or refuses it.
pub(crate) fn report(app: &App, browser: &Browser) -> Result<()> {
    take(app, REPORTS, &browser.network())
}

fn take(app: &App, rate: Rate, key: &impl Hash) -> Result<()> {
    if app.keeps_limits() {
        app.throttle().take(rate, key, app.now())?;
    }
    Ok(())
}

impl From<Wait> for Error {
    fn from(wait: Wait) -> Self {
        Self::TooMany(wait.0)
    }
}

/// Invitations into groups that one member sends in a day.
const INVITES: i64 = 30;

/// Refuses to invite more people in a day than anybody means well with.
pub(crate) fn invite(tx: &mut store::Tx<'_>, caller: &crate::Caller) -> Result<()> {
    let Some(me) = caller.viewer.person() else {
        return Err(Error::SignIn);
    };
    let day = tx.now().before(Duration::from_hours(24));
    if store::activity::count_by(tx, me, domain::activity::Kind::Invited, day)? >= INVITES {
        return Err(Error::TooMany(3_600));
    }
    Ok(())
}
