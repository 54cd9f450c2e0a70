//! People by what they are called and what they say of themselves.

use std::collections::BTreeSet;

use base::{Id, Moment};
use domain::person::{Person, State};
use domain::search::{Traits, rank};
use domain::{Viewer, Visible};

use super::ask::Ask;
use super::key::Cursor;
use super::sought::{Sought, Taken};
use super::words::{Entry, plain};
use crate::{Result, Snapshot, Tx};

/// People that are ranked of each sort, those who came last.
const RANKED: i64 = 200;

struct Shown {
    handle: String,
    name: String,
    bio_html: String,
    state: State,
}
row!(Shown {
    handle,
    name,
    bio_html,
    state
});

/// Puts somebody into the index as they are now, or takes them out if they are not shown.
pub(crate) fn put(tx: &mut Tx<'_>, id: Id<Person>) -> Result<()> {
    let found: Option<Shown> = sql!(
        "select handle, name, bio_html, state from person where id = $1",
        id
    )
    .optional(tx)?;
    let waits = |state| matches!(state, State::Unconfirmed | State::Applied);
    if found.as_ref().is_some_and(|person| waits(person.state)) {
        return Ok(()); // They were not shown yet, so there is nothing to forget.
    }
    match found.filter(|person| person.state.is_shown()) {
        Some(person) => {
            let called = format!("{} {}", person.handle, person.name);
            let entry = Entry::new(&called, &plain(&person.bio_html), Vec::new());
            dialect!(INDEX_PERSON, id, entry.kept(tx.engine())).change_one(tx)
        }
        None => {
            sql!("delete from search_person where rowid = $1", id).change(tx)?;
            super::vocabulary::forget_rare(tx)
        }
    }
}

/// A page of people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// Those first whose name fits.
    pub people: Vec<Visible<Person>>,
    /// How many there are on all pages together.
    pub count: usize,
    /// Whether there are more than were looked at.
    pub is_cut: bool,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
}

/// Members and imported authors whom the words of `ask` fit.
pub fn people(from: &mut Snapshot<'_>, viewer: &Viewer, ask: &Ask<'_>) -> Result<People> {
    let sought = Sought::of(ask.query);
    if !ask.query.admits_people() || !sought.has_words() {
        return Ok(People::default());
    }
    super::ask::plan(from)?;
    let now = ask.after.map_or(from.now(), |cursor| cursor.as_of);
    let mut ranked: Vec<((i64, i64), Visible<Person>)> = Vec::new();
    let mut known = BTreeSet::new();
    let mut is_cut = false;
    // Names before bios, whole words before beginnings; whoever is found first stays where they are.
    let named = sought.named();
    for (sought, title, taken) in [
        (&named, true, Taken::Whole),
        (&named, true, Taken::Begun),
        (&sought, false, Taken::Whole),
        (&sought, false, Taken::Begun),
    ] {
        let found = newest(from, viewer, sought, taken, ask.span, RANKED)?;
        is_cut |= i64::try_from(found.len()).is_ok_and(|found| found >= RANKED);
        for person in found {
            let traits = Traits {
                title,
                exact: taken == Taken::Whole,
                phrase: false,
                anchor: true,
                at: person.made_at,
            };
            if known.insert(person.id) {
                ranked.push(((rank(&traits, now), person.id.raw()), person));
            }
        }
    }
    ranked.sort_by(|(a, _), (b, _)| b.cmp(a));
    let count = ranked.len();
    let after = ask.after.map(|cursor| (cursor.rank, cursor.key));
    let most = usize::try_from(ask.limit.clamp(0, RANKED)).unwrap_or(0);
    let mut page: Vec<_> = ranked
        .into_iter()
        .filter(|(place, _)| after.is_none_or(|after| *place < after))
        .take(most + 1)
        .collect();
    let more = page.len() > most;
    page.truncate(most);
    let next = page.last().filter(|_| more).map(|((rank, key), _)| Cursor {
        as_of: now,
        rank: *rank,
        key: *key,
    });
    Ok(People {
        people: page.into_iter().map(|(_, person)| person).collect(),
        count,
        is_cut,
        next,
    })
}

/// Those of them who came last, first.
pub(super) fn newest(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    sought: &Sought,
    taken: Taken,
    (since, before): (Moment, Moment),
    limit: i64,
) -> Result<Vec<Visible<Person>>> {
    if !crate::person::seen::admits(from, viewer)? {
        return Ok(Vec::new());
    }
    let words = sought.expression(taken, from.engine());
    let found: Vec<Person> = dialect!(FIND_PEOPLE, words, since, before, limit).all(from)?;
    Ok(viewer.see_all(found))
}
