//! What imports have brought already, so that they can be run again (R99).

use base::{Digest, Id};

use crate::{Result, Snapshot, Tx};

/// What was made of the thing called `name` in `source`, and the print of what it was then.
pub fn find<T: ?Sized>(
    from: &mut Snapshot<'_>,
    source: &str,
    name: &str,
) -> Result<Option<(Id<T>, Digest)>> {
    sql!(
        "select thing_id, print from origin where source = $1 and name = $2",
        source,
        name
    )
    .optional(from)
}

/// Remembers what was made of it.
pub fn keep<T: ?Sized>(
    tx: &mut Tx<'_>,
    source: &str,
    name: &str,
    thing: Id<T>,
    print: &Digest,
) -> Result<()> {
    sql!(
        "insert into origin (source, name, thing_id, print) values ($1, $2, $3, $4)
         on conflict (source, name) do update set thing_id = excluded.thing_id, print = excluded.print",
        source, name, thing, print,
    )
    .change_one(tx)
}
