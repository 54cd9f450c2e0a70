//! From entries to what is written of them: what is here already is left alone, the rest is rendered.

use std::collections::HashSet;

use archives::mtif::Entry;
use base::{Digest, Moment};
use tokio::sync::mpsc;

use super::around::Circumstances;
use super::batch::Batch;
use super::entry::Body;
use super::facts::{self, Facts};
use super::finish::{Draft, Finisher, Subject};
use super::look::{Look, known, look};
use super::note::{Fate, Note};
use super::people::Office;
use super::place::{Place, short};
use super::plan::{Becomes, Planned};
use super::task::ImportError;
use super::thread::{Raw, Reader, Thread};
use super::write::{Slice, guest_key};
use crate::Result;

/// Comments of one unit.
const COMMENTS: usize = 300;
/// Entries of one unit.
const ENTRIES: usize = 40;
/// Kilobytes of text of one unit.
const KILOBYTES: usize = 2_048;

/// Makes units of batches.
pub(super) struct Maker<'a> {
    around: &'a Circumstances<'a>,
    finisher: Finisher<'a>,
    /// Entries whose comments belong to one that comes later in the file.
    pub(super) later: HashSet<usize>,
    guests: HashSet<Place>,
    portion: Vec<Draft>,
    weight: (usize, usize, usize),
}

/// An entry with all its thread, not yet cut into slices.
struct Whole<'a> {
    entry: usize,
    line: u64,
    title: String,
    subject: Subject,
    thread: Option<Thread<'a>>,
    /// Whether some of the thread may be here already.
    may_be_known: bool,
    end: Option<(String, Digest)>,
}

impl<'a> Maker<'a> {
    pub(super) fn new(around: &'a Circumstances<'a>) -> Self {
        Self {
            around,
            finisher: Finisher::new(around),
            later: HashSet::new(),
            guests: HashSet::new(),
            portion: Vec::new(),
            weight: (0, 0, 0),
        }
    }

    /// Makes units of a batch and hands them over. With `again`, comments come whose entry was not there the first time.
    pub(super) async fn batch(
        &mut self,
        batch: Batch,
        again: bool,
        out: &mpsc::Sender<Vec<Slice>>,
    ) -> std::result::Result<(), ImportError> {
        self.around.count(|report| {
            let skipped = batch.notes.iter().filter(|note| note.kind == "entry");
            report.entries.skipped += u64::try_from(skipped.count()).unwrap_or(0);
        });
        self.around.note_all(batch.notes);
        let mut names = Vec::with_capacity(batch.entries.len());
        let mut met = Vec::with_capacity(batch.entries.len());
        for (number, entry) in batch.entries {
            let planned = self.planned(number).ok_or(ImportError::Changed)?;
            let facts = Facts::of(&entry, self.around.zone);
            names.push(facts::name(&facts.key, planned.ordinal));
            met.push((number, entry, facts));
        }
        let mut looks = look(self.around.app, names).await?.into_iter();
        for (number, entry, facts) in met {
            let look = looks.next().unwrap_or_default();
            self.entry(number, entry, facts, look, again, out).await?;
        }
        self.flush(out).await
    }

    fn planned(&self, number: usize) -> Option<&'a Planned> {
        self.around.plan.entries.get(number)
    }

    async fn entry(
        &mut self,
        number: usize,
        mut entry: Box<Entry>,
        facts: Facts,
        look: Look,
        again: bool,
        out: &mpsc::Sender<Vec<Slice>>,
    ) -> std::result::Result<(), ImportError> {
        let plan = self.around.plan;
        let planned = plan.entries.get(number).ok_or(ImportError::Changed)?;
        if planned.line != entry.line {
            return Err(ImportError::Changed);
        }
        if !again {
            self.count_found(&entry);
        }
        let (target, of, subject) = match &planned.becomes {
            Becomes::Junk => {
                self.skip(&entry, &facts, "it was marked as spam");
                return Ok(());
            }
            Becomes::Orphan => {
                self.skip(
                    &entry,
                    &facts,
                    "it has comments only, and the entry that they belong to is not here",
                );
                return Ok(());
            }
            Becomes::CommentsOf(target) => {
                let name = plan.names.get(target).ok_or(ImportError::Changed)?.clone();
                let target = usize::try_from(*target).map_err(|_| ImportError::Changed)?;
                let of = plan.entries.get(target).ok_or(ImportError::Changed)?;
                if target > number && !again {
                    self.later.insert(number);
                    return Ok(());
                }
                self.merged(&entry, &facts);
                let subject = match of.becomes {
                    Becomes::Article {
                        is_here: Some(id), ..
                    } => Subject::There(id),
                    _ => Subject::Before,
                };
                (target, name, subject)
            }
            Becomes::CommentsOfKnown(id, name) => {
                self.merged(&entry, &facts);
                (number, name.to_string(), Subject::There(*id))
            }
            Becomes::Article { .. } => {
                return self.article(number, entry, facts, look, out).await;
            }
        };
        let begun = facts.begun(self.around.now);
        let thread = self.thread(&mut entry, &of, begun);
        let (line, title) = (entry.line, facts.title);
        let whole = Whole {
            entry: target,
            line,
            title,
            subject,
            thread: Some(thread),
            may_be_known: true,
            end: None,
        };
        self.slices(whole, out).await
    }

    async fn article(
        &mut self,
        number: usize,
        mut entry: Box<Entry>,
        facts: Facts,
        look: Look,
        out: &mpsc::Sender<Vec<Slice>>,
    ) -> std::result::Result<(), ImportError> {
        let planned = self.planned(number).ok_or(ImportError::Changed)?;
        let name = facts::name(&facts.key, planned.ordinal);
        let thread = facts::thread_print(&entry);
        let thread_is_known = look.known.is_some() && look.thread == Some(thread);
        let said = if thread_is_known {
            let (comments, pings) = (count(&entry.comments), count(&entry.pings));
            self.around.count(|report| {
                report.comments.known += comments;
                report.pings.known += pings;
            });
            None
        } else {
            Some(self.thread(&mut entry, &name, facts.begun(self.around.now)))
        };
        let texts = [entry.body.as_str(), &entry.extended];
        let leads = self.around.plan.references.leads(&texts);
        let own = facts::print(&entry);
        let print = Digest::of_parts(&[own.bytes(), leads.print.bytes()]);
        let body = Body {
            by: self.office(&entry),
            last_comment_at: said.as_ref().and_then(Thread::last_at),
            facts,
            print,
            entry,
        };
        let (line, title) = (body.entry.line, body.facts.title.clone());
        let subject = match look.known {
            None => {
                let mut notes = Vec::new();
                body.oddities(&mut notes);
                self.around.note_all(notes);
                Subject::Bring(Box::new(body))
            }
            Some((id, known)) if known == print => Subject::There(id),
            Some((id, _)) if look.is_untouched => Subject::Renew(id, Box::new(body)),
            Some((id, _)) => {
                let why = "it has changed in the file, and here too: what is here stays";
                self.around
                    .note_all(vec![Note::new(line, Fate::Skipped, "entry", &title, why)]);
                Subject::There(id)
            }
        };
        if matches!(subject, Subject::There(_)) {
            self.around.count(|report| report.entries.known += 1);
            self.finisher.missed(line, &title, &leads.missing);
            if thread_is_known {
                return Ok(());
            }
        }
        let whole = Whole {
            entry: number,
            line,
            title,
            subject,
            thread: said,
            may_be_known: look.known.is_some(),
            end: Some((format!("thread {name}"), thread)),
        };
        self.slices(whole, out).await
    }

    fn office(&self, entry: &Entry) -> Office {
        let number = self
            .around
            .authors
            .find(entry.author.as_deref(), entry.author_email.as_deref())
            .unwrap_or(0);
        let offices = self.around.offices;
        offices
            .get(number)
            .or(offices.first())
            .copied()
            .unwrap_or_default()
    }

    /// What is said below an entry. Takes it out of it.
    fn thread(&self, entry: &mut Entry, of: &str, begun: Moment) -> Thread<'a> {
        let reader = Reader {
            authors: self.around.authors,
            references: &self.around.plan.references,
            zone: self.around.zone,
            now: self.around.now,
        };
        let mut notes = Vec::new();
        let thread = reader.open(entry, of, begun, &mut notes);
        let skipped = notes.iter().filter(|note| note.fate == Fate::Skipped);
        let skipped = u64::try_from(skipped.count()).unwrap_or(0);
        self.around
            .count(|report| report.comments.skipped += skipped);
        self.around.note_all(notes);
        thread
    }

    /// Counts the guests who are met for the first time.
    fn meet(&mut self, said: &[Raw]) {
        let mut met = 0;
        for draft in said
            .iter()
            .filter(|one| !one.is_ping)
            .filter_map(Raw::guest)
        {
            let key = short(&Digest::of(guest_key(draft).as_bytes()));
            met += u64::from(self.guests.insert(key));
        }
        self.around.count(|report| report.guests += met);
    }

    /// Those of them that no earlier import has brought.
    async fn unknown(&self, said: Vec<Raw>) -> Result<Vec<Raw>> {
        let names: Vec<String> = said.iter().map(|one| one.name.clone()).collect();
        let known = known(self.around.app, names).await?;
        let mut fresh = Vec::new();
        let (mut comments, mut pings) = (0, 0);
        for (one, known) in said.into_iter().zip(known) {
            match (known, one.is_ping) {
                (false, _) => fresh.push(one),
                (true, false) => comments += 1,
                (true, true) => pings += 1,
            }
        }
        self.around.count(|report| {
            report.comments.known += comments;
            report.pings.known += pings;
        });
        Ok(fresh)
    }

    /// Puts an entry and its thread into portions, none of them too large.
    async fn slices(
        &mut self,
        mut whole: Whole<'a>,
        out: &mpsc::Sender<Vec<Slice>>,
    ) -> std::result::Result<(), ImportError> {
        loop {
            let room = COMMENTS.saturating_sub(self.weight.1).max(1);
            let mut some = Vec::new();
            let mut is_last = true;
            if let Some(thread) = &mut whole.thread {
                some = thread.take(room);
                is_last = thread.is_empty();
            }
            self.meet(&some);
            if whole.may_be_known && !some.is_empty() {
                some = self.unknown(some).await?;
            }
            let draft = Draft {
                entry: whole.entry,
                line: whole.line,
                title: whole.title.clone(),
                subject: std::mem::replace(&mut whole.subject, Subject::Before),
                said: some,
                end: if is_last { whole.end.take() } else { None },
            };
            self.weight.0 += 1;
            self.weight.1 += draft.said.len();
            self.weight.2 += draft.kilobytes();
            self.portion.push(draft);
            let (entries, comments, kilobytes) = self.weight;
            if entries >= ENTRIES || comments >= COMMENTS || kilobytes >= KILOBYTES {
                self.flush(out).await?;
            }
            if is_last {
                return Ok(());
            }
        }
    }

    async fn flush(
        &mut self,
        out: &mpsc::Sender<Vec<Slice>>,
    ) -> std::result::Result<(), ImportError> {
        self.weight = (0, 0, 0);
        let portion = std::mem::take(&mut self.portion);
        if portion.is_empty() {
            return Ok(());
        }
        let unit = self.finisher.finish(portion).await?;
        // Nobody takes it only if writing has failed, and that is said there.
        let _ = out.send(unit).await;
        Ok(())
    }

    fn count_found(&self, entry: &Entry) {
        let (comments, pings) = (count(&entry.comments), count(&entry.pings));
        self.around.count(|report| {
            report.entries.found += 1;
            report.comments.found += comments;
            report.pings.found += pings;
        });
    }

    fn skip(&self, entry: &Entry, facts: &Facts, why: &str) {
        let (comments, pings) = (count(&entry.comments), count(&entry.pings));
        self.around.count(|report| {
            report.entries.skipped += 1;
            report.comments.skipped += comments;
            report.pings.skipped += pings;
        });
        self.around.note_all(vec![Note::new(
            entry.line,
            Fate::Skipped,
            "entry",
            &facts.title,
            why,
        )]);
    }

    /// An entry of which only the comments are taken.
    fn merged(&self, entry: &Entry, facts: &Facts) {
        self.around.count(|report| report.entries.known += 1);
        let why = "it is in the file more than once: only its comments are taken";
        self.around.note_all(vec![Note::new(
            entry.line,
            Fate::Noted,
            "entry",
            &facts.title,
            why,
        )]);
    }
}

fn count<T>(list: &[T]) -> u64 {
    u64::try_from(list.len()).unwrap_or(u64::MAX)
}
