//! Looking for something.

use std::collections::BTreeMap;

use base::Moment;
use domain::search::{Kind, rank};
use domain::{Viewer, Visible};

use super::ask::{Ask, Missing, Terms};
use super::found::{Candidate, Candidates, Span, top};
use super::hit::Hit;
use super::key::Cursor;
use crate::{Result, Snapshot};

pub use super::found::RANKED;

/// Finds on a page at most (R85).
const MOST: i64 = 100;

/// A page of what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The best first, or the newest.
    pub hits: Vec<Visible<Hit>>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
    /// How many there are of each kind, on all pages together. On further pages of the newest first nobody counts.
    pub kinds: Vec<(Kind, usize)>,
    /// Whether there are more than were looked at. Of the best first these come on no page.
    pub is_cut: bool,
    /// What the query names and the viewer cannot know of.
    pub missing: Vec<Missing>,
}

impl Found {
    /// How many there are, as far as they were looked at.
    #[must_use]
    pub fn count(&self) -> usize {
        self.kinds.iter().map(|(_, count)| count).sum()
    }
}

/// What fits `ask` of all that the viewer may read: a page of it, without people.
pub fn find(from: &mut Snapshot<'_>, viewer: &Viewer, ask: &Ask<'_>) -> Result<Found> {
    let terms = Terms::of(from, viewer, ask)?;
    let mut found = Found {
        missing: terms.missing.clone(),
        ..Found::default()
    };
    if ask.query.is_empty() || terms.is_hopeless {
        return Ok(found);
    }
    let newest = ask.query.is_newest_first();
    let as_of = ask.after.map_or(from.now(), |cursor| cursor.as_of);
    let mut span = Span {
        low: terms.span.0,
        high: terms.span.1.min(top(as_of)),
        top: terms.span.1.min(top(as_of)),
    };
    if let (true, Some(cursor)) = (newest, ask.after) {
        span.high = span.high.min(cursor.key.saturating_sub(1));
    }
    let (comments, anchors) = (terms.comments(ask.query), terms.anchors());
    let mut candidates = Candidates::default();
    candidates.find(
        from,
        &terms,
        comments.as_ref(),
        anchors.as_ref(),
        span,
        !newest,
    )?;
    found.is_cut = candidates.is_cut;
    if !newest || ask.after.is_none() {
        found.kinds = counted(&candidates);
    }
    let ranked = ordered(candidates, as_of, newest);
    let after = ask.after.map(|cursor| (cursor.rank, cursor.key));
    let rest = ranked
        .iter()
        .filter(|place| newest || after.is_none_or(|after| **place < after));
    let most = usize::try_from(ask.limit.clamp(0, MOST)).unwrap_or(0);
    let mut page: Vec<(i64, i64)> = rest.take(most + 1).copied().collect();
    let more = page.len() > most;
    page.truncate(most);
    if more && let Some((rank, key)) = page.last() {
        found.next = Some(Cursor {
            as_of,
            rank: *rank,
            key: *key,
        });
    }
    found.hits = hits(from, viewer, &page)?;
    Ok(found)
}

/// Places and keys, the first of them first.
fn ordered(candidates: Candidates, now: Moment, newest: bool) -> Vec<(i64, i64)> {
    let place = |one: &Candidate| match newest {
        true => (0, one.key),
        false => (rank(&one.traits, now), one.key),
    };
    let mut ranked: Vec<(i64, i64)> = candidates.all.values().map(place).collect();
    ranked.sort_unstable_by(|a, b| b.cmp(a));
    ranked
}

fn counted(candidates: &Candidates) -> Vec<(Kind, usize)> {
    let count = |kind| {
        let of = candidates.all.values().filter(|one| one.kind == kind);
        (kind, of.count())
    };
    Kind::all()
        .map(count)
        .filter(|(_, count)| *count > 0)
        .collect()
}

/// What is shown of these, in the same order.
fn hits(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    page: &[(i64, i64)],
) -> Result<Vec<Visible<Hit>>> {
    if page.is_empty() {
        return Ok(Vec::new());
    }
    let keys: Vec<String> = page.iter().map(|(_, key)| key.to_string()).collect();
    let found: Vec<Hit> = dialect!(HITS, keys.join(",")).all(from)?;
    let mut by_key: BTreeMap<i64, Hit> = found.into_iter().map(|hit| (hit.key, hit)).collect();
    let hits = page
        .iter()
        .filter_map(|(_, key)| by_key.remove(key))
        .collect();
    Ok(viewer.see_all(hits))
}
