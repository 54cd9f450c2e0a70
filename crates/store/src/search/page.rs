//! Looking for something.

use base::Id;
use domain::conversation::Kind;
use domain::group::Group;
use domain::search::Query;
use domain::{Viewer, Visible};

use super::hit::Hit;
use super::words::Sought;
use crate::{Engine, Result, Snapshot};

/// Matches that are ranked: the newest ones, and of titles as many again of their own.
///
/// Common words match a large part of a site. Ranking all of it would take longer the larger it is, and nobody reads on to the
/// end of these either.
const RANKED: i64 = 2_000;
/// Hits on a page at most (R85).
const MOST: i64 = 100;

/// Where to look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// In one group only.
    pub group: Option<Id<Group>>,
    /// Under anchors of one kind only.
    pub kind: Option<Kind>,
}

/// A page of what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The best first.
    pub hits: Vec<Visible<Hit>>,
    /// Whether there are more.
    pub more: bool,
}

/// What matches `query` of all that the viewer may read, ranked by its words and its freshness; `limit` after the first `skip`.
///
/// Skipping is bounded by the number of ranked matches, so that a far page costs no more than the first.
pub fn find(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    query: &Query,
    scope: Scope,
    skip: i64,
    limit: i64,
) -> Result<Found> {
    let Some(sought) = Sought::of(query) else {
        return Ok(Found::default());
    };
    let expression = match from.engine() {
        Engine::Sqlite => sought.fts5(),
        Engine::Postgres => {
            let _: (String, String) = dialect!(PLAN_BY_VALUES).one(from)?;
            sought.tsquery()
        }
    };
    let limit = limit.clamp(0, MOST);
    let now = from.now();
    let mut hits: Vec<Hit> = dialect!(
        SEARCH,
        expression.whole,
        expression.wanted,
        expression.unwanted,
        expression.exact,
        expression.phrase,
        viewer.person().is_some(),
        scope.group,
        scope.kind,
        now,
        RANKED,
        limit + 1,
        skip.clamp(0, RANKED),
    )
    .all(from)?;
    let wanted = usize::try_from(limit).unwrap_or(0);
    let more = hits.len() > wanted;
    hits.truncate(wanted);
    Ok(Found {
        hits: viewer.see_all(hits),
        more,
    })
}
