//! At a group's door: coming in, asking, inviting, leaving.

use base::Id;
use domain::activity::{Kind, Touches};
use domain::group::{
    Answer, Ask, Bring, Candidate, Dismiss, Enter, Group, Leave, Office, Raise, Withdraw,
    parse_words,
};
use domain::person::Person;
use domain::{Problems, Rule, Visible};
use store::Tx;
use store::group::Left;

use crate::error::Found;
use crate::record::record;
use crate::{App, Caller, Error, Result};

fn at(tx: &mut Tx<'_>, caller: &Caller, handle: &str) -> Result<Visible<Group>> {
    store::group::by_handle(tx, &caller.viewer, handle)?.found()
}

fn touches(group: Id<Group>, to: Option<Id<Person>>) -> Touches {
    Touches {
        group: Some(group),
        to,
        ..Touches::default()
    }
}

/// Comes into a group. Whoever is in it already is told so.
///
/// # Errors
/// Not there for the caller, or not open to them.
pub async fn enter(app: &App, caller: Caller, handle: &str) -> Result<()> {
    let handle = handle.to_owned();
    app.write(move |tx| {
        let group = at(tx, &caller, &handle)?;
        let permit = Enter::permit(&caller.viewer, group)?;
        store::group::enter(tx, &permit)?;
        let touches = touches(permit.id, None);
        record(tx, caller.actor(), caller.door, Kind::Joined, touches)?;
        Ok(())
    })
    .await
}

/// Asks to be let in.
///
/// # Errors
/// Not there for the caller, nothing to ask for, or too many words.
pub async fn ask(app: &App, caller: Caller, handle: &str, words: &str) -> Result<()> {
    let (handle, words) = (handle.to_owned(), parse_words(words)?);
    app.write(move |tx| {
        let group = at(tx, &caller, &handle)?;
        let permit = Ask::permit(&caller.viewer, group)?;
        store::group::ask(tx, &permit, &words)?;
        let touches = touches(permit.id, None);
        record(tx, caller.actor(), caller.door, Kind::Applied, touches)?;
        Ok(())
    })
    .await
}

/// Takes back that one has asked, or declines an invitation. Nobody is told.
///
/// # Errors
/// Not there for the caller, or there is nothing to take back.
pub async fn decline(app: &App, caller: Caller, handle: &str) -> Result<()> {
    let handle = handle.to_owned();
    app.write(move |tx| {
        let group = at(tx, &caller, &handle)?;
        let permit = Withdraw::permit(&caller.viewer, group)?;
        Ok(store::group::withdraw(tx, &permit)?)
    })
    .await
}

/// Leaves a group. Says whether it was closed behind the last one.
///
/// # Errors
/// Not in it, or its only steward while others are.
pub async fn leave(app: &App, caller: Caller, handle: &str) -> Result<Left> {
    let handle = handle.to_owned();
    app.write(move |tx| {
        let group = at(tx, &caller, &handle)?;
        let permit = Leave::permit(&caller.viewer, group)?;
        let left = store::group::leave(tx, &permit)?;
        if left == Left::Needed {
            return Err(Error::Forbidden("group.last-steward"));
        }
        let touches = touches(permit.id, None);
        record(tx, caller.actor(), caller.door, Kind::Left, touches)?;
        Ok(left)
    })
    .await
}

/// Somebody named by their handle, as the group has them.
fn candidate(
    tx: &mut Tx<'_>,
    caller: &Caller,
    handle: &str,
    person: &str,
) -> Result<Visible<Candidate>> {
    let group = at(tx, caller, handle)?;
    let name = base::clean::line(person);
    let name = name.trim_start_matches('@');
    let unknown = || Error::from(Problems::one("handle", "group.nobody-of-that-name"));
    let person = store::person::by_handle(tx, &caller.viewer, name)?.ok_or_else(unknown)?;
    if person.state != domain::person::State::Active {
        return Err(unknown());
    }
    Ok(store::group::candidate(tx, &group, person.id)?)
}

/// Invites somebody; lets them in at once if they have asked before.
///
/// # Errors
/// Not there for the caller, not theirs to invite, nobody of that name, or in it already.
pub async fn bring(
    app: &App,
    caller: Caller,
    handle: &str,
    person: &str,
    words: &str,
) -> Result<()> {
    let (handle, person) = (handle.to_owned(), person.to_owned());
    let words = parse_words(words)?;
    let limits = app.keeps_limits();
    app.write(move |tx| {
        let candidate = candidate(tx, &caller, &handle, &person)?;
        let permit = Bring::permit(&caller.viewer, candidate)?;
        if limits {
            crate::limit::invite(tx, &caller)?;
        }
        let came = store::group::bring(tx, &permit, &words)?;
        let kind = if came { Kind::Admitted } else { Kind::Invited };
        let touches = touches(permit.group.id, Some(permit.person));
        record(tx, caller.actor(), caller.door, kind, touches)?;
        Ok(())
    })
    .await
}

/// Lets somebody in who asked; or turns them away, or takes an invitation back.
///
/// # Errors
/// Not theirs to answer, or nobody asks any more.
pub async fn answer(
    app: &App,
    caller: Caller,
    handle: &str,
    person: &str,
    yes: bool,
) -> Result<()> {
    let (handle, person) = (handle.to_owned(), person.to_owned());
    app.write(move |tx| {
        let candidate = candidate(tx, &caller, &handle, &person)?;
        let permit = Answer::permit(&caller.viewer, candidate)?;
        let touches = touches(permit.group.id, Some(permit.person));
        let kind = if yes {
            if !store::group::let_in(tx, &permit)? {
                return Err(Error::Conflict("group.asks-no-more"));
            }
            Kind::Admitted
        } else {
            store::group::turn_away(tx, &permit)?;
            Kind::TurnedAway
        };
        record(tx, caller.actor(), caller.door, kind, touches)?;
        Ok(())
    })
    .await
}

/// Makes a member a steward, or lets a steward step back.
///
/// # Errors
/// Not theirs to do, or nobody would be left to look after the group.
pub async fn raise(
    app: &App,
    caller: Caller,
    handle: &str,
    person: &str,
    office: Office,
) -> Result<()> {
    let (handle, person) = (handle.to_owned(), person.to_owned());
    app.write(move |tx| {
        let candidate = candidate(tx, &caller, &handle, &person)?;
        let permit = Raise::permit(&caller.viewer, candidate)?;
        if permit.office == Some(office) {
            return Ok(());
        }
        if !store::group::raise(tx, &permit, office)? {
            return Err(Error::Forbidden("group.last-steward"));
        }
        let touches = touches(permit.group.id, Some(permit.person));
        record(tx, caller.actor(), caller.door, Kind::Appointed, touches)?;
        Ok(())
    })
    .await
}

/// Shows a member out.
///
/// # Errors
/// Not theirs to do.
pub async fn dismiss(app: &App, caller: Caller, handle: &str, person: &str) -> Result<()> {
    let (handle, person) = (handle.to_owned(), person.to_owned());
    app.write(move |tx| {
        let candidate = candidate(tx, &caller, &handle, &person)?;
        let permit = Dismiss::permit(&caller.viewer, candidate)?;
        store::group::dismiss(tx, &permit)?;
        let touches = touches(permit.group.id, Some(permit.person));
        record(tx, caller.actor(), caller.door, Kind::Dismissed, touches)?;
        Ok(())
    })
    .await
}
