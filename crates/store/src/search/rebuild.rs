//! Makes the index anew, piece by piece, and tells whether that is needed.

use base::{Id, Moment};
use domain::comment::Comment;
use domain::conversation::Conversation;
use domain::person::Person;

use crate::{Result, Snapshot, Tx};

/// Things done in one transaction: well under its time, even if all are long articles.
const CHUNK: i64 = 200;

/// How far a rebuilding has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Step(At);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
enum At {
    #[default]
    Start,
    Clearing,
    Articles(i64),
    Comments(i64),
    People(i64),
}

struct Article {
    id: i64,
    at: Moment,
    title: String,
    html: String,
}
row!(Article {
    id,
    at,
    title,
    html
});

struct Said {
    id: Id<Comment>,
    conversation_id: Id<Conversation>,
    at: Moment,
    html: String,
}
row!(Said {
    id,
    conversation_id,
    at,
    html
});

/// Does one step, in a transaction of its own, and gives the next; begin with the default one and go on until there is none.
///
/// Until the last, searching finds less than there is.
pub fn rebuild(tx: &mut Tx<'_>, step: Step) -> Result<Option<Step>> {
    let next = match step.0 {
        At::Start => {
            dialect!(CLEAR_COMMENTS).change(tx)?;
            dialect!(CLEAR_ANCHORS).change(tx)?;
            dialect!(CLEAR_PEOPLE).change(tx)?;
            Some(At::Clearing)
        }
        At::Clearing => {
            let gone = sql!(
                "delete from searchable where id in (select id from searchable order by id limit $1)",
                10 * CHUNK,
            )
            .change(tx)?;
            Some(if gone == 0 {
                At::Articles(0)
            } else {
                At::Clearing
            })
        }
        At::Articles(after) => Some(match articles(tx, after)? {
            Some(last) => At::Articles(last),
            None => At::Comments(0),
        }),
        At::Comments(after) => Some(match comments(tx, after)? {
            Some(last) => At::Comments(last),
            None => At::People(0),
        }),
        At::People(after) => people(tx, after)?.map(At::People),
    };
    Ok(next.map(Step))
}

/// Some more articles and posts, and the last of them; nothing if there are none.
fn articles(tx: &mut Tx<'_>, after: i64) -> Result<Option<i64>> {
    let some: Vec<Article> = sql!(
        "select c.id, coalesce(c.published_at, c.made_at) as at, c.title, coalesce(a.html, t.html) as html
         from conversation c left join article a on a.id = c.id left join post t on t.id = c.id
         where c.id > $1 and c.stage = 'published' order by c.id limit $2",
        after,
        CHUNK,
    )
    .all(tx)?;
    for one in &some {
        let conversation = Id::from_raw(one.id).unwrap_or(Id::fixed(1));
        super::index::put(
            tx,
            one.id,
            conversation,
            None,
            one.at,
            &one.title,
            &one.html,
        )?;
    }
    Ok(some.last().map(|one| one.id))
}

/// Some more comments, likewise.
fn comments(tx: &mut Tx<'_>, after: i64) -> Result<Option<i64>> {
    let some: Vec<Said> = sql!(
        "select id, conversation_id, at, html from comment
         where id > $1 and state = 'visible' order by id limit $2",
        after,
        CHUNK,
    )
    .all(tx)?;
    for one in &some {
        super::index::put(
            tx,
            one.id.raw(),
            one.conversation_id,
            Some(one.id),
            one.at,
            "",
            &one.html,
        )?;
    }
    Ok(some.last().map(|one| one.id.raw()))
}

/// Some more people, likewise.
fn people(tx: &mut Tx<'_>, after: i64) -> Result<Option<i64>> {
    let some: Vec<Id<Person>> = sql!(
        "select id from person where id > $1 order by id limit $2",
        after,
        CHUNK,
    )
    .all(tx)?;
    for id in &some {
        super::people::put(tx, *id)?;
    }
    Ok(some.last().map(|id| id.raw()))
}

/// How many things are in the index that should not be, or should be and are not; for `check`.
pub fn astray(from: &mut Snapshot<'_>) -> Result<i64> {
    sql!(
        "select (select count(*) from comment m where m.state = 'visible'
                    and not exists (select 1 from searchable s
                        where s.conversation_id = m.conversation_id and s.subject_id = m.id))
              + (select count(*) from conversation c where c.stage = 'published'
                    and not exists (select 1 from searchable s where s.conversation_id = c.id and s.subject_id = c.id))
              + (select count(*) from searchable s where
                    not exists (select 1 from comment m where m.id = s.subject_id and m.state = 'visible')
                    and not exists (select 1 from conversation c where c.id = s.subject_id and c.stage = 'published'))
              + (select count(*) from person p where p.state in ('active', 'imported')
                    and not exists (select 1 from search_person f where f.rowid = p.id))"
    )
    .one(from)
}
