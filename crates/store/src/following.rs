//! What members follow that conversations come from: groups, tags, people.

use base::Id;
use domain::following::{FollowGroup, FollowPerson, Level, Source};
use domain::person::Person;
use domain::tag::Tag;
use domain::{Permit, Viewer};

use crate::engine::{FromRow, Row, next};
use crate::{Mark, Result, Snapshot, Tx};

/// Something that somebody follows, or wants to hear nothing of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// What.
    pub source: Source,
    /// How much.
    pub level: Level,
    /// Its name.
    pub name: String,
    /// Its address.
    pub path: String,
}

struct Found(Option<Followed>);

impl FromRow for Found {
    const COLUMNS: &'static [&'static str] = &["source", "source_id", "level", "name", "word"];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        let (kind, raw): (String, i64) = (next(row, at)?, next(row, at)?);
        let (level, name, word): (Level, Option<String>, Option<String>) =
            (next(row, at)?, next(row, at)?, next(row, at)?);
        let (Some(source), Some(name), Some(word)) = (Source::read(&kind, raw), name, word) else {
            return Ok(Self(None));
        };
        let path = match source {
            Source::Group(_) => domain::group::path(&word),
            Source::Tag(_) => format!("/conversations?tag={word}"),
            Source::Person(_) => format!("/@{word}"),
        };
        Ok(Self(Some(Followed {
            source,
            level,
            name,
            path,
        })))
    }
}

/// Chooses how much one is told of what comes from the site, or from a tag that the viewer found there.
pub fn choose_in_group(
    tx: &mut Tx<'_>,
    permit: &Permit<FollowGroup>,
    tag: Option<Id<Tag>>,
    level: Level,
) -> Result<bool> {
    let source = tag.map_or(Source::Group(permit.id), Source::Tag);
    set(tx, permit.by(), source, level)
}

/// Chooses how much one is told of what somebody opens and says.
pub fn choose_person(tx: &mut Tx<'_>, permit: &Permit<FollowPerson>, level: Level) -> Result<bool> {
    set(tx, permit.by(), Source::Person(permit.id), level)
}

/// Normal is what is so if nothing was chosen, and is kept as nothing.
fn set(tx: &mut Tx<'_>, viewer: &Viewer, source: Source, level: Level) -> Result<bool> {
    let Some(me) = viewer.person() else {
        return Ok(false);
    };
    let (kind, id) = source.parts();
    let now = tx.now();
    let changed = if level == Level::Normal {
        sql!(
            "delete from following where person_id = $1 and source = $2 and source_id = $3",
            me,
            kind,
            id,
        )
        .change(tx)?
    } else {
        sql!(
            "insert into following (person_id, source, source_id, level, at) values ($1, $2, $3, $4, $5)
             on conflict (person_id, source, source_id) do update set level = excluded.level, at = excluded.at
             where following.level <> excluded.level",
            me,
            kind,
            id,
            level,
            now,
        )
        .change(tx)?
    };
    tx.touch(Mark::Reader(me));
    Ok(changed == 1)
}

/// How much somebody wants to be told of what comes from there.
pub fn level(from: &mut Snapshot<'_>, me: Id<Person>, source: Source) -> Result<Level> {
    let (kind, id) = source.parts();
    let found: Option<Level> = sql!(
        "select level from following where person_id = $1 and source = $2 and source_id = $3",
        me,
        kind,
        id,
    )
    .optional(from)?;
    Ok(found.unwrap_or(Level::Normal))
}

/// All that somebody follows or has muted and can still see, by name; at most `limit`.
pub fn list(from: &mut Snapshot<'_>, me: Id<Person>, limit: i64) -> Result<Vec<Followed>> {
    let found: Vec<Found> = sql!(
        "select f.source, f.source_id, f.level, coalesce(t.name, p.name, o.name) as name, coalesce(t.slug, p.handle, o.handle) as word
         from following f
         left join tag t on f.source = 'tag' and t.id = f.source_id and exists (
             select 1 from tagging g join conversation c on c.id = g.conversation_id
             where g.tag_id = t.id and c.stage = 'published' and (c.audience = 0 or c.audience in (select group_id from sight where person_id = $1)))
         left join circle o on f.source = 'group' and o.id = f.source_id
             and (o.audience = 0 or o.audience in (select group_id from sight where person_id = $1))
         left join person p on f.source = 'person' and p.id = f.source_id and p.state in ('active', 'imported')
         where f.person_id = $1 and (t.id is not null or p.id is not null or o.id is not null)
         order by f.source, coalesce(t.name, p.name, o.name), f.source_id limit $2",
        me,
        limit,
    )
    .all(from)?;
    Ok(found.into_iter().filter_map(|found| found.0).collect())
}
