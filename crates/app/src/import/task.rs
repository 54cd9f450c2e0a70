//! What an import is told, how far it is, and why it ends early.

use std::path::PathBuf;

use archives::mtif::{Encoding, Limits};
use jiff::tz::TimeZone;

use crate::Error;

/// Most entries of one file. What is remembered of each for links and addresses has to fit into memory.
pub(super) const ENTRIES: usize = 500_000;

/// Tags, and categories, of one entry that are taken.
pub(super) const TAGS: usize = 100;

/// What is to be imported, and how.
#[derive(Clone, Debug, Default)]
pub struct Import {
    /// The export.
    pub file: PathBuf,
    /// A folder with the pictures of the old site.
    pub media: Option<PathBuf>,
    /// IANA name of the zone that the dates are of; the site's if nothing is said.
    pub zone: Option<String>,
    /// Only say what would happen.
    pub dry_run: bool,
    /// Name of the file's encoding; found out if nothing is said.
    pub encoding: Option<String>,
    /// Where to write, as lines of JSON, everything that was left out or changed, and why.
    pub report: Option<PathBuf>,
}

/// How much of one thing is held: a body with a picture in it, a long thread, and still not too much memory.
pub(super) const LIMITS: Limits = Limits {
    line: 12 << 20,
    entry: 64 << 20,
    comments_per_entry: 200_000,
};

impl Import {
    pub(super) fn time_zone(&self, site: &str) -> Result<TimeZone, ImportError> {
        match &self.zone {
            Some(name) => TimeZone::get(name.trim())
                .map_err(|_| ImportError::Zone(base::clean::clip(name, 60).to_owned())),
            None => Ok(TimeZone::get(site).unwrap_or(TimeZone::UTC)),
        }
    }

    pub(super) fn named_encoding(&self) -> Result<Option<Encoding>, ImportError> {
        match &self.encoding {
            Some(name) => Encoding::named(name.trim())
                .map(Some)
                .ok_or_else(|| ImportError::Encoding(base::clean::clip(name, 60).to_owned())),
            None => Ok(None),
        }
    }
}

/// What an import is busy with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Finding out the encoding, entries and addresses.
    Reading,
    /// Looking through the folder of pictures.
    Media,
    /// Bringing things in, or finding out what would be brought.
    Bringing,
    /// Asking every old address where it leads.
    Checking,
}

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What it is busy with.
    pub stage: Stage,
    /// Bytes of the file, or things, that are done.
    pub done: u64,
    /// How many there are; 0 if that is not known yet.
    pub total: u64,
}

/// Why an import ended early. Everything that was brought until then stays, and running it again goes on from there.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file, or the folder of pictures, cannot be read.
    #[error("{0}: {1}")]
    Read(PathBuf, std::io::Error),
    /// The report cannot be written.
    #[error("{0}: {1}")]
    Report(PathBuf, std::io::Error),
    /// The file is something else.
    #[error("{0} is {1}: {2}")]
    Other(PathBuf, &'static str, &'static str),
    /// The report would be written over what is to be read.
    #[error("the report would be written over the export itself: give it another name")]
    ReportIsFile,
    /// No such time zone.
    #[error("“{0}” is no time zone; names are like Europe/Berlin or America/New_York")]
    Zone(String),
    /// No such encoding.
    #[error("“{0}” is no encoding; names are like utf-8, latin1, shift_jis or euc-jp")]
    Encoding(String),
    /// There is nothing in it that could be an entry.
    #[error(
        "there is no entry in this file: it is no export of TypePad or Movable Type. One begins with lines such as \
         AUTHOR: and TITLE:, and its entries end with a line of eight hyphens"
    )]
    Empty,
    /// More entries than can be remembered.
    #[error("this file has more than {0} entries; split it at lines of eight hyphens")]
    TooMany(usize),
    /// It was not the same the second time.
    #[error("the file changed while it was read")]
    Changed,
    /// The store.
    #[error(transparent)]
    Store(#[from] Error),
}

impl From<store::Error> for ImportError {
    fn from(error: store::Error) -> Self {
        Self::Store(error.into())
    }
}
