//! Writes activities, and the jobs that follow from them, in the transaction that causes them.

use base::Id;
use domain::activity::{Activity, Actor, Door, Kind, Touches};
use domain::group::ROOT;
use store::Tx;

use crate::{Result, reactions};

/// Records what was done, and decides at once what follows.
pub(crate) fn record(
    tx: &mut Tx<'_>,
    actor: Actor,
    door: Door,
    kind: Kind,
    touches: Touches,
) -> Result<Id<Activity>> {
    let activity = Activity {
        id: Id::new(tx.now()),
        group: touches.group.unwrap_or(ROOT),
        at: tx.now(),
        actor,
        kind,
        touches,
        door,
    };
    store::activity::insert(tx, &activity)?;
    for reaction in reactions::of(kind) {
        reactions::follow(tx, &activity, *reaction)?;
    }
    Ok(activity.id)
}
