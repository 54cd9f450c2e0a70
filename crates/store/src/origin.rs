//! What imports have brought already, so that they can be run again (R99).

use std::time::Duration;

use base::{Digest, Id, Moment};

use crate::{Result, Snapshot, Tx};

/// Before this day ids cannot tell one time from another: they count from the summer of 2008.
const OLD: Moment = Moment::from_ms(1_217_548_800_000);

/// An id for something made at a moment, however long ago.
///
/// Ids of one millisecond differ in 21 bits only. A weblog older than ids themselves would have them all from one
/// millisecond, so what is that old is spread over the first weeks that ids know.
pub fn id<T: ?Sized>(at: Moment) -> Id<T> {
    if at >= OLD {
        return Id::new(at);
    }
    let spread = u64::from(base::secret::random_u32());
    Id::new(OLD.before(Duration::from_millis(spread % 1_800_000_000)))
}

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

/// The first thing of `source` whose name begins with `beginning`, and its name.
pub fn first<T: ?Sized>(
    from: &mut Snapshot<'_>,
    source: &str,
    beginning: &str,
) -> Result<Option<(Id<T>, String)>> {
    let found: Option<(Id<T>, String)> = sql!(
        "select thing_id, name from origin where source = $1 and name >= $2 order by name limit 1",
        source,
        beginning,
    )
    .optional(from)?;
    Ok(found.filter(|(_, name)| name.starts_with(beginning)))
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
