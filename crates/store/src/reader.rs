//! Where a member stands in each conversation: what is new to them, and how much they want to be told. Nobody else sees it.

mod list;
mod settle;

pub use list::{Fresh, Mine, fresh, list};
pub use settle::{gather, settle};

use base::{Id, Moment};
use domain::conversation::Conversation;
use domain::following::{Follow, Level, Standing, UNREAD};
use domain::person::Person;
use domain::{Permit, Visible};

use crate::{Mark, Result, Snapshot, Tx};

struct Found {
    seen_at: Option<Moment>,
    level: Option<Level>,
    latest: Option<Moment>,
}
row!(Found {
    seen_at,
    level,
    latest
});

/// Where somebody stands in a conversation.
pub fn standing(
    from: &mut Snapshot<'_>,
    me: Id<Person>,
    conversation: &Visible<Conversation>,
) -> Result<Standing> {
    let id = conversation.id;
    let found: Found = sql!(
        "select r.seen_at, r.level, coalesce(c.last_comment_at, c.published_at) as latest
         from conversation c left join reader r on r.person_id = $2 and r.conversation_id = c.id
         where c.id = $1",
        id,
        me,
    )
    .one(from)?;
    let unread = match (found.seen_at, found.latest) {
        (Some(seen), Some(latest)) if latest > seen => sql!(
            "select id, at from comment
             where conversation_id = $1 and state = 'visible' and at > $2 and (person_id is null or person_id <> $3)
             order by at, id limit $4",
            id,
            seen,
            me,
            UNREAD,
        )
        .all(from)?,
        _ => Vec::new(),
    };
    let told: Vec<(Id<_>, Option<Id<_>>)> = sql!(
        "select id, comment_id from notification where person_id = $1 and conversation_id = $2 and read_at is null limit 500",
        me,
        id,
    )
    .all(from)?;
    Ok(Standing {
        seen_at: found.seen_at,
        level: found.level,
        unread,
        told: told.into_iter().collect(),
        latest: found.latest,
    })
}

/// Remembers until when somebody has seen a conversation. It never goes back.
pub fn see(
    tx: &mut Tx<'_>,
    me: Id<Person>,
    conversation: &Visible<Conversation>,
    until: Moment,
) -> Result<()> {
    sql!(
        "insert into reader (person_id, conversation_id, seen_at) values ($1, $2, $3)
         on conflict (person_id, conversation_id) do update set seen_at = excluded.seen_at
         where reader.seen_at is null or reader.seen_at < excluded.seen_at",
        me,
        conversation.id,
        until,
    )
    .change(tx)?;
    tx.touch(Mark::Reader(me));
    Ok(())
}

/// Chooses how much one is told. `false` if it was so before.
pub fn choose(tx: &mut Tx<'_>, permit: &Permit<Follow>, level: Level) -> Result<bool> {
    let Some(me) = permit.by().person() else {
        return Ok(false);
    };
    let changed = sql!(
        "insert into reader (person_id, conversation_id, level) values ($1, $2, $3)
         on conflict (person_id, conversation_id) do update set level = excluded.level
         where reader.level is null or reader.level <> excluded.level",
        me,
        permit.id,
        level,
    )
    .change(tx)?;
    tx.touch(Mark::Reader(me));
    Ok(changed == 1)
}

/// Whoever takes part follows, unless they chose before. What they open or say themselves is nothing new to them.
pub fn take_part(
    tx: &mut Tx<'_>,
    me: Id<Person>,
    conversation: Id<Conversation>,
    level: Level,
) -> Result<()> {
    let changed = sql!(
        "insert into reader (person_id, conversation_id, level) values ($1, $2, $3)
         on conflict (person_id, conversation_id) do update set level = excluded.level where reader.level is null",
        me,
        conversation,
        level,
    )
    .change(tx)?;
    if changed == 1 {
        tx.touch(Mark::Reader(me));
    }
    Ok(())
}

/// From now on, all that was said before is nothing new.
pub fn catch_up(tx: &mut Tx<'_>, me: Id<Person>) -> Result<()> {
    let now = tx.now();
    sql!("update person set caught_up_at = $2 where id = $1", me, now).change_one(tx)?;
    tx.touch(Mark::Reader(me));
    Ok(())
}

/// Before which moment nothing is new to somebody: when they came, or when they said that they had caught up.
pub fn floor(from: &mut Snapshot<'_>, me: Id<Person>) -> Result<Moment> {
    let found: Option<Moment> = sql!(
        "select coalesce(caught_up_at, joined_at, made_at) from person where id = $1",
        me
    )
    .optional(from)?;
    Ok(found.unwrap_or(Moment::from_ms(i64::MAX)))
}
