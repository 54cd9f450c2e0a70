//! The account, and all that is about nobody but its owner.

use base::{Digest, Id};
use domain::conversation::Conversation;
use domain::guest::Guest;
use domain::job::Job;
use domain::person::{Person, State};

use super::called::{Blank, Called, without};
use super::peace::peace;
use crate::{Mark, Result, Tx};

/// Failed jobs whose words are looked through.
const JOBS: i64 = 1_000;

/// Empties the account and all that is about nobody but its owner. `false` if that was done before.
pub fn account(tx: &mut Tx<'_>, me: Id<Person>, blank: &Blank) -> Result<bool> {
    let Some(called) = Called::find(tx, me)? else {
        return Ok(false);
    };
    crate::leaving::hold(tx, &called.handle)?;
    let handle = format!("former-{me}");
    sql!(
        "update person set handle = $2, skeleton = $3, name = $4, bio = '', bio_html = '', portrait = null, state = $5,
             role = 'member', email = null, wanted = null, password = null, credential = credential + 1, application = '',
             invited_by = null, caught_up_at = null, silenced_until = null
         where id = $1",
        me,
        handle,
        base::name::skeleton(&handle),
        blank.name,
        State::Gone,
    )
    .change_one(tx)?;
    crate::search::index_person(tx, me)?;
    peace(tx, me, &called, blank)?;
    owned(tx, me)?;
    votes(tx, me)?;
    letters(tx, &called, blank)?;
    guests(tx, me, &called, blank)?;
    crate::session::end_all(tx, me)?;
    for mark in [Mark::People, Mark::Faces, Mark::Shown, Mark::Reader(me)] {
        tx.touch(mark);
    }
    Ok(true)
}

/// Rows that are theirs alone.
fn owned(tx: &mut Tx<'_>, me: Id<Person>) -> Result<()> {
    sql!("delete from account where person_id = $1", me).change(tx)?;
    sql!("delete from device where person_id = $1", me).change(tx)?;
    sql!("delete from token where person_id = $1", me).change(tx)?;
    sql!(
        "delete from invitation where by_person = $1 or used_by = $1",
        me
    )
    .change(tx)?;
    sql!("delete from notification where person_id = $1", me).change(tx)?;
    sql!("delete from reader where person_id = $1", me).change(tx)?;
    sql!("delete from export where person_id = $1", me).change(tx)?;
    sql!(
        "delete from following where person_id = $1 or (source = 'person' and source_id = $1)",
        me
    )
    .change(tx)?;
    sql!("delete from draft where person_id = $1", me).change(tx)?;
    crate::group::part(tx, me)?;
    sql!("delete from picture_use where subject_id = $1", me).change(tx)?;
    sql!(
        "delete from origin where thing_id = $1 and name like 'author%'",
        me
    )
    .change(tx)?;
    Ok(())
}

/// Votes in polls that name their voters; of the others nobody knows whose they are.
fn votes(tx: &mut Tx<'_>, me: Id<Person>) -> Result<()> {
    let polls: Vec<Id<Conversation>> = sql!(
        "select conversation_id from ballot where person_id = $1",
        me
    )
    .all(tx)?;
    for poll in polls {
        sql!(
            "delete from ballot where conversation_id = $1 and person_id = $2",
            poll,
            me
        )
        .change(tx)?;
        sql!(
            "update poll set voters = voters - 1 where conversation_id = $1 and voters > 0",
            poll
        )
        .change(tx)?;
        tx.touch(Mark::Conversation(poll));
    }
    Ok(())
}

/// Mails to them, and what else says their address.
fn letters(tx: &mut Tx<'_>, called: &Called, blank: &Blank) -> Result<()> {
    for address in &called.addresses {
        sql!("delete from mail where address = $1", address).change(tx)?;
        sql!("delete from token where address = $1", address).change(tx)?;
        sql!(
            "delete from invitation where email = $1 and used_by is null",
            address
        )
        .change(tx)?;
    }
    sql!(
        "delete from old_address where target = '/@' || $1",
        called.handle
    )
    .change(tx)?;
    sql!(
        "delete from form_key where outcome like '%@' || $1 || '%'",
        called.handle
    )
    .change(tx)?;
    let failed: Vec<(Id<Job>, String)> = sql!(
        "select id, error from job where error is not null order by id limit $1",
        JOBS
    )
    .all(tx)?;
    for (id, error) in failed {
        if let Some(error) = without(&error, called, blank) {
            sql!("update job set error = $2 where id = $1", id, error).change_one(tx)?;
        }
    }
    Ok(())
}

/// Whom they were as guests, whether or not they ever said that it was them: the address is theirs.
fn guests(tx: &mut Tx<'_>, me: Id<Person>, called: &Called, blank: &Blank) -> Result<()> {
    for address in &called.confirmed {
        sql!(
            "update guest set claimed_by = $1 where email = $2 and claimed_by is null",
            me,
            address,
        )
        .change(tx)?;
    }
    let all: Vec<Id<Guest>> =
        sql!("select id from guest where claimed_by = $1 order by id", me).all(tx)?;
    for id in all {
        sql!(
            "update guest set name = $2, email = null, url = null, identity = $3 where id = $1",
            id,
            blank.name,
            Digest::of(format!("former {id}").as_bytes()),
        )
        .change_one(tx)?;
    }
    Ok(())
}
