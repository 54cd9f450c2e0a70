//! Between the two readings: what each entry will become, at which address, and where old addresses lead.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use archives::mtif::Status;
use base::{Digest, Id};
use domain::article::Article;
use domain::tag;
use store::Snapshot;

use super::address;
use super::claim::Lead;
use super::media::Media;
use super::pile::Pile;
use super::place::{Place, place};
use super::reference::References;
use super::survey::{Kind, Spot, Survey};
use super::words;
use crate::{App, Result};

/// Under this name everything is remembered that came from such files.
pub(super) const SOURCE: &str = "typepad";
/// Entries that are looked up at a time.
const AT_ONCE: usize = 200;
/// Folders of weblogs under which pages of categories are looked for.
const CATEGORY_FOLDERS: usize = 4;

/// What an entry becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Becomes {
    /// An article at this address, here already if it has an id.
    Article {
        path: Arc<str>,
        is_here: Option<Id<Article>>,
    },
    /// Only its comments are taken, for the entry of this number.
    CommentsOf(u32),
    /// Only its comments are taken, for an article that was here before; with the name it is known by.
    CommentsOfKnown(Id<Article>, Box<str>),
    /// Nothing, since it is spam.
    Junk,
    /// Nothing: comments of an entry that nobody knows.
    Orphan,
}

/// What is known of an entry when it is read again.
#[derive(Clone, Debug)]
pub(super) struct Planned {
    pub(super) line: u64,
    /// How many of its key there are up to it.
    pub(super) ordinal: u32,
    pub(super) is_public: bool,
    pub(super) has_own_url: bool,
    pub(super) becomes: Becomes,
}

/// What the second reading goes by.
pub(super) struct Plan {
    pub(super) entries: Pile<Planned>,
    /// The names of the entries that others belong to.
    pub(super) names: HashMap<u32, String>,
    pub(super) absent_status: Status,
    pub(super) references: Arc<References>,
    /// Old pages that are about no single entry, and where they lead.
    pub(super) pages: BTreeMap<String, String>,
}

/// Decides it.
pub(super) async fn plan(app: &App, survey: Survey, media: Media) -> Result<Plan> {
    let now = app.now();
    let this_month = crate::article::month_of(&*app.site().await?, now);
    let names = names(&survey.spots);
    let mut entries = Pile::default();
    let mut taken: Arc<HashSet<Place>> = Arc::default();
    let mut spots = survey.spots.into_iter();
    loop {
        let some: Vec<Spot> = spots.by_ref().take(AT_ONCE).collect();
        if some.is_empty() {
            break;
        }
        let before = Arc::clone(&taken);
        let (planned, fresh) = app
            .read(move |from| {
                let mut paths = Paths {
                    before: &before,
                    fresh: HashSet::new(),
                };
                let mut planned = Vec::with_capacity(some.len());
                for spot in &some {
                    planned.push(decide(from, spot, this_month, &mut paths)?);
                }
                Ok((planned, paths.fresh))
            })
            .await?;
        Arc::make_mut(&mut taken).extend(fresh);
        for one in planned {
            entries.push(one);
        }
    }
    settle(&mut entries);
    let pages = pages(&survey.folders, &survey.months, &survey.categories);
    let mut references = References::new(survey.hosts, media);
    let targets: Vec<Option<u32>> = entries
        .iter()
        .map(|entry| match &entry.becomes {
            Becomes::Article { path, .. } if entry.is_public => references.target(path.clone()),
            _ => None,
        })
        .collect();
    references.lead_all(survey.claims.settle(|number| {
        let number = usize::try_from(number).ok()?;
        targets.get(number).copied().flatten()
    }));
    for (old, new) in &pages {
        if let Some(target) = references.target(new.as_str().into()) {
            references.lead(place("", old), Lead::guessed(target));
        }
    }
    Ok(Plan {
        entries,
        names,
        absent_status: survey.absent_status,
        references: Arc::new(references),
        pages,
    })
}

/// The names of those to which others belong.
fn names(spots: &Pile<Spot>) -> HashMap<u32, String> {
    let wanted = spots.iter().filter_map(|spot| match spot.kind {
        Kind::Again(of) | Kind::Joins { of: Some(of), .. } => Some(of),
        Kind::Entry | Kind::Joins { of: None, .. } | Kind::Junk => None,
    });
    wanted
        .filter_map(|of| Some((of, spots.get(usize::try_from(of).ok()?)?.name())))
        .collect()
}

/// Addresses that this import has given away.
struct Paths<'a> {
    before: &'a HashSet<Place>,
    fresh: HashSet<Place>,
}

impl Paths<'_> {
    /// Whether it was still to be had.
    fn take(&mut self, path: &str) -> bool {
        let place = place("", path);
        !self.before.contains(&place) && self.fresh.insert(place)
    }
}

fn decide(
    from: &mut Snapshot<'_>,
    spot: &Spot,
    this_month: (i16, i8),
    paths: &mut Paths<'_>,
) -> Result<Planned> {
    let becomes = match spot.kind {
        Kind::Junk => Becomes::Junk,
        Kind::Again(of) | Kind::Joins { of: Some(of), .. } => Becomes::CommentsOf(of),
        Kind::Joins { of: None, has_text } => match of_date(from, spot)? {
            Some((id, name)) => Becomes::CommentsOfKnown(id, name),
            None if has_text => article(from, spot, this_month, paths)?,
            None => Becomes::Orphan,
        },
        Kind::Entry => article(from, spot, this_month, paths)?,
    };
    Ok(Planned {
        line: spot.line,
        ordinal: spot.ordinal,
        is_public: spot.is_public,
        has_own_url: spot.has_own_url,
        becomes,
    })
}

fn article(
    from: &mut Snapshot<'_>,
    spot: &Spot,
    this_month: (i16, i8),
    paths: &mut Paths<'_>,
) -> Result<Becomes> {
    let known: Option<(Id<Article>, Digest)> = store::origin::find(from, SOURCE, &spot.name())?;
    if let Some((id, _)) = known
        && let Some(standing) = store::brought::standing(from, id)?
    {
        paths.take(&standing.path);
        return Ok(Becomes::Article {
            path: standing.path.into(),
            is_here: Some(id),
        });
    }
    let (year, month) = spot.month.unwrap_or(this_month);
    let mut number = 1_u32;
    loop {
        let slug = if number == 1 {
            spot.slug().to_owned()
        } else {
            format!("{}-{number}", spot.slug())
        };
        let path = domain::article::path(year, month, &slug);
        // Past some number the store decides, and links lead there by the old address.
        if number > 1_000 || (paths.take(&path) && store::brought::is_free(from, &path)?) {
            return Ok(Becomes::Article {
                path: path.into(),
                is_here: None,
            });
        }
        number += 1;
    }
}

/// An article of an earlier import with the date of comments that came without their entry.
fn of_date(from: &mut Snapshot<'_>, spot: &Spot) -> Result<Option<(Id<Article>, Box<str>)>> {
    let own = spot.name();
    let Some(date) = own.split(' ').nth(1).filter(|date| *date != "-") else {
        return Ok(None);
    };
    let found = store::origin::first(from, SOURCE, &format!("entry {date} "))?;
    Ok(found
        .filter(|(_, name)| *name != own)
        .map(|(id, name)| (id, name.into())))
}

/// What refers to something that itself refers to another, refers to that.
fn settle(entries: &mut Pile<Planned>) {
    let mut settled = Vec::new();
    for (number, entry) in entries.iter().enumerate() {
        let mut now = &entry.becomes;
        for _ in 0..8 {
            let Becomes::CommentsOf(of) = now else { break };
            let of = usize::try_from(*of).ok().and_then(|of| entries.get(of));
            match of.map(|entry| &entry.becomes) {
                Some(Becomes::Article { .. }) => break,
                Some(next @ (Becomes::CommentsOf(_) | Becomes::CommentsOfKnown(..))) => now = next,
                Some(Becomes::Junk | Becomes::Orphan) | None => now = &Becomes::Orphan,
            }
        }
        if now != &entry.becomes {
            settled.push((number, now.clone()));
        }
    }
    for (number, becomes) in settled {
        if let Some(entry) = entries.get_mut(number) {
            entry.becomes = becomes;
        }
    }
}

/// Old pages of months, categories and weblogs, and their feeds.
fn pages(
    folders: &BTreeSet<String>,
    months: &BTreeSet<(String, (i16, i8))>,
    categories: &BTreeSet<String>,
) -> BTreeMap<String, String> {
    let mut pages: BTreeMap<String, String> = BTreeMap::new();
    let mut lead = |old: String, new: &str| {
        if old.len() <= address::LONGEST && old != new {
            pages.entry(old).or_insert_with(|| new.to_owned());
        }
    };
    for folder in folders {
        for (old, new) in address::of_weblog(folder) {
            lead(old, new);
        }
    }
    for (folder, month) in months {
        for folder in ["", folder] {
            for (old, new) in address::of_month(folder, *month) {
                lead(old, &new);
            }
        }
    }
    for category in categories {
        let name = words::label(category);
        let Some(tag) = tag::Draft::new(tag::Kind::Category, &name, tag::IMPORT_LIMIT) else {
            continue;
        };
        let new = format!("/articles/{}/{}", tag.kind.segment(), tag.slug);
        for folder in folders.iter().take(CATEGORY_FOLDERS) {
            for old in address::of_category(folder, category) {
                lead(old, &new);
            }
        }
    }
    pages
}
