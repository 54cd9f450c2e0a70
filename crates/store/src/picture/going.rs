//! Pictures that go: thrown away by their owner, or forgotten when nothing shows them.

use base::{Digest, Id, Moment};
use domain::Permit;
use domain::picture::{Discard, Picture};

use crate::{Result, Snapshot, Tx};

/// Throws a picture away. Gives the files that nothing names any more.
pub fn discard(tx: &mut Tx<'_>, permit: &Permit<Discard>) -> Result<Vec<Digest>> {
    remove(tx, permit.id)
}

pub(crate) fn remove(tx: &mut Tx<'_>, id: Id<Picture>) -> Result<Vec<Digest>> {
    let named: Vec<Digest> = sql!(
        "select distinct hash from picture_variant where picture_id = $1",
        id
    )
    .all(tx)?;
    sql!("delete from picture where id = $1", id).change_one(tx)?;
    let mut lonely = Vec::new();
    for hash in named {
        if !is_named(tx, &hash)? {
            lonely.push(hash);
        }
    }
    Ok(lonely)
}

fn is_named(from: &mut Snapshot<'_>, hash: &Digest) -> Result<bool> {
    let named: bool = sql!(
        "select exists (select 1 from picture_variant where hash = $1)",
        hash
    )
    .one(from)?;
    Ok(named)
}

/// Forgets pictures that nothing shows and whose time is over, at most `limit`. Gives the files that nothing names any more.
pub fn forget(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Digest>> {
    let now = tx.now();
    let over: Vec<Id<Picture>> = sql!(
        "select id from picture p
         where keep_until < $1 and not exists (select 1 from picture_use u where u.picture_id = p.id)
         order by id limit $2",
        now,
        limit,
    )
    .all(tx)?;
    let mut lonely = Vec::new();
    for id in over {
        lonely.extend(remove(tx, id)?);
    }
    Ok(lonely)
}

/// The files that pictures need, in order, after one of them.
pub fn named(from: &mut Snapshot<'_>, after: Option<Digest>, limit: i64) -> Result<Vec<Digest>> {
    sql!(
        "select distinct hash from picture_variant where hash > $1 order by hash limit $2",
        after.map(|digest| digest.hex()).unwrap_or_default(),
        limit,
    )
    .all(from)
}

/// When all files were last held against what pictures need.
pub fn swept_at(from: &mut Snapshot<'_>) -> Result<Option<Moment>> {
    let kept: Option<String> =
        sql!("select value from setting where name = 'files-swept-at'").optional(from)?;
    Ok(kept.and_then(|text| text.parse().ok()).map(Moment::from_ms))
}

/// Remembers that it is being done now.
pub fn set_swept(tx: &mut Tx<'_>) -> Result<()> {
    let now = tx.now().ms().to_string();
    sql!(
        "insert into setting (name, value) values ('files-swept-at', $1)
         on conflict (name) do update set value = excluded.value",
        now,
    )
    .change_one(tx)
}
