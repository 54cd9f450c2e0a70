//! The last step before writing: a portion is rendered, its pictures are taken, and what is lost is noted.

use std::collections::HashSet;

use base::{Digest, Id};
use domain::article::Article;
use domain::comment;
use domain::person::Person;
use domain::picture::Picture;

use super::address::Old;
use super::around::Circumstances;
use super::entry::Body;
use super::media;
use super::note::{Fate, Note};
use super::picture::{Pictures, Shown, Wanted};
use super::place::{Place, place};
use super::render::{self, Done, Job};
use super::say::Teller;
use super::thread::Raw;
use super::words::Kept;
use super::write::{self, Ready, Said, Slice, Voice};
use crate::Result;

/// A slice that is not rendered yet.
pub(super) struct Draft {
    pub(super) entry: usize,
    pub(super) line: u64,
    pub(super) title: String,
    pub(super) subject: Subject,
    pub(super) said: Vec<Raw>,
    pub(super) end: Option<(String, Digest)>,
}

/// What becomes of the entry itself.
pub(super) enum Subject {
    Bring(Box<Body>),
    Renew(Id<Article>, Box<Body>),
    There(Id<Article>),
    Before,
}

impl Draft {
    /// About how much there is to be rendered.
    pub(super) fn kilobytes(&self) -> usize {
        let body = match &self.subject {
            Subject::Bring(body) | Subject::Renew(_, body) => {
                body.entry.body.len() + body.entry.extended.len()
            }
            Subject::There(_) | Subject::Before => 0,
        };
        let said = self.said.iter().map(Raw::bytes);
        said.fold(body, usize::saturating_add) / 1_024
    }

    fn body(&mut self) -> Option<&mut Body> {
        match &mut self.subject {
            Subject::Bring(body) | Subject::Renew(_, body) => Some(body),
            Subject::There(_) | Subject::Before => None,
        }
    }
}

/// A text with the pictures that it shows.
struct Finished {
    kept: Kept,
    pictures: Vec<Id<Picture>>,
    /// Old addresses of pictures, and where those are now.
    moved: Vec<(String, String)>,
}

/// Whose text it is, for what is noted about it.
struct Label {
    line: u64,
    title: String,
    owner: Option<Id<Person>>,
}

/// Finishes portions.
pub(super) struct Finisher<'a> {
    around: &'a Circumstances<'a>,
    pictures: Pictures,
    /// Addresses that were counted as lost or missing.
    counted: HashSet<Place>,
}

impl<'a> Finisher<'a> {
    pub(super) fn new(around: &'a Circumstances<'a>) -> Self {
        Self {
            around,
            pictures: Pictures::default(),
            counted: HashSet::new(),
        }
    }

    /// A unit, ready to be written.
    pub(super) async fn finish(&mut self, mut portion: Vec<Draft>) -> Result<Vec<Slice>> {
        let mut jobs = Vec::new();
        let mut labels = Vec::new();
        for draft in &mut portion {
            let mut owner = None;
            if let Some(body) = draft.body() {
                owner = Some(body.by.id);
                jobs.push(body.job());
                labels.push(Label {
                    line: body.entry.line,
                    title: body.facts.title.clone(),
                    owner,
                });
            }
            for said in &mut draft.said {
                jobs.push(job_of(said));
                labels.push(Label {
                    line: said.line,
                    title: draft.title.clone(),
                    owner,
                });
            }
        }
        let host = self.around.app.base().host();
        let done = render::render(jobs, &self.around.plan.references, &host).await?;
        let mut finished = self.take_pictures(done, &labels, &host).await?.into_iter();
        let mut unit = Vec::with_capacity(portion.len());
        for draft in portion {
            unit.push(self.slice(draft, &mut finished));
        }
        Ok(unit)
    }

    /// Takes the pictures that the texts want to show, and finishes those that waited for them.
    async fn take_pictures(
        &mut self,
        done: Vec<Done>,
        labels: &[Label],
        host: &str,
    ) -> Result<Vec<Finished>> {
        let mut finished: Vec<Option<Finished>> = Vec::with_capacity(done.len());
        let mut waiting = Vec::new();
        for (number, (mut done, label)) in done.into_iter().zip(labels).enumerate() {
            self.account(&done, label);
            finished.push(done.kept.take().map(|kept| Finished {
                kept,
                pictures: Vec::new(),
                moved: Vec::new(),
            }));
            if done.wanted.is_empty() {
                continue;
            }
            let mut shown = Vec::with_capacity(done.wanted.len());
            for wanted in done.wanted.clone() {
                shown.push(self.picture(wanted, label).await?);
            }
            waiting.push((number, done, shown));
        }
        let mut places = Vec::new();
        let mut pairs = Vec::new();
        for (number, done, shown) in waiting {
            let ids = shown.iter().flatten().filter_map(|shown| shown.id);
            places.push((number, ids.collect::<Vec<_>>(), moved(&done, &shown)));
            pairs.push((done, shown));
        }
        let completed = render::complete(pairs, host).await?;
        for (mut done, (number, pictures, moved)) in completed.into_iter().zip(places) {
            if let (Some(kept), Some(place)) = (done.kept.take(), finished.get_mut(number)) {
                *place = Some(Finished {
                    kept,
                    pictures,
                    moved,
                });
            }
        }
        Ok(finished.into_iter().flatten().collect())
    }

    async fn picture(&mut self, wanted: Wanted, label: &Label) -> Result<Option<Shown>> {
        let around = self.around;
        let references = &around.plan.references;
        let (bytes, what) = match &wanted {
            Wanted::File(number, address) => (references.media.bytes(*number), address.clone()),
            Wanted::Inside(_) => (0, "in the text itself".to_owned()),
        };
        let (taken, first) = self
            .pictures
            .take(around.app, references, wanted, label.owner, around.dry_run)
            .await?;
        match taken {
            Ok(shown) => {
                around.count(|report| {
                    if first && bytes > 0 {
                        report.pictures_found += 1;
                        report.picture_bytes += bytes;
                    }
                });
                Ok(Some(shown))
            }
            Err(why) => {
                around.count(|report| report.pictures_refused += u64::from(first));
                around.note_all(vec![Note::new(
                    label.line,
                    Fate::Skipped,
                    "picture",
                    &what,
                    why,
                )]);
                Ok(None)
            }
        }
    }

    /// Counts and notes what a text refers to and what of it is lost.
    fn account(&mut self, done: &Done, label: &Label) {
        self.missed(label.line, &label.title, &done.missing);
        let mut notes = Vec::new();
        let mut lost = 0;
        for address in &done.lost {
            lost += u64::from(self.is_first(address));
            let why = format!(
                "nothing here was at this address; it is linked in “{}”",
                label.title
            );
            notes.push(Note::new(label.line, Fate::Missing, "link", address, why));
        }
        self.around.count(|report| {
            report.links_rewritten += done.links;
            report.links_lost += lost;
            report.pictures_inside += done.inside;
        });
        self.around.note_all(notes);
    }

    /// Counts and notes pictures that are nowhere.
    pub(super) fn missed(&mut self, line: u64, title: &str, missing: &[String]) {
        let mut notes: Vec<Note> = Vec::new();
        let mut count = 0;
        for address in missing {
            count += u64::from(self.is_first(address));
            let why = format!("it is not in the folder; it was shown in “{title}”");
            notes.push(Note::new(line, Fate::Missing, "picture", address, why));
        }
        notes.dedup_by(|a, b| media::sizeless(&a.what) == media::sizeless(&b.what));
        self.around.count(|report| report.pictures_missing += count);
        self.around.note_all(notes);
    }

    /// Whether an address, in whatever size, is met for the first time.
    fn is_first(&mut self, address: &str) -> bool {
        let at = Old::parse(media::sizeless(address)).map(|old| place(&old.host, &old.path));
        at.is_none_or(|at| self.counted.insert(at))
    }

    fn slice(&self, draft: Draft, finished: &mut impl Iterator<Item = Finished>) -> Slice {
        let subject = match draft.subject {
            Subject::Bring(body) => match self.ready(*body, draft.entry, finished.next()) {
                Some(ready) => write::Subject::Bring(Box::new(ready)),
                None => write::Subject::Before,
            },
            Subject::Renew(id, body) => match self.ready(*body, draft.entry, finished.next()) {
                Some(ready) => write::Subject::Renew(id, Box::new(ready)),
                None => write::Subject::There(id),
            },
            Subject::There(id) => write::Subject::There(id),
            Subject::Before => write::Subject::Before,
        };
        let mut said = Vec::with_capacity(draft.said.len());
        for raw in draft.said {
            let Some(text) = finished.next() else { break };
            said.extend(self.said(raw, text, &draft.title));
        }
        Slice {
            entry: draft.entry,
            line: draft.line,
            title: draft.title,
            subject,
            said,
            end: draft.end,
        }
    }

    fn ready(&self, body: Body, number: usize, text: Option<Finished>) -> Option<Ready> {
        let text = text?;
        let mut notes = Vec::new();
        let around = self.around;
        let ready = body.ready(
            &text.kept,
            number,
            around.plan,
            around.now,
            around.site,
            &mut notes,
        );
        around.note_all(notes);
        let is_public = around
            .plan
            .entries
            .get(number)
            .is_some_and(|planned| planned.is_public);
        ready.map(|ready| Ready {
            pictures: text.pictures,
            // What only its author sees answers nobody else.
            picture_addresses: if is_public { text.moved } else { Vec::new() },
            ..ready
        })
    }

    fn said(&self, raw: Raw, text: Finished, title: &str) -> Option<Said> {
        let kind = if raw.is_ping { "ping" } else { "comment" };
        let who = raw.who(self.around.authors);
        let note = |fate, why: String| {
            let what = format!("{who}: {title}");
            self.around
                .note_all(vec![Note::new(raw.line, fate, kind, &what, why)]);
        };
        if text.kept.html.is_empty() {
            note(Fate::Skipped, "nothing of it can be shown".to_owned());
            self.around.count(|report| {
                if raw.is_ping {
                    report.pings.skipped += 1;
                } else {
                    report.comments.skipped += 1;
                }
            });
            return None;
        }
        if text.kept.cut > 0 {
            note(
                Fate::Changed,
                format!(
                    "its text is too long: {} bytes at its end are left out",
                    text.kept.cut
                ),
            );
        }
        if text.kept.is_plain {
            note(
                Fate::Changed,
                "its markup was too much: only the words are kept".to_owned(),
            );
        }
        let by = match raw.teller {
            Teller::Guest(draft) => Voice::Guest(draft),
            Teller::Author(number) => {
                let office = self.around.offices.get(number).copied();
                Voice::Person(office.unwrap_or_default())
            }
        };
        Some(Said {
            name: raw.name,
            by,
            at: raw.at,
            source: text.kept.source,
            html: text.kept.html,
            is_ping: raw.is_ping,
            pictures: text.pictures,
        })
    }
}

/// What is to be rendered of something said. Takes its text.
fn job_of(said: &mut Raw) -> Job {
    let ids = Digest::of(said.name.as_bytes()).short();
    Job {
        form: std::mem::replace(&mut said.form, render::Form::Said(String::new())),
        most: comment::IMPORT_LIMIT,
        heading: 5,
        ids: format!("c{}", base::clean::clip(&ids, 8)),
        page: None,
    }
}

/// Where pictures of the old site were, and where they are now.
fn moved(done: &Done, shown: &[Option<Shown>]) -> Vec<(String, String)> {
    let mut moved: Vec<(String, String)> = Vec::new();
    for (wanted, shown) in done.wanted.iter().zip(shown) {
        if let (Wanted::File(_, address), Some(shown)) = (wanted, shown)
            && let Some(old) = Old::parse(address)
            && old.path.len() <= super::address::LONGEST
            && !moved.iter().any(|(path, _)| *path == old.path)
        {
            moved.push((old.path, shown.path.clone()));
        }
    }
    moved
}
