//! Who is about to leave, and handles that nobody can have for a while.

use base::{Digest, Id, Moment};
use domain::job::Work;
use domain::leaving::{Ask, Departure, HANDLE_HELD, Leaving, Stay, WAIT, Way};
use domain::person::{Person, State};
use domain::{Origin, Permit, Role, Viewer, Visible};

use crate::engine::{FromRow, Row, next};
use crate::{Result, Snapshot, Tx};

struct Found(Leaving);

impl FromRow for Found {
    const COLUMNS: &'static [&'static str] =
        &["person_id", "way", "asked_at", "due_at", "begun_at"];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        let (person, way, asked_at, due_at) = (
            next(row, at)?,
            next(row, at)?,
            next(row, at)?,
            next(row, at)?,
        );
        let begun_at: Option<Moment> = next(row, at)?;
        Ok(Self(Leaving {
            person,
            way,
            asked_at,
            due_at,
            begun: begun_at.is_some(),
        }))
    }
}

/// Whether somebody is about to leave, for the viewer.
pub fn find(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    person: Id<Person>,
) -> Result<Option<Visible<Leaving>>> {
    let found: Option<Found> = sql!(
        "select person_id, way, asked_at, due_at, begun_at from leaving where person_id = $1",
        person
    )
    .optional(from)?;
    Ok(found.and_then(|found| viewer.see(found.0)))
}

/// Somebody as far as it matters for their leaving.
pub fn departure(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    person: Id<Person>,
    way: Way,
) -> Result<Option<Visible<Departure>>> {
    let found: Option<(State, Role, bool)> = sql!(
        "select p.state, p.role, exists (select 1 from leaving l where l.person_id = p.id)
         from person p where p.id = $1",
        person,
    )
    .optional(from)?;
    let Some((state, role, under_way)) = found else {
        return Ok(None);
    };
    Ok(viewer.see(Departure {
        person,
        state,
        role,
        last_owner: is_last_owner(from, person, role)?,
        under_way,
        way,
    }))
}

fn is_last_owner(from: &mut Snapshot<'_>, person: Id<Person>, role: Role) -> Result<bool> {
    let others: i64 = sql!(
        "select count(*) from person where role = 'owner' and state = 'active' and id <> $1",
        person,
    )
    .one(from)?;
    Ok(role == Role::Owner && others == 0)
}

/// Notes that somebody is to leave, with the job that does it. Gives from when on.
pub fn ask(tx: &mut Tx<'_>, permit: &Permit<Ask>) -> Result<Moment> {
    let now = tx.now();
    let due_at = now.after(WAIT);
    sql!(
        "insert into leaving (person_id, way, asked_at, due_at) values ($1, $2, $3, $4)",
        permit.person,
        permit.way,
        now,
        due_at,
    )
    .change_one(tx)?;
    let work = Work::Erase {
        person: permit.person,
    };
    crate::job::add(tx, &work, due_at, None)?;
    Ok(due_at)
}

/// Takes it back. The job finds nothing to do.
pub fn stay(tx: &mut Tx<'_>, permit: &Permit<Stay>) -> Result<()> {
    sql!(
        "delete from leaving where person_id = $1 and begun_at is null",
        permit.person
    )
    .change_one(tx)
}

/// What comes of beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begun {
    /// It is to be done, from now on without a way back; this is who they were.
    Yes {
        /// What becomes of their words.
        way: Way,
        /// Their role.
        role: Role,
        /// Where it came from.
        origin: Origin,
    },
    /// Nothing is to be done: taken back, asked for anew for later, or done.
    No,
    /// They are the last owner by now, and stay.
    LastOwner,
}

/// Begins, or goes on with what was begun.
pub fn begin(tx: &mut Tx<'_>, person: Id<Person>) -> Result<Begun> {
    let now = tx.now();
    let found: Option<(Way, Moment, Option<Moment>, Role, Origin)> = sql!(
        "select l.way, l.due_at, l.begun_at, p.role, p.origin from leaving l join person p on p.id = l.person_id
         where l.person_id = $1",
        person,
    )
    .optional(tx)?;
    let Some((way, due_at, begun_at, role, origin)) = found else {
        return Ok(Begun::No);
    };
    if begun_at.is_none() {
        if due_at > now {
            return Ok(Begun::No);
        }
        if is_last_owner(tx, person, role)? {
            sql!("delete from leaving where person_id = $1", person).change_one(tx)?;
            return Ok(Begun::LastOwner);
        }
        sql!(
            "update leaving set begun_at = $2 where person_id = $1",
            person,
            now
        )
        .change_one(tx)?;
    }
    Ok(Begun::Yes { way, role, origin })
}

/// It is done.
pub fn end(tx: &mut Tx<'_>, person: Id<Person>) -> Result<()> {
    sql!("delete from leaving where person_id = $1", person).change(tx)?;
    Ok(())
}

/// What is kept of a handle that is held: nobody can read it there, and it is found again by how it looks.
fn mark(handle: &str) -> Digest {
    Digest::of(format!("handle {}", base::name::skeleton(handle)).as_bytes())
}

/// Holds a handle, so that nobody is taken for whoever had it.
pub(crate) fn hold(tx: &mut Tx<'_>, handle: &str) -> Result<()> {
    let until = tx.now().after(HANDLE_HELD);
    sql!(
        "insert into held_handle (mark, until_at) values ($1, $2)
         on conflict (mark) do update set until_at = excluded.until_at",
        mark(handle),
        until,
    )
    .change_one(tx)
}

/// Whether a handle, or one that looks like it, is held.
pub(crate) fn is_held(from: &mut Snapshot<'_>, handle: &str) -> Result<bool> {
    let now = from.now();
    let held: i64 = sql!(
        "select count(*) from held_handle where mark = $1 and until_at > $2",
        mark(handle),
        now,
    )
    .one(from)?;
    Ok(held > 0)
}

/// Lets go of handles that were held long enough.
pub fn let_go(tx: &mut Tx<'_>) -> Result<u64> {
    let now = tx.now();
    sql!("delete from held_handle where until_at <= $1", now).change(tx)
}
