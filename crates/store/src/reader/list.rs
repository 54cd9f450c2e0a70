//! Conversations as they stand to one member: new to them, followed by them, theirs.

use std::collections::HashMap;

use base::{Id, Moment};
use domain::conversation::Conversation;
use domain::person::Person;
use domain::post::Line;
use domain::{Viewer, Visible};

use super::floor;
use crate::post::{Cursor, Found};
use crate::{Result, Snapshot};

/// Which conversations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mine {
    /// In which something is new to them, but for those that they muted, or whose tags.
    New,
    /// Which they follow.
    Followed,
    /// Which they opened, or in which they said something.
    Own,
}

/// Published conversations of one member, by what was said last, after `cursor`, at most `limit`.
pub fn list(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    which: Mine,
    cursor: Option<Cursor>,
    limit: i64,
) -> Result<Vec<Visible<Line>>> {
    let Some(me) = viewer.person() else {
        return Ok(Vec::new());
    };
    let (at, id) = cursor.unwrap_or((
        Moment::from_ms(i64::MAX),
        Id::from_raw(i64::MAX).unwrap_or(Id::fixed(u32::MAX)),
    ));
    let found: Vec<Found> = match which {
        Mine::New => {
            let floor = floor(from, me)?;
            sql!(
                "select l.* from conversation_line l
                 left join reader r on r.person_id = $1 and r.conversation_id = l.id
                 where l.stage = 'published' and (l.audience = 0 or l.audience in (select group_id from sight where person_id = $1))
                     and (l.active_at, l.id) < ($2, $3) and l.active_at > $4
                     and (r.seen_at is null or l.active_at > r.seen_at) and (r.level is null or r.level <> 'muted')
                     and (r.level is not null or not exists (
                         select 1 from following f join tagging t on f.source = 'tag' and t.tag_id = f.source_id
                         where f.person_id = $1 and f.level = 'muted' and t.conversation_id = l.id))
                     and ((r.seen_at is null and l.at > $4 and l.by_id <> $1) or exists (
                         select 1 from comment m
                         where m.conversation_id = l.id and m.state = 'visible' and m.at > coalesce(r.seen_at, $4)
                             and (m.person_id is null or m.person_id <> $1)))
                 order by l.active_at desc, l.id desc limit $5",
                me, at, id, floor, limit,
            )
            .all(from)?
        }
        Mine::Followed => sql!(
            "select l.* from reader r join conversation_line l on l.id = r.conversation_id
             where r.person_id = $1 and r.level in ('watching', 'replies') and l.stage = 'published'
                 and (l.audience = 0 or l.audience in (select group_id from sight where person_id = $1))
                 and (l.active_at, l.id) < ($2, $3)
             order by l.active_at desc, l.id desc limit $4",
            me,
            at,
            id,
            limit,
        )
        .all(from)?,
        Mine::Own => sql!(
            "select * from conversation_line
             where stage = 'published' and (audience = 0 or audience in (select group_id from sight where person_id = $1))
                 and (active_at, id) < ($2, $3) and (by_id = $1
                 or id in (select conversation_id from comment where person_id = $1 and state = 'visible'))
             order by active_at desc, id desc limit $4",
            me,
            at,
            id,
            limit,
        )
        .all(from)?,
    };
    let now = from.now();
    Ok(viewer.see_all(found.into_iter().map(|found| found.at(now)).collect()))
}

/// What is new to somebody in a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fresh {
    id: Id<Conversation>,
    /// Comments; counting ends at 100.
    pub comments: i64,
    /// Whether they have never looked at it.
    pub unseen: bool,
}
row!(Fresh {
    id,
    comments,
    unseen
});

/// What is new to somebody in some conversations that they can see; those with nothing new are left out.
pub fn fresh(
    from: &mut Snapshot<'_>,
    me: Id<Person>,
    of: &[Visible<Line>],
) -> Result<HashMap<Id<Conversation>, Fresh>> {
    if of.is_empty() {
        return Ok(HashMap::new());
    }
    let floor = floor(from, me)?;
    let ids: Vec<String> = of.iter().map(|line| line.id.raw().to_string()).collect();
    let ids = format!("[{}]", ids.join(","));
    let found: Vec<Fresh> = dialect!(FRESH, ids, me, floor).all(from)?;
    Ok(found.into_iter().map(|fresh| (fresh.id, fresh)).collect())
}
