//! Browsers from which somebody has signed in before, by the digest of a cookie that lives there.

use base::{Digest, Id, Moment};
use domain::person::Person;

use crate::{Result, Snapshot, Tx};

/// Browsers remembered for one person; the one unused for longest is forgotten first.
pub const MOST: i64 = 50;

/// Whether this browser is one of that person's.
pub fn is_known(from: &mut Snapshot<'_>, device: &Digest, person: Id<Person>) -> Result<bool> {
    let found: i64 = sql!(
        "select count(*) from device where digest = $1 and person_id = $2",
        device,
        person
    )
    .one(from)?;
    Ok(found == 1)
}

/// Remembers a browser as that person's.
pub fn keep(tx: &mut Tx<'_>, device: &Digest, person: Id<Person>) -> Result<()> {
    let now = tx.now();
    sql!(
        "insert into device (digest, person_id, seen_at) values ($1, $2, $3)
         on conflict (digest, person_id) do update set seen_at = excluded.seen_at",
        device,
        person,
        now,
    )
    .change_one(tx)?;
    sql!(
        "delete from device where person_id = $1 and digest not in (
             select digest from device where person_id = $1 order by seen_at desc, digest limit $2)",
        person,
        MOST,
    )
    .change(tx)?;
    Ok(())
}

/// Forgets all browsers of somebody: each counts as new again.
pub fn forget_all(tx: &mut Tx<'_>, person: Id<Person>) -> Result<()> {
    sql!("delete from device where person_id = $1", person).change(tx)?;
    Ok(())
}

/// Forgets browsers that were not used since a moment.
pub fn forget(tx: &mut Tx<'_>, before: Moment) -> Result<u64> {
    sql!("delete from device where seen_at < $1", before).change(tx)
}
