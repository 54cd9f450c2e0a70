//! What a reader yields, and what it is told.

use std::{fmt, io};

use super::encoding::Encoding;
use super::entry::Entry;
use super::setting::Status;

/// How much of one thing is held at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one line.
    pub line: usize,
    /// Bytes of one entry with its comments; each part is charged a little more than its text.
    pub entry: usize,
    /// Comments of one entry, and pings.
    pub comments_per_entry: usize,
}

impl Default for Limits {
    /// Far above what people write: a line with a large picture in it, a long thread.
    fn default() -> Self {
        Self {
            line: 32 << 20,
            entry: 64 << 20,
            comments_per_entry: 200_000,
        }
    }
}

/// How to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// As detected, or as the caller knows better.
    pub encoding: Encoding,
    /// How much is held.
    pub limits: Limits,
    /// The status of entries that have none. A draft by default, so that nothing is shown by mistake; files older than
    /// the word itself hold published entries.
    pub absent_status: Status,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            encoding: Encoding::UTF_8,
            limits: Limits::default(),
            absent_status: Status::Draft,
        }
    }
}

/// The next thing in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// An entry, whole but for what the skipped items behind it say.
    Entry(Box<Entry>),
    /// Something left out. Each thing that is left out is reported so, exactly once.
    Skipped {
        /// Where the first of it stood.
        line: u64,
        /// The title of the entry it belonged to, or its first words.
        what: String,
        /// Why.
        why: Reason,
    },
}

/// Why something was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// An entry beyond the limit.
    EntryTooLarge,
    /// So many lines of an entry beyond the limit.
    LinesTooLong(u64),
    /// So many comments of an entry beyond the limit.
    TooManyComments(u64),
    /// So many pings of an entry beyond the limit.
    TooManyPings(u64),
    /// Text that has nothing of an entry.
    NotAnEntry,
}

impl fmt::Display for Reason {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EntryTooLarge => out.write_str("the entry is too large"),
            Self::LinesTooLong(count) => write!(out, "{count} lines are too long"),
            Self::TooManyComments(count) => {
                write!(out, "{count} comments are more than an entry may have")
            }
            Self::TooManyPings(count) => {
                write!(out, "{count} pings are more than an entry may have")
            }
            Self::NotAnEntry => out.write_str("this is not an entry"),
        }
    }
}

/// Why reading ended early.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The source failed.
    #[error("reading failed after line {line}: {source}")]
    Read {
        /// The last line that was read.
        line: u64,
        /// What the source said.
        source: io::Error,
    },
}
