//! Conversations, whatever they are under.

use base::{Id, Moment};
use domain::case::Report;
use domain::conversation::{Close, Conversation, Door};
use domain::group::{Administer, Entry, Sign};
use domain::{Permit, Viewer, Visible};

use crate::engine::{FromRow, Row, next};
use crate::{Mark, Result, Snapshot, Tx};

struct Found {
    conversation: Conversation,
    closed_at: Option<Moment>,
    closes_at: Option<Moment>,
    paused_until: Option<Moment>,
    /// How one comes into its group, unless that is the site's own.
    entry: Option<Entry>,
    group_closed_at: Option<Moment>,
    sign: Option<Sign>,
}

impl FromRow for Found {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "group_id",
        "kind",
        "title",
        "path",
        "audience",
        "stage",
        "by_person",
        "comment_count",
        "continues_in",
        "closed_at",
        "closes_at",
        "paused_until",
        "entry",
        "group_closed_at",
        "group_handle",
        "group_name",
    ];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        Ok(Self {
            conversation: Conversation {
                id: next(row, at)?,
                group: next(row, at)?,
                sign: None,
                kind: next(row, at)?,
                title: next(row, at)?,
                path: next(row, at)?,
                visibility: next(row, at)?,
                stage: next(row, at)?,
                by: next(row, at)?,
                comments: next(row, at)?,
                continues_in: next(row, at)?,
                door: Door::Open,
                guests: false,
                members_only: false,
            },
            closed_at: next(row, at)?,
            closes_at: next(row, at)?,
            paused_until: next(row, at)?,
            entry: next(row, at)?,
            group_closed_at: next(row, at)?,
            sign: Sign::of(next(row, at)?, next(row, at)?),
        })
    }
}

/// One, if the viewer may know of it.
pub fn find(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    id: Id<Conversation>,
) -> Result<Option<Visible<Conversation>>> {
    let found: Option<Found> =
        sql!(
            "select c.*, g.entry, g.closed_at as group_closed_at, g.handle as group_handle, g.name as group_name
             from conversation c left join circle g on g.id = c.group_id where c.id = $1",
            id
        )
        .optional(from)?;
    let Some(found) = found else { return Ok(None) };
    let guests = crate::site::load(from)?.guests;
    let door = Door::at(
        from.now(),
        found.closed_at.or(found.group_closed_at),
        found.closes_at,
        found.paused_until,
    );
    Ok(viewer.see(Conversation {
        door,
        guests: guests && found.entry.is_none(),
        sign: found.sign,
        members_only: found.entry.is_some_and(|entry| entry != Entry::Open),
        ..found.conversation
    }))
}

/// The one at this address, if the viewer may know of it.
pub fn by_path(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    path: &str,
) -> Result<Option<Visible<Conversation>>> {
    let id: Option<Id<Conversation>> =
        sql!("select id from conversation where path = $1", path).optional(from)?;
    match id {
        Some(id) => find(from, viewer, id),
        None => Ok(None),
    }
}

/// Closes it, perhaps saying where it goes on.
pub fn close(
    tx: &mut Tx<'_>,
    permit: &Permit<Close>,
    continues_in: Option<&Visible<Conversation>>,
) -> Result<()> {
    let now = tx.now();
    sql!(
        "update conversation set closed_at = coalesce(closed_at, $2), continues_in = $3 where id = $1",
        permit.id,
        now,
        continues_in.map(|next| next.id),
    )
    .change_one(tx)?;
    tx.touch(Mark::Conversation(permit.id));
    Ok(())
}

/// As good as never: what was opened again for good does not close by itself any more.
const NEVER: i64 = 9_000_000_000_000_000;

/// Has all published conversations close by themselves so many days after their beginning, or never; but for those that were
/// opened again for good.
pub fn close_all_after(tx: &mut Tx<'_>, _: &Permit<Administer>, days: i64) -> Result<()> {
    let span = (days > 0).then(|| days.saturating_mul(86_400_000));
    sql!(
        "update conversation set closes_at = published_at + cast($1 as bigint)
         where stage <> 'draft' and published_at is not null and (closes_at is null or closes_at < $2)",
        span,
        NEVER,
    )
    .change(tx)?;
    tx.touch(Mark::Site);
    Ok(())
}

/// Has a conversation rest until a moment, since somebody's report was one of many at once.
pub fn pause(
    tx: &mut Tx<'_>,
    _: &Permit<Report>,
    id: Id<Conversation>,
    until: Moment,
) -> Result<()> {
    sql!(
        "update conversation set paused_until = $2 where id = $1",
        id,
        until
    )
    .change_one(tx)?;
    tx.touch(Mark::Conversation(id));
    Ok(())
}

/// Its rest is over, if it is: pages that are kept say so from now on.
pub fn wake(tx: &mut Tx<'_>, id: Id<Conversation>) -> Result<()> {
    let now = tx.now();
    sql!(
        "update conversation set paused_until = null where id = $1 and paused_until <= $2",
        id,
        now,
    )
    .change(tx)?;
    tx.touch(Mark::Conversation(id));
    Ok(())
}

/// Opens it again, for good: it will not close by itself any more. One that only rests does no longer.
pub fn reopen(tx: &mut Tx<'_>, permit: &Permit<Close>) -> Result<()> {
    if permit.door.paused_until().is_some() {
        sql!(
            "update conversation set paused_until = null where id = $1",
            permit.id
        )
        .change_one(tx)?;
        tx.touch(Mark::Conversation(permit.id));
        return Ok(());
    }
    sql!(
        "update conversation set closed_at = null, closes_at = $2, continues_in = null where id = $1",
        permit.id,
        NEVER,
    )
    .change_one(tx)?;
    tx.touch(Mark::Conversation(permit.id));
    Ok(())
}
