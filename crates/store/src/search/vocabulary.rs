//! The words that occur, learnt from the index: where misspelt words are looked for.
//!
//! They are those of hidden texts, too. Nothing here is ever shown: `instead` asks for each word, as its viewer, before.

use domain::search::{SHORTEST, allowance, distance};

use crate::{Engine, Result, Snapshot, Tx};

/// Words that are kept, those that occur most.
const KEPT: i64 = 50_000;
/// Letters of the longest word that is kept.
const LONGEST: usize = 30;
/// Of so many things one more has to have a word, for it to be kept: in a large site a word that hardly occurs is a slip itself.
const PER_FLOOR: i64 = 250_000;
/// Words of SQLite's index, or rows of PostgreSQL's, that are read in one transaction.
const PIECE: i64 = 5_000;

/// In so many things at most a word hardly occurs.
const RARE: i64 = 3;
/// Things whose words are learnt within a blink.
const QUICK: i64 = 50_000;

/// How far learning has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lesson {
    turn: i64,
    floor: i64,
    shelf: Shelf,
    /// The last word, or the last row, that was read.
    after: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shelf {
    #[default]
    Anchors,
    Comments,
    People,
    Done,
}

impl Shelf {
    const fn next(self) -> Self {
        match self {
            Self::Anchors => Self::Comments,
            Self::Comments => Self::People,
            Self::People | Self::Done => Self::Done,
        }
    }
}

/// Learns some more, in a transaction of its own, and gives how far that was; begin with the default one and go on until there
/// is nothing more. What is known stays known until the end, and what does not occur any more is forgotten then.
pub fn learn(tx: &mut Tx<'_>, lesson: Lesson) -> Result<Option<Lesson>> {
    let mut lesson = lesson;
    if lesson.turn == 0 {
        let things: i64 = sql!("select count(*) from searchable").one(tx)?;
        lesson.floor = 1 + things / PER_FLOOR;
        lesson.turn = sql!("select coalesce(max(turn), 0) + 1 from vocabulary").one(tx)?;
        lesson.after = beginning(tx.engine());
    }
    let (engine, after) = (tx.engine(), lesson.after.as_str());
    let words: Vec<(String, i64)> = match lesson.shelf {
        Shelf::Anchors => dialect!(WORDS_OF_ANCHORS, after, PIECE).all(tx)?,
        Shelf::Comments => dialect!(WORDS_OF_COMMENTS, after, PIECE).all(tx)?,
        Shelf::People => dialect!(WORDS_OF_PEOPLE, after, PIECE).all(tx)?,
        Shelf::Done => {
            forget(tx, &lesson)?;
            return Ok(None);
        }
    };
    let end = match engine {
        Engine::Sqlite => words.last().map(|(word, _)| word.clone()),
        Engine::Postgres => last_row(tx, &lesson)?.map(|row| row.to_string()),
    };
    keep(tx, &lesson, &words)?;
    match end {
        Some(end) => lesson.after = end,
        None => {
            lesson.shelf = lesson.shelf.next();
            lesson.after = beginning(engine);
        }
    }
    Ok(Some(lesson))
}

fn beginning(engine: Engine) -> String {
    match engine {
        Engine::Sqlite => String::new(),
        Engine::Postgres => "0".to_owned(),
    }
}

/// The last row of the piece that was just read.
fn last_row(tx: &mut Tx<'_>, lesson: &Lesson) -> Result<Option<i64>> {
    let after: i64 = lesson.after.parse().unwrap_or(i64::MAX);
    match lesson.shelf {
        Shelf::Anchors => sql!(
            "select max(rowid) from (select rowid from search_anchor where rowid > $1 order by rowid limit $2) piece",
            after,
            PIECE
        )
        .one(tx),
        Shelf::Comments => sql!(
            "select max(rowid) from (select rowid from search_comment where rowid > $1 order by rowid limit $2) piece",
            after,
            PIECE
        )
        .one(tx),
        Shelf::People => sql!(
            "select max(rowid) from (select rowid from search_person where rowid > $1 order by rowid limit $2) piece",
            after,
            PIECE
        )
        .one(tx),
        Shelf::Done => Ok(None),
    }
}

fn keep(tx: &mut Tx<'_>, lesson: &Lesson, words: &[(String, i64)]) -> Result<()> {
    let mut list = String::from("[");
    for (word, seen) in words {
        let letters = word.chars().count();
        // On SQLite these are all that there are; on PostgreSQL only those of a piece, which say less.
        let often = tx.engine() == Engine::Postgres || *seen >= lesson.floor;
        if often && is_kept(word, letters) {
            if list.len() > 1 {
                list.push(',');
            }
            // Letters and digits only: nothing has to be escaped.
            list.push_str(&format!("[\"{word}\",{letters},{seen}]"));
        }
    }
    list.push(']');
    dialect!(KEEP_WORDS, list, lesson.turn).change(tx)?;
    Ok(())
}

/// Whether a word is one that can be misspelt. Pairs of letters of scripts without gaps are no words to their readers.
fn is_kept(word: &str, letters: usize) -> bool {
    (SHORTEST - 1..=LONGEST).contains(&letters)
        && word.chars().all(char::is_alphanumeric)
        && word.chars().any(char::is_alphabetic)
        && !word.chars().any(base::clean::is_unspaced)
}

fn forget(tx: &mut Tx<'_>, lesson: &Lesson) -> Result<()> {
    sql!(
        "delete from vocabulary where turn <> $1 or seen < $2",
        lesson.turn,
        lesson.floor
    )
    .change(tx)?;
    sql!(
        "delete from vocabulary where word in (
             select word from vocabulary order by seen desc, word limit 1000000000 offset $1)",
        KEPT
    )
    .change(tx)?;
    Ok(())
}

/// Forgets what of a text, that goes, may have been said in it alone: at once, and not only when learning comes round.
pub(super) fn forget_words_of(tx: &mut Tx<'_>, text: &str) -> Result<()> {
    let mut words = super::words::words(text, true);
    words.retain(|word| is_kept(word, word.chars().count()));
    words.sort_unstable();
    words.dedup();
    // Letters and digits only: nothing has to be escaped.
    let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    let list = format!("[{}]", words.join(","));
    dialect!(FORGET_WORDS, list, RARE).change(tx)?;
    Ok(())
}

/// Forgets all words that hardly occur, where it is not known any more which of them somebody had of their own. What still
/// occurs is learnt again.
pub(super) fn forget_rare(tx: &mut Tx<'_>) -> Result<()> {
    sql!("delete from vocabulary where seen <= $1", RARE).change(tx)?;
    Ok(())
}

/// Whether learning takes so little time that it can be done at any hour, or nothing is known yet.
pub fn is_quickly_learnt(from: &mut Snapshot<'_>) -> Result<bool> {
    sql!(
        "select (select count(*) from (select 1 as one from searchable limit $1) few) < $1
             or not exists (select 1 from vocabulary)",
        QUICK
    )
    .one(from)
}

/// The words nearest to one, the nearest first, at most so many. None of them may be shown to anybody unasked.
pub(super) fn near(
    from: &mut Snapshot<'_>,
    word: &str,
    most: usize,
) -> Result<Vec<(usize, String)>> {
    let letters = word.chars().count();
    let slips = allowance(letters);
    if slips == 0 || letters > LONGEST {
        return Ok(Vec::new());
    }
    let least = i64::try_from(letters - slips).unwrap_or(0);
    let longest = i64::try_from(letters + slips).unwrap_or(0);
    // In one piece: tens of thousands of rows would take longer than comparing them.
    let known: Option<String> = sql!(
        "select string_agg(word, ' ') from vocabulary where letters between $1 and $2",
        least,
        longest,
    )
    .one(from)?;
    let known = known.unwrap_or_default();
    let first = word.chars().next();
    let mut near: Vec<(usize, bool, &str)> = known
        .split(' ')
        .filter(|other| *other != word)
        .filter_map(|other| distance(word, other, slips).map(|slips| (slips, other)))
        .map(|(slips, other)| (slips, other.chars().next() != first, other))
        .collect();
    near.sort_unstable();
    near.truncate(most);
    Ok(near
        .into_iter()
        .map(|(slips, _, other)| (slips, other.to_owned()))
        .collect())
}
