//! The first reading of a file: which entries there are, under which addresses they were, who wrote them.
//!
//! Of each entry a few hundred bytes are remembered, so that files of any size can be surveyed.

use std::collections::{BTreeSet, HashMap, HashSet};

use archives::mtif::{Encoding, Entry, Item, Oddity, Status};
use base::Moment;
use jiff::tz::TimeZone;

use super::address;
use super::author::Authors;
use super::claim::Claims;
use super::facts::{self, Facts, Standing};
use super::pile::Pile;
use super::place::{self, Place, place};
use super::task::{ENTRIES, ImportError, TAGS};

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
    /// Its key and its slug, see [`Facts`].
    words: Box<str>,
    /// How many of this key there are up to it.
    pub(super) ordinal: u32,
    pub(super) month: Option<(i16, i8)>,
    /// Whether everybody may see it now.
    pub(super) is_public: bool,
    /// It says nothing about that.
    is_statusless: bool,
    /// Whether its old address can be its id in feeds: no other entry has it.
    pub(super) has_own_url: bool,
}

impl Spot {
    /// The name by which it is known when it is read again.
    pub(super) fn name(&self) -> String {
        facts::name(self.key(), self.ordinal)
    }

    fn key(&self) -> &str {
        let (key, _) = self.words.split_once('\0').unwrap_or_default();
        key
    }

    pub(super) fn slug(&self) -> &str {
        let (_, slug) = self.words.split_once('\0').unwrap_or_default();
        slug
    }
}

/// What an entry is to this import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An article.
    Entry,
    /// The same as one before it: only its comments count.
    Again(u32),
    /// Comments of an entry of the same date, which is in the file if it has a number.
    Joins { of: Option<u32>, has_text: bool },
    /// Spam.
    Junk,
}

/// What is in a file.
pub(super) struct Survey {
    pub(super) spots: Pile<Spot>,
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
    /// Addresses that entries had.
    pub(super) claims: Claims,
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
type Known = (Place, u32);

#[derive(Default)]
struct Surveyor {
    spots: Pile<Spot>,
    authors: Authors,
    hosts: HashSet<String>,
    /// The first of them.
    main: Option<String>,
    folders: BTreeSet<String>,
    stated: Pages,
    unstated: Pages,
    claims: Claims,
    /// By name: the first entry of that name, with what its text is.
    known: HashMap<Place, Known>,
    /// More of that name.
    more: HashMap<Place, Vec<Known>>,
    /// Comments without an entry, and their dates.
    joins: Vec<(usize, String)>,
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
        let mut has_own_url = false;
        if kind == Kind::Entry || matches!(kind, Kind::Joins { .. } if has_text) {
            self.authors
                .meet(entry.author.as_deref(), entry.author_email.as_deref());
            if is_public {
                has_own_url = self.public(entry, &facts, short(number), statusless);
            }
        }
        if let (Kind::Joins { .. }, Some(second)) = (kind, second_of(&facts.key)) {
            self.joins.push((number, second.to_owned()));
        }
        self.spots.push(Spot {
            line: entry.line,
            kind,
            words: format!("{}\0{}", facts.key, facts.slug).into(),
            ordinal,
            month: facts.month,
            is_public,
            is_statusless: statusless,
            has_own_url,
        });
        Ok(())
    }

    fn kind(&mut self, entry: &Entry, facts: &Facts, number: usize) -> (Kind, u32) {
        if facts.standing == Standing::Junk {
            return (Kind::Junk, 1);
        }
        let known: Known = (place::short(&facts::print(entry)), short(number));
        let at = place("", &facts.key);
        let first = self.known.get(&at).copied();
        let more = self.more.get(&at).map(Vec::as_slice).unwrap_or_default();
        let ordinal = short(usize::from(first.is_some()) + more.len() + 1);
        let again = first.iter().chain(more).find(|one| one.0 == known.0);
        if let Some((_, of)) = again {
            return (Kind::Again(*of), ordinal);
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

    /// What is public had addresses, and so had its month and its categories. Says whether its own is no other's.
    fn public(&mut self, entry: &Entry, facts: &Facts, number: u32, statusless: bool) -> bool {
        let mut folder = "";
        let mut has_own_url = false;
        let old = address::exact(entry);
        if let Some(old) = &old {
            if let Some((found, _)) = address::folder(&old.path) {
                folder = found;
            }
            let main = self.main.get_or_insert_with(|| old.host.clone());
            let (on_host, any) = (place(&old.host, &old.path), place("", &old.path));
            let is_main = *main == old.host;
            has_own_url = self.claims.address(on_host, any, is_main, number);
            if self.hosts.len() < WEBLOGS && !self.hosts.contains(&old.host) {
                self.hosts.insert(old.host.clone());
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
                self.claims.claim(place("", &path), number);
            }
            if old.is_none() {
                // Whose address is known was linked to by that.
                for path in address::likely(entry, month, folder) {
                    self.claims.guess(place("", &path), number);
                }
            }
            if folder.len() <= SHELF {
                pages.months.insert((folder.to_owned(), month));
            }
        }
        for category in entry.categories.iter().take(TAGS) {
            if pages.categories.len() < CATEGORIES {
                pages.categories.insert(category.clone());
            }
        }
        has_own_url
    }

    fn finish(mut self) -> Result<Survey, ImportError> {
        if self.spots.len() == 0 {
            return Err(ImportError::Empty);
        }
        // Files older than the word itself hold published entries. In any other, what does not say so stays hidden.
        let word_is_known = self.spots.iter().any(|spot| !spot.is_statusless);
        if word_is_known {
            for spot in self.spots.iter_mut() {
                spot.is_public &= !spot.is_statusless;
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
            hosts: self.hosts,
            folders,
            months: pages.months,
            categories: pages.categories,
            claims: self.claims,
        })
    }
}

impl Surveyor {
    /// Comments without an entry belong to the entry of the same date.
    fn join(&mut self) {
        if self.joins.is_empty() {
            return;
        }
        let mut by_date: HashMap<&str, Option<u32>> = self
            .joins
            .iter()
            .map(|(_, second)| (second.as_str(), None))
            .collect();
        for (number, spot) in self.spots.iter().enumerate() {
            if spot.kind == Kind::Entry
                && let Some(found) = second_of(spot.key()).and_then(|at| by_date.get_mut(at))
            {
                found.get_or_insert(short(number));
            }
        }
        for (number, second) in &self.joins {
            let found = by_date.get(second.as_str()).copied().flatten();
            if let Some(spot) = self.spots.get_mut(*number)
                && let Kind::Joins { of, .. } = &mut spot.kind
            {
                *of = found;
            }
        }
    }
}

/// Numbers of entries are small: see [`ENTRIES`].
fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The second that a clock on the wall showed, as the key of an entry says it.
fn second_of(key: &str) -> Option<&str> {
    let (date, _) = key.split_once(' ')?;
    (date != "-").then(|| date.split('.').next().unwrap_or(date))
}
