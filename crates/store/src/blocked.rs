//! The list of blocked words and hosts.

use base::Id;
use domain::Permit;
use domain::blocked::{Blocked, Kind, MOST};
use domain::group::Moderate;

use crate::{Result, Snapshot, Tx};

row!(Blocked {
    id,
    kind,
    what,
    by,
    at
});

/// All entries, for what is about to be said to be compared with. Nobody is shown them.
pub fn entries(from: &mut Snapshot<'_>) -> Result<Vec<Blocked>> {
    let most = i64::try_from(MOST).unwrap_or(0);
    sql!(
        "select id, kind, what, cast(null as text) as by, at from blocked order by kind, what limit $1",
        most
    )
    .all(from)
}

/// The list, for those who keep it.
pub fn list(from: &mut Snapshot<'_>, _: &Permit<Moderate>) -> Result<Vec<Blocked>> {
    sql!(
        "select b.id, b.kind, b.what, p.name as by, b.at from blocked b left join person p on p.id = b.by_person
         order by b.kind, b.what, b.id"
    )
    .all(from)
}

/// How many there are.
pub fn count(from: &mut Snapshot<'_>) -> Result<i64> {
    sql!("select count(*) from blocked").one(from)
}

/// Puts something on the list. `false` if it stands there.
pub fn add(tx: &mut Tx<'_>, permit: &Permit<Moderate>, kind: Kind, what: &str) -> Result<bool> {
    let now = tx.now();
    let id: Id<Blocked> = Id::new(now);
    let added = sql!(
        "insert into blocked (id, kind, what, by_person, at) values ($1, $2, $3, $4, $5) on conflict (kind, what) do nothing",
        id,
        kind,
        what,
        permit.by().person(),
        now,
    )
    .change(tx)?;
    Ok(added == 1)
}

/// Takes something off the list. `false` if it is not there.
pub fn remove(tx: &mut Tx<'_>, _: &Permit<Moderate>, id: Id<Blocked>) -> Result<bool> {
    let removed = sql!("delete from blocked where id = $1", id).change(tx)?;
    Ok(removed == 1)
}
