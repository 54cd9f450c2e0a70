//! Thanks: a set of people for each comment.

use std::collections::HashSet;

use base::Id;
use domain::Permit;
use domain::Viewer;
use domain::comment::{Comment, Thank};
use domain::conversation::Conversation;
use domain::person::Person;

use crate::{Mark, Result, Snapshot, Tx};

/// Thanks, once. `false` if that was done before.
pub fn add(tx: &mut Tx<'_>, permit: &Permit<Thank>) -> Result<bool> {
    let Some(me) = permit.by().person() else {
        return Ok(false);
    };
    let now = tx.now();
    let added = sql!(
        "insert into thanks (comment_id, person_id, at) values ($1, $2, $3) on conflict do nothing",
        permit.id,
        me,
        now,
    )
    .change(tx)?;
    count(tx, permit)?;
    Ok(added == 1)
}

/// Takes it back. `false` if there was nothing to take back.
pub fn remove(tx: &mut Tx<'_>, permit: &Permit<Thank>) -> Result<bool> {
    let Some(me) = permit.by().person() else {
        return Ok(false);
    };
    let removed = sql!(
        "delete from thanks where comment_id = $1 and person_id = $2",
        permit.id,
        me
    )
    .change(tx)?;
    count(tx, permit)?;
    Ok(removed == 1)
}

fn count(tx: &mut Tx<'_>, permit: &Permit<Thank>) -> Result<()> {
    sql!(
        "update comment set thanks = (select count(*) from thanks where comment_id = $1) where id = $1",
        permit.id,
    )
    .change_one(tx)?;
    tx.touch(Mark::Conversation(permit.conversation));
    tx.touch(Mark::Comment(permit.conversation, permit.id));
    Ok(())
}

/// The comments of a conversation that somebody has thanked for.
pub fn by(
    from: &mut Snapshot<'_>,
    person: Id<Person>,
    conversation: Id<Conversation>,
) -> Result<HashSet<Id<Comment>>> {
    let found: Vec<Id<Comment>> = sql!(
        "select t.comment_id from thanks t join comment m on m.id = t.comment_id
         where t.person_id = $1 and m.conversation_id = $2",
        person,
        conversation,
    )
    .all(from)?;
    Ok(found.into_iter().collect())
}

/// How often somebody was thanked: for comments, for help that was asked for, for asking and for offering.
pub fn received(from: &mut Snapshot<'_>, viewer: &Viewer, person: Id<Person>) -> Result<i64> {
    // Where the viewer may not read, nobody was thanked as far as they know (R23).
    sql!(
        "select (select count(*) from thanks t join comment m on m.id = t.comment_id join conversation c on c.id = m.conversation_id
                 where m.person_id = $1 and m.state = 'visible'
                     and (c.audience = 0 or c.audience in (select group_id from sight where person_id = $2)))
             + (select count(*) from helping h join conversation c on c.id = h.conversation_id where h.person_id = $1 and h.kind = 'ask'
                     and (c.audience = 0 or c.audience in (select group_id from sight where person_id = $2)))
             + (select count(*) from conversation c
                 join helping h on h.conversation_id = c.id and h.kind = c.kind
                 where c.by_person = $1 and c.stage = 'published' and h.thanked
                     and (c.audience = 0 or c.audience in (select group_id from sight where person_id = $2)))",
        person,
        viewer.person(),
    )
    .one(from)
}
