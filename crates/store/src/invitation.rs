//! Invitations, kept as digests of the secrets that only the invited have.

use base::{Digest, Id, Moment};
use domain::group::Invite;
use domain::invitation::{Invitation, LIFE, Revoke};
use domain::person::{Byline, Person};
use domain::{Origin, Permit, Role, Viewer, Visible};
use email::Address;

use crate::engine::{FromRow, Row, next};
use crate::{Error, Result, Snapshot, Tx};

impl FromRow for Invitation {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "by_id",
        "by_handle",
        "by_name",
        "by_portrait",
        "email",
        "expires_at",
        "used_by",
    ];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        Ok(Self {
            id: next(row, at)?,
            by: Byline {
                id: next(row, at)?,
                handle: next(row, at)?,
                name: next(row, at)?,
                portrait: next(row, at)?,
            },
            email: next(row, at)?,
            expires_at: next(row, at)?,
            used_by: next(row, at)?,
        })
    }
}

/// Keeps one. An earlier one of the same member to the same address dies.
pub fn insert(
    tx: &mut Tx<'_>,
    permit: &Permit<Invite>,
    address: &Address,
    secret: &Digest,
) -> Result<Id<Invitation>> {
    let me = permit.by().person().ok_or(Error::NotOne(0))?;
    let now = tx.now();
    sql!(
        "delete from invitation where by_person = $1 and email = $2 and used_by is null",
        me,
        address,
    )
    .change(tx)?;
    let id: Id<Invitation> = Id::new(now);
    sql!(
        "insert into invitation (id, digest, by_person, email, made_at, expires_at) values ($1, $2, $3, $4, $5, $6)",
        id,
        secret,
        me,
        address,
        now,
        now.after(LIFE),
    )
    .change_one(tx)?;
    Ok(id)
}

/// How many somebody has sent since a moment (R77).
pub fn count_since(from: &mut Snapshot<'_>, by: Id<Person>, since: Moment) -> Result<i64> {
    sql!(
        "select count(*) from invitation where by_person = $1 and made_at >= $2",
        by,
        since
    )
    .one(from)
}

/// The invitations that the viewer may know of: their own, or all for those who keep the peace. The last 200.
pub fn list(from: &mut Snapshot<'_>, permit: &Permit<Invite>) -> Result<Vec<Visible<Invitation>>> {
    let viewer = permit.by();
    let found = sql!(
        "select i.id, i.email, i.expires_at, i.used_by,
             p.id as by_id, p.handle as by_handle, p.name as by_name, p.portrait as by_portrait
         from invitation i join person p on p.id = i.by_person
         where i.by_person = $1 or $2 order by i.id desc limit 200",
        viewer.person(),
        viewer.is_staff(),
    )
    .all(from)?;
    Ok(viewer.see_all(found))
}

/// One, if the viewer may know of it.
pub fn find(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    id: Id<Invitation>,
) -> Result<Option<Visible<Invitation>>> {
    let found: Option<Invitation> = sql!(
        "select i.id, i.email, i.expires_at, i.used_by,
             p.id as by_id, p.handle as by_handle, p.name as by_name, p.portrait as by_portrait
         from invitation i join person p on p.id = i.by_person where i.id = $1",
        id,
    )
    .optional(from)?;
    Ok(found.and_then(|invitation| viewer.see(invitation)))
}

/// Takes one back.
pub fn revoke(tx: &mut Tx<'_>, permit: &Permit<Revoke>) -> Result<()> {
    sql!(
        "delete from invitation where id = $1 and used_by is null",
        permit.id
    )
    .change_one(tx)
}

/// An invitation that is still good, as the invited see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// Which one.
    pub id: Id<Invitation>,
    /// The address that it was sent to.
    pub address: Address,
    /// Who invites, in the role they have at this moment: they may have lost the right to.
    pub by: Viewer,
    /// Their name.
    pub by_name: String,
}

impl FromRow for Open {
    const COLUMNS: &'static [&'static str] = &["id", "email", "by_id", "role", "origin", "name"];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        let (id, address) = (next(row, at)?, next(row, at)?);
        let (by, role, origin): (Id<Person>, Role, Origin) =
            (next(row, at)?, next(row, at)?, next(row, at)?);
        Ok(Self {
            id,
            address,
            by: Viewer::seated(by, role, origin),
            by_name: next(row, at)?,
        })
    }
}

/// The open invitation of a secret, of somebody who is still a member. Looking changes nothing.
pub fn look(from: &mut Snapshot<'_>, secret: &Digest) -> Result<Option<Open>> {
    let now = from.now();
    sql!(
        "select i.id, i.email, p.id as by_id, p.role, p.origin, p.name
         from invitation i join person p on p.id = i.by_person
         where i.digest = $1 and i.used_by is null and i.expires_at > $2 and p.state = 'active'",
        secret,
        now,
    )
    .optional(from)
}

/// Uses an invitation up. `false` if somebody was quicker.
pub fn accept(tx: &mut Tx<'_>, invitation: &Open, person: Id<Person>) -> Result<bool> {
    let used = sql!(
        "update invitation set used_by = $2 where id = $1 and used_by is null",
        invitation.id,
        person
    )
    .change(tx)?;
    Ok(used == 1)
}

/// Forgets invitations that ran out before a moment and brought nobody.
pub fn forget(tx: &mut Tx<'_>, before: Moment) -> Result<u64> {
    sql!(
        "delete from invitation where expires_at < $1 and used_by is null",
        before
    )
    .change(tx)
}
