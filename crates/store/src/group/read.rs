//! Reading groups.

use base::{Id, Moment};
use domain::group::{
    Candidate, Entry, Group, Invitee, Knock, Line, Member, Office, PAGE, ROOT, Roll, Tend, Writers,
};
use domain::person::Person;
use domain::{Permit, Viewer, Visible};

use super::At;
use crate::case::byline;
use crate::engine::{FromRow, Row, next};
use crate::{Result, Snapshot};

/// The site's own group, if the viewer may know of it.
pub fn root(from: &mut Snapshot<'_>, viewer: &Viewer) -> Result<Option<Visible<Group>>> {
    let site = crate::site::load(from)?;
    Ok(viewer.see(Group {
        id: ROOT,
        handle: String::new(),
        name: site.name.clone(),
        charter: site.charter.clone(),
        visibility: site.visibility,
        writers: site.writers,
        entry: Entry::Open,
        closed_at: None,
        knock: None,
    }))
}

struct Found(Group);

impl FromRow for Found {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "handle",
        "name",
        "charter",
        "audience",
        "entry",
        "closed_at",
        "knocked_at",
        "invited",
    ];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        let group = Group {
            id: next(row, at)?,
            handle: next(row, at)?,
            name: next(row, at)?,
            charter: next(row, at)?,
            visibility: next(row, at)?,
            writers: Writers::Stewards,
            entry: next(row, at)?,
            closed_at: next(row, at)?,
            knock: None,
        };
        let (knocked, invited): (Option<Moment>, bool) = (next(row, at)?, next(row, at)?);
        Ok(Self(Group {
            knock: knocked.map(|at| match invited {
                true => Knock::Invited(at),
                false => Knock::Asked(at),
            }),
            ..group
        }))
    }
}

/// One, if the viewer may know of it.
pub fn find(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    id: Id<Group>,
) -> Result<Option<Visible<Group>>> {
    let found: Option<Found> = sql!(
        "select c.*, k.at as knocked_at, k.by_person is not null as invited
         from circle c left join knock k on k.group_id = c.id and k.person_id = $2 where c.id = $1",
        id,
        viewer.person(),
    )
    .optional(from)?;
    Ok(found.and_then(|found| viewer.see(found.0)))
}

/// The one of this handle, if the viewer may know of it.
pub fn by_handle(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    handle: &str,
) -> Result<Option<Visible<Group>>> {
    let id: Option<Id<Group>> =
        sql!("select id from circle where handle = $1", handle).optional(from)?;
    match id {
        Some(id) => find(from, viewer, id),
        None => Ok(None),
    }
}

/// The site's own, or one beside it.
pub fn of(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    id: Id<Group>,
) -> Result<Option<Visible<Group>>> {
    if id == ROOT {
        return root(from, viewer);
    }
    find(from, viewer, id)
}

/// Which groups a list is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// All that the viewer may know of.
    All,
    /// Those that they are in.
    Mine,
    /// Those that have invited them.
    Inviting,
}

struct FoundLine {
    group: Group,
    members: i64,
    active_at: Option<Moment>,
}

impl FromRow for FoundLine {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "handle",
        "name",
        "charter",
        "audience",
        "entry",
        "closed_at",
        "knocked_at",
        "invited",
        "members",
        "active_at",
    ];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let (own, rest) = at.split_at(Found::COLUMNS.len());
        let group = Found::from_row(row, own)?.0;
        let at = &mut rest.iter();
        Ok(Self {
            group,
            members: next(row, at)?,
            active_at: next(row, at)?,
        })
    }
}

/// Groups that the viewer may know of, open ones before closed ones, by name; after one of them, at most [`PAGE`] and one more.
pub fn lines(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    which: Which,
    after: Option<&str>,
) -> Result<Vec<Visible<Line>>> {
    let (mine, inviting) = (which == Which::Mine, which == Which::Inviting);
    let found: Vec<FoundLine> = sql!(
        "select c.*, k.at as knocked_at, k.by_person is not null as invited,
             (select count(*) from membership m where m.group_id = c.id) as members,
             (select max(coalesce(t.last_comment_at, t.published_at)) from conversation t
                 where t.group_id = c.id and t.stage = 'published'
                     and (t.audience = 0 or t.audience in (select group_id from sight where person_id = $1))) as active_at
         from circle c left join knock k on k.group_id = c.id and k.person_id = $1
         where (c.id in (select group_id from membership where person_id = $1) or k.by_person is not null
                 or (c.entry <> 'hidden' and (c.audience = 0 or cast($1 as bigint) is not null)))
             and (not $2 or c.id in (select group_id from membership where person_id = $1))
             and (not $3 or k.by_person is not null)
             and (c.closed_at is not null, lower(c.name), c.handle) > (select x.closed_at is not null, lower(x.name), x.handle
                 from circle x where x.handle = $4
                 union all select false, '', '' where not exists (select 1 from circle x where x.handle = $4))
         order by c.closed_at is not null, lower(c.name), c.handle limit $5",
        viewer.person(),
        mine,
        inviting,
        after.unwrap_or_default(),
        PAGE + 1,
    )
    .all(from)?;
    let lines = found.into_iter().map(|found| Line {
        members: found
            .group
            .visibility
            .admits(viewer)
            .then_some(found.members),
        active_at: found.active_at,
        group: found.group,
    });
    Ok(viewer.see_all(lines.collect()))
}

/// The groups that somebody is in, as far as the viewer may know both of the group and of who is in it; by name, at most a hundred.
pub fn of_person(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    person: Id<Person>,
) -> Result<Vec<Visible<Group>>> {
    let found: Vec<Found> = sql!(
        "select c.*, k.at as knocked_at, k.by_person is not null as invited
         from membership m join circle c on c.id = m.group_id left join knock k on k.group_id = c.id and k.person_id = $2
         where m.person_id = $1 and (c.audience = 0 or c.audience in (select group_id from sight where person_id = $2))
         order by lower(c.name), c.handle limit 100",
        person,
        viewer.person(),
    )
    .all(from)?;
    Ok(viewer.see_all(found.into_iter().map(|found| found.0).collect()))
}

/// How many somebody has founded since a moment.
pub fn founded_since(from: &mut Snapshot<'_>, by: Id<Person>, since: Moment) -> Result<i64> {
    sql!(
        "select count(*) from activity where actor_id = $1 and at >= $2 and kind = 'founded'",
        by,
        since
    )
    .one(from)
}

struct FoundMember(Option<Member>);

impl FromRow for FoundMember {
    const COLUMNS: &'static [&'static str] =
        &["id", "handle", "name", "portrait", "office", "since"];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        let by = byline(row, at)?;
        let (office, since) = (next(row, at)?, next(row, at)?);
        Ok(Self(by.map(|by| Member { by, office, since })))
    }
}

/// Who is in a group: its stewards first, then those who have been there for longest; after one of them, at most [`PAGE`] and one
/// more.
pub fn members(
    from: &mut Snapshot<'_>,
    permit: &Permit<Roll>,
    after: Option<(Office, Moment, Id<Person>)>,
) -> Result<Vec<Member>> {
    let (office, at, id) =
        after.unwrap_or((Office::Steward, Moment::from_ms(i64::MIN), Id::fixed(0)));
    let found: Vec<FoundMember> = sql!(
        "select p.id, p.handle, p.name, p.portrait, m.office, m.at as since
         from membership m join person p on p.id = m.person_id
         where m.group_id = $1 and p.state = 'active'
             and (m.office = 'member', m.at, m.person_id) > (cast($2 as text) = 'member', $3, $4)
         order by m.office = 'member', m.at, m.person_id limit $5",
        permit.id,
        office,
        at,
        id,
        PAGE + 1,
    )
    .all(from)?;
    Ok(found.into_iter().filter_map(|found| found.0).collect())
}

/// How many are in a group.
pub fn count(from: &mut Snapshot<'_>, permit: &Permit<Roll>) -> Result<i64> {
    sql!(
        "select count(*) from membership m join person p on p.id = m.person_id where m.group_id = $1 and p.state = 'active'",
        permit.id,
    )
    .one(from)
}

struct FoundInvitee(Option<Invitee>);

impl FromRow for FoundInvitee {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "handle",
        "name",
        "portrait",
        "words",
        "at",
        "from_id",
        "from_handle",
        "from_name",
        "from_portrait",
    ];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        let by = byline(row, at)?;
        let (words, when) = (next(row, at)?, next(row, at)?);
        let from = byline(row, at)?;
        Ok(Self(by.map(|by| Invitee {
            by,
            words,
            at: when,
            from,
        })))
    }
}

/// Who is at a group's door, the one who has waited longest first, at most two hundred.
pub fn at(from: &mut Snapshot<'_>, permit: &Permit<Tend>, door: At) -> Result<Vec<Invitee>> {
    let found: Vec<FoundInvitee> = sql!(
        "select p.id, p.handle, p.name, p.portrait, k.words, k.at,
             f.id as from_id, f.handle as from_handle, f.name as from_name, f.portrait as from_portrait
         from knock k join person p on p.id = k.person_id left join person f on f.id = k.by_person
         where k.group_id = $1 and p.state = 'active' and $2 = case when k.by_person is null then 'asking' else 'invited' end
         order by k.at, k.person_id limit 200",
        permit.id,
        door.as_str(),
    )
    .all(from)?;
    Ok(found.into_iter().filter_map(|found| found.0).collect())
}

/// Who looks after a group.
pub fn stewards(from: &mut Snapshot<'_>, group: Id<Group>) -> Result<Vec<Id<Person>>> {
    sql!(
        "select m.person_id from membership m join person p on p.id = m.person_id
         where m.group_id = $1 and m.office = 'steward' and p.state = 'active' order by m.at, m.person_id",
        group,
    )
    .all(from)
}

/// How many ask to come into the groups of which the viewer is a steward.
pub fn count_asked(from: &mut Snapshot<'_>, viewer: &Viewer) -> Result<i64> {
    sql!(
        "select count(*) from knock k join person p on p.id = k.person_id
         where k.by_person is null and p.state = 'active'
             and k.group_id in (select group_id from membership where person_id = $1 and office = 'steward')",
        viewer.person(),
    )
    .one(from)
}

/// Somebody as a group has them.
pub fn candidate(
    from: &mut Snapshot<'_>,
    group: &Visible<Group>,
    person: Id<Person>,
) -> Result<Visible<Candidate>> {
    let office: Option<Office> = sql!(
        "select office from membership where group_id = $1 and person_id = $2",
        group.id,
        person,
    )
    .optional(from)?;
    Ok(group.clone().part(|group| Candidate {
        group,
        person,
        office,
    }))
}
