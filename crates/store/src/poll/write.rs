//! Attaching polls, voting in them, closing them and taking them away.

use base::{Digest, Id, Moment};
use domain::Permit;
use domain::conversation::Conversation;
use domain::person::Person;
use domain::poll::{Attach, Ballot, Close, Draft, Remove, Vote};

use crate::{Mark, Result, Tx};

/// Attaches a poll that is open until a moment.
pub fn attach(
    tx: &mut Tx<'_>,
    permit: &Permit<Attach>,
    draft: &Draft,
    closes_at: Moment,
) -> Result<()> {
    let id = permit.conversation.id;
    let now = tx.now();
    insert(tx, id, draft, now, closes_at)
}

fn insert(
    tx: &mut Tx<'_>,
    id: Id<Conversation>,
    draft: &Draft,
    at: Moment,
    closes_at: Moment,
) -> Result<()> {
    sql!(
        "insert into poll (conversation_id, question, way, most, named, shown, made_at, closes_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        id,
        draft.question,
        draft.way,
        i64::try_from(draft.most).unwrap_or(1),
        draft.named,
        draft.shown,
        at,
        closes_at,
    )
    .change_one(tx)?;
    for (place, words) in (1_i64..).zip(&draft.options) {
        sql!(
            "insert into poll_option (conversation_id, place, words) values ($1, $2, $3)",
            id,
            place,
            words,
        )
        .change_one(tx)?;
    }
    tx.touch(Mark::Conversation(id));
    Ok(())
}

/// Keeps what somebody chose under their mark, in place of what they chose before. `false` if that was the same.
pub fn vote(
    tx: &mut Tx<'_>,
    permit: &Permit<Vote>,
    mark: &Digest,
    ballot: &Ballot,
) -> Result<bool> {
    let id = permit.id();
    let person = permit.by().person().filter(|_| permit.named);
    let choices = ballot.text();
    let added = sql!(
        "insert into ballot (conversation_id, mark, person_id, choices) values ($1, $2, $3, $4) on conflict do nothing",
        id,
        mark,
        person,
        choices,
    )
    .change(tx)?;
    let changed = match added {
        0 => sql!(
            "update ballot set choices = $3 where conversation_id = $1 and mark = $2 and choices <> $3",
            id,
            mark,
            choices,
        )
        .change(tx)?,
        _ => {
            sql!(
                "update poll set voters = voters + 1 where conversation_id = $1",
                id
            )
            .change_one(tx)?;
            1
        }
    };
    tx.touch(Mark::Conversation(id));
    Ok(changed == 1)
}

/// Takes back what somebody chose. `false` if there was nothing to take back.
pub fn take_back(tx: &mut Tx<'_>, permit: &Permit<Vote>, mark: &Digest) -> Result<bool> {
    let id = permit.id();
    let removed = sql!(
        "delete from ballot where conversation_id = $1 and mark = $2",
        id,
        mark
    )
    .change(tx)?;
    if removed == 1 {
        sql!(
            "update poll set voters = voters - 1 where conversation_id = $1",
            id
        )
        .change_one(tx)?;
        tx.touch(Mark::Conversation(id));
    }
    Ok(removed == 1)
}

/// Closes it before its time.
pub fn close(tx: &mut Tx<'_>, permit: &Permit<Close>) -> Result<()> {
    let now = tx.now();
    shut(tx, permit.id(), now, permit.by().person())
}

/// Closes a poll whose time is over. When it will be, if it is not; nothing if there is none, or it is closed.
pub fn come_to_end(tx: &mut Tx<'_>, id: Id<Conversation>) -> Result<Option<End>> {
    let closes_at: Option<Moment> = sql!(
        "select closes_at from poll where conversation_id = $1 and closed_at is null",
        id
    )
    .optional(tx)?;
    match closes_at {
        None => Ok(None),
        Some(at) if at > tx.now() => Ok(Some(End::At(at))),
        Some(at) => {
            shut(tx, id, at, None)?;
            Ok(Some(End::Reached))
        }
    }
}

/// What the clock found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It is closed now.
    Reached,
    /// It has still some time.
    At(Moment),
}

fn shut(tx: &mut Tx<'_>, id: Id<Conversation>, at: Moment, by: Option<Id<Person>>) -> Result<()> {
    sql!(
        "update poll set closed_at = $2, closed_by = $3 where conversation_id = $1 and closed_at is null",
        id,
        at,
        by,
    )
    .change_one(tx)?;
    let named: bool = sql!("select named from poll where conversation_id = $1", id).one(tx)?;
    if !named {
        forget(tx, id)?;
    }
    tx.touch(Mark::Conversation(id));
    Ok(())
}

/// Keeps how often each choice was made, and nothing of who made it: nobody changes a vote any more.
fn forget(tx: &mut Tx<'_>, id: Id<Conversation>) -> Result<()> {
    let counted: Vec<(String, i64)> = sql!(
        "select choices, cast(sum(weight) as bigint) as weight from ballot where conversation_id = $1
         group by choices order by choices",
        id,
    )
    .all(tx)?;
    sql!("delete from ballot where conversation_id = $1", id).change(tx)?;
    for (choices, weight) in counted {
        sql!(
            "insert into ballot (conversation_id, mark, choices, weight) values ($1, $2, $2, $3)",
            id,
            choices,
            weight,
        )
        .change_one(tx)?;
    }
    Ok(())
}

/// Takes it away, with all that was chosen in it.
pub fn remove(tx: &mut Tx<'_>, permit: &Permit<Remove>) -> Result<()> {
    let id = permit.id();
    sql!("delete from ballot where conversation_id = $1", id).change(tx)?;
    sql!("delete from poll_option where conversation_id = $1", id).change(tx)?;
    sql!("delete from poll where conversation_id = $1", id).change_one(tx)?;
    tx.touch(Mark::Conversation(id));
    Ok(())
}

/// A poll as it is to stand there: for made-up communities.
#[derive(Clone, Debug)]
pub struct Brought {
    /// What is asked.
    pub draft: Draft,
    /// When it was attached.
    pub at: Moment,
    /// When it closes, or closed.
    pub closes_at: Moment,
    /// Whether it is closed.
    pub closed: bool,
    /// Who chose what, under which mark.
    pub ballots: Vec<(Id<Person>, Digest, Ballot)>,
}

/// Brings a poll with its votes.
pub fn bring(tx: &mut Tx<'_>, id: Id<Conversation>, poll: &Brought) -> Result<()> {
    insert(tx, id, &poll.draft, poll.at, poll.closes_at)?;
    for (person, mark, ballot) in &poll.ballots {
        sql!(
            "insert into ballot (conversation_id, mark, person_id, choices) values ($1, $2, $3, $4)",
            id,
            mark,
            Some(*person).filter(|_| poll.draft.named),
            ballot.text(),
        )
        .change_one(tx)?;
    }
    sql!(
        "update poll set voters = $2 where conversation_id = $1",
        id,
        i64::try_from(poll.ballots.len()).unwrap_or(0),
    )
    .change_one(tx)?;
    match poll.closed {
        true => shut(tx, id, poll.closes_at, None),
        false => Ok(()),
    }
}
