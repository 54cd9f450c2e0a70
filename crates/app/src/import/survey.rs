//! The first reading of a file: which entries there are, under which addresses they were, who wrote them.
//!
//! Of each entry a few hundred bytes are remembered, so that files of any size can be surveyed.

use std::collections::{BTreeSet, HashMap, HashSet};

use archives::mtif::{Encoding, Entry, Item, Oddity, Status};
use base::Moment;
use jiff::tz::TimeZone;

use super::address::{self, Old};
use super::author::Authors;
use super::facts::{self, Facts, Standing};
use super::reference::{Place, place};
use super::task::{ENTRIES, ImportError};

/// Most weblogs, by host and folder, whose archives and feeds are kept.
const WEBLOGS: usize = 40;
/// Most categories whose pages are kept.
const CATEGORIES: usize = 5_000;
/// Longest old address that is remembered.
const SHELF: usize = 400;

/// What is remembered of an entry.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    /// Where it begins, to see whether the file is still the same.
    pub(super) line: u64,
    pub(super) kind: Kind,
    /// The name by which it is known when it is read again.
    pub(super) name: Box<str>,
    pub(super) slug: Box<str>,
    pub(super) month: Option<(i16, i8)>,
    /// Whether everybody may see it now.
    pub(super) is_public: bool,
    /// Whether its old address can be its id in feeds: no other entry has it.
    pub(super) has_own_url: bool,
}

/// What an entry is to this import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An article.
    Entry,
    /// The same as one before it: only its comments count.
    Again(usize),
    /// Comments of an entry of the same date, which is in the file if it has a number.
    Joins { of: Option<usize>, has_text: bool },
    /// Spam.
    Junk,
}

/// What is in a file.
pub(super) struct Survey {
    pub(super) spots: Vec<Spot>,
    /// The status of entries that have none.
    pub(super) absent_status: Status,
    pub(super) authors: Authors,
    /// Hosts of the old site.
    pub(super) hosts: HashSet<String>,
    /// Folders on those hosts in which a weblog was.
    pub(super) folders: BTreeSet<String>,
    /// Months, with their folder, in which something public was written.
    pub(super) months: BTreeSet<(String, (i16, i8))>,
    /// Categories of what is public.
    pub(super) categories: BTreeSet<String>,
    /// Addresses that entries surely had.
    pub(super) sure: Vec<(Place, u32)>,
    /// Addresses that entries may have had.
    pub(super) likely: Vec<(Place, u32)>,
}

/// Reads the file; blocks. `told` hears how many bytes were read.
pub(super) fn survey(
    path: &std::path::Path,
    encoding: Encoding,
    zone: &TimeZone,
    now: Moment,
    told: &mut dyn FnMut(u64) -> bool,
) -> Result<Survey, ImportError> {
    let mut surveyor = Surveyor::default();
    super::source::read(path, encoding, Status::Publish, &mut |item, bytes| {
        if let Item::Entry(entry) = item {
            surveyor.entry(&entry, zone, now)?;
        }
        Ok(told(bytes))
    })?;
    surveyor.finish()
}

/// What is collected from entries that say whether they are published, and from those that do not.
#[derive(Default)]
struct Pages {
    months: BTreeSet<(String, (i16, i8))>,
    categories: BTreeSet<String>,
}

/// What the text of an entry is, as a part of its digest, and its number.
type Known = ([u8; 12], u32);

#[derive(Default)]
struct Surveyor {
    spots: Vec<Spot>,
    /// Which of them say nothing about whether they are published.
    statusless: Vec<bool>,
    authors: Authors,
    hosts: HashMap<String, u64>,
    folders: BTreeSet<String>,
    stated: Pages,
    unstated: Pages,
    sure: Vec<(Place, u32)>,
    likely: Vec<(Place, u32)>,
    /// By name: the first entry of that name, with what its text is.
    known: HashMap<Place, Known>,
    /// More of that name.
    more: HashMap<Place, Vec<Known>>,
    by_date: HashMap<i64, u32>,
    /// Comments without an entry, and their dates.
    joins: Vec<(usize, i64)>,
    urls: HashSet<Place>,
}

impl Surveyor {
    fn entry(&mut self, entry: &Entry, zone: &TimeZone, now: Moment) -> Result<(), ImportError> {
        let number = self.spots.len();
        if number >= ENTRIES {
            return Err(ImportError::TooMany(ENTRIES));
        }
        let facts = Facts::of(entry, zone);
        let (kind, ordinal) = self.kind(entry, &facts, number);
        let has_text = !(entry.body.is_empty() && entry.extended.is_empty());
        // What is still to come never had an address.
        let is_public = matches!(facts.standing, Standing::Public(at) if at <= now);
        let statusless = entry
            .warnings
            .iter()
            .any(|warning| warning.what == Oddity::NoStatus);
        let old = address::exact(entry);
        let has_own_url = old
            .as_ref()
            .is_some_and(|old| self.urls.insert(place(&old.host, &old.path)));
        if kind == Kind::Entry || matches!(kind, Kind::Joins { .. } if has_text) {
            self.authors
                .meet(entry.author.as_deref(), entry.author_email.as_deref());
            if is_public {
                self.public(entry, &facts, old.as_ref(), number, statusless);
            }
        }
        if let Some(date) = entry.date.map(|date| second_of(date.civil)) {
            match kind {
                Kind::Entry => {
                    self.by_date.entry(date).or_insert(short(number));
                }
                Kind::Joins { .. } => self.joins.push((number, date)),
                Kind::Again(_) | Kind::Junk => {}
            }
        }
        let name = if ordinal > 1 {
            format!("entry {} #{ordinal}", facts.key)
        } else {
            format!("entry {}", facts.key)
        };
        self.statusless.push(statusless);
        self.spots.push(Spot {
            line: entry.line,
            kind,
            name: name.into(),
            slug: facts.slug.into(),
            month: facts.month,
            is_public,
            has_own_url,
        });
        Ok(())
    }

    fn kind(&mut self, entry: &Entry, facts: &Facts, number: usize) -> (Kind, usize) {
        if facts.standing == Standing::Junk {
            return (Kind::Junk, 1);
        }
        let print = facts::print(entry);
        let mut known: Known = ([0; 12], short(number));
        for (at, byte) in known.0.iter_mut().zip(print.bytes()) {
            *at = *byte;
        }
        let at = place("", &facts.key);
        let first = self.known.get(&at).copied();
        let more = self.more.get(&at).map(Vec::as_slice).unwrap_or_default();
        let ordinal = usize::from(first.is_some()) + more.len() + 1;
        let again = first.iter().chain(more).find(|one| one.0 == known.0);
        if let Some((_, of)) = again {
            return (Kind::Again(long(*of)), ordinal);
        }
        if first.is_some() {
            self.more.entry(at).or_default().push(known);
        } else {
            self.known.insert(at, known);
        }
        if !entry.joins_existing {
            return (Kind::Entry, ordinal);
        }
        let has_text = !(entry.body.is_empty() && entry.extended.is_empty());
        (Kind::Joins { of: None, has_text }, ordinal)
    }

    /// What is public had addresses, and so had its month and its categories.
    fn public(
        &mut self,
        entry: &Entry,
        facts: &Facts,
        old: Option<&Old>,
        number: usize,
        statusless: bool,
    ) {
        let mut folder = "";
        if let Some(old) = old {
            if let Some((found, _)) = address::folder(&old.path) {
                folder = found;
            }
            self.sure.push((place(&old.host, &old.path), short(number)));
            self.sure.push((place("", &old.path), short(number)));
            if self.hosts.len() < WEBLOGS || self.hosts.contains_key(&old.host) {
                *self.hosts.entry(old.host.clone()).or_default() += 1;
            }
            if self.folders.len() < WEBLOGS && folder.len() <= SHELF {
                self.folders.insert(folder.to_owned());
            }
        }
        let pages = if statusless {
            &mut self.unstated
        } else {
            &mut self.stated
        };
        if let Some(month) = facts.month {
            if let Some(path) = address::customary(entry, month) {
                self.sure.push((place("", &path), short(number)));
            }
            if old.is_none() {
                // Whose address is known was linked to by that.
                for path in address::likely(entry, month, folder) {
                    self.likely.push((place("", &path), short(number)));
                }
            }
            if folder.len() <= SHELF {
                pages.months.insert((folder.to_owned(), month));
            }
        }
        for category in &entry.categories {
            if pages.categories.len() < CATEGORIES {
                pages.categories.insert(category.clone());
            }
        }
    }

    fn finish(mut self) -> Result<Survey, ImportError> {
        if self.spots.is_empty() {
            return Err(ImportError::Empty);
        }
        // Files older than the word itself hold published entries. In any other, what does not say so stays hidden.
        let word_is_known = self.statusless.iter().any(|statusless| !statusless);
        if word_is_known {
            for (spot, statusless) in self.spots.iter_mut().zip(&self.statusless) {
                spot.is_public &= !statusless;
            }
        }
        self.join();
        let pages = if word_is_known {
            self.stated
        } else {
            self.unstated
        };
        let mut folders = self.folders;
        folders.insert(String::new());
        Ok(Survey {
            spots: self.spots,
            absent_status: if word_is_known {
                Status::Draft
            } else {
                Status::Publish
            },
            authors: self.authors,
            hosts: self.hosts.into_keys().collect(),
            folders,
            months: pages.months,
            categories: pages.categories,
            sure: self.sure,
            likely: self.likely,
        })
    }
}

impl Surveyor {
    /// Comments without an entry belong to the entry of the same date.
    fn join(&mut self) {
        for (number, date) in &self.joins {
            if let (Some(spot), Some(found)) = (self.spots.get_mut(*number), self.by_date.get(date))
                && let Kind::Joins { of, .. } = &mut spot.kind
            {
                *of = Some(long(*found));
            }
        }
    }
}

/// Numbers of entries are small: see [`ENTRIES`].
fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn long(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// The second that a clock on the wall shows, as a number.
fn second_of(civil: jiff::civil::DateTime) -> i64 {
    let day = civil.date().since(jiff::civil::Date::ZERO);
    let days = day.map(|span| i64::from(span.get_days())).unwrap_or(0);
    let (hour, minute, second) = (civil.hour(), civil.minute(), civil.second());
    days * 86_400 + i64::from(hour) * 3_600 + i64::from(minute) * 60 + i64::from(second)
}
