//! Where people stand: unconfirmed, waiting, member, shut out; and which office they hold.

use base::{Id, Moment};
use domain::group::{Appoint, Moderate};
use domain::person::{Admit, Person, State, Suspend};
use domain::{Origin, Permit, Role, Viewer, Visible};
use email::Address;

use crate::engine::{FromRow, Row, next};
use crate::token::Taken;
use crate::{Mark, Result, Snapshot, Tx};

/// Moderators and above, with their addresses, to be told what waits.
pub fn staff(from: &mut Snapshot<'_>) -> Result<Vec<(Viewer, Address)>> {
    let found: Vec<(Id<Person>, Role, Origin, Address)> = sql!(
        "select id, role, origin, email from person
         where state = 'active' and role in ('moderator', 'admin', 'owner') and email is not null order by id",
    )
    .all(from)?;
    Ok(found
        .into_iter()
        .map(|(id, role, origin, email)| (Viewer::seated(id, role, origin), email))
        .collect())
}

/// Whoever was sent the token has shown that the address is theirs, and stands as `state` from now on.
pub fn confirm(tx: &mut Tx<'_>, taken: &Taken, state: State) -> Result<()> {
    let Some((person, address)) = taken.person() else {
        return Err(crate::Error::NotOne(0));
    };
    let joined_at = (state == State::Active).then_some(tx.now());
    sql!(
        "update person set state = $2, joined_at = $3, email = wanted, wanted = null
         where id = $1 and wanted = $4 and state = 'unconfirmed'",
        person,
        state,
        joined_at,
        address,
    )
    .change_one(tx)?;
    crate::search::index_person(tx, person)?;
    tx.touch(Mark::People);
    Ok(())
}

/// Somebody who waits to be let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// Who.
    pub person: Visible<Person>,
    /// What they answered.
    pub answer: String,
}

/// Those who wait to be let in, the one who has waited longest first, at most 100.
pub fn applications(
    from: &mut Snapshot<'_>,
    permit: &Permit<Moderate>,
) -> Result<Vec<Application>> {
    struct Found(Person, String);
    impl FromRow for Found {
        const COLUMNS: &'static [&'static str] = &[
            "id",
            "handle",
            "name",
            "bio",
            "bio_html",
            "portrait",
            "state",
            "role",
            "origin",
            "made_at",
            "application",
        ];

        fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
            let (person, answer) = at
                .split_at_checked(Person::COLUMNS.len())
                .unwrap_or((at, &[]));
            Ok(Self(
                Person::from_row(row, person)?,
                next(row, &mut answer.iter())?,
            ))
        }
    }
    let found: Vec<Found> = sql!(
        "select id, handle, name, bio, bio_html, portrait, state, role, origin, made_at, application from person
         where state = 'applied' order by id limit 100",
    )
    .all(from)?;
    let (people, answers): (Vec<_>, Vec<_>) = found.into_iter().map(|Found(a, b)| (a, b)).unzip();
    let people = permit.by().see_all(people);
    Ok(people
        .into_iter()
        .zip(answers)
        .map(|(person, answer)| Application { person, answer })
        .collect())
}

/// How many wait to be let in.
pub fn count_applied(from: &mut Snapshot<'_>, _: &Permit<Moderate>) -> Result<i64> {
    sql!("select count(*) from person where state = 'applied'").one(from)
}

/// Lets an applicant in.
pub fn admit(tx: &mut Tx<'_>, permit: &Permit<Admit>) -> Result<()> {
    let now = tx.now();
    sql!(
        "update person set state = 'active', joined_at = $2 where id = $1 and state = 'applied'",
        permit.id,
        now
    )
    .change_one(tx)?;
    crate::search::index_person(tx, permit.id)?;
    tx.touch(Mark::People);
    Ok(())
}

/// Turns an applicant away. Nothing is kept of somebody who does not belong here.
pub fn turn_away(tx: &mut Tx<'_>, permit: &Permit<Admit>) -> Result<()> {
    sql!(
        "delete from person where id = $1 and state = 'applied'",
        permit.id
    )
    .change_one(tx)?;
    tx.touch(Mark::People);
    Ok(())
}

/// Shuts somebody out: their sessions end, and what was sent to them opens nothing. `false` if they were no member.
pub fn suspend(tx: &mut Tx<'_>, permit: &Permit<Suspend>) -> Result<bool> {
    let changed = sql!(
        "update person set state = 'suspended' where id = $1 and state = 'active'",
        permit.id
    )
    .change(tx)?;
    crate::search::index_person(tx, permit.id)?;
    crate::session::end_all(tx, permit.id)?;
    crate::token::kill(tx, permit.id)?;
    Ok(changed == 1)
}

/// Lets somebody back in. `false` if they were not shut out.
pub fn reinstate(tx: &mut Tx<'_>, permit: &Permit<Suspend>) -> Result<bool> {
    let changed = sql!(
        "update person set state = 'active' where id = $1 and state = 'suspended'",
        permit.id
    )
    .change(tx)?;
    crate::search::index_person(tx, permit.id)?;
    tx.touch(Mark::People);
    Ok(changed == 1)
}

/// What came of giving a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appointed {
    /// They have it.
    Done,
    /// The site would be left without an owner.
    LastOwner,
    /// Their role has changed since, or they are no member any more.
    Changed,
}

/// Gives somebody a role. In their sessions the password has to be given again before dangerous things (R3).
pub fn appoint(tx: &mut Tx<'_>, permit: &Permit<Appoint>, origin: Origin) -> Result<Appointed> {
    if permit.from == Role::Owner && permit.to != Role::Owner {
        let others: i64 = sql!(
            "select count(*) from person where role = 'owner' and state = 'active' and id <> $1",
            permit.person,
        )
        .one(tx)?;
        if others == 0 {
            return Ok(Appointed::LastOwner);
        }
    }
    let changed = sql!(
        "update person set role = $3, origin = $4 where id = $1 and role = $2 and state = 'active'",
        permit.person,
        permit.from,
        permit.to,
        origin,
    )
    .change(tx)?;
    if changed != 1 {
        return Ok(Appointed::Changed);
    }
    crate::session::distrust(tx, permit.person)?;
    tx.touch(Mark::People);
    Ok(Appointed::Done)
}

/// Forgets people who came before a moment and never confirmed an address.
pub fn forget_unconfirmed(tx: &mut Tx<'_>, before: Moment) -> Result<u64> {
    sql!(
        "delete from person where state = 'unconfirmed' and made_at < $1",
        before
    )
    .change(tx)
}
