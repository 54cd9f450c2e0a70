//! Writes what was made, one unit after the other, and counts what came of it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use base::{Id, Moment};
use domain::article::Article;

use super::around::Circumstances;
use super::note::{self, Note};
use super::place::{Place, place};
use super::task::ImportError;
use super::write::{self, Fate, Guests, Outcome, Slice, Subject};
use crate::Error;

/// How often a unit is tried when the store is busy.
const TRIES: u32 = 6;
/// Guests that are remembered from one unit to the next.
const GUESTS: usize = 10_000;

/// Writes units, one after the other.
pub(super) struct Writer<'a> {
    around: &'a Circumstances<'a>,
    /// The last article of this import, whose thread may go on, with the number of its entry.
    last: Option<(usize, Id<Article>)>,
    /// Those to which other entries belong.
    awaited: HashMap<usize, Id<Article>>,
    guests: Guests,
    /// Old addresses that would be kept, in a dry run.
    pretended: HashSet<Place>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(around: &'a Circumstances<'a>) -> Self {
        Self {
            around,
            last: None,
            awaited: HashMap::new(),
            guests: Guests::new(),
            pretended: HashSet::new(),
        }
    }

    pub(super) async fn write(&mut self, unit: Vec<Slice>) -> Result<(), ImportError> {
        if self.around.dry_run {
            for slice in &unit {
                let outcome = pretended(slice, self.around.now, &mut self.pretended);
                self.account(slice, &outcome);
            }
            return Ok(());
        }
        let unit = Arc::new(unit);
        match self.try_all(&unit).await {
            Ok(outcomes) => {
                for (slice, outcome) in unit.iter().zip(&outcomes) {
                    self.account(slice, outcome);
                }
                return Ok(());
            }
            Err(error) if unit.len() == 1 || !write::is_about_it(&error) => {
                if unit.len() > 1 || !write::is_about_it(&error) {
                    return Err(error.into());
                }
                if let Some(slice) = unit.first() {
                    self.give_up(slice, &error);
                }
                return Ok(());
            }
            Err(_) => {}
        }
        // One of them does not go: each alone, so that only that one is left out.
        for slice in unit.iter() {
            let alone = Arc::new(vec![slice.clone()]);
            match self.try_all(&alone).await {
                Ok(outcomes) => {
                    for outcome in &outcomes {
                        self.account(slice, outcome);
                    }
                }
                Err(error) if write::is_about_it(&error) => self.give_up(slice, &error),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    async fn try_all(&mut self, unit: &Arc<Vec<Slice>>) -> Result<Vec<Outcome>, Error> {
        let host = self.around.app.base().domain().to_owned();
        let mut tried = 0;
        loop {
            let (slices, host) = (Arc::clone(unit), host.clone());
            let before: HashMap<usize, Id<Article>> = slices
                .iter()
                .filter_map(|slice| Some((slice.entry, self.article(slice.entry)?)))
                .collect();
            let guests = self.known_guests(&slices);
            let done = self
                .around
                .app
                .write(move |tx| {
                    let mut met = guests.clone();
                    let outcomes = write::unit(tx, &host, &slices, &before, &mut met)?;
                    Ok((outcomes, met))
                })
                .await;
            match done {
                Ok((outcomes, met)) => {
                    if self.guests.len() > GUESTS {
                        self.guests.clear();
                    }
                    self.guests.extend(met);
                    return Ok(outcomes);
                }
                Err(Error::Unavailable(_)) if tried < TRIES => {
                    tried += 1;
                    tokio::time::sleep(Duration::from_millis(200) * 2_u32.pow(tried)).await;
                }
                // Two ids may have met: they are drawn anew.
                Err(Error::Conflict(_)) if tried == 0 => tried += 1,
                Err(error) => return Err(error),
            }
        }
    }

    fn article(&self, entry: usize) -> Option<Id<Article>> {
        let awaited = self.awaited.get(&entry).copied();
        awaited.or(self
            .last
            .filter(|(last, _)| *last == entry)
            .map(|(_, id)| id))
    }

    fn known_guests(&self, slices: &[Slice]) -> Guests {
        let mut known = Guests::new();
        for said in slices.iter().flat_map(|slice| &slice.said) {
            if let write::Voice::Guest(draft) = &said.by {
                let key = write::guest_key(draft);
                if let Some(id) = self.guests.get(&key) {
                    known.insert(key, *id);
                }
            }
        }
        known
    }

    fn account(&mut self, slice: &Slice, outcome: &Outcome) {
        if let Some(id) = outcome.article {
            self.last = Some((slice.entry, id));
            let names = &self.around.plan.names;
            if u32::try_from(slice.entry).is_ok_and(|number| names.contains_key(&number)) {
                self.awaited.insert(slice.entry, id);
            }
        }
        self.around.count(|report| {
            match (outcome.fate, &slice.subject) {
                (Fate::Brought, _) => report.entries.new += 1,
                (Fate::Renewed, _) => report.entries.renewed += 1,
                // Somebody else has brought or changed it in this moment.
                (Fate::Kept, _) | (Fate::Known, Subject::Bring(_)) => report.entries.known += 1,
                (Fate::Known, Subject::Renew(..) | Subject::There(_) | Subject::Before) => {}
            }
            report.drafts += u64::from(outcome.is_draft);
            report.scheduled += u64::from(outcome.is_scheduled);
            report.comments.new += outcome.comments;
            report.comments.known += outcome.known_comments;
            report.pings.new += outcome.pings;
            report.pings.known += outcome.known_pings;
            report.addresses_kept += outcome.addresses;
            report.addresses_taken += u64::try_from(outcome.taken.len()).unwrap_or(0);
        });
        let taken = outcome.taken.iter().map(|(address, other)| {
            let why = format!("this old address leads to something else: {other}");
            Note::new(slice.line, note::Fate::Skipped, "address", address, why)
        });
        self.around.note_all(taken.collect());
        if outcome.fate == Fate::Renewed {
            let why = "it has changed in the file and is brought up to date";
            self.around.note_all(vec![Note::new(
                slice.line,
                note::Fate::Changed,
                "entry",
                &slice.title,
                why,
            )]);
        }
    }

    /// The store does not take it.
    fn give_up(&self, slice: &Slice, error: &Error) {
        let (pings, comments): (Vec<_>, Vec<_>) = slice.said.iter().partition(|said| said.is_ping);
        self.around.count(|report| {
            report.entries.skipped += u64::from(matches!(slice.subject, Subject::Bring(_)));
            report.comments.skipped += u64::try_from(comments.len()).unwrap_or(0);
            report.pings.skipped += u64::try_from(pings.len()).unwrap_or(0);
        });
        self.around.note_all(vec![Note::new(
            slice.line,
            note::Fate::Skipped,
            "entry",
            &slice.title,
            format!("the store did not take it: {error}"),
        )]);
    }
}

/// What writing would do.
fn pretended(slice: &Slice, now: Moment, offered: &mut HashSet<Place>) -> Outcome {
    let mut outcome = Outcome::default();
    let ready = match &slice.subject {
        Subject::Bring(ready) => {
            outcome.fate = Fate::Brought;
            outcome.is_draft = ready.published_at.is_none();
            outcome.is_scheduled = ready.published_at.is_some_and(|at| at > now);
            Some(ready)
        }
        Subject::Renew(_, ready) => {
            outcome.fate = Fate::Renewed;
            Some(ready)
        }
        Subject::There(_) | Subject::Before => None,
    };
    if let Some(ready) = ready {
        let own = ready.addresses.iter().map(|old| &old.path);
        let pictures = ready.picture_addresses.iter().map(|(old, _)| old);
        for old in own.chain(pictures) {
            outcome.addresses += u64::from(offered.insert(place("", old)));
        }
    }
    for said in &slice.said {
        if said.is_ping {
            outcome.pings += 1;
        } else {
            outcome.comments += 1;
        }
    }
    outcome
}
