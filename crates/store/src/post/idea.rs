//! Who supports an idea, and what was decided about it.

use base::Id;
use domain::person::{Byline, Person};
use domain::post::{Decide, Post, Standing, Support};
use domain::{Permit, Visible};

use crate::{Mark, Result, Snapshot, Tx};

/// Supports an idea, once. `false` if that was done before.
pub fn support(tx: &mut Tx<'_>, permit: &Permit<Support>) -> Result<bool> {
    let Some(me) = permit.by().person() else {
        return Ok(false);
    };
    let now = tx.now();
    let added = sql!(
        "insert into support (conversation_id, person_id, at) values ($1, $2, $3) on conflict do nothing",
        permit.id(),
        me,
        now,
    )
    .change(tx)?;
    count(tx, permit)?;
    Ok(added == 1)
}

/// Takes the support back. `false` if there was none.
pub fn withdraw_support(tx: &mut Tx<'_>, permit: &Permit<Support>) -> Result<bool> {
    let Some(me) = permit.by().person() else {
        return Ok(false);
    };
    let removed = sql!(
        "delete from support where conversation_id = $1 and person_id = $2",
        permit.id(),
        me
    )
    .change(tx)?;
    count(tx, permit)?;
    Ok(removed == 1)
}

fn count(tx: &mut Tx<'_>, permit: &Permit<Support>) -> Result<()> {
    sql!(
        "update post set supports = (select count(*) from support where conversation_id = $1) where id = $1",
        permit.id(),
    )
    .change_one(tx)?;
    tx.touch(Mark::Conversation(permit.id()));
    Ok(())
}

/// Whether somebody supports an idea that is visible already.
pub fn supports(from: &mut Snapshot<'_>, post: &Visible<Post>, person: Id<Person>) -> Result<bool> {
    let found: i64 = sql!(
        "select count(*) from support where conversation_id = $1 and person_id = $2",
        post.id(),
        person,
    )
    .one(from)?;
    Ok(found > 0)
}

/// Those who support an idea that is visible already, the first first, at most `limit`.
pub fn supporters(
    from: &mut Snapshot<'_>,
    post: &Visible<Post>,
    limit: i64,
) -> Result<Vec<Byline>> {
    sql!(
        "select p.id, p.handle, p.name, p.portrait from support s join person p on p.id = s.person_id
         where s.conversation_id = $1 order by s.at, p.id limit $2",
        post.id(),
        limit,
    )
    .all(from)
}

/// A reason as written and as shown.
pub(crate) type Reason<'a> = (&'a str, &'a str);

/// Says what becomes of an idea, and why; nothing opens the matter again.
pub fn decide(
    tx: &mut Tx<'_>,
    permit: &Permit<Decide>,
    decision: Option<(Standing, Reason<'_>)>,
) -> Result<()> {
    let id = permit.id();
    let now = tx.now();
    match decision {
        Some((standing, (source, html))) => sql!(
            "update post set standing = $2, reason = $3, reason_html = $4, decided_by = $5, decided_at = $6 where id = $1",
            id,
            standing,
            source,
            html,
            permit.by().person(),
            now,
        )
        .change_one(tx)?,
        None => sql!(
            "update post set standing = null, reason = '', reason_html = '', decided_by = null, decided_at = null
             where id = $1",
            id,
        )
        .change_one(tx)?,
    }
    tx.touch(Mark::Conversation(id));
    Ok(())
}
