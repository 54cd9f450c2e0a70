//! What fits, of both shelves of the index: the newest of it, with what its rank depends on.

use std::collections::BTreeMap;

use base::Moment;
use domain::conversation;
use domain::search::{Kind, Traits};

use super::ask::Terms;
use super::key;
use super::sought::{Sought, Taken};
use crate::{Result, Snapshot};

/// Finds of each shelf that are ranked, the newest ones, and of titles as many again.
///
/// Common words are in a large part of a site. Ranking all of it would take longer the larger it is, and nobody reads on to
/// the end of these either; by the newest first, all of it can be read.
pub const RANKED: i64 = 500;

/// Finds of a shelf below which the last word is taken for the beginning of others, too.
///
/// Beginnings are dear: all words that begin so are put together before the first is found.
const SCARCE: usize = 100;

/// Something that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) key: i64,
    pub(super) kind: Kind,
    pub(super) traits: Traits,
}

/// All that fits, or the newest of it.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    pub(super) all: BTreeMap<i64, Candidate>,
    /// Whether there is more than was looked at.
    pub(super) is_cut: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shelf {
    Comments,
    Anchors,
}

/// The span of keys to look at, and the last one of all.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub(super) low: i64,
    pub(super) high: i64,
    /// Whole words decide whether beginnings are looked for, and they do so for all pages alike.
    pub(super) top: i64,
}

impl Candidates {
    /// Finds the newest that fit. `for_rank`: with what their rank depends on, and with older ones whose title fits.
    pub(super) fn find(
        &mut self,
        from: &mut Snapshot<'_>,
        terms: &Terms,
        comments: Option<&Sought>,
        anchors: Option<&Sought>,
        span: Span,
        for_rank: bool,
    ) -> Result<()> {
        for (shelf, sought) in [(Shelf::Comments, comments), (Shelf::Anchors, anchors)] {
            if let Some(sought) = sought {
                self.shelf(from, terms, shelf, sought, span, for_rank)?;
            }
        }
        Ok(())
    }

    fn shelf(
        &mut self,
        from: &mut Snapshot<'_>,
        terms: &Terms,
        shelf: Shelf,
        sought: &Sought,
        span: Span,
        for_rank: bool,
    ) -> Result<()> {
        let mut look = Look {
            from,
            terms,
            shelf,
            span,
        };
        let whole = look.newest(sought, Taken::Whole)?;
        let begun = match sought.opens() && look.is_scarce(sought, &whole)? {
            true => look.newest(sought, Taken::Begun)?,
            false => Vec::new(),
        };
        self.is_cut |= !is_less(&whole) || !is_less(&begun);
        self.note(&begun, |_| {});
        self.note(&whole, |traits| traits.exact = true);
        if !for_rank || !sought.has_words() {
            return Ok(());
        }
        if shelf == Shelf::Anchors {
            let named = sought.named();
            let titles = look.newest(&named, Taken::Whole)?;
            if named.opens() && is_less(&titles) {
                let begun = look.newest(&named, Taken::Begun)?;
                self.note(&begun, |traits| traits.title = true);
            }
            self.note(&titles, |traits| {
                traits.title = true;
                traits.exact = true;
            });
        }
        if sought.joins() {
            // Only of what was found: where a phrase is rare and its words are common, all of them would be gone through.
            let span = whole.last().zip(whole.first());
            let keys = match span {
                Some(((low, _), (high, _))) => look.together(sought, *low, *high)?,
                None => Vec::new(),
            };
            for key in keys {
                if let Some(found) = self.all.get_mut(&key) {
                    found.traits.phrase = true;
                }
            }
        }
        Ok(())
    }

    fn note(&mut self, found: &[(i64, Kind)], change: impl Fn(&mut Traits)) {
        for (key, kind) in found {
            let candidate = self.all.entry(*key).or_insert_with(|| Candidate {
                key: *key,
                kind: *kind,
                traits: Traits {
                    title: false,
                    exact: false,
                    phrase: false,
                    anchor: *kind != Kind::Comment,
                    at: key::moment(*key),
                },
            });
            change(&mut candidate.traits);
        }
    }
}

/// Whether these are all.
fn is_less(found: &[(i64, Kind)]) -> bool {
    i64::try_from(found.len()).is_ok_and(|found| found < RANKED)
}

struct Look<'l, 'c> {
    from: &'l mut Snapshot<'c>,
    terms: &'l Terms,
    shelf: Shelf,
    span: Span,
}

impl Look<'_, '_> {
    fn newest(&mut self, sought: &Sought, taken: Taken) -> Result<Vec<(i64, Kind)>> {
        let words = sought.expression(taken, self.from.engine());
        newest(
            self.from,
            self.terms,
            self.shelf,
            &words,
            (self.span.low, self.span.high),
            RANKED,
        )
    }

    /// The keys in a span at which the words stand together, whoever may see what is there.
    fn together(&mut self, sought: &Sought, low: i64, high: i64) -> Result<Vec<i64>> {
        let words = sought.expression(Taken::Phrase, self.from.engine());
        match self.shelf {
            Shelf::Comments => dialect!(TOGETHER_IN_COMMENTS, words, low, high).all(self.from),
            Shelf::Anchors => dialect!(TOGETHER_IN_ANCHORS, words, low, high).all(self.from),
        }
    }

    /// Whether whole words find few, from the top: only then their beginnings are looked for.
    fn is_scarce(&mut self, sought: &Sought, found: &[(i64, Kind)]) -> Result<bool> {
        if self.span.high >= self.span.top {
            return Ok(found.len() < SCARCE); // It was the top that has just been looked at.
        }
        let words = sought.expression(Taken::Whole, self.from.engine());
        let span = (self.span.low, self.span.top);
        let most = i64::try_from(SCARCE).unwrap_or(RANKED);
        let found = newest(self.from, self.terms, self.shelf, &words, span, most)?;
        Ok(found.len() < SCARCE)
    }
}

/// How many things have this word, as far as the viewer may see them and up to so many. The word is one of the index.
pub(super) fn count(
    from: &mut Snapshot<'_>,
    terms: &Terms,
    word: &str,
    most: i64,
) -> Result<usize> {
    let mut sought = Sought::word(word);
    if let Some(hidden) = terms.hidden {
        sought.bar(hidden.to_owned());
    }
    let words = sought.expression(Taken::Whole, from.engine());
    let mut found = 0;
    for shelf in [Shelf::Comments, Shelf::Anchors] {
        found += newest(from, terms, shelf, &words, (0, i64::MAX), most)?.len();
    }
    Ok(found)
}

/// The newest of a shelf. What is hidden is left out before anything is counted (R29).
fn newest(
    from: &mut Snapshot<'_>,
    terms: &Terms,
    shelf: Shelf,
    words: &str,
    (low, high): (i64, i64),
    limit: i64,
) -> Result<Vec<(i64, Kind)>> {
    let (member, group) = (terms.member, terms.group);
    match shelf {
        Shelf::Comments => {
            let found: Vec<i64> =
                dialect!(FIND_COMMENTS, words, low, high, member, group, limit).all(from)?;
            Ok(found.into_iter().map(|key| (key, Kind::Comment)).collect())
        }
        Shelf::Anchors => {
            let found: Vec<(i64, conversation::Kind)> =
                dialect!(FIND_ANCHORS, words, low, high, member, group, limit).all(from)?;
            Ok(found
                .into_iter()
                .map(|(key, kind)| (key, Kind::Anchor(kind)))
                .collect())
        }
    }
}

/// The last key of all that was there at a moment.
pub(super) fn top(as_of: Moment) -> i64 {
    key::before(as_of.after(std::time::Duration::from_millis(1)))
}
