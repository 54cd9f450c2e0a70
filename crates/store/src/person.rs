//! People: finding them, what they show of themselves, where they stand, which office they hold.

use base::{Id, Moment};
use domain::group::{Appoint, Moderate};
use domain::person::{Admit, EditProfile, Person, ProfileDraft, State, Suspend};
use domain::picture::Picture;
use domain::{Origin, Permit, Role, Viewer, Visible};
use email::Address;

use crate::engine::{FromRow, Row, next};
use crate::token::Taken;
use crate::{Mark, Result, Snapshot, Tx};

row!(Person {
    id,
    handle,
    name,
    bio,
    bio_html,
    portrait,
    state,
    role,
    origin,
    made_at
});

/// Bytes of the longest handle; whatever is longer is nobody's.
const HANDLE_LIMIT: usize = 120;

/// Whether the viewer may know of people here at all: a site for its members shows none of them to others.
fn admits(from: &mut Snapshot<'_>, viewer: &Viewer) -> Result<bool> {
    Ok(viewer.person().is_some() || crate::group::root(from, viewer)?.is_some())
}

/// One, if the viewer may know of them.
pub fn find(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    id: Id<Person>,
) -> Result<Option<Visible<Person>>> {
    if !admits(from, viewer)? {
        return Ok(None);
    }
    let found: Option<Person> = sql!(
        "select id, handle, name, bio, bio_html, portrait, state, role, origin, made_at from person where id = $1",
        id,
    )
    .optional(from)?;
    Ok(found.and_then(|person| viewer.see(person)))
}

/// The one of this handle, if the viewer may know of them. Handles are compared by how they look.
pub fn by_handle(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    handle: &str,
) -> Result<Option<Visible<Person>>> {
    if handle.len() > HANDLE_LIMIT || !admits(from, viewer)? {
        return Ok(None);
    }
    let found: Option<Person> = sql!(
        "select id, handle, name, bio, bio_html, portrait, state, role, origin, made_at from person
         where skeleton = $1",
        base::name::skeleton(handle),
    )
    .optional(from)?;
    Ok(found.and_then(|person| viewer.see(person)))
}

/// Members and imported authors, those who came last first, after one of them. Ids sort by making.
pub fn list(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    after: Option<Id<Person>>,
    limit: i64,
) -> Result<Vec<Visible<Person>>> {
    if !admits(from, viewer)? {
        return Ok(Vec::new());
    }
    let found = sql!(
        "select id, handle, name, bio, bio_html, portrait, state, role, origin, made_at from person
         where id < $1 and state in ('active', 'imported') order by id desc limit $2",
        after.map_or(i64::MAX, Id::raw),
        limit,
    )
    .all(from)?;
    Ok(viewer.see_all(found))
}

/// Everybody who stands somewhere, as those who keep the peace see them: those who came last first.
pub fn list_standing(
    from: &mut Snapshot<'_>,
    permit: &Permit<Moderate>,
    state: State,
    after: Option<Id<Person>>,
    limit: i64,
) -> Result<Vec<Visible<Person>>> {
    let found = sql!(
        "select id, handle, name, bio, bio_html, portrait, state, role, origin, made_at from person
         where state = $1 and id < $2 order by id desc limit $3",
        state,
        after.map_or(i64::MAX, Id::raw),
        limit,
    )
    .all(from)?;
    Ok(permit.by().see_all(found))
}

/// How many members there are.
pub fn count(from: &mut Snapshot<'_>) -> Result<i64> {
    sql!("select count(*) from person where state = 'active'").one(from)
}

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

/// Somebody to be added.
#[derive(Clone, Debug)]
pub struct Fresh {
    /// The short name; free, or it is an error.
    pub handle: String,
    /// The name they go by.
    pub name: String,
    /// Where they stand.
    pub state: State,
    /// In which role.
    pub role: Role,
    /// Where that role comes from.
    pub origin: Origin,
    /// A confirmed address.
    pub email: Option<Address>,
    /// An address yet to be confirmed.
    pub wanted: Option<Address>,
    /// The hash of a password.
    pub password: Option<String>,
    /// The answer to the community's question.
    pub application: String,
    /// Who invited them.
    pub invited_by: Option<Id<Person>>,
    /// Since when they are here.
    pub made_at: Moment,
}

/// Adds somebody.
pub fn insert(tx: &mut Tx<'_>, fresh: &Fresh) -> Result<Id<Person>> {
    let id: Id<Person> = Id::new(fresh.made_at);
    let joined_at = (fresh.state == State::Active).then_some(fresh.made_at);
    sql!(
        "insert into person (id, handle, skeleton, name, state, role, origin, email, wanted, password, application,
             invited_by, made_at, joined_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        id,
        fresh.handle,
        base::name::skeleton(&fresh.handle),
        fresh.name,
        fresh.state,
        fresh.role,
        fresh.origin,
        fresh.email,
        fresh.wanted,
        fresh.password,
        fresh.application,
        fresh.invited_by,
        fresh.made_at,
        joined_at,
    )
    .change_one(tx)?;
    tx.touch(Mark::People);
    Ok(id)
}

/// Whoever has this handle, or one that looks like it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Who.
    pub id: Id<Person>,
    /// Where they stand.
    pub state: State,
    /// The address that they have yet to confirm.
    pub wanted: Option<Address>,
}
row!(Holder { id, state, wanted });

/// Who holds a handle.
pub fn holder(from: &mut Snapshot<'_>, handle: &str) -> Result<Option<Holder>> {
    sql!(
        "select id, state, wanted from person where skeleton = $1",
        base::name::skeleton(handle)
    )
    .optional(from)
}

/// Somebody who has not confirmed yet fills the form in again: all is as in the second one, and what was sent after
/// the first opens nothing any more.
pub fn try_again(tx: &mut Tx<'_>, id: Id<Person>, fresh: &Fresh) -> Result<()> {
    sql!(
        "update person set handle = $2, name = $3, password = $4, application = $5, credential = credential + 1
         where id = $1 and state = 'unconfirmed'",
        id,
        fresh.handle,
        fresh.name,
        fresh.password,
        fresh.application,
    )
    .change_one(tx)?;
    crate::device::forget_all(tx, id)
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
    tx.touch(Mark::People);
    Ok(())
}

/// Changes what somebody shows of themselves.
pub fn edit(
    tx: &mut Tx<'_>,
    permit: &Permit<EditProfile>,
    draft: &ProfileDraft,
    bio_html: &str,
) -> Result<()> {
    sql!(
        "update person set name = $2, bio = $3, bio_html = $4 where id = $1",
        permit.id,
        draft.name,
        draft.bio,
        bio_html,
    )
    .change_one(tx)?;
    crate::account::set(tx, permit, &draft.accounts)?;
    show_pictures(tx, permit, bio_html, permit.portrait)
}

/// Sets or takes away somebody's portrait.
pub fn set_portrait(
    tx: &mut Tx<'_>,
    permit: &Permit<EditProfile>,
    portrait: Option<Id<Picture>>,
) -> Result<()> {
    sql!(
        "update person set portrait = $2 where id = $1",
        permit.id,
        portrait
    )
    .change_one(tx)?;
    show_pictures(tx, permit, &permit.bio_html, portrait)
}

/// A profile shows the pictures in its bio and the portrait.
fn show_pictures(
    tx: &mut Tx<'_>,
    permit: &Permit<EditProfile>,
    bio_html: &str,
    portrait: Option<Id<Picture>>,
) -> Result<()> {
    let portrait = portrait.map(|id| format!("/media/{id}"));
    let shown = format!("{bio_html} {}", portrait.unwrap_or_default());
    crate::picture::show(tx, permit.by(), permit.id.raw(), None, &shown)?;
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
