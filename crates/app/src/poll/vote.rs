//! Voting, changing one's vote, taking it back.

use std::collections::BTreeMap;

use base::{Digest, Id};
use domain::Rule;
use domain::activity::Kind;
use domain::conversation::Conversation;
use domain::person::Person;
use domain::poll::{Ballot, Vote};

use super::attach::about;
use crate::error::Found;
use crate::post::Opened;
use crate::record::record;
use crate::{App, Caller, Error, Result};

/// The mark under which somebody's vote is kept. Only the holder of the site's key can say whose it is, and only by trying
/// everybody: it is made of the poll and the person, so that a vote can be found again to be changed.
pub(crate) fn mark(app: &App, poll: Id<Conversation>, person: Id<Person>) -> Digest {
    app.key("poll ballots")
        .sign(format!("{poll} {person}").as_bytes())
}

/// The caller's mark in a poll; nothing for guests.
#[must_use]
pub fn marked(app: &App, caller: Caller, poll: Id<Conversation>) -> Option<Digest> {
    let person = caller.viewer.person()?;
    Some(mark(app, poll, person))
}

/// Votes, or changes one's vote. The same vote sent twice is one vote.
///
/// A vote is an activity only where it is shown who chose what: an activity has a moment and a name.
///
/// # Errors
/// Not allowed, or nothing that can be chosen.
pub async fn vote(
    app: &App,
    caller: Caller,
    id: Id<Conversation>,
    fields: BTreeMap<String, String>,
) -> Result<Opened> {
    let mark = marked(app, caller.clone(), id).ok_or(Error::SignIn)?;
    app.write(move |tx| {
        let poll = store::poll::find(tx, &caller.viewer, id)?.found()?;
        let (opened, touches) = about(&poll, caller.clone());
        let permit = Vote::permit(&caller.viewer, poll)?;
        let ballot = Ballot::parse(permit.subject(), &fields)?;
        let changed = store::poll::vote(tx, &permit, &mark, &ballot)?;
        if changed && permit.named {
            record(tx, caller.actor(), caller.door, Kind::Voted, touches)?;
        }
        Ok(opened)
    })
    .await
}

/// Takes one's vote back. Doing it twice is doing it once.
///
/// # Errors
/// Not allowed.
pub async fn take_back(app: &App, caller: Caller, id: Id<Conversation>) -> Result<Opened> {
    let mark = marked(app, caller.clone(), id).ok_or(Error::SignIn)?;
    app.write(move |tx| {
        let poll = store::poll::find(tx, &caller.viewer, id)?.found()?;
        let (opened, touches) = about(&poll, caller.clone());
        let permit = Vote::permit(&caller.viewer, poll)?;
        if store::poll::take_back(tx, &permit, &mark)? && permit.named {
            record(tx, caller.actor(), caller.door, Kind::Unvoted, touches)?;
        }
        Ok(opened)
    })
    .await
}
