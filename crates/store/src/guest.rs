//! Guests, and how they turn out to be members.

use base::{Id, Moment};
use domain::guest::{Claim, Claimable, Draft, Guest};
use domain::person::Person;
use domain::{Permit, Viewer, Visible};

use crate::engine::{FromRow, Row, next};
use crate::{Mark, Result, Snapshot, Tx};

row!(Guest {
    id,
    name,
    url,
    trusted,
    claimed_by
});

/// The guest of this name and address, made if there is none yet. Their web site is the one given last.
pub fn meet(tx: &mut Tx<'_>, draft: &Draft, at: Moment) -> Result<Guest> {
    let key = draft.key();
    let id: Id<Guest> = crate::origin::id(at);
    let email = draft
        .email
        .as_ref()
        .map(|address| address.identity().to_owned());
    sql!(
        "insert into guest (id, identity, name, email, url, made_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (identity) do update set url = coalesce(excluded.url, guest.url)",
        id, key, draft.name, email, draft.url, at,
    )
    .change_one(tx)?;
    sql!(
        "select id, name, url, trusted, claimed_by from guest where identity = $1",
        key
    )
    .one(tx)
}

/// Imported guests have been read by somebody already.
pub fn trust(tx: &mut Tx<'_>, id: Id<Guest>) -> Result<()> {
    sql!("update guest set trusted = $2 where id = $1", id, true).change_one(tx)
}

struct Found(Guest, i64);

impl FromRow for Found {
    const COLUMNS: &'static [&'static str] =
        &["id", "name", "url", "trusted", "claimed_by", "comments"];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        let guest = Guest {
            id: next(row, at)?,
            name: next(row, at)?,
            url: next(row, at)?,
            trusted: next(row, at)?,
            claimed_by: next(row, at)?,
        };
        Ok(Self(guest, next(row, at)?))
    }
}

/// The unclaimed guests whose address is the viewer's own confirmed one.
pub fn claimable(from: &mut Snapshot<'_>, viewer: &Viewer) -> Result<Vec<Visible<Claimable>>> {
    let Some(me) = viewer.person() else {
        return Ok(Vec::new());
    };
    let found: Vec<Found> = sql!(
        "select g.id, g.name, g.url, g.trusted, g.claimed_by,
             (select count(*) from comment m where m.guest_id = g.id and m.state = 'visible') as comments
         from guest g join person p on p.email = g.email
         where p.id = $1 and p.state = 'active' and g.claimed_by is null
         order by g.made_at, g.id limit 100",
        me,
    )
    .all(from)?;
    Ok(viewer.see_all(
        found
            .into_iter()
            .map(|Found(guest, comments)| Claimable {
                guest,
                comments,
                owner: me,
            })
            .collect(),
    ))
}

/// That guest was this member: all that the guest said is theirs from now on.
pub fn claim(tx: &mut Tx<'_>, permit: &Permit<Claim>) -> Result<()> {
    sql!(
        "update guest set claimed_by = $2 where id = $1 and claimed_by is null",
        permit.guest.id,
        permit.owner,
    )
    .change_one(tx)?;
    crate::search::outdate_guest(tx, permit.guest.id)?;
    let conversations: Vec<Id<domain::conversation::Conversation>> = sql!(
        "select distinct conversation_id from comment where guest_id = $1",
        permit.guest.id
    )
    .all(tx)?;
    for conversation in conversations {
        tx.touch(Mark::Conversation(conversation));
    }
    Ok(())
}

/// Comments of a guest since a moment, for limits.
pub fn count_since(from: &mut Snapshot<'_>, guest: Id<Guest>, since: Moment) -> Result<i64> {
    sql!(
        "select count(*) from comment where guest_id = $1 and at >= $2",
        guest,
        since
    )
    .one(from)
}

/// Who has claimed a guest.
pub fn claimer(from: &mut Snapshot<'_>, guest: Id<Guest>) -> Result<Option<Id<Person>>> {
    sql!(
        "select claimed_by from guest where id = $1 and claimed_by is not null",
        guest
    )
    .optional(from)
}
