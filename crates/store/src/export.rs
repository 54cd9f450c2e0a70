//! The files that members take away: which there are, how far they are, and what goes into them.

mod own;
mod trail;

pub use own::{
    Alias, Kind, Own, SentLine, SessionLine, Shelf, aliases, application, own, sent, sessions,
};
pub use trail::{Trace, Trail, trail};

use base::{Id, Moment};
use domain::export::{Ask, Export, Fetch, KEPT, Lately, PATIENCE, SPAN, Stage, State};
use domain::job::Work;
use domain::person::Person;
use domain::{Permit, Viewer, Visible};

use crate::engine::{FromRow, Row, next};
use crate::person::Seated;
use crate::{Mark, Result, Snapshot, Tx};

struct Found(Export);

impl FromRow for Found {
    const COLUMNS: &'static [&'static str] =
        &["id", "person_id", "asked_at", "stage", "made_at", "bytes"];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        let (id, of, asked_at) = (next(row, at)?, next(row, at)?, next(row, at)?);
        let stage: Stage = next(row, at)?;
        let made_at: Option<Moment> = next(row, at)?;
        let bytes = next(row, at)?;
        let state = match (stage, made_at) {
            (Stage::Waiting, _) => State::Waiting,
            (Stage::Making, _) => State::Making,
            (Stage::Ready, Some(made_at)) => State::Ready {
                until: made_at.after(KEPT),
                bytes,
            },
            (Stage::Ready, None) | (Stage::Failed, _) => State::Failed,
            (Stage::Expired, _) => State::Expired,
        };
        Ok(Self(Export {
            id,
            of,
            asked_at,
            state,
        }))
    }
}

/// One of the viewer's own. One whose time is over has expired, whether or not it was tidied away.
pub fn find(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    id: Id<Export>,
) -> Result<Option<Visible<Export>>> {
    let now = from.now();
    let found: Option<Found> = sql!("select * from export where id = $1", id).optional(from)?;
    Ok(found.and_then(|found| viewer.see(aged(found.0, now))))
}

fn aged(mut export: Export, now: Moment) -> Export {
    if let State::Ready { until, .. } = export.state
        && until <= now
    {
        export.state = State::Expired;
    }
    export
}

/// The viewer's own, newest first, at most 20.
pub fn list(from: &mut Snapshot<'_>, viewer: &Viewer) -> Result<Vec<Visible<Export>>> {
    let now = from.now();
    let found: Vec<Found> = sql!(
        "select * from export where person_id = $1 order by asked_at desc, id desc limit 20",
        viewer.person(),
    )
    .all(from)?;
    let all = found.into_iter().map(|found| aged(found.0, now)).collect();
    Ok(viewer.see_all(all))
}

/// What somebody has asked for lately.
pub fn lately(from: &mut Snapshot<'_>, viewer: &Viewer) -> Result<Option<Visible<Lately>>> {
    let Some(person) = viewer.person() else {
        return Ok(None);
    };
    let since = from.now().before(SPAN);
    let (count, open): (i64, i64) = sql!(
        "select (select count(*) from export where person_id = $1 and asked_at > $2 and stage <> 'failed'),
             (select count(*) from export where person_id = $1 and stage in ('waiting', 'making'))",
        person,
        since,
    )
    .one(from)?;
    Ok(viewer.see(Lately {
        person,
        count,
        under_way: open > 0,
    }))
}

/// Notes that one is wanted, with the job that makes it.
pub fn ask(tx: &mut Tx<'_>, permit: &Permit<Ask>) -> Result<Id<Export>> {
    let now = tx.now();
    let id: Id<Export> = Id::new(now);
    sql!(
        "insert into export (id, person_id, asked_at, stage) values ($1, $2, $3, $4)",
        id,
        permit.person,
        now,
        Stage::Waiting,
    )
    .change_one(tx)?;
    crate::job::add(tx, &Work::MakeExport { export: id }, now, None)?;
    Ok(id)
}

/// One that is to be made, and for whom: as who they are at this moment.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Which one.
    pub id: Id<Export>,
    /// When it was asked for.
    pub asked_at: Moment,
    /// For whom.
    pub person: Id<Person>,
    /// As whom they look.
    pub viewer: Viewer,
}

/// Begins to make one, again if that was begun before. `None` if it is not wanted any more, or they are no member any more.
pub fn begin(tx: &mut Tx<'_>, id: Id<Export>) -> Result<Option<Wanted>> {
    let found: Option<Seated> = sql!(
        "select p.id, p.role, p.origin, p.memberships from export e join seat p on p.id = e.person_id
         where e.id = $1 and e.stage in ('waiting', 'making') and p.state = 'active'",
        id,
    )
    .optional(tx)?;
    let Some((viewer, person)) =
        found.and_then(|Seated(viewer)| Some((viewer.clone(), viewer.person()?)))
    else {
        return Ok(None);
    };
    let asked_at = sql!("select asked_at from export where id = $1", id).one(tx)?;
    sql!(
        "update export set stage = $2 where id = $1",
        id,
        Stage::Making
    )
    .change_one(tx)?;
    tx.touch(Mark::Reader(person));
    Ok(Some(Wanted {
        id,
        asked_at,
        person,
        viewer,
    }))
}

/// Whoever it is for is still a member in the role they had when it was begun (R25).
pub fn stands(from: &mut Snapshot<'_>, wanted: &Wanted) -> Result<bool> {
    let found: Option<Seated> = sql!(
        "select p.id, p.role, p.origin, p.memberships from export e join seat p on p.id = e.person_id
         where e.id = $1 and p.state = 'active'",
        wanted.id,
    )
    .optional(from)?;
    Ok(found.is_some_and(|Seated(viewer)| wanted.viewer == viewer))
}

/// It is there. `false` if it was made before, or is not wanted any more.
pub fn ready(tx: &mut Tx<'_>, wanted: &Wanted, bytes: i64) -> Result<bool> {
    let now = tx.now();
    let changed = sql!(
        "update export set stage = $2, made_at = $3, bytes = $4 where id = $1 and stage = 'making'",
        wanted.id,
        Stage::Ready,
        now,
        bytes,
    )
    .change(tx)?;
    tx.touch(Mark::Reader(wanted.person));
    Ok(changed == 1)
}

/// It cannot be made.
pub fn fail(tx: &mut Tx<'_>, id: Id<Export>) -> Result<()> {
    sql!(
        "update export set stage = $2 where id = $1 and stage in ('waiting', 'making')",
        id,
        Stage::Failed,
    )
    .change(tx)?;
    Ok(())
}

/// The name of the file of one that may be fetched.
#[must_use]
pub fn file(permit: &Permit<Fetch>) -> String {
    permit.id.to_string()
}

/// Notes those whose time is over, and forgets those asked for long ago. Says which files are still needed.
pub fn forget(tx: &mut Tx<'_>, before: Moment) -> Result<Vec<Id<Export>>> {
    let edge = tx.now().before(KEPT);
    sql!(
        "update export set stage = $2 where stage in ('waiting', 'making') and asked_at < $1",
        tx.now().before(PATIENCE),
        Stage::Failed,
    )
    .change(tx)?;
    sql!(
        "update export set stage = $2 where stage = 'ready' and made_at <= $1",
        edge,
        Stage::Expired,
    )
    .change(tx)?;
    sql!(
        "delete from export where asked_at < $1 and stage in ('expired', 'failed')",
        before
    )
    .change(tx)?;
    // A file is renamed before its row says so: what is being made is needed, too.
    sql!("select id from export where stage in ('making', 'ready') order by id").all(tx)
}
