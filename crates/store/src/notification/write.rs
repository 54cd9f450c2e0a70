//! Writing notifications, and saying that they were read.

use std::time::Duration;

use base::{Id, Moment};
use domain::Permit;
use domain::activity::Actor;
use domain::comment::{Comment, Dated, Undo};
use domain::conversation::Conversation;
use domain::following::Source;
use domain::group::Group;
use domain::notification::{Notification, Read, Reason};
use domain::person::Person;

use crate::{Mark, Result, Tx};

/// A notification that is to be written.
#[derive(Clone, Copy, Debug)]
pub struct Fresh<'a> {
    /// Why.
    pub reason: Reason,
    /// Because of which source that is followed.
    pub source: Option<Source>,
    /// The name of its cause: nobody is told of the same cause twice.
    pub once: &'a str,
    /// The conversation that it is about; none if it is about where they stand.
    pub conversation: Option<Id<Conversation>>,
    /// The group that it is about.
    pub group: Option<Id<Group>>,
    /// The comment.
    pub comment: Option<Id<Comment>>,
    /// Who did it.
    pub actor: Actor,
    /// When.
    pub at: Moment,
}

/// Tells somebody, unless they were told of the same before, for a stronger reason or another time. Who is to be told, and may
/// know of it, is the caller's to find out.
pub fn add(tx: &mut Tx<'_>, to: Id<Person>, fresh: &Fresh<'_>) -> Result<bool> {
    let (actor, guest) = match fresh.actor {
        Actor::Person { id, .. } => (Some(id), None),
        Actor::Guest(id) => (None, Some(id)),
        Actor::House => (None, None),
    };
    let (source, source_id) = match fresh.source.map(Source::parts) {
        Some((kind, id)) => (Some(kind), Some(id)),
        None => (None, None),
    };
    let id: Id<Notification> = Id::new(fresh.at);
    let added = sql!(
        "insert into notification
             (id, person_id, at, reason, once, source, source_id, conversation_id, comment_id, actor_id, guest_id, circle_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (person_id, once) do nothing",
        id,
        to,
        fresh.at,
        fresh.reason,
        fresh.once,
        source,
        source_id,
        fresh.conversation,
        fresh.comment,
        actor,
        guest,
        fresh.group,
    )
    .change(tx)?;
    if added == 1 {
        tx.touch(Mark::Reader(to));
    }
    Ok(added == 1)
}

/// Takes back what somebody was told, if its cause was taken back before they read it.
pub fn take_back(tx: &mut Tx<'_>, to: Id<Person>, once: &str) -> Result<()> {
    let gone = sql!(
        "delete from notification where person_id = $1 and once = $2 and read_at is null",
        to,
        once,
    )
    .change(tx)?;
    if gone > 0 {
        tx.touch(Mark::Reader(to));
    }
    Ok(())
}

/// Takes back whatever anybody was told of a comment that was just said, read or not.
pub fn forget_said(tx: &mut Tx<'_>, permit: &Permit<Undo>) -> Result<()> {
    let Dated { comment, now } = &**permit.subject();
    // Ids sort by time, and all that was told of it since was told within a minute.
    let since: Id<Notification> = Id::new(comment.at.before(Duration::from_millis(1)));
    let until: Id<Notification> = Id::new(now.after(Duration::from_millis(1)));
    let told: Vec<Id<Person>> = sql!(
        "select person_id from notification where id >= $1 and id <= $2 and comment_id = $3",
        since,
        until,
        comment.id,
    )
    .all(tx)?;
    sql!(
        "delete from notification where id >= $1 and id <= $2 and comment_id = $3",
        since,
        until,
        comment.id,
    )
    .change(tx)?;
    for person in told {
        tx.touch(Mark::Reader(person));
    }
    Ok(())
}

/// Says that one was read. `false` if it had been before.
pub fn read(tx: &mut Tx<'_>, permit: &Permit<Read>) -> Result<bool> {
    let now = tx.now();
    let changed = sql!(
        "update notification set read_at = $2 where id = $1 and read_at is null",
        permit.id,
        now,
    )
    .change(tx)?;
    tx.touch(Mark::Reader(permit.to));
    Ok(changed == 1)
}

/// Says that some of somebody's own were read.
pub fn read_some(tx: &mut Tx<'_>, me: Id<Person>, ids: &[Id<Notification>]) -> Result<()> {
    let now = tx.now();
    for id in ids {
        sql!(
            "update notification set read_at = $3 where id = $1 and person_id = $2 and read_at is null",
            *id,
            me,
            now,
        )
        .change(tx)?;
    }
    tx.touch(Mark::Reader(me));
    Ok(())
}

/// Says that all were read that are not newer than `until`. How many there were.
pub fn read_all(tx: &mut Tx<'_>, me: Id<Person>, until: Moment) -> Result<u64> {
    let now = tx.now();
    let changed = sql!(
        "update notification set read_at = $2 where person_id = $1 and read_at is null and at <= $3",
        me,
        now,
        until,
    )
    .change(tx)?;
    tx.touch(Mark::Reader(me));
    Ok(changed)
}

/// Forgets what is older, at most so many; how many went. Ids sort by time.
pub fn forget(tx: &mut Tx<'_>, before: Moment, most: i64) -> Result<u64> {
    let edge: Id<Notification> = Id::new(before);
    sql!(
        "delete from notification where id in (select id from notification where id < $1 order by id limit $2)",
        edge,
        most,
    )
    .change(tx)
}
