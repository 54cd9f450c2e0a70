//! Measures, appeals against them, and what everybody may read of them.

use base::{Id, Moment};
use domain::activity::{Activity, Actor};
use domain::case::{Case, Reason, Step, Thing};
use domain::comment::Comment;
use domain::conversation::Conversation;
use domain::group::Moderate;
use domain::measure::{Answer, Appeal, Entry, Kind, Measure, Object, PAGE, ReadLog, Review};
use domain::person::Person;
use domain::{Permit, Viewer, Visible};

use crate::case::byline;
use crate::engine::{FromRow, Row, next};
use crate::{Mark, Result, Snapshot, Tx};

/// Keeps what an activity has done as a measure of the same id.
pub fn insert(
    tx: &mut Tx<'_>,
    activity: &Activity,
    kind: Kind,
    person: Option<Id<Person>>,
) -> Result<Id<Measure>> {
    let id: Id<Measure> = activity.id.cast();
    let (by, role, origin) = match activity.actor {
        Actor::Person { id, role, origin } => (Some(id), Some(role), Some(origin)),
        Actor::Guest(_) | Actor::House => (None, None, None),
    };
    sql!(
        "insert into measure (id, kind, at, by_person, role, origin, person_id, conversation_id, comment_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id,
        kind,
        activity.at,
        by,
        role,
        origin,
        person,
        activity.touches.conversation,
        activity.touches.comment,
    )
    .change_one(tx)?;
    Ok(id)
}

/// Why something was done, and what follows from it.
#[derive(Clone, Debug, Default)]
pub struct Ground {
    /// In which case.
    pub case: Option<Id<Case>>,
    /// Who wanted it, where two had to agree.
    pub proposed_by: Option<Id<Person>>,
    /// As which step toward the person concerned.
    pub step: Option<Step>,
    /// Until when.
    pub until: Option<Moment>,
    /// Why.
    pub reason: Option<Reason>,
    /// Words to the person concerned.
    pub words: String,
}

/// Says of a measure why it was taken.
pub fn explain(tx: &mut Tx<'_>, id: Id<Measure>, ground: &Ground) -> Result<()> {
    sql!(
        "update measure set case_id = $2, step = $3, until_at = $4, reason = $5, words = $6, proposed_by = $7 where id = $1",
        id,
        ground.case,
        ground.step.map(Step::as_str),
        ground.until,
        ground.reason,
        ground.words,
        ground.proposed_by,
    )
    .change_one(tx)
}

/// Something taken away or hidden is there again: what took it away has ended. `false` if nothing had.
pub fn end_for(
    tx: &mut Tx<'_>,
    conversation: Id<Conversation>,
    comment: Option<Id<Comment>>,
) -> Result<bool> {
    let now = tx.now();
    let ended = sql!(
        "update measure set ended_at = $3
         where conversation_id = $1 and coalesce(comment_id, 0) = coalesce(cast($2 as bigint), 0) and kind in ('hidden', 'removed', 'turned-away')
             and ended_at is null",
        conversation,
        comment,
        now,
    )
    .change(tx)?;
    Ok(ended > 0)
}

/// Somebody who was shut out is let in again.
pub fn end_suspension(tx: &mut Tx<'_>, person: Id<Person>) -> Result<()> {
    let now = tx.now();
    sql!(
        "update measure set ended_at = $2 where person_id = $1 and kind = 'suspended' and ended_at is null",
        person,
        now,
    )
    .change(tx)?;
    Ok(())
}

/// Somebody writes again.
pub fn end_silence(tx: &mut Tx<'_>, person: Id<Person>) -> Result<()> {
    let now = tx.now();
    sql!(
        "update person set silenced_until = null where id = $1",
        person
    )
    .change_one(tx)?;
    sql!(
        "update measure set ended_at = $2 where person_id = $1 and kind = 'silenced' and ended_at is null",
        person,
        now,
    )
    .change(tx)?;
    tx.touch(Mark::People);
    Ok(())
}

struct Found(Measure);

impl FromRow for Found {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "kind",
        "at",
        "by_person",
        "proposed_by",
        "case_id",
        "by_id",
        "by_handle",
        "by_name",
        "by_portrait",
        "role",
        "conversation_id",
        "until_at",
        "reason",
        "words",
        "ended_at",
        "appeal",
        "appealed_at",
        "answer",
        "answer_words",
    ];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        let mut measure = Measure {
            id: next(row, at)?,
            kind: next(row, at)?,
            at: next(row, at)?,
            by: next(row, at)?,
            proposed_by: next(row, at)?,
            case: next(row, at)?,
            person: byline(row, at)?,
            role: next(row, at)?,
            conversation: next(row, at)?,
            until: next(row, at)?,
            reason: next(row, at)?,
            words: next(row, at)?,
            ended_at: next(row, at)?,
            appeal: None,
        };
        let (words, when): (Option<String>, Option<Moment>) = (next(row, at)?, next(row, at)?);
        let answer: Option<Answer> = next(row, at)?;
        let answered: String = next(row, at)?;
        measure.appeal = words.zip(when).map(|(words, at)| Appeal {
            words,
            at,
            answer: answer.map(|answer| (answer, answered)),
        });
        Ok(Self(measure))
    }
}

fn see_all(viewer: &Viewer, found: Vec<Found>) -> Vec<Visible<Measure>> {
    viewer.see_all(found.into_iter().map(|found| found.0).collect())
}

/// One, if the viewer may know of it.
pub fn find(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    id: Id<Measure>,
) -> Result<Option<Visible<Measure>>> {
    let found: Option<Found> =
        sql!("select * from measure_line where id = $1", id).optional(from)?;
    Ok(found.and_then(|found| viewer.see(found.0)))
}

/// What concerns the viewer, the last first.
pub fn own(from: &mut Snapshot<'_>, viewer: &Viewer) -> Result<Vec<Visible<Measure>>> {
    let found = sql!(
        "select * from measure_line where person_id = $1 order by at desc, id desc limit 50",
        viewer.person(),
    )
    .all(from)?;
    Ok(see_all(viewer, found))
}

/// What was done in a case, or toward whom it concerns, the last first.
pub fn record_of(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    case: &Visible<Case>,
) -> Result<Vec<Visible<Measure>>> {
    let found = sql!(
        "select * from measure_line where case_id = $1 or person_id = $2 order by at desc, id desc limit 50",
        case.id,
        case.person.as_ref().map(|person| person.id),
    )
    .all(from)?;
    Ok(see_all(viewer, found))
}

/// The strongest step that was taken toward somebody and has not been taken back.
pub fn strongest(from: &mut Snapshot<'_>, person: Id<Person>) -> Result<Option<Step>> {
    let steps: Vec<Option<Step>> = sql!(
        "select distinct step from measure where person_id = $1 and step is not null
             and ended_at is null and (answer is null or answer <> 'granted')",
        person,
    )
    .all(from)?;
    Ok(steps.into_iter().flatten().max())
}

/// Appeals that nobody has answered, the oldest first, but those of the asker.
pub fn appeals(
    from: &mut Snapshot<'_>,
    permit: &Permit<Moderate>,
) -> Result<Vec<Visible<Measure>>> {
    let found = sql!(
        "select * from measure_line
         where appeal is not null and answer is null and (person_id is null or person_id <> $1)
         order by appealed_at, id limit 100",
        permit.by().person(),
    )
    .all(from)?;
    Ok(see_all(permit.by(), found))
}

/// How many appeals wait for somebody like this moderator.
pub fn count_appeals(from: &mut Snapshot<'_>, permit: &Permit<Moderate>) -> Result<i64> {
    sql!(
        "select count(*) from measure
         where appeal is not null and answer is null and (person_id is null or person_id <> $1)
             and (by_person is null or by_person <> $1) and (proposed_by is null or proposed_by <> $1)",
        permit.by().person(),
    )
    .one(from)
}

/// Keeps what the person concerned says to it.
pub fn appeal(tx: &mut Tx<'_>, permit: &Permit<Object>, words: &str) -> Result<()> {
    let now = tx.now();
    sql!(
        "update measure set appeal = $2, appealed_at = $3 where id = $1 and appeal is null",
        permit.measure.id,
        words,
        now,
    )
    .change_one(tx)
}

/// Keeps what came of that.
pub fn answer(tx: &mut Tx<'_>, permit: &Permit<Review>, answer: Answer, words: &str) -> Result<()> {
    let now = tx.now();
    sql!(
        "update measure set answer = $2, answer_words = $3, answered_at = $4, answered_by = $5 where id = $1 and answer is null",
        permit.id,
        answer,
        words,
        now,
        permit.by().person(),
    )
    .change_one(tx)
}

/// What a measure was done to, if it is something that can be brought back.
pub fn thing(from: &mut Snapshot<'_>, measure: &Visible<Measure>) -> Result<Option<Thing>> {
    struct Place {
        conversation_id: Option<Id<Conversation>>,
        comment_id: Option<Id<Comment>>,
    }
    row!(Place {
        conversation_id,
        comment_id
    });
    let found: Option<Place> = sql!(
        "select conversation_id, comment_id from measure where id = $1 and kind in ('hidden', 'removed', 'turned-away')",
        measure.id,
    )
    .optional(from)?;
    Ok(found.and_then(|place| {
        let comment = place.comment_id.map(Thing::Comment);
        comment.or(place.conversation_id.map(Thing::Conversation))
    }))
}

struct Told(Entry);

impl FromRow for Told {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "kind",
        "is_comment",
        "at",
        "by_id",
        "by_handle",
        "by_name",
        "by_portrait",
        "role",
        "reason",
        "until_at",
        "answer",
        "path",
        "title",
    ];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        let mut entry = Entry {
            id: next(row, at)?,
            kind: next(row, at)?,
            is_comment: next(row, at)?,
            at: next(row, at)?,
            by: byline(row, at)?,
            role: next(row, at)?,
            reason: next(row, at)?,
            until: next(row, at)?,
            answer: next(row, at)?,
            place: None,
        };
        let (path, title): (Option<String>, Option<String>) = (next(row, at)?, next(row, at)?);
        entry.place = path.zip(title);
        Ok(Self(entry))
    }
}

/// What the log tells its reader, the last first, before a cursor. What happened where they may not read is left out of it,
/// and titles of what was taken away, too.
pub fn log(
    from: &mut Snapshot<'_>,
    permit: &Permit<ReadLog>,
    names: bool,
    before: Option<(Moment, Id<Measure>)>,
) -> Result<Vec<Visible<Entry>>> {
    let (at, id) = before.unwrap_or((
        Moment::from_ms(i64::MAX),
        Id::from_raw(i64::MAX).unwrap_or(Id::fixed(u32::MAX)),
    ));
    let found: Vec<Told> = sql!(
        "select m.id, m.kind, m.comment_id is not null as is_comment, m.at,
             case when $1 then p.id end as by_id, case when $1 then p.handle end as by_handle,
             case when $1 then p.name end as by_name, case when $1 then p.portrait end as by_portrait,
             m.role, m.reason, m.until_at, m.answer,
             case when c.stage = 'published' then c.path end as path, case when c.stage = 'published' then c.title end as title
         from measure m
         left join conversation c on c.id = m.conversation_id
         left join person p on p.id = m.by_person
         where m.kind <> 'notice' and (m.at, m.id) < ($2, $3)
             and (m.conversation_id is null or c.audience = 0 or c.audience in (select group_id from sight where person_id = $4))
         order by m.at desc, m.id desc limit $5",
        names,
        at,
        id,
        permit.by().person(),
        PAGE + 1,
    )
    .all(from)?;
    Ok(found
        .into_iter()
        .map(|told| permit.subject().clone().part(|_| told.0))
        .collect())
}
