//! Opening cases, looking after them, deciding them.

use base::{Id, Moment};
use domain::Permit;
use domain::case::{Act, Agree, Case, Keep, Outcome, Reason, Report, ReportDraft, Thing};
use domain::conversation::Conversation;
use domain::measure::End;
use domain::person::{Person, Suspend};

use crate::{Error, Mark, Result, Tx};

/// What came of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joined {
    /// It was added to this case, which may be new.
    To(Id<Case>),
    /// The same person has reported the same before.
    Before,
}

/// Adds a report to the open case about its thing, or opens one.
pub fn join(
    tx: &mut Tx<'_>,
    permit: &Permit<Report>,
    conversation: Option<Id<Conversation>>,
    draft: &ReportDraft,
    weight: i64,
) -> Result<Joined> {
    let now = tx.now();
    let me = permit.by().person();
    let (about, thing) = permit.thing.parts();
    if let Some(me) = me {
        let before: i64 = sql!(
            "select count(*) from report where about = $1 and about_id = $2 and person_id = $3",
            about,
            thing,
            me,
        )
        .one(tx)?;
        if before > 0 {
            return Ok(Joined::Before);
        }
    }
    let open: Option<Id<Case>> = sql!(
        "select id from case_file where about = $1 and about_id = $2 and closed_at is null",
        about,
        thing,
    )
    .optional(tx)?;
    let case = match open {
        Some(case) => case,
        None => {
            let case: Id<Case> = Id::new(now);
            sql!(
                "insert into case_file (id, about, about_id, person_id, conversation_id, opened_at)
                 values ($1, $2, $3, $4, $5, $6)",
                case,
                about,
                thing,
                permit.by,
                conversation,
                now,
            )
            .change_one(tx)?;
            case
        }
    };
    let id: Id<Report> = Id::new(now);
    sql!(
        "insert into report (id, case_id, about, about_id, person_id, reason, words, weight, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id,
        case,
        about,
        thing,
        me,
        draft.reason,
        draft.words,
        weight,
        now,
    )
    .change_one(tx)?;
    Ok(Joined::To(case))
}

/// Opens a case about somebody whom nobody has reported. Gives it, and whether it is new.
pub fn open(tx: &mut Tx<'_>, permit: &Permit<Suspend>) -> Result<(Id<Case>, bool)> {
    let now = tx.now();
    let open: Option<Id<Case>> = sql!(
        "select id from case_file where about = 'person' and about_id = $1 and closed_at is null",
        permit.id,
    )
    .optional(tx)?;
    if let Some(case) = open {
        return Ok((case, false));
    }
    let case: Id<Case> = Id::new(now);
    sql!(
        "insert into case_file (id, about, about_id, person_id, opened_at) values ($1, 'person', $2, $2, $3)",
        case,
        permit.id,
        now,
    )
    .change_one(tx)?;
    Ok((case, true))
}

/// Takes a case on.
pub fn take(tx: &mut Tx<'_>, permit: &Permit<Keep>) -> Result<()> {
    sql!(
        "update case_file set claimed_by = $2 where id = $1 and closed_at is null",
        permit.id,
        permit.by().person(),
    )
    .change_one(tx)
}

/// Lets it go.
pub fn leave(tx: &mut Tx<'_>, permit: &Permit<Keep>) -> Result<()> {
    sql!(
        "update case_file set claimed_by = null where id = $1 and closed_at is null",
        permit.id
    )
    .change_one(tx)
}

/// Notes something.
pub fn note(tx: &mut Tx<'_>, permit: &Permit<Keep>, words: &str) -> Result<()> {
    let now = tx.now();
    let id: Id<super::Note> = Id::new(now);
    sql!(
        "insert into case_note (id, case_id, person_id, at, words) values ($1, $2, $3, $4, $5)",
        id,
        permit.id,
        permit.by().person(),
        now,
        words,
    )
    .change_one(tx)
}

/// Proposes to shut the person concerned out.
pub fn propose(tx: &mut Tx<'_>, permit: &Permit<Act>, reason: Reason, words: &str) -> Result<()> {
    sql!(
        "update case_file set proposed_by = $2, proposed_reason = $3, proposed_words = $4 where id = $1 and closed_at is null",
        permit.id,
        permit.by().person(),
        reason,
        words,
    )
    .change_one(tx)
}

/// It is done.
pub fn unpropose(tx: &mut Tx<'_>, permit: &Permit<Agree>) -> Result<()> {
    sql!(
        "update case_file set proposed_by = null, proposed_reason = null, proposed_words = '' where id = $1",
        permit.id,
    )
    .change_one(tx)
}

/// Closes a case. Gives the members who have reported it, to be told.
pub fn close(tx: &mut Tx<'_>, permit: &Permit<Act>, outcome: Outcome) -> Result<Vec<Id<Person>>> {
    let now = tx.now();
    sql!(
        "update case_file set closed_at = $2, closed_by = $3, outcome = $4, proposed_by = null, proposed_reason = null,
             proposed_words = ''
         where id = $1 and closed_at is null",
        permit.id,
        now,
        permit.by().person(),
        outcome,
    )
    .change_one(tx)?;
    sql!(
        "select person_id from report where case_id = $1 and person_id is not null order by person_id",
        permit.id
    )
    .all(tx)
}

/// Hides the comment that a case is about. `false` if it is not to be seen.
pub fn hide(tx: &mut Tx<'_>, permit: &Permit<Act>) -> Result<bool> {
    hide_thing(tx, permit.thing)
}

/// Hides the comment that was just reported, since enough members have done so. `false` if it is not to be seen.
pub fn hide_by_itself(tx: &mut Tx<'_>, permit: &Permit<Report>) -> Result<bool> {
    hide_thing(tx, permit.thing)
}

fn hide_thing(tx: &mut Tx<'_>, thing: Thing) -> Result<bool> {
    match thing {
        Thing::Comment(id) => crate::comment::hide(tx, id),
        Thing::Conversation(_) | Thing::Person(_) => Ok(false),
    }
}

/// Has the person concerned read, and not write, until a moment; not shorter than before. Gives the moment that holds.
pub fn silence(tx: &mut Tx<'_>, permit: &Permit<Act>, until: Moment) -> Result<Moment> {
    let person = permit.person.as_ref().ok_or(Error::NotOne(0))?.id;
    sql!(
        "update person set silenced_until = $2 where id = $1 and (silenced_until is null or silenced_until < $2)",
        person,
        until,
    )
    .change(tx)?;
    tx.touch(Mark::People);
    sql!("select silenced_until from person where id = $1", person).one(tx)
}

/// Has them write again.
pub fn unsilence(tx: &mut Tx<'_>, permit: &Permit<End>) -> Result<()> {
    let person = permit.measure.person.as_ref().ok_or(Error::NotOne(0))?.id;
    crate::measure::end_silence(tx, person)
}

/// The open cases that were opened before a moment and of which nobody was reminded: they are, from now on. How many they are.
pub fn reminded(tx: &mut Tx<'_>, before: Moment) -> Result<u64> {
    let now = tx.now();
    sql!(
        "update case_file set reminded_at = $2 where closed_at is null and reminded_at is null and opened_at < $1",
        before,
        now,
    )
    .change(tx)
}
