//! Sessions: browsers in which somebody is signed in. Only digests of their secrets are here (R3).

use std::time::Duration;

use base::{Digest, Id, Moment};
use domain::person::{Byline, Person};
use domain::session::{ABSOLUTE, End, IDLE, MOST, STAFF, STAFF_IDLE, Session};
use domain::{Origin, Permit, Role, Viewer, Visible};

use crate::engine::{FromRow, Row, next};
use crate::person::Seated;
use crate::{Mark, Result, Snapshot, Tx};

/// How long the network of a session is kept (R129).
pub const NETWORK_KEPT: Duration = Duration::from_hours(30 * 24);
/// How long a browser is remembered without being used.
pub const DEVICE_KEPT: Duration = Duration::from_hours(400 * 24);

row!(Session {
    id,
    person,
    made_at,
    seen_at,
    proved_at,
    device,
    network
});

/// A living session, and who sits in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sitting {
    /// The session.
    pub session: Session,
    /// Who looks, in the role they have at this moment.
    pub viewer: Viewer,
    /// How they are named.
    pub byline: Byline,
}

impl FromRow for Sitting {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "person",
        "made_at",
        "seen_at",
        "proved_at",
        "device",
        "network",
        "handle",
        "name",
        "portrait",
        "role",
        "origin",
        "silenced_until",
        "memberships",
    ];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        let session = Session {
            id: next(row, at)?,
            person: next(row, at)?,
            made_at: next(row, at)?,
            seen_at: next(row, at)?,
            proved_at: next(row, at)?,
            device: next(row, at)?,
            network: next(row, at)?,
        };
        let byline = Byline {
            id: session.person,
            handle: next(row, at)?,
            name: next(row, at)?,
            portrait: next(row, at)?,
        };
        let (role, origin): (Role, Origin) = (next(row, at)?, next(row, at)?);
        Ok(Self {
            viewer: Viewer::seated(session.person, role, origin)
                .silenced(next(row, at)?)
                .with(next(row, at)?),
            session,
            byline,
        })
    }
}

/// The living session of a secret. One statement, since every page of somebody signed in asks it.
pub fn by_secret(from: &mut Snapshot<'_>, secret: &Digest) -> Result<Option<Sitting>> {
    let now = from.now();
    sql!(
        "select s.id, s.person_id as person, s.made_at, s.seen_at, s.proved_at, s.device, s.network,
             p.handle, p.name, p.portrait, p.role, p.origin, p.silenced_until,
             (select string_agg(cast(m.group_id as text) || ' ' || m.office, ',') from membership m where m.person_id = p.id) as memberships
         from session s join person p on p.id = s.person_id
         where s.digest = $1 and s.seen_at > $2 and s.made_at > $3 and p.state = 'active'",
        secret,
        now.before(IDLE),
        now.before(ABSOLUTE),
    )
    .optional(from)
}

/// Begins one. Of more than [`MOST`], those unused for longest end.
pub fn insert(
    tx: &mut Tx<'_>,
    person: Id<Person>,
    secret: &Digest,
    device: &str,
    network: &str,
) -> Result<Id<Session>> {
    let now = tx.now();
    let id: Id<Session> = Id::new(now);
    sql!(
        "insert into session (id, person_id, digest, made_at, seen_at, proved_at, device, network)
         values ($1, $2, $3, $4, $4, $4, $5, $6)",
        id,
        person,
        secret,
        now,
        base::clean::clip(device, 120),
        base::clean::clip(network, 60),
    )
    .change_one(tx)?;
    let ended = sql!(
        "delete from session where person_id = $1 and id not in (
             select id from session where person_id = $1 order by seen_at desc, id desc limit $2)",
        person,
        MOST,
    )
    .change(tx)?;
    if ended > 0 {
        tx.touch(Mark::People);
    }
    Ok(id)
}

/// It was used just now: see [`Session::used`].
pub fn touch(tx: &mut Tx<'_>, id: Id<Session>) -> Result<()> {
    let now = tx.now();
    sql!(
        "update session set seen_at = $2,
             proved_at = case when seen_at <= $3 and proved_at > $4 then $4 else proved_at end
         where id = $1 and seen_at < $2",
        id,
        now,
        now.before(STAFF_IDLE),
        now.before(STAFF),
    )
    .change(tx)?;
    Ok(())
}

/// The password was given in it again: it goes on under another secret, and the old one opens nothing any more (R3).
/// `false` if the session has ended.
pub fn renew(
    tx: &mut Tx<'_>,
    id: Id<Session>,
    person: Id<Person>,
    secret: &Digest,
) -> Result<bool> {
    let now = tx.now();
    let renewed = sql!(
        "update session set digest = $3, seen_at = $4, proved_at = $4 where id = $1 and person_id = $2",
        id,
        person,
        secret,
        now,
    )
    .change(tx)?;
    tx.touch(Mark::People);
    Ok(renewed == 1)
}

/// The living sessions of the viewer, the one used last first.
pub fn list(from: &mut Snapshot<'_>, viewer: &Viewer) -> Result<Vec<Visible<Session>>> {
    let Some(me) = viewer.person() else {
        return Ok(Vec::new());
    };
    let now = from.now();
    let found = sql!(
        "select id, person_id as person, made_at, seen_at, proved_at, device, network from session
         where person_id = $1 and seen_at > $2 and made_at > $3 order by seen_at desc, id desc",
        me,
        now.before(IDLE),
        now.before(ABSOLUTE),
    )
    .all(from)?;
    Ok(viewer.see_all(found))
}

/// One of the viewer's.
pub fn find(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    id: Id<Session>,
) -> Result<Option<Visible<Session>>> {
    let found: Option<Session> = sql!(
        "select id, person_id as person, made_at, seen_at, proved_at, device, network from session where id = $1",
        id,
    )
    .optional(from)?;
    Ok(found.and_then(|session| viewer.see(session)))
}

/// Whether a session is still there, and whoever sits in it still in the same role.
pub fn stands(from: &mut Snapshot<'_>, sitting: &Sitting) -> Result<bool> {
    let now = from.now();
    let found: Option<Seated> = sql!(
        "select p.id, p.role, p.origin, p.memberships from session s join seat p on p.id = s.person_id
         where s.id = $1 and s.seen_at > $2 and s.made_at > $3 and p.state = 'active'",
        sitting.session.id,
        now.before(IDLE),
        now.before(ABSOLUTE),
    )
    .optional(from)?;
    let before = sitting.viewer.clone().silenced(None);
    Ok(found.is_some_and(|Seated(viewer)| viewer == before))
}

/// Ends one.
pub fn end(tx: &mut Tx<'_>, permit: &Permit<End>) -> Result<()> {
    sql!("delete from session where id = $1", permit.id).change_one(tx)?;
    tx.touch(Mark::People);
    Ok(())
}

/// Ends the one that this secret opens, if there is one.
pub fn end_by_secret(tx: &mut Tx<'_>, secret: &Digest) -> Result<()> {
    sql!("delete from session where digest = $1", secret).change(tx)?;
    tx.touch(Mark::People);
    Ok(())
}

/// Ends all of somebody's sessions but one. Says how many.
pub fn end_others(tx: &mut Tx<'_>, person: Id<Person>, kept: Id<Session>) -> Result<u64> {
    let ended = sql!(
        "delete from session where person_id = $1 and id <> $2",
        person,
        kept
    )
    .change(tx)?;
    tx.touch(Mark::People);
    Ok(ended)
}

/// Ends all of somebody's sessions.
pub fn end_all(tx: &mut Tx<'_>, person: Id<Person>) -> Result<()> {
    sql!("delete from session where person_id = $1", person).change(tx)?;
    tx.touch(Mark::People);
    Ok(())
}

/// In all of somebody's sessions the password has to be given again before dangerous things.
pub(crate) fn distrust(tx: &mut Tx<'_>, person: Id<Person>) -> Result<()> {
    sql!(
        "update session set proved_at = 0 where person_id = $1",
        person
    )
    .change(tx)?;
    Ok(())
}

/// Forgets sessions that have run out, networks that are kept no longer, and browsers that nobody uses.
pub fn forget(tx: &mut Tx<'_>, now: Moment) -> Result<u64> {
    sql!(
        "update session set network = '' where made_at < $1 and network <> ''",
        now.before(NETWORK_KEPT)
    )
    .change(tx)?;
    crate::device::forget(tx, now.before(DEVICE_KEPT))?;
    sql!(
        "delete from session where seen_at <= $1 or made_at <= $2",
        now.before(IDLE),
        now.before(ABSOLUTE),
    )
    .change(tx)
}
