//! What an import did, or would do: numbers for the terminal, and everything left out or changed for a file.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::note::{Fate, Note};
use super::task::ImportError;

/// Notes that are kept to be shown on the terminal; all of them go to the file.
const SHOWN: usize = 200;
/// Kinds of reasons that are counted apart.
const REASONS: usize = 200;

/// Things of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// In the file.
    pub found: u64,
    /// Brought now.
    pub new: u64,
    /// Here already, and now as the file has them.
    pub renewed: u64,
    /// Here already.
    pub known: u64,
    /// Left out.
    pub skipped: u64,
}

/// What an import did, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Report {
    /// Whether nothing was written.
    pub dry_run: bool,
    /// In which encoding the file was read.
    pub encoding: String,
    /// Whether the encoding is a guess.
    pub guessed: bool,
    /// The zone of its dates.
    pub zone: String,
    /// Whether that zone was only assumed, because none was given.
    pub zone_assumed: bool,
    /// Entries.
    pub entries: Count,
    /// Of the new entries, those that are drafts here.
    pub drafts: u64,
    /// Of the new entries, those that will be published when their time comes.
    pub scheduled: u64,
    /// Comments.
    pub comments: Count,
    /// Announcements of other sites that they refer to an entry.
    pub pings: Count,
    /// Authors.
    pub people: Count,
    /// Those who commented, by name and address.
    pub guests: u64,
    /// Pictures of the old site that the texts show and that the folder has.
    pub pictures_found: u64,
    /// Pictures that were inside the texts themselves.
    pub pictures_inside: u64,
    /// Pictures of the old site that the folder does not have.
    pub pictures_missing: u64,
    /// Pictures that were there and could not be taken.
    pub pictures_refused: u64,
    /// Bytes of the pictures found.
    pub picture_bytes: u64,
    /// Links in texts that now lead to the same thing here.
    pub links_rewritten: u64,
    /// Links in texts to the old site that lead to nothing here.
    pub links_lost: u64,
    /// Old addresses that go on working.
    pub addresses_kept: u64,
    /// Old addresses that something else has already.
    pub addresses_taken: u64,
    /// How many notes there are of each fate, kind and reason.
    pub reasons: BTreeMap<String, u64>,
    /// The first of the notes.
    #[serde(skip)]
    pub notes: Vec<Note>,
}

/// Takes notes, and writes them down at once.
pub(super) struct Ledger {
    pub(super) report: Report,
    file: Option<(PathBuf, BufWriter<File>)>,
    fault: Option<std::io::Error>,
}

impl Ledger {
    pub(super) fn open(path: Option<&Path>, report: Report) -> Result<Self, ImportError> {
        let file = match path {
            Some(path) => {
                let file = File::create(path)
                    .map_err(|error| ImportError::Report(path.to_owned(), error))?;
                Some((path.to_owned(), BufWriter::new(file)))
            }
            None => None,
        };
        Ok(Self {
            report,
            file,
            fault: None,
        })
    }

    pub(super) fn note(&mut self, note: Note) {
        // Numbers and quotations differ from case to case; what is before them is the reason.
        let reason = note.why.split([':', ';', '“']).next().unwrap_or_default();
        let reason: String = reason.chars().filter(|c| !c.is_ascii_digit()).collect();
        let class = format!("{} {}: {}", note.kind, fate_word(note.fate), reason.trim());
        if self.report.reasons.len() < REASONS || self.report.reasons.contains_key(&class) {
            *self.report.reasons.entry(class).or_default() += 1;
        }
        self.write(&note);
        if self.report.notes.len() < SHOWN {
            self.report.notes.push(note);
        }
    }

    fn write(&mut self, what: &impl Serialize) {
        let Some((_, file)) = &mut self.file else {
            return;
        };
        let written = serde_json::to_writer(&mut *file, what)
            .map_err(std::io::Error::from)
            .and_then(|()| file.write_all(b"\n"));
        if let Err(error) = written
            && self.fault.is_none()
        {
            self.fault = Some(error);
        }
    }

    /// Ends the file with the numbers.
    pub(super) fn close(mut self) -> Result<Report, ImportError> {
        #[derive(Serialize)]
        struct Last<'a> {
            summary: &'a Report,
        }
        let report = self.report.clone();
        self.write(&Last { summary: &report });
        if let Some((path, mut file)) = self.file {
            let ended = match self.fault {
                Some(error) => Err(error),
                None => file.flush(),
            };
            ended.map_err(|error| ImportError::Report(path, error))?;
        }
        Ok(report)
    }
}

const fn fate_word(fate: Fate) -> &'static str {
    match fate {
        Fate::Skipped => "left out",
        Fate::Missing => "missing",
        Fate::Changed => "changed",
        Fate::Noted => "noted",
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (title, new) = if self.dry_run {
            ("What would happen (nothing was written):", "would be new")
        } else {
            ("What was imported:", "new")
        };
        writeln!(f, "{title}")?;
        for (name, count) in [
            ("entries", self.entries),
            ("comments", self.comments),
            ("pings", self.pings),
            ("authors", self.people),
        ] {
            write!(f, "  {name:<9} {:>7} in the file", count.found)?;
            for (number, word) in [
                (count.new, new),
                (count.renewed, "brought up to date"),
                (count.known, "here already"),
                (count.skipped, "left out"),
            ] {
                if number > 0 {
                    write!(f, ", {number} {word}")?;
                }
            }
            writeln!(f)?;
        }
        if self.drafts + self.scheduled > 0 {
            writeln!(
                f,
                "  of the new entries {} are drafts and {} will be published later",
                self.drafts, self.scheduled
            )?;
        }
        writeln!(
            f,
            "  guests    {:>7} who commented, by name and address",
            self.guests
        )?;
        writeln!(
            f,
            "  pictures  {:>7} found ({} kB), {} inside texts, {} missing, {} could not be taken",
            self.pictures_found,
            self.picture_bytes.div_ceil(1_024),
            self.pictures_inside,
            self.pictures_missing,
            self.pictures_refused
        )?;
        writeln!(
            f,
            "  links     {:>7} lead to their new places, {} to the old site lead nowhere now",
            self.links_rewritten, self.links_lost
        )?;
        writeln!(
            f,
            "  addresses {:>7} kept, {} taken by something else",
            self.addresses_kept, self.addresses_taken
        )?;
        let guess = if self.guessed {
            ", which is a guess"
        } else {
            ""
        };
        let assumed = if self.zone_assumed {
            ", since none was given"
        } else {
            ""
        };
        writeln!(
            f,
            "Read as {}{guess}; dates are of the zone {}{assumed}.",
            self.encoding, self.zone
        )?;
        if !self.reasons.is_empty() {
            writeln!(f, "What was left out or is not as it was:")?;
            for (reason, count) in &self.reasons {
                writeln!(f, "  {count:>7} × {reason}")?;
            }
        }
        Ok(())
    }
}
