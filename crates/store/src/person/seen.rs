//! Finding people, for whoever may know of them.

use base::{Id, Moment};
use domain::group::Moderate;
use domain::person::{Person, State};
use domain::{Permit, Role, Viewer, Visible};

use crate::{Result, Snapshot};

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
pub(crate) fn admits(from: &mut Snapshot<'_>, viewer: &Viewer) -> Result<bool> {
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

/// The role of a member.
pub fn role(from: &mut Snapshot<'_>, id: Id<Person>) -> Result<Option<Role>> {
    sql!(
        "select role from person where id = $1 and state = 'active'",
        id
    )
    .optional(from)
}

/// Whether somebody has been a member since before a moment, and has said or opened something that stands.
pub fn is_settled(from: &mut Snapshot<'_>, id: Id<Person>, since: Moment) -> Result<bool> {
    let found: i64 = sql!(
        "select count(*) from person p where p.id = $1 and p.state = 'active' and p.joined_at <= $2
             and (exists (select 1 from comment m where m.person_id = p.id and m.state = 'visible')
                 or exists (select 1 from conversation c where c.by_person = p.id and c.stage = 'published'))",
        id,
        since,
    )
    .one(from)?;
    Ok(found > 0)
}

/// How much somebody has said and opened that stands, counted as far as `most`.
pub fn stands(from: &mut Snapshot<'_>, id: Id<Person>, most: i64) -> Result<i64> {
    sql!(
        "select count(*) from (
             select one from (select 1 as one from comment where person_id = $1 and state = 'visible' limit $2) said
             union all
             select one from (select 1 as one from conversation where by_person = $1 and stage = 'published' limit $2) opened
             limit $2) few",
        id,
        most,
    )
    .one(from)
}

/// How many members there are.
pub fn count(from: &mut Snapshot<'_>) -> Result<i64> {
    sql!("select count(*) from person where state = 'active'").one(from)
}
