//! Why something waits. Rows are there only as long as it waits: its words stand in them.

use std::collections::HashMap;

use base::Moment;
use domain::Permit;
use domain::group::Moderate;
use domain::hold::{Ground, Reason};

use crate::{Result, Snapshot, Tx};

/// Rows that one page tells of.
const MOST: i64 = 1_000;

/// Notes why a comment, or a conversation, waits.
pub fn keep(tx: &mut Tx<'_>, subject: i64, grounds: &[Ground]) -> Result<()> {
    for (place, ground) in (1_i64..).zip(grounds) {
        sql!(
            "insert into hold (subject_id, place, reason, detail) values ($1, $2, $3, $4)",
            subject,
            place,
            ground.reason,
            base::clean::clip(&ground.detail, 500),
        )
        .change_one(tx)?;
    }
    Ok(())
}

/// It waits no longer.
pub(crate) fn forget(tx: &mut Tx<'_>, subject: i64) -> Result<()> {
    sql!("delete from hold where subject_id = $1", subject).change(tx)?;
    Ok(())
}

/// Whether anything has waited since before a moment.
pub fn is_late(from: &mut Snapshot<'_>, before: Moment) -> Result<bool> {
    let late: i64 = sql!(
        "select (select count(*) from (select 1 as one from comment where state = 'waiting' and at < $1 limit 1) said)
             + (select count(*) from (select 1 as one from conversation where stage = 'waiting' and made_at < $1 limit 1) opened)",
        before
    )
    .one(from)?;
    Ok(late > 0)
}

/// Why things wait, by their ids.
pub fn all(from: &mut Snapshot<'_>, _: &Permit<Moderate>) -> Result<HashMap<i64, Vec<Ground>>> {
    let rows: Vec<(i64, Reason, String)> = sql!(
        "select subject_id, reason, detail from hold order by subject_id, place limit $1",
        MOST,
    )
    .all(from)?;
    let mut all: HashMap<i64, Vec<Ground>> = HashMap::new();
    for (subject, reason, detail) in rows {
        let ground = Ground { reason, detail };
        all.entry(subject).or_default().push(ground);
    }
    Ok(all)
}
