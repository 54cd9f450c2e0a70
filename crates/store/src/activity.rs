//! Activities, written in the transaction that causes them.

use base::{Id, Moment};
use domain::activity::{Activity, Actor, Door, Kind, Touches};
use domain::{Origin, Role};

use crate::engine::{FromRow, Row, next};
use crate::{Result, Snapshot, Tx};

/// Records one.
pub fn insert(tx: &mut Tx<'_>, activity: &Activity) -> Result<()> {
    let (person, guest, role, origin) = match activity.actor {
        Actor::Person { id, role, origin } => (Some(id), None, Some(role), Some(origin)),
        Actor::Guest(id) => (None, Some(id), None, None),
        Actor::House => (None, None, None, None),
    };
    let touches = &activity.touches;
    sql!(
        "insert into activity (id, group_id, at, kind, actor_id, guest_id, role, origin, to_person, conversation_id,
             comment_id, parent_id, anchor, door, asked_for)
         values ($1, coalesce((select group_id from conversation where id = $10), $2), $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
             (select kind from conversation where id = $10), $13, $14)",
        activity.id,
        activity.group,
        activity.at,
        activity.kind,
        person,
        guest,
        role,
        origin,
        touches.to,
        touches.conversation,
        touches.comment,
        touches.parent,
        activity.door,
        touches.asked_for,
    )
    .change_one(tx)
}

struct Found(Activity);

impl FromRow for Found {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "group_id",
        "at",
        "kind",
        "actor_id",
        "guest_id",
        "role",
        "origin",
        "to_person",
        "conversation_id",
        "comment_id",
        "parent_id",
        "door",
        "asked_for",
    ];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        let (id, group, when): (_, _, Moment) = (next(row, at)?, next(row, at)?, next(row, at)?);
        let kind: Kind = next(row, at)?;
        let person: Option<Id<domain::person::Person>> = next(row, at)?;
        let guest: Option<Id<domain::guest::Guest>> = next(row, at)?;
        let (role, origin): (Option<Role>, Option<Origin>) = (next(row, at)?, next(row, at)?);
        let actor = match (person, guest) {
            (Some(id), _) => Actor::Person {
                id,
                role: role.unwrap_or(Role::Member),
                origin: origin.unwrap_or(Origin::Raised),
            },
            (None, Some(guest)) => Actor::Guest(guest),
            (None, None) => Actor::House,
        };
        let touches = Touches {
            group: Some(group),
            to: next(row, at)?,
            conversation: next(row, at)?,
            comment: next(row, at)?,
            parent: next(row, at)?,
            asked_for: false,
        };
        let door: Door = next(row, at)?;
        let touches = Touches {
            asked_for: next(row, at)?,
            ..touches
        };
        Ok(Self(Activity {
            id,
            group,
            at: when,
            actor,
            kind,
            touches,
            door,
        }))
    }
}

/// One, by its id. For jobs, which decide by it and show it to nobody.
pub fn find(from: &mut Snapshot<'_>, id: Id<Activity>) -> Result<Option<Activity>> {
    let found: Option<Found> = sql!("select * from activity where id = $1", id).optional(from)?;
    Ok(found.map(|found| found.0))
}

/// How many of a kind there are since a moment, by one actor.
pub fn count_by(
    from: &mut Snapshot<'_>,
    person: Id<domain::person::Person>,
    kind: Kind,
    since: Moment,
) -> Result<i64> {
    sql!(
        "select count(*) from activity where actor_id = $1 and at >= $3 and kind = $2",
        person,
        kind,
        since,
    )
    .one(from)
}
