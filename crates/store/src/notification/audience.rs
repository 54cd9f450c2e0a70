//! Who is to be told. What is chosen for a conversation goes before what is chosen for where it comes from.
//!
//! Each statement begins with those who chose something and looks the person up: `cross join` keeps SQLite to that order, which
//! would else walk through all members for every comment, since it takes their ids in order for the cheaper way.

use base::Id;
use domain::activity::Actor;
use domain::conversation::Conversation;
use domain::following::{Level, Source};
use domain::person::Person;
use domain::{Origin, Role, Viewer};

use crate::engine::{FromRow, Row, next};
use crate::{Result, Snapshot};

/// Somebody who is to be told, if they may know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listener {
    /// As whom they would look at it.
    pub viewer: Viewer,
    /// Who.
    pub person: Id<Person>,
    /// Because of what they follow, unless it is the conversation itself.
    pub source: Option<Source>,
}

impl FromRow for Listener {
    const COLUMNS: &'static [&'static str] = &["id", "role", "origin", "memberships", "source"];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        let person: Id<Person> = next(row, at)?;
        let (role, origin): (Role, Origin) = (next(row, at)?, next(row, at)?);
        let memberships = next(row, at)?;
        let source: Option<String> = next(row, at)?;
        Ok(Self {
            viewer: Viewer::seated(person, role, origin).with(memberships),
            person,
            source: source.and_then(|text| {
                let (kind, raw) = text.split_once(' ')?;
                Source::read(kind, raw.parse().ok()?)
            }),
        })
    }
}

/// What somebody who would be told has chosen about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// As whom they would look at it.
    pub viewer: Viewer,
    /// What they chose for the conversation.
    pub level: Option<Level>,
    /// Whether they want to hear nothing of whoever did it, or of where it comes from.
    pub muted: bool,
}

struct AskedRow(Viewer, Option<Level>, bool, bool);

impl FromRow for AskedRow {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "role",
        "origin",
        "memberships",
        "level",
        "person",
        "place",
    ];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        let (id, role, origin) = (next(row, at)?, next(row, at)?, next(row, at)?);
        let viewer = Viewer::seated(id, role, origin).with(next(row, at)?);
        Ok(Self(viewer, next(row, at)?, next(row, at)?, next(row, at)?))
    }
}

fn person(actor: Actor) -> i64 {
    actor.person().map_or(0, Id::raw)
}

/// What a member has chosen about a conversation and whoever acts there; `None` if they are no member any more.
pub fn asked(
    from: &mut Snapshot<'_>,
    who: Id<Person>,
    conversation: Id<Conversation>,
    actor: Actor,
) -> Result<Option<Asked>> {
    let found: Option<AskedRow> = sql!(
        "select p.id, p.role, p.origin, p.memberships, r.level,
             exists (select 1 from following f
                 where f.person_id = p.id and f.level = 'muted' and f.source = 'person' and f.source_id = $3) as person,
             exists (select 1 from following f
                 join tagging t on f.source = 'tag' and t.tag_id = f.source_id
                 where f.person_id = p.id and f.level = 'muted' and t.conversation_id = $2) as place
         from seat p left join reader r on r.person_id = p.id and r.conversation_id = $2
         where p.id = $1 and p.state = 'active'",
        who,
        conversation,
        person(actor),
    )
    .optional(from)?;
    Ok(found.map(|AskedRow(viewer, level, person, place)| Asked {
        viewer,
        level,
        muted: person || (place && level.is_none()),
    }))
}

/// Those who watch a conversation, in the order of their ids, after one of them.
pub fn watching(
    from: &mut Snapshot<'_>,
    conversation: Id<Conversation>,
    actor: Actor,
    after: i64,
    limit: i64,
) -> Result<Vec<Listener>> {
    sql!(
        "select p.id, p.role, p.origin, p.memberships, cast(null as text) as source
         from reader r cross join seat p
         where r.conversation_id = $1 and r.level = 'watching' and r.person_id > $2 and r.person_id <> $3
             and p.id = r.person_id and p.state = 'active'
             and not exists (select 1 from following f
                 where f.person_id = p.id and f.level = 'muted' and f.source = 'person' and f.source_id = $3)
         order by r.person_id limit $4",
        conversation,
        after,
        person(actor),
        limit,
    )
    .all(from)
}

/// Those who watch where a conversation comes from, or whoever speaks in it, and chose nothing for the conversation itself.
pub fn watching_source(
    from: &mut Snapshot<'_>,
    conversation: Id<Conversation>,
    actor: Actor,
    after: i64,
    limit: i64,
) -> Result<Vec<Listener>> {
    sql!(
        "select p.id, p.role, p.origin, p.memberships, min(f.source || ' ' || cast(f.source_id as text)) as source
         from (select 'person' as source, cast($3 as bigint) as source_id
             union all select 'tag', tag_id from tagging where conversation_id = $1
             union all select 'group', group_id from conversation where id = $1) place
         cross join following f
         cross join seat p
         where f.source = place.source and f.source_id = place.source_id and f.level = 'watching'
             and f.person_id > $2 and f.person_id <> $3 and p.id = f.person_id and p.state = 'active'
             and not exists (select 1 from reader r
                 where r.person_id = p.id and r.conversation_id = $1 and r.level is not null)
             and not exists (select 1 from following x
                 where x.person_id = p.id and x.level = 'muted' and (x.source = 'person' and x.source_id = $3
                     or x.source = 'tag' and x.source_id in (select tag_id from tagging where conversation_id = $1)))
         group by p.id, p.role, p.origin, p.memberships order by p.id limit $4",
        conversation,
        after,
        person(actor),
        limit,
    )
    .all(from)
}

/// Those who want to know when something begins there, or is begun by whoever did.
pub fn begun(
    from: &mut Snapshot<'_>,
    conversation: Id<Conversation>,
    actor: Actor,
    after: i64,
    limit: i64,
) -> Result<Vec<Listener>> {
    sql!(
        "select p.id, p.role, p.origin, p.memberships, min(f.source || ' ' || cast(f.source_id as text)) as source
         from (select 'person' as source, cast($3 as bigint) as source_id
             union all select 'tag', tag_id from tagging where conversation_id = $1
             union all select 'group', group_id from conversation where id = $1) place
         cross join following f
         cross join seat p
         where f.source = place.source and f.source_id = place.source_id and f.level in ('watching', 'first')
             and f.person_id > $2 and f.person_id <> $3 and p.id = f.person_id and p.state = 'active'
             and not exists (select 1 from following x
                 where x.person_id = p.id and x.level = 'muted' and (x.source = 'person' and x.source_id = $3
                     or x.source = 'tag' and x.source_id in (select tag_id from tagging where conversation_id = $1)))
         group by p.id, p.role, p.origin, p.memberships order by p.id limit $4",
        conversation,
        after,
        person(actor),
        limit,
    )
    .all(from)
}

/// Those who support an idea.
pub fn supporters(
    from: &mut Snapshot<'_>,
    idea: Id<Conversation>,
    actor: Actor,
    after: i64,
    limit: i64,
) -> Result<Vec<Listener>> {
    sql!(
        "select p.id, p.role, p.origin, p.memberships, cast(null as text) as source
         from support s cross join seat p
         where s.conversation_id = $1 and s.person_id > $2 and s.person_id <> $3 and p.id = s.person_id and p.state = 'active'
             and not exists (select 1 from reader r
                 where r.person_id = p.id and r.conversation_id = $1 and r.level = 'muted')
         order by s.person_id limit $4",
        idea,
        after,
        person(actor),
        limit,
    )
    .all(from)
}
