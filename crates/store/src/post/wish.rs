//! Asks and offers: when, where and until when, who said “I can” or “I’d like”, how they ended. Each kind has its own, so that
//! nobody is told to have said another thing when the kind is changed.

use base::{Id, Moment};
use domain::conversation::{Conversation, Kind};
use domain::person::{Byline, Person};
use domain::post::{
    Conclude, Course, Credit, Ending, Hand, Helper, Lower, Post, Raise, Resume, Terms, ThankBack,
    Wish, day,
};
use domain::{Permit, Visible};

use crate::engine::{FromRow, Row, next};
use crate::{Mark, Result, Snapshot, Tx};

/// When, where and until when, ready to be kept: `until_at` is the moment at which the last day is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// As understood.
    pub terms: Terms,
    /// When it is over; [`domain::post::NEVER`] if nothing is said.
    pub until_at: Moment,
}

/// Writes when, where and until when of a post of this kind.
pub(super) fn write(tx: &mut Tx<'_>, id: Id<Conversation>, kind: Kind, kept: &Kept) -> Result<()> {
    let Kept { terms, until_at } = kept;
    sql!(
        "insert into wish (conversation_id, kind, at_words, day, place, until_day, until_at)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (conversation_id, kind) do update set at_words = excluded.at_words, day = excluded.day,
             place = excluded.place, until_day = excluded.until_day, until_at = excluded.until_at",
        id,
        kind,
        terms.when,
        terms.day.map(|day| day.to_string()),
        terms.place,
        terms.until.map(|day| day.to_string()),
        until_at,
    )
    .change_one(tx)
}

struct Found {
    at_words: String,
    day: Option<String>,
    place: String,
    until_day: Option<String>,
    until_at: Moment,
    hands: i64,
    ended_at: Option<Moment>,
    ended_by: Option<Id<Person>>,
    reason: String,
}
row!(Found {
    at_words,
    day,
    place,
    until_day,
    until_at,
    hands,
    ended_at,
    ended_by,
    reason
});

/// What an ask or an offer has beside its words; nothing for other kinds.
pub(super) fn load(from: &mut Snapshot<'_>, conversation: &Conversation) -> Result<Option<Wish>> {
    if !conversation.kind.is_wish() {
        return Ok(None);
    }
    let (id, kind) = (conversation.id, conversation.kind);
    let found: Option<Found> = sql!(
        "select at_words, day, place, until_day, until_at, hands, ended_at, ended_by, reason
         from wish where conversation_id = $1 and kind = $2",
        id,
        kind,
    )
    .optional(from)?;
    let Some(found) = found else { return Ok(None) };
    let course = match found.ended_at {
        Some(at) => Course::Ended(Ending {
            helpers: helpers(from, id, kind)?,
            reason: found.reason,
            by: crate::byline::of(from, found.ended_by)?,
            at,
        }),
        None if found.until_at <= from.now() => Course::Past,
        None => Course::Open,
    };
    Ok(Some(Wish {
        terms: Terms {
            when: found.at_words,
            day: found.day.as_deref().and_then(day),
            place: found.place,
            until: found.until_day.as_deref().and_then(day),
        },
        course,
        hands: found.hands,
    }))
}

struct Named(Helper);

impl FromRow for Named {
    const COLUMNS: &'static [&'static str] = &["id", "handle", "name", "portrait", "thanked"];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        Ok(Self(Helper {
            who: Byline {
                id: next(row, at)?,
                handle: next(row, at)?,
                name: next(row, at)?,
                portrait: next(row, at)?,
            },
            thanked: next(row, at)?,
        }))
    }
}

fn helpers(from: &mut Snapshot<'_>, id: Id<Conversation>, kind: Kind) -> Result<Vec<Helper>> {
    let found: Vec<Named> = sql!(
        "select p.id, p.handle, p.name, p.portrait, h.thanked from helping h join person p on p.id = h.person_id
         where h.conversation_id = $1 and h.kind = $2 order by p.name, p.id",
        id,
        kind,
    )
    .all(from)?;
    Ok(found.into_iter().map(|named| named.0).collect())
}

struct Raised(Hand);

impl FromRow for Raised {
    const COLUMNS: &'static [&'static str] = &["id", "handle", "name", "portrait", "words", "at"];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        Ok(Self(Hand {
            who: Byline {
                id: next(row, at)?,
                handle: next(row, at)?,
                name: next(row, at)?,
                portrait: next(row, at)?,
            },
            words: next(row, at)?,
            at: next(row, at)?,
        }))
    }
}

/// Those who said “I can” or “I’d like” under a post that is visible already, the first first, at most `limit`.
pub fn hands(from: &mut Snapshot<'_>, post: &Visible<Post>, limit: i64) -> Result<Vec<Hand>> {
    let found: Vec<Raised> = sql!(
        "select p.id, p.handle, p.name, p.portrait, h.words, h.at from hand h join person p on p.id = h.person_id
         where h.conversation_id = $1 and h.kind = $2 order by h.at, p.id limit $3",
        post.id(),
        post.kind(),
        limit,
    )
    .all(from)?;
    Ok(found.into_iter().map(|raised| raised.0).collect())
}

/// What somebody said with their “I can” or “I’d like”; nothing if they have not said it.
pub fn hand_of(
    from: &mut Snapshot<'_>,
    post: &Visible<Post>,
    person: Id<Person>,
) -> Result<Option<String>> {
    sql!(
        "select words from hand where conversation_id = $1 and kind = $2 and person_id = $3",
        post.id(),
        post.kind(),
        person,
    )
    .optional(from)
}

/// Says “I can” or “I’d like”, with a sentence. `false` if just that was said before.
pub fn raise(tx: &mut Tx<'_>, permit: &Permit<Raise>, words: &str) -> Result<bool> {
    let Some(me) = permit.by().person() else {
        return Ok(false);
    };
    let now = tx.now();
    let added = sql!(
        "insert into hand (conversation_id, kind, person_id, words, at) values ($1, $2, $3, $4, $5) on conflict do nothing",
        permit.id(),
        permit.kind(),
        me,
        words,
        now,
    )
    .change(tx)?;
    if added == 0 {
        sql!(
            "update hand set words = $4 where conversation_id = $1 and kind = $2 and person_id = $3",
            permit.id(),
            permit.kind(),
            me,
            words,
        )
        .change_one(tx)?;
    }
    count(tx, permit.subject())?;
    Ok(added == 1)
}

/// Takes it back. `false` if there was nothing to take back.
pub fn lower(tx: &mut Tx<'_>, permit: &Permit<Lower>) -> Result<bool> {
    let Some(me) = permit.by().person() else {
        return Ok(false);
    };
    let removed = sql!(
        "delete from hand where conversation_id = $1 and kind = $2 and person_id = $3",
        permit.id(),
        permit.kind(),
        me,
    )
    .change(tx)?;
    count(tx, permit.subject())?;
    Ok(removed == 1)
}

fn count(tx: &mut Tx<'_>, post: &Visible<Post>) -> Result<()> {
    sql!(
        "update wish set hands = (select count(*) from hand where conversation_id = $1 and kind = $2)
         where conversation_id = $1 and kind = $2",
        post.id(),
        post.kind(),
    )
    .change_one(tx)?;
    tx.touch(Mark::Conversation(post.id()));
    Ok(())
}

/// Those who can be named as having helped, or as having been helped: who said “I can” or “I’d like”, then other members who
/// commented; never whoever opened it. At most `limit`.
pub fn candidates(
    from: &mut Snapshot<'_>,
    post: &Visible<Post>,
    limit: i64,
) -> Result<Vec<Byline>> {
    sql!(
        "select p.id, p.handle, p.name, p.portrait from (
            select person_id, min(late) as late, min(at) as at from (
                select person_id, 0 as late, at from hand where conversation_id = $1 and kind = $2
                union all
                select person_id, 1 as late, at from comment
                where conversation_id = $1 and state = 'visible' and person_id is not null
            ) s group by person_id
         ) f join person p on p.id = f.person_id
         where p.id <> $3 and p.state = 'active' order by f.late, f.at, p.id limit $4",
        post.id(),
        post.kind(),
        post.by.id,
        limit,
    )
    .all(from)
}

fn end(
    tx: &mut Tx<'_>,
    post: &Visible<Post>,
    by: Option<Id<Person>>,
    at: Moment,
    reason: &str,
) -> Result<()> {
    sql!(
        "update wish set ended_at = $3, ended_by = $4, reason = $5
         where conversation_id = $1 and kind = $2 and ended_at is null",
        post.id(),
        post.kind(),
        at,
        by,
        reason,
    )
    .change_one(tx)?;
    tx.touch(Mark::Conversation(post.id()));
    Ok(())
}

/// Ends it, and names those who helped or were helped.
pub fn credit(tx: &mut Tx<'_>, permit: &Permit<Credit>, named: &[Id<Person>]) -> Result<()> {
    for person in named {
        sql!(
            "insert into helping (conversation_id, kind, person_id) values ($1, $2, $3)",
            permit.id(),
            permit.kind(),
            person,
        )
        .change_one(tx)?;
    }
    let now = tx.now();
    end(tx, permit.subject(), permit.by().person(), now, "")
}

/// Ends it without help, and says why.
pub fn conclude(tx: &mut Tx<'_>, permit: &Permit<Conclude>, reason: &str) -> Result<()> {
    let now = tx.now();
    end(tx, permit.subject(), permit.by().person(), now, reason)
}

/// Opens it again: nobody is named any more.
pub fn resume(tx: &mut Tx<'_>, permit: &Permit<Resume>) -> Result<()> {
    sql!(
        "delete from helping where conversation_id = $1 and kind = $2",
        permit.id(),
        permit.kind(),
    )
    .change(tx)?;
    sql!(
        "update wish set ended_at = null, ended_by = null, reason = '' where conversation_id = $1 and kind = $2",
        permit.id(),
        permit.kind(),
    )
    .change_one(tx)?;
    tx.touch(Mark::Conversation(permit.id()));
    Ok(())
}

/// Thanks whoever opened it, or takes that back. `false` if that was so before.
pub fn thank_back(tx: &mut Tx<'_>, permit: &Permit<ThankBack>, thanked: bool) -> Result<bool> {
    let changed = sql!(
        "update helping set thanked = $4
         where conversation_id = $1 and kind = $2 and person_id = $3 and thanked <> $4",
        permit.id(),
        permit.kind(),
        permit.by().person(),
        thanked,
    )
    .change(tx)?;
    tx.touch(Mark::Conversation(permit.id()));
    Ok(changed == 1)
}

/// How many asks and offers of somebody are open, but for one.
pub fn open_count(
    from: &mut Snapshot<'_>,
    person: Id<Person>,
    but: Option<Id<Conversation>>,
) -> Result<i64> {
    let now = from.now();
    sql!(
        "select count(*) from wish w join conversation c on c.id = w.conversation_id and c.kind = w.kind
         where c.by_person = $1 and c.stage = 'published' and w.ended_at is null and w.until_at > $2 and c.id <> $3",
        person,
        now,
        but.map_or(0, Id::raw),
    )
    .one(from)
}

/// Whether a post of this kind would be open, were it there for all to see: nothing has ended it, and its last day is to come.
pub fn would_be_open(from: &mut Snapshot<'_>, post: &Visible<Post>) -> Result<bool> {
    let now = from.now();
    let open: i64 = sql!(
        "select count(*) from wish where conversation_id = $1 and kind = $2 and until_at > $3",
        post.id(),
        post.kind(),
        now,
    )
    .one(from)?;
    Ok(open > 0)
}
