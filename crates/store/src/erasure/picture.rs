//! Their pictures: what nothing shows any more goes, with its files; what others show stays, and is nobody's.

use base::{Digest, Id};
use domain::person::Person;
use domain::picture::Picture;

use crate::{Result, Snapshot, Tx};

/// Removes pictures of theirs that nothing shows, at most `most`, and notes the files that nothing names any more. `false` if
/// there are none left: those that others show are nobody's from then on.
pub fn pictures(tx: &mut Tx<'_>, me: Id<Person>, most: i64) -> Result<bool> {
    let ids: Vec<Id<Picture>> = sql!(
        "select id from picture p where owner_id = $1
             and not exists (select 1 from picture_use u where u.picture_id = p.id)
         order by id limit $2",
        me,
        most,
    )
    .all(tx)?;
    for id in &ids {
        for hash in crate::picture::remove(tx, *id)? {
            sql!(
                "insert into doomed_file (hash) values ($1) on conflict do nothing",
                hash
            )
            .change(tx)?;
        }
    }
    if ids.is_empty() {
        sql!("update picture set owner_id = null where owner_id = $1", me).change(tx)?;
    }
    Ok(!ids.is_empty())
}

/// Files that are to go, at most `limit` after one of them. Those that are needed again by now are let off.
pub fn doomed(tx: &mut Tx<'_>, after: Option<Digest>, limit: i64) -> Result<Vec<Digest>> {
    sql!(
        "delete from doomed_file where exists (select 1 from picture_variant v where v.hash = doomed_file.hash)"
    )
    .change(tx)?;
    let after = after.map(|digest| digest.hex()).unwrap_or_default();
    let from: &mut Snapshot<'_> = tx;
    sql!(
        "select hash from doomed_file where hash > $1 order by hash limit $2",
        after,
        limit
    )
    .all(from)
}

/// A file is gone.
pub fn spare(tx: &mut Tx<'_>, hash: &Digest) -> Result<()> {
    sql!("delete from doomed_file where hash = $1", hash).change(tx)?;
    Ok(())
}
