//! Which comment answered a question, and whom it helped.

use std::collections::HashSet;

use base::Id;
use domain::comment::Comment;
use domain::conversation::Conversation;
use domain::person::Person;
use domain::post::{Accept, Help};
use domain::{Permit, Visible};

use crate::{Mark, Result, Snapshot, Tx};

/// Accepts a visible comment of the question as its answer. `false` if it was accepted before.
pub fn accept(tx: &mut Tx<'_>, permit: &Permit<Accept>, answer: &Visible<Comment>) -> Result<bool> {
    let id = permit.id();
    let changed = sql!(
        "update post set answer_id = $2, accepted_by = $3
         where id = $1 and (answer_id is null or answer_id <> $2)",
        id,
        answer.id,
        permit.by().person(),
    )
    .change(tx)?;
    tx.touch(Mark::Conversation(id));
    Ok(changed == 1)
}

/// Says that no comment answered it. `false` if that was so before.
pub fn unaccept(tx: &mut Tx<'_>, permit: &Permit<Accept>) -> Result<bool> {
    let id = permit.id();
    let changed = sql!(
        "update post set answer_id = null, accepted_by = null where id = $1 and answer_id is not null",
        id,
    )
    .change(tx)?;
    tx.touch(Mark::Conversation(id));
    Ok(changed == 1)
}

/// Says that a comment helped, once. `false` if that was said before.
pub fn add_help(tx: &mut Tx<'_>, permit: &Permit<Help>) -> Result<bool> {
    let Some(me) = permit.by().person() else {
        return Ok(false);
    };
    let now = tx.now();
    let added = sql!(
        "insert into help (comment_id, person_id, at) values ($1, $2, $3) on conflict do nothing",
        permit.id,
        me,
        now,
    )
    .change(tx)?;
    count(tx, permit)?;
    Ok(added == 1)
}

/// Takes it back. `false` if there was nothing to take back.
pub fn remove_help(tx: &mut Tx<'_>, permit: &Permit<Help>) -> Result<bool> {
    let Some(me) = permit.by().person() else {
        return Ok(false);
    };
    let removed = sql!(
        "delete from help where comment_id = $1 and person_id = $2",
        permit.id,
        me
    )
    .change(tx)?;
    count(tx, permit)?;
    Ok(removed == 1)
}

fn count(tx: &mut Tx<'_>, permit: &Permit<Help>) -> Result<()> {
    sql!(
        "update comment set helped = (select count(*) from help where comment_id = $1) where id = $1",
        permit.id,
    )
    .change_one(tx)?;
    tx.touch(Mark::Conversation(permit.conversation));
    tx.touch(Mark::Comment(permit.conversation, permit.id));
    Ok(())
}

/// The comments of a conversation of which somebody said that they helped.
pub fn helped_by(
    from: &mut Snapshot<'_>,
    person: Id<Person>,
    conversation: Id<Conversation>,
) -> Result<HashSet<Id<Comment>>> {
    let found: Vec<Id<Comment>> = sql!(
        "select h.comment_id from help h join comment m on m.id = h.comment_id
         where h.person_id = $1 and m.conversation_id = $2",
        person,
        conversation,
    )
    .all(from)?;
    Ok(found.into_iter().collect())
}
