//! What a file says, entry by entry.

use std::fmt;

use super::date::Dated;
use super::markup;
use super::setting::{CommentsAllowed, Format, Status};

/// One entry with all that hangs on it. Texts are as written, not cleaned; absent ones are empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it begins in the file.
    pub line: u64,
    /// Name of its author.
    pub author: Option<String>,
    /// Only TypePad tells it.
    pub author_email: Option<String>,
    /// Empty if it has none: see [`Entry::title_or_first_words`].
    pub title: String,
    /// The last part of its address, with underscores; unique within its weblog only.
    pub basename: Option<String>,
    /// A draft if the file has a word for it that nobody knows.
    pub status: Status,
    /// Whether comments are shown and taken.
    pub comments_allowed: CommentsAllowed,
    /// Whether other sites may announce that they refer to it.
    pub pings_allowed: bool,
    /// What has to be done to body and extended body before they are HTML.
    pub format: Format,
    /// The category its address was made of.
    pub primary_category: Option<String>,
    /// Each once, the primary one first.
    pub categories: Vec<String>,
    /// Each once.
    pub tags: Vec<String>,
    /// When it was published, or will be.
    pub date: Option<Dated>,
    /// The full address it had: what old links point at.
    pub unique_url: Option<String>,
    /// Its comments belong to an entry that is already there, the one of the same date.
    pub joins_existing: bool,
    /// A picture that stands for it.
    pub image: Option<String>,
    /// Keys of other producers and custom fields, in the order of the file.
    pub fields: Vec<(String, String)>,
    /// The text.
    pub body: String,
    /// The text behind "continue reading".
    pub extended: String,
    /// A short text in its stead.
    pub excerpt: String,
    /// Free words for search engines.
    pub keywords: String,
    /// By date; those without one stay behind the one before them.
    pub comments: Vec<Comment>,
    /// In the order of the file.
    pub pings: Vec<Ping>,
    /// What was odd about it, in the order it was met.
    pub warnings: Vec<Warning>,
}

impl Entry {
    /// The title, or the first five words of the text where there is none. Empty if there is no text either.
    pub fn title_or_first_words(&self) -> String {
        if !self.title.is_empty() {
            return self.title.clone();
        }
        [&self.body, &self.extended, &self.excerpt]
            .into_iter()
            .map(|text| markup::first_words(text, 5))
            .find(|words| !words.is_empty())
            .unwrap_or_default()
    }

    pub(super) fn at(line: u64, status: Status) -> Self {
        Self {
            line,
            author: None,
            author_email: None,
            title: String::new(),
            basename: None,
            status,
            comments_allowed: CommentsAllowed::default(),
            pings_allowed: false,
            format: Format::Html,
            primary_category: None,
            categories: Vec::new(),
            tags: Vec::new(),
            date: None,
            unique_url: None,
            joins_existing: false,
            image: None,
            fields: Vec::new(),
            body: String::new(),
            extended: String::new(),
            excerpt: String::new(),
            keywords: String::new(),
            comments: Vec::new(),
            pings: Vec::new(),
            warnings: Vec::new(),
        }
    }
}

/// What somebody said below an entry. The file gives it neither an id nor a parent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Where it begins in the file.
    pub line: u64,
    /// A name, or the address of an account elsewhere. May be empty.
    pub author: String,
    /// Without the filler that stands for nobody's.
    pub email: Option<String>,
    /// From where it was sent.
    pub ip: Option<String>,
    /// The author's page, as written: it may be of any scheme.
    pub url: Option<String>,
    /// When it was said.
    pub date: Option<Dated>,
    /// HTML or plain, sometimes with one layer of entities too many: see [`undouble`](super::undouble).
    pub text: String,
}

impl Comment {
    /// A text that is the same for the same comment in any export, for hashing.
    ///
    /// `entry` names the entry it belongs to in a way that lasts.
    pub fn identity(&self, entry: &str) -> String {
        let date = self
            .date
            .map(|date| date.civil.to_string())
            .unwrap_or_default();
        let parts = [entry, &self.author, &date, &self.text];
        parts.map(|part| format!("{}:{part}", part.len())).concat()
    }
}

/// Another site's announcement that it refers to an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ping {
    /// Where it begins in the file.
    pub line: u64,
    /// Title of the page that refers.
    pub title: String,
    /// Its address, as written.
    pub url: Option<String>,
    /// Name of its weblog.
    pub blog: String,
    /// From where it was sent.
    pub ip: Option<String>,
    /// When it was sent.
    pub date: Option<Dated>,
    /// How the page begins.
    pub text: String,
}

/// Something that was understood all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Where.
    pub line: u64,
    /// What.
    pub what: Oddity,
}

/// In what way a file is odd.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Oddity {
    /// A status nobody knows: now a draft.
    UnknownStatus(String),
    /// No status at all: now what the caller chose for that.
    NoStatus,
    /// A format of text nobody knows.
    UnknownFormat(String),
    /// A date that is not understood: now none.
    BadDate(String),
    /// A date not written as the format wants it.
    LooseDate(String),
    /// A line of hyphens that would end something was taken for text. Said once for each piece.
    HyphensInText,
    /// Text where a labelled piece should be: now the body.
    NoLabel,
    /// The same piece twice: now one after the other.
    RepeatedPiece,
    /// The file ends within the entry or right behind it, without the closing line.
    CutOff,
    /// So many characters could not be read.
    Unreadable(u64),
    /// So many control characters were taken out.
    ControlCharacters(u64),
}

impl fmt::Display for Oddity {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownStatus(word) => write!(out, "unknown status {word:?}, taken for a draft"),
            Self::NoStatus => out.write_str("no status"),
            Self::UnknownFormat(word) => write!(out, "unknown text format {word:?}"),
            Self::BadDate(text) => write!(out, "date not understood: {text:?}"),
            Self::LooseDate(text) => write!(out, "date in an unusual form: {text:?}"),
            Self::HyphensInText => out.write_str("a line of hyphens was taken for text"),
            Self::NoLabel => out.write_str("text without a label was taken for the body"),
            Self::RepeatedPiece => out.write_str("the same part comes twice, and both were kept"),
            Self::CutOff => out.write_str("the file ends without closing this entry"),
            Self::Unreadable(count) => write!(out, "{count} characters could not be read"),
            Self::ControlCharacters(count) => {
                write!(out, "{count} control characters were taken out")
            }
        }
    }
}
