//! Addresses that things had before: renamed here, or brought along from elsewhere.

use crate::{Mark, Result, Snapshot, Tx};

/// Where something is now that was at this path (with its query, if that told things apart).
pub fn find(from: &mut Snapshot<'_>, address: &str) -> Result<Option<String>> {
    sql!("select target from old_address where address = $1", address).optional(from)
}

/// Something moved: the old address leads to the new one, and so does every address that led to the old one.
pub fn moved(tx: &mut Tx<'_>, old: &str, new: &str) -> Result<()> {
    sql!(
        "update old_address set target = $2 where target = $1",
        old,
        new
    )
    .change(tx)?;
    keep(tx, old, new)
}

/// An address from elsewhere leads to something here.
pub fn keep(tx: &mut Tx<'_>, old: &str, new: &str) -> Result<()> {
    sql!(
        "insert into old_address (address, target) values ($1, $2)
         on conflict (address) do update set target = excluded.target",
        old,
        new,
    )
    .change_one(tx)?;
    tx.touch(Mark::Site);
    Ok(())
}

/// Something stands at this address again.
pub(crate) fn forget(tx: &mut Tx<'_>, address: &str) -> Result<()> {
    sql!("delete from old_address where address = $1", address).change(tx)?;
    Ok(())
}

/// Every old address and where it leads, a page at a time by address.
pub fn list(from: &mut Snapshot<'_>, after: &str, limit: i64) -> Result<Vec<(String, String)>> {
    sql!(
        "select address, target from old_address where address > $1 order by address limit $2",
        after,
        limit
    )
    .all(from)
}
