//! What somebody may have meant where little was found.
//!
//! A word is offered only if whoever looks finds it by themselves: each that comes into question is looked for as this viewer
//! before. So a word that is in hidden texts only is never told to anybody.

use domain::Viewer;
use domain::search::Query;

use super::ask::{Ask, Terms};
use super::found::count;
use super::page::find;
use super::people::people;
use super::vocabulary::near;
use crate::{Result, Snapshot};

/// Finds below which a word may be a slip.
const FEW: usize = 3;
/// Words that are looked at.
const WORDS: usize = 4;
/// Known words that are looked for, for each.
const TRIED: usize = 24;
/// How far those are counted.
const COUNTED: i64 = 20;

/// The query with another word in place of one that hardly occurs, if more is found by it than the `before` finds.
pub fn instead(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    ask: &Ask<'_>,
    before: usize,
) -> Result<Option<Query>> {
    let terms = Terms::of(from, viewer, ask)?;
    if terms.is_hopeless {
        return Ok(None);
    }
    let mut query = ask.query.clone();
    for word in ask.query.words().into_iter().take(WORDS) {
        let own = count(from, &terms, &word, COUNTED)?;
        if own < FEW
            && let Some(better) = better(from, viewer, &terms, &word, own)?
        {
            query = query.with_word(&word, &better);
        }
    }
    if query == *ask.query {
        return Ok(None);
    }
    let first = Ask {
        query: &query,
        after: None,
        limit: 1,
        ..ask.clone()
    };
    let found = find(from, viewer, &first)?.count() + people(from, viewer, &first)?.count;
    Ok((found > before).then_some(query))
}

/// The nearest word that the viewer finds more by; of several as near, the one they find most by.
fn better(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    terms: &Terms,
    word: &str,
    own: usize,
) -> Result<Option<String>> {
    let mut best: Option<(usize, usize, String)> = None;
    for (slips, other) in near(from, word, TRIED)? {
        if best.as_ref().is_some_and(|(known, ..)| *known < slips) {
            break;
        }
        let mut found = count(from, terms, &other, COUNTED)?;
        if found <= own {
            found += named(from, viewer, &other)?;
        }
        if found > own && best.as_ref().is_none_or(|(_, most, _)| found > *most) {
            best = Some((slips, found, other));
        }
    }
    Ok(best.map(|(.., word)| word))
}

/// How many people are called that, or say it of themselves.
fn named(from: &mut Snapshot<'_>, viewer: &Viewer, word: &str) -> Result<usize> {
    use super::sought::{Sought, Taken};
    let ever = (
        base::Moment::from_ms(i64::MIN),
        base::Moment::from_ms(i64::MAX),
    );
    let found = super::people::newest(
        from,
        viewer,
        &Sought::word(word),
        Taken::Whole,
        ever,
        COUNTED,
    )?;
    Ok(found.len())
}
