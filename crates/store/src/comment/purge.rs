//! What is deleted is kept for a while, then forgotten (R129).

use base::{Id, Moment};
use domain::comment::{Comment, DELETED_KEPT, State};

use crate::{Result, Tx};

/// Until when the text of a comment is kept that came to stand so at a moment; none if it is not deleted.
pub(crate) fn purge_at(state: State, at: Moment) -> Option<Moment> {
    state.is_gone().then(|| at.after(DELETED_KEPT))
}

/// Forgets the texts whose time has come, with all that they were before and the pictures they showed: at most `most`
/// of them. The stones stay. Says how many they were.
pub fn purge(tx: &mut Tx<'_>, most: i64) -> Result<i64> {
    let now = tx.now();
    let due: Vec<Id<Comment>> = sql!(
        "select id from comment where purge_at <= $1 order by purge_at, id limit $2",
        now,
        most,
    )
    .all(tx)?;
    for id in &due {
        sql!(
            "update comment set source = '', html = '', purge_at = null where id = $1",
            id
        )
        .change_one(tx)?;
        sql!("delete from revision where subject_id = $1", id).change(tx)?;
        sql!("delete from picture_use where subject_id = $1", id).change(tx)?;
    }
    Ok(i64::try_from(due.len()).unwrap_or(i64::MAX))
}
