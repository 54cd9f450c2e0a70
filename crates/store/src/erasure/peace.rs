//! What was said between somebody and those who keep the peace: their own words go, and in those of others stands nobody's name.
//!
//! That there was a report, a case or a measure stays, since others act on it and the log counts it.

use base::Id;
use domain::person::Person;

use super::called::{Blank, Called, clean};
use crate::{Result, Tx};

struct Line {
    id: i64,
    one: String,
    two: String,
}
row!(Line { id, one, two });

/// Does it in whole, as long as it is known what they are called: cases about one person are few.
pub(super) fn peace(tx: &mut Tx<'_>, me: Id<Person>, called: &Called, blank: &Blank) -> Result<()> {
    sql!(
        "update report set words = '' where person_id = $1 and words <> ''",
        me
    )
    .change(tx)?;
    sql!(
        "update measure set appeal = null, appealed_at = null where person_id = $1 and appeal is not null",
        me
    )
    .change(tx)?;
    sql!(
        "update case_file set claimed_by = null where claimed_by = $1 and closed_at is null",
        me
    )
    .change(tx)?;
    // Nothing is proposed any more by them, nor toward them.
    sql!(
        "update case_file set proposed_by = null, proposed_reason = null, proposed_words = ''
         where proposed_by is not null and (proposed_by = $1 or person_id = $1)",
        me
    )
    .change(tx)?;
    let notes: Vec<Line> = sql!(
        "select n.id, n.words as one, '' as two from case_note n join case_file f on f.id = n.case_id where f.person_id = $1",
        me
    )
    .all(tx)?;
    for (id, one, _) in cleaned(notes, called, blank) {
        sql!("update case_note set words = $2 where id = $1", id, one).change_one(tx)?;
    }
    let reports: Vec<Line> = sql!(
        "select r.id, r.words as one, '' as two from report r join case_file f on f.id = r.case_id where f.person_id = $1",
        me
    )
    .all(tx)?;
    for (id, one, _) in cleaned(reports, called, blank) {
        sql!("update report set words = $2 where id = $1", id, one).change_one(tx)?;
    }
    let measures: Vec<Line> = sql!(
        "select id, words as one, answer_words as two from measure where person_id = $1",
        me
    )
    .all(tx)?;
    for (id, one, two) in cleaned(measures, called, blank) {
        sql!(
            "update measure set words = $2, answer_words = $3 where id = $1",
            id,
            one,
            two
        )
        .change_one(tx)?;
    }
    Ok(())
}

/// The lines in which they are called by name, without it.
fn cleaned(lines: Vec<Line>, called: &Called, blank: &Blank) -> Vec<(i64, String, String)> {
    let within = |text: &str| {
        let text = clean(text, called, blank);
        base::clean::clip(&text, domain::case::WORDS_LIMIT).to_owned()
    };
    lines
        .into_iter()
        .filter_map(|line| {
            let (one, two) = (within(&line.one), within(&line.two));
            (one != line.one || two != line.two).then_some((line.id, one, two))
        })
        .collect()
}
