//! Reading one's notifications.

use base::Id;
use domain::notification::Notification;
use domain::person::{Byline, Person};
use domain::{Viewer, Visible};

use domain::following::Source;

use crate::engine::{FromRow, Row, next};
use crate::{Result, Snapshot};

struct Found(Notification);

impl FromRow for Found {
    const COLUMNS: &'static [&'static str] = &[
        "source",
        "source_id",
        "by_id",
        "by_handle",
        "by_name",
        "by_portrait",
        "id",
        "person_id",
        "at",
        "reason",
        "source_name",
        "conversation_id",
        "kind",
        "title",
        "path",
        "group_id",
        "audience",
        "stage",
        "begun_by",
        "comment_id",
        "guest_name",
        "read_at",
    ];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        let (kind, raw): (Option<String>, Option<i64>) = (next(row, at)?, next(row, at)?);
        let source = kind
            .zip(raw)
            .and_then(|(kind, raw)| Source::read(&kind, raw));
        let by: Option<Id<Person>> = next(row, at)?;
        let (handle, name): (Option<String>, Option<String>) = (next(row, at)?, next(row, at)?);
        let portrait = next(row, at)?;
        let by = match (by, handle, name) {
            (Some(id), Some(handle), Some(name)) => Some(Byline {
                id,
                handle,
                name,
                portrait,
            }),
            _ => None,
        };
        Ok(Self(Notification {
            id: next(row, at)?,
            to: next(row, at)?,
            at: next(row, at)?,
            reason: next(row, at)?,
            source,
            source_name: next(row, at)?,
            conversation: next(row, at)?,
            kind: next(row, at)?,
            title: next(row, at)?,
            path: next(row, at)?,
            group: next(row, at)?,
            visibility: next(row, at)?,
            stage: next(row, at)?,
            begun_by: next(row, at)?,
            comment: next(row, at)?,
            by,
            guest: next(row, at)?,
            read_at: next(row, at)?,
        }))
    }
}

/// Which ones a page shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// All.
    #[default]
    All,
    /// Those that were not read.
    Unread,
    /// Those that were meant for them alone.
    Personal,
}

/// One's own, newest first, before one of them, as far as what they are about can still be seen.
pub fn list(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    shown: Shown,
    before: Option<Id<Notification>>,
    limit: i64,
) -> Result<Vec<Visible<Notification>>> {
    let Some(me) = viewer.person() else {
        return Ok(Vec::new());
    };
    let before = before.map_or(i64::MAX, Id::raw);
    let (unread, personal) = (shown == Shown::Unread, shown == Shown::Personal);
    let found: Vec<Found> = sql!(
        "select * from notification_line
         where person_id = $1 and id < $2 and stage = 'published' and (audience = 0 or audience in (select group_id from sight where person_id = $1))
             and (not $3 or read_at is null)
             and (not $4 or reason in ('named', 'answered', 'accepted', 'measure', 'appeal', 'invited', 'introduced'))
         order by id desc limit $5",
        me,
        before,
        unread,
        personal,
        limit,
    )
    .all(from)?;
    Ok(viewer.see_all(found.into_iter().map(|found| found.0).collect()))
}

/// One of one's own.
pub fn find(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    id: Id<Notification>,
) -> Result<Option<Visible<Notification>>> {
    let found: Option<Found> =
        sql!("select * from notification_line where id = $1", id).optional(from)?;
    Ok(found.and_then(|found| viewer.see(found.0)))
}

/// How many of one's own are unread and can still be seen; counting ends at 100.
pub fn count(from: &mut Snapshot<'_>, me: Id<Person>) -> Result<i64> {
    sql!(
        "select count(*) from (
             select 1 as one from notification n
             left join conversation c on c.id = n.conversation_id
             left join comment m on m.id = n.comment_id
             where n.person_id = $1 and n.read_at is null and coalesce(c.stage, 'published') = 'published'
                 and (n.circle_id is null or n.circle_id in (select group_id from membership where person_id = $1)
                     or n.circle_id in (select group_id from knock where person_id = $1))
                 and (c.id is null or c.audience = 0 or c.audience in (select group_id from sight where person_id = $1))
                 and (n.comment_id is null or m.state = 'visible')
             limit 100) few",
        me,
    )
    .one(from)
}
