//! Drafts: one of each member for each place. Every query asks whose they are; nobody else's are ever read.

use base::{Id, Moment};
use domain::conversation::Conversation;
use domain::draft::{Draft, Kept, MOST, Place};
use domain::person::Person;

use crate::engine::{FromRow, Row, next};
use crate::{Error, Mark, Result, Snapshot, Tx};

struct Found(Kept);

impl FromRow for Found {
    const COLUMNS: &'static [&'static str] = &["place", "title", "source", "rest", "at"];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        let shape = |column: &str| Error::Shape {
            column: format!("draft.{column}"),
            problem: "not what was kept".to_owned(),
        };
        let place: String = next(row, at)?;
        let (title, source): (String, String) = (next(row, at)?, next(row, at)?);
        let rest: String = next(row, at)?;
        Ok(Self(Kept {
            place: place.parse().map_err(|_| shape("place"))?,
            draft: Draft {
                title,
                source,
                rest: serde_json::from_str(&rest).map_err(|_| shape("rest"))?,
            },
            at: next(row, at)?,
        }))
    }
}

fn given(found: impl IntoIterator<Item = Found>) -> Vec<Kept> {
    found.into_iter().map(|found| found.0).collect()
}

/// Keeps a draft in place of the one before. Gives its version, which is later than that one's.
pub fn keep(
    tx: &mut Tx<'_>,
    me: Id<Person>,
    place: Place,
    draft: &Draft,
    before: Option<Moment>,
) -> Result<Moment> {
    let conversation = match place {
        Place::Saying { conversation, .. } => Some(conversation),
        Place::Opening | Place::Comment(_) | Place::Post(_) => None,
    };
    let now = tx.now();
    let at = before.map_or(now, |before| now.max(Moment::from_ms(before.ms() + 1)));
    let rest = serde_json::to_string(&draft.rest).map_err(|error| Error::Shape {
        column: "draft.rest".to_owned(),
        problem: error.to_string(),
    })?;
    sql!(
        "insert into draft (person_id, place, conversation_id, title, source, rest, at)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (person_id, place) do update set title = excluded.title, source = excluded.source,
             rest = excluded.rest, at = excluded.at",
        me,
        place.to_string(),
        conversation,
        draft.title,
        draft.source,
        rest,
        at,
    )
    .change_one(tx)?;
    tx.touch(Mark::Reader(me));
    Ok(at)
}

/// Drops one, if there is one.
pub fn discard(tx: &mut Tx<'_>, me: Id<Person>, place: Place) -> Result<()> {
    let gone = sql!(
        "delete from draft where person_id = $1 and place = $2",
        me,
        place.to_string(),
    )
    .change(tx)?;
    if gone > 0 {
        tx.touch(Mark::Reader(me));
    }
    Ok(())
}

/// One's own for a place.
pub fn find(from: &mut Snapshot<'_>, me: Id<Person>, place: Place) -> Result<Option<Kept>> {
    let found: Option<Found> = sql!(
        "select * from draft where person_id = $1 and place = $2",
        me,
        place.to_string(),
    )
    .optional(from)?;
    Ok(found.map(|found| found.0))
}

/// All of one's own that are to be said in a conversation.
pub fn within(
    from: &mut Snapshot<'_>,
    me: Id<Person>,
    conversation: Id<Conversation>,
) -> Result<Vec<Kept>> {
    let found: Vec<Found> = sql!(
        "select * from draft where person_id = $1 and conversation_id = $2 order by at desc, place limit $3",
        me,
        conversation,
        MOST,
    )
    .all(from)?;
    Ok(given(found))
}

/// One's own, the latest first, at most so many after so many. Where they belong is looked up by the caller, who knows who looks.
pub fn list(from: &mut Snapshot<'_>, me: Id<Person>, after: i64, limit: i64) -> Result<Vec<Kept>> {
    let found: Vec<Found> = sql!(
        "select * from draft where person_id = $1 order by at desc, place limit $2 offset $3",
        me,
        limit,
        after,
    )
    .all(from)?;
    Ok(given(found))
}

/// How many somebody has.
pub fn count(from: &mut Snapshot<'_>, me: Id<Person>) -> Result<i64> {
    sql!("select count(*) from draft where person_id = $1", me).one(from)
}

/// Forgets those that nobody has touched since, at most so many; how many went.
pub fn forget(tx: &mut Tx<'_>, before: Moment, most: i64) -> Result<u64> {
    sql!(
        "delete from draft where (person_id, place) in (
             select person_id, place from draft where at < $1 order by at limit $2)",
        before,
        most,
    )
    .change(tx)
}
