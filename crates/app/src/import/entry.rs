//! One entry on its way: what of it is rendered, what it is put together from, and what of it is not taken.

use archives::mtif::{CommentsAllowed, Entry, Oddity};
use base::{Digest, Moment};
use domain::article::{EXCERPT_LIMIT, Format, IMPORT_LIMIT};
use domain::group::Visibility;
use domain::site::Site;
use domain::tag;
use store::article::{Fresh, Text};

use super::address;
use super::facts::{self, DateFrom, Facts, Standing};
use super::note::{Fate, Note};
use super::people::Office;
use super::place::place;
use super::plan::{Plan, Planned};
use super::render::{Form, Job};
use super::task::TAGS;
use super::words::{self, Kept};
use super::write::{Address, Ready};

/// Oddities of one entry that are reported apart.
const ODDITIES: usize = 50;
/// Bytes of the longest id in feeds.
const FEED_ID: usize = 500;

/// An entry without its comments.
pub(super) struct Body {
    pub(super) entry: Box<Entry>,
    pub(super) facts: Facts,
    /// What it is at present, with what its texts lead to.
    pub(super) print: Digest,
    /// When the last of its comments was made.
    pub(super) last_comment_at: Option<Moment>,
    pub(super) by: Office,
}

impl Body {
    /// What is to be rendered of it.
    pub(super) fn job(&mut self) -> Job {
        let (body, extended) = (
            std::mem::take(&mut self.entry.body),
            std::mem::take(&mut self.entry.extended),
        );
        Job {
            form: Form::Body(self.entry.format.clone(), body, extended),
            most: IMPORT_LIMIT,
            heading: 2,
            ids: "a".to_owned(),
            page: self.entry.unique_url.clone(),
        }
    }

    /// The entry as it is to be brought.
    pub(super) fn ready(
        self,
        kept: &Kept,
        number: usize,
        plan: &Plan,
        now: Moment,
        site: &Site,
        notes: &mut Vec<Note>,
    ) -> Option<Ready> {
        let planned = plan.entries.get(number)?;
        let super::plan::Becomes::Article { path, .. } = &planned.becomes else {
            return None;
        };
        self.report(kept, notes);
        let (month, slug) = parted(path)?;
        let published_at = match self.facts.standing {
            Standing::Public(at) => Some(at),
            Standing::Draft(_) | Standing::Junk => None,
        };
        let made_at = match self.facts.standing {
            Standing::Public(at) => at.min(now),
            Standing::Draft(at) => at.unwrap_or(now).min(now),
            Standing::Junk => now,
        };
        let is_closed = self.entry.comments_allowed != CommentsAllowed::Open;
        let closed_at = (is_closed && published_at.is_some())
            .then(|| self.last_comment_at.unwrap_or(made_at).max(made_at));
        let closes_at = published_at.and_then(|at| site.closes_at(at));
        let own_excerpt = self.excerpt(notes);
        let excerpt = if own_excerpt.is_empty() {
            markup::excerpt(&kept.html, crate::text::EXCERPT)
        } else {
            own_excerpt.clone()
        };
        let addresses = if planned.is_public {
            self.addresses(month, plan)
        } else {
            Vec::new()
        };
        Some(Ready {
            name: facts::name(&self.facts.key, planned.ordinal),
            print: self.print,
            fresh: Fresh {
                month,
                slug,
                text: Text {
                    source: kept.source.clone(),
                    format: Format::Html,
                    html: kept.html.clone(),
                    pipeline: markup::PIPELINE,
                    own_excerpt,
                    excerpt,
                },
                visibility: Visibility::Public,
                authors: vec![self.by.id],
                tags: self.tags(notes),
                made_at,
                feed_id: self.feed_id(planned),
                title: self.facts.title,
            },
            by: self.by,
            published_at,
            closed_at,
            closes_at,
            addresses,
            pictures: Vec::new(),
            picture_addresses: Vec::new(),
        })
    }

    /// The id that its feeds gave it, as far as that is known: TypePad's RSS named an entry by its address.
    fn feed_id(&self, planned: &Planned) -> Option<String> {
        let url = self.entry.unique_url.as_deref()?.trim();
        let fits = planned.is_public
            && planned.has_own_url
            && url.len() <= FEED_ID
            && !url.contains(|c: char| c.is_whitespace() || c.is_control())
            && url::Url::parse(url).is_ok();
        fits.then(|| url.to_owned())
    }

    /// Where it was: surely, and by the customs of the time, as far as that is no other's sure place.
    fn addresses(&self, month: (i16, i8), plan: &Plan) -> Vec<Address> {
        let exact = address::exact(&self.entry);
        let folder = exact
            .as_ref()
            .and_then(|old| address::folder(&old.path))
            .map_or("", |(folder, _)| folder);
        let known = exact.as_ref().map(|old| old.path.clone());
        let known = known.or_else(|| address::customary(&self.entry, month));
        let own = known.as_ref().map(|path| place("", path));
        let mut all: Vec<Address> = known
            .into_iter()
            .map(|path| Address {
                path,
                is_guess: false,
            })
            .collect();
        // In small letters too: whoever types an address writes it so, and then any capitals are understood.
        let small = own.and(all.first()).map(|old| old.path.to_lowercase());
        let likely = address::likely(&self.entry, month, folder);
        for path in small.into_iter().chain(likely) {
            let at = place("", &path);
            if Some(at) != own
                && !plan.references.is_sure(&at)
                && !all.iter().any(|old| old.path == path)
            {
                all.push(Address {
                    path,
                    is_guess: true,
                });
            }
        }
        all
    }

    fn excerpt(&self, notes: &mut Vec<Note>) -> String {
        let excerpt = words::plain(&self.entry.excerpt);
        let cut = base::clean::clip(&excerpt, EXCERPT_LIMIT);
        if cut.len() < excerpt.len() {
            notes.push(self.note(Fate::Changed, "its excerpt was too long and is cut"));
        }
        cut.trim_end().to_owned()
    }

    fn tags(&self, notes: &mut Vec<Note>) -> Vec<tag::Draft> {
        let mut drafts: Vec<tag::Draft> = Vec::new();
        for (kind, names) in [
            (tag::Kind::Category, &self.entry.categories),
            (tag::Kind::Tag, &self.entry.tags),
        ] {
            for (position, name) in names.iter().enumerate() {
                match tag::Draft::new(kind, &words::label(name), tag::IMPORT_LIMIT) {
                    Some(draft) if position < TAGS => {
                        let known = |one: &tag::Draft| one.kind == kind && one.slug == draft.slug;
                        if !drafts.iter().any(known) {
                            drafts.push(draft);
                        }
                    }
                    _ => notes.push(Note::new(
                        self.entry.line,
                        Fate::Skipped,
                        "tag",
                        name,
                        "it has no letters, or the entry has too many",
                    )),
                }
            }
        }
        drafts
    }

    fn note(&self, fate: Fate, why: impl Into<String>) -> Note {
        Note::new(self.entry.line, fate, "entry", &self.facts.title, why)
    }

    /// What of it is not as it was.
    fn report(&self, kept: &Kept, notes: &mut Vec<Note>) {
        let mut note = |fate, why: String| notes.push(self.note(fate, why));
        if kept.cut > 0 {
            note(
                Fate::Changed,
                format!(
                    "its text is too long: {} bytes at its end are left out",
                    kept.cut
                ),
            );
        }
        if kept.is_plain {
            note(
                Fate::Changed,
                "its markup was too much: only the words are kept".to_owned(),
            );
        }
        if self.facts.title_was_cut {
            note(Fate::Changed, "its title is too long and is cut".to_owned());
        }
        match self.facts.date_from {
            DateFrom::Itself => {}
            DateFrom::Address => note(
                Fate::Changed,
                "it has no date; the month is that of its address".to_owned(),
            ),
            DateFrom::Comment => note(
                Fate::Changed,
                "it has no date; it got that of its first comment".to_owned(),
            ),
            DateFrom::Nowhere => note(
                Fate::Changed,
                "it has no date; it is a draft until somebody gives it one".to_owned(),
            ),
        }
        if self.entry.comments_allowed == CommentsAllowed::Hidden {
            note(
                Fate::Noted,
                "its comments may have been hidden; they are shown, and it is closed".to_owned(),
            );
        }
        if !self.entry.keywords.trim().is_empty() {
            note(
                Fate::Skipped,
                "its keywords for search engines are left out".to_owned(),
            );
        }
        if self.entry.image.is_some() {
            note(
                Fate::Skipped,
                "the picture that stood for it is left out".to_owned(),
            );
        }
        if !self.entry.fields.is_empty() {
            let names: Vec<&str> = self
                .entry
                .fields
                .iter()
                .map(|(name, _)| name.as_str())
                .collect();
            let names = names.join(", ");
            note(
                Fate::Skipped,
                format!(
                    "fields of other programs are left out: {}",
                    base::clean::clip(&names, 300)
                ),
            );
        }
    }

    /// What the reader found odd about it.
    pub(super) fn oddities(&self, notes: &mut Vec<Note>) {
        for warning in self.entry.warnings.iter().take(ODDITIES) {
            let why = match (&warning.what, self.facts.standing) {
                (Oddity::NoStatus, Standing::Public(_)) => continue,
                (Oddity::NoStatus, _) => {
                    "it does not say whether it is published: a draft".to_owned()
                }
                (other, _) => other.to_string(),
            };
            notes.push(Note::new(
                warning.line,
                Fate::Noted,
                "entry",
                &self.facts.title,
                why,
            ));
        }
    }
}

/// The year, month and last part of `/articles/{yyyy}/{mm}/{slug}`.
fn parted(path: &str) -> Option<((i16, i8), String)> {
    let mut parts = path.strip_prefix("/articles/")?.split('/');
    let (year, month, slug) = (parts.next()?, parts.next()?, parts.next()?);
    Some(((year.parse().ok()?, month.parse().ok()?), slug.to_owned()))
}
