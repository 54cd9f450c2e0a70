//! Reading cases, and what was reported in them.

use base::{Id, Moment};
use domain::case::{Case, Outcome, Reason, State, Thing};
use domain::conversation::Conversation;
use domain::group::Moderate;
use domain::person::{Byline, Person};
use domain::{Permit, Viewer, Visible};

use crate::engine::{FromRow, Row, next};
use crate::{Error, Result, Snapshot};

/// Cases on one page.
const PAGE: i64 = 100;

struct Found(Case);

impl FromRow for Found {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "about",
        "about_id",
        "by_id",
        "by_handle",
        "by_name",
        "by_portrait",
        "role",
        "conversation_id",
        "opened_at",
        "keeper_id",
        "keeper_handle",
        "keeper_name",
        "keeper_portrait",
        "reports",
        "sole",
        "reason",
        "proposer_id",
        "proposer_handle",
        "proposer_name",
        "proposer_portrait",
        "closed_at",
        "outcome",
    ];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        let id = next(row, at)?;
        let thing = thing(row, at)?;
        let person = byline(row, at)?;
        let (role, conversation, opened_at) = (next(row, at)?, next(row, at)?, next(row, at)?);
        let claimed_by = byline(row, at)?;
        let (reports, sole) = (next(row, at)?, next(row, at)?);
        let reason: Option<Reason> = next(row, at)?;
        let proposed_by = byline(row, at)?;
        let (closed_at, outcome): (Option<Moment>, Option<Outcome>) =
            (next(row, at)?, next(row, at)?);
        Ok(Self(Case {
            id,
            thing,
            person,
            role,
            conversation,
            opened_at,
            claimed_by,
            reports,
            sole,
            reason: reason.unwrap_or(Reason::Other),
            proposed_by,
            state: match closed_at.zip(outcome) {
                Some((at, outcome)) => State::Closed { at, outcome },
                None => State::Open,
            },
        }))
    }
}

pub(super) fn thing(row: &Row<'_>, at: &mut std::slice::Iter<'_, usize>) -> Result<Thing> {
    let (about, raw): (String, i64) = (next(row, at)?, next(row, at)?);
    Thing::read(&about, raw).ok_or_else(|| Error::Shape {
        column: "about".to_owned(),
        problem: about,
    })
}

pub(crate) fn byline(
    row: &Row<'_>,
    at: &mut std::slice::Iter<'_, usize>,
) -> Result<Option<Byline>> {
    let id: Option<Id<Person>> = next(row, at)?;
    let (handle, name): (Option<String>, Option<String>) = (next(row, at)?, next(row, at)?);
    let portrait = next(row, at)?;
    Ok(match (id, handle, name) {
        (Some(id), Some(handle), Some(name)) => Some(Byline {
            id,
            handle,
            name,
            portrait,
        }),
        _ => None,
    })
}

/// Which cases a page lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those that somebody has to look at, the oldest first.
    Open,
    /// Of these, those that the asker looks after.
    Mine,
    /// Those that are decided, the last first.
    Closed,
}

/// Cases for one of those who keep the peace, but those that concern themself; at most a hundred.
pub fn list(
    from: &mut Snapshot<'_>,
    permit: &Permit<Moderate>,
    which: Which,
) -> Result<Vec<Visible<Case>>> {
    let me = permit.by().person();
    let found: Vec<Found> = match which {
        Which::Open | Which::Mine => sql!(
            "select * from case_line
             where closed_at is null and (person_id is null or person_id <> $1) and (not $2 or keeper_id = $1)
             order by opened_at, id limit $3",
            me,
            which == Which::Mine,
            PAGE,
        )
        .all(from)?,
        Which::Closed => sql!(
            "select * from case_line where closed_at is not null and (person_id is null or person_id <> $1)
             order by closed_at desc, id desc limit $2",
            me,
            PAGE,
        )
        .all(from)?,
    };
    Ok(permit
        .by()
        .see_all(found.into_iter().map(|found| found.0).collect()))
}

/// How many wait for somebody like this moderator.
pub fn count_open(from: &mut Snapshot<'_>, permit: &Permit<Moderate>) -> Result<i64> {
    sql!(
        "select count(*) from case_file where closed_at is null and (person_id is null or person_id <> $1)",
        permit.by().person(),
    )
    .one(from)
}

/// One, if the viewer may know of it.
pub fn find(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    id: Id<Case>,
) -> Result<Option<Visible<Case>>> {
    let found: Option<Found> = sql!("select * from case_line where id = $1", id).optional(from)?;
    Ok(found.and_then(|found| viewer.see(found.0)))
}

/// A report, as those who keep the peace read it.
#[derive(Clone, Debug)]
pub struct Filed {
    /// The name of who made it; none of a guest.
    pub name: Option<String>,
    /// Why.
    pub reason: Reason,
    /// In which words.
    pub words: String,
    /// When.
    pub at: Moment,
}
row!(Filed {
    name,
    reason,
    words,
    at
});

/// What was reported in a case, the oldest first.
pub fn reports(from: &mut Snapshot<'_>, case: &Visible<Case>) -> Result<Vec<Filed>> {
    sql!(
        "select p.name, r.reason, r.words, r.at from report r left join person p on p.id = r.person_id
         where r.case_id = $1 order by r.at, r.id limit 100",
        case.id,
    )
    .all(from)
}

/// What somebody noted in a case.
#[derive(Clone, Debug)]
pub struct Note {
    /// Their name, while they are here.
    pub name: Option<String>,
    /// When.
    pub at: Moment,
    /// In which words.
    pub words: String,
}
row!(Note { name, at, words });

/// What was noted in a case, the oldest first.
pub fn notes(from: &mut Snapshot<'_>, case: &Visible<Case>) -> Result<Vec<Note>> {
    sql!(
        "select p.name, n.at, n.words from case_note n left join person p on p.id = n.person_id
         where n.case_id = $1 order by n.at, n.id limit 200",
        case.id,
    )
    .all(from)
}

/// Other cases about the same person, the last first.
pub fn record_of(
    from: &mut Snapshot<'_>,
    permit: &Permit<Moderate>,
    case: &Visible<Case>,
) -> Result<Vec<Visible<Case>>> {
    let found: Vec<Found> = sql!(
        "select * from case_line where person_id = $1 and id <> $2 order by opened_at desc, id desc limit 20",
        case.person.as_ref().map(|person| person.id),
        case.id,
    )
    .all(from)?;
    Ok(permit
        .by()
        .see_all(found.into_iter().map(|found| found.0).collect()))
}

/// The comment that a case is about, as it stands.
#[derive(Clone, Debug)]
pub struct Said {
    /// As shown, or as it would be.
    pub html: String,
    /// The name of who said it.
    pub name: String,
    /// When.
    pub at: Moment,
    /// Where it stands.
    pub state: domain::comment::State,
    /// When it was changed last.
    pub edited_at: Option<Moment>,
    /// Since when it is hidden.
    pub hidden_at: Option<Moment>,
}
row!(Said {
    html,
    name,
    at,
    state,
    edited_at,
    hidden_at
});

/// What was said, of a case about a comment: also where it is hidden or was taken away, since it has to be judged.
pub fn words(from: &mut Snapshot<'_>, case: &Visible<Case>) -> Result<Option<Said>> {
    let Thing::Comment(id) = case.thing else {
        return Ok(None);
    };
    sql!(
        "select m.html, coalesce(p.name, g.name) as name, m.at, m.state, m.edited_at, m.hidden_at
         from comment m left join guest g on g.id = m.guest_id left join person p on p.id = coalesce(m.person_id, g.claimed_by)
         where m.id = $1 and m.state in ('visible', 'hidden', 'removed')",
        id,
    )
    .optional(from)
}

/// Who is to be shut out, and why: what was proposed in a case.
pub fn proposal(
    from: &mut Snapshot<'_>,
    case: &Visible<Case>,
) -> Result<Option<(Option<Reason>, String)>> {
    sql!(
        "select proposed_reason, proposed_words from case_file where id = $1 and proposed_by is not null",
        case.id,
    )
    .optional(from)
}

/// A report of one's own.
#[derive(Clone, Debug)]
pub struct Own {
    /// What it was about.
    pub thing: Thing,
    /// Why.
    pub reason: Reason,
    /// When.
    pub at: Moment,
    /// What came of it, once it was looked at.
    pub outcome: Option<Outcome>,
}

impl FromRow for Own {
    const COLUMNS: &'static [&'static str] = &["about", "about_id", "reason", "at", "outcome"];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        Ok(Self {
            thing: thing(row, at)?,
            reason: next(row, at)?,
            at: next(row, at)?,
            outcome: next(row, at)?,
        })
    }
}

/// One's own reports, the last first, and of those that were looked at, how many were right and how many there are.
pub fn own(from: &mut Snapshot<'_>, me: Id<Person>) -> Result<(Vec<Own>, i64, i64)> {
    let last = sql!(
        "select r.about, r.about_id, r.reason, r.at, f.outcome from report r join case_file f on f.id = r.case_id
         where r.person_id = $1 order by r.at desc, r.id desc limit 50",
        me,
    )
    .all(from)?;
    let (right, all): (i64, i64) = sql!(
        "select coalesce(sum(case f.outcome when 'upheld' then 1 else 0 end), 0), count(*)
         from report r join case_file f on f.id = r.case_id where r.person_id = $1 and f.closed_at is not null",
        me,
    )
    .one(from)?;
    Ok((last, right, all))
}

/// How many somebody has made since a moment.
pub fn reports_in(from: &mut Snapshot<'_>, me: Id<Person>, since: Moment) -> Result<i64> {
    sql!(
        "select count(*) from report where person_id = $1 and at >= $2",
        me,
        since
    )
    .one(from)
}

/// What the reports of a case weigh together.
pub fn pressing(from: &mut Snapshot<'_>, case: Id<Case>) -> Result<i64> {
    sql!(
        "select cast(coalesce(sum(weight), 0) as bigint) from report where case_id = $1",
        case
    )
    .one(from)
}

/// How many different members have reported a conversation, or something said in it, since a moment.
pub fn rush(from: &mut Snapshot<'_>, conversation: Id<Conversation>, since: Moment) -> Result<i64> {
    sql!(
        "select count(distinct r.person_id) from report r join case_file f on f.id = r.case_id
         where f.conversation_id = $1 and r.at >= $2 and r.weight > 0",
        conversation,
        since,
    )
    .one(from)
}

/// Whether somebody has looked at a thing since a moment, and found nothing wrong with it.
pub fn dismissed_since(from: &mut Snapshot<'_>, thing: Thing, since: Moment) -> Result<bool> {
    let (about, id) = thing.parts();
    let found: i64 = sql!(
        "select count(*) from case_file where about = $1 and about_id = $2 and closed_at >= $3 and outcome = 'dismissed'",
        about,
        id,
        since,
    )
    .one(from)?;
    Ok(found > 0)
}
