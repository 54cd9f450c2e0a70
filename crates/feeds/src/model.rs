//! What a feed says, whatever format it is written in.

use jiff::Timestamp;

/// A list somebody follows.
#[derive(Debug, Clone, PartialEq)]
pub struct Feed {
    /// An IRI minted once and never changed, the same for all three formats.
    pub id: String,
    /// Plain text.
    pub title: String,
    /// Plain text.
    pub subtitle: Option<String>,
    /// A language tag; empty if it is not known.
    pub language: String,
    /// The page that shows the same list.
    pub page: String,
    /// Where this very document is served, in this very format.
    pub here: String,
    /// When anything in the feed last changed.
    pub updated: Timestamp,
    /// The first page of a feed in pages, in this format.
    pub first: Option<String>,
    /// The page with older entries, in this format.
    pub next: Option<String>,
    /// The page with newer entries, in this format.
    pub previous: Option<String>,
    /// The program that wrote it.
    pub generator: String,
    /// A small square picture.
    pub icon: Option<String>,
    /// What all entries answer, in a feed of comments. An entry's own word goes first.
    pub of: Option<InReplyTo>,
    /// In the order in which readers are to see them.
    pub entries: Vec<Entry>,
}

/// One article, comment or announcement.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// An IRI minted once and never changed; for imported things the one of the old feed.
    pub id: String,
    /// Plain text, may be empty.
    pub title: String,
    /// The page, for a comment with its anchor.
    pub url: String,
    /// First made public.
    pub published: Timestamp,
    /// Last edited in earnest.
    pub updated: Timestamp,
    /// May be empty: then the feed itself speaks.
    pub authors: Vec<Author>,
    /// Sanitised HTML with absolute addresses.
    pub html: String,
    /// Plain text.
    pub summary: Option<String>,
    /// Plain words.
    pub tags: Vec<String>,
    /// Where the answers are, if it can be answered.
    pub replies: Option<Replies>,
    /// What it answers.
    pub in_reply_to: Option<InReplyTo>,
    /// The picture that goes with it.
    pub picture: Option<Enclosure>,
}

/// Who wrote an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// As shown.
    pub name: String,
    /// Their page; anything but an `http` or `https` address is left out.
    pub url: Option<String>,
}

/// Where the answers to an entry are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replies {
    /// The comment feed as Atom.
    pub feed_atom: String,
    /// The comment feed as RSS.
    pub feed_rss: String,
    /// The comment feed as JSON Feed.
    pub feed_json: String,
    /// The thread as a page.
    pub page: String,
    /// How many there are.
    pub count: u64,
    /// When the last one came.
    pub updated: Option<Timestamp>,
}

/// What something answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InReplyTo {
    /// The id of the parent **in its feed**, not its address.
    pub id: String,
    /// The parent's page.
    pub url: String,
    /// The feed in which the parent stands.
    pub feed: Option<String>,
}

/// A file that goes with an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosure {
    /// Where it is.
    pub url: String,
    /// In bytes; 0 if it is not known.
    pub length: u64,
    /// Such as `image/webp`.
    pub mime: String,
}

impl Feed {
    /// What `entry` answers in this feed: the comment it names, else whatever the whole feed is about.
    pub(crate) fn parent_of<'a>(&'a self, entry: &'a Entry) -> Option<&'a InReplyTo> {
        entry.in_reply_to.as_ref().or(self.of.as_ref())
    }

    /// A name for entries that have none of their own.
    pub(crate) fn voice(&self) -> &str {
        if self.title.trim().is_empty() {
            &self.page
        } else {
            &self.title
        }
    }
}

impl Entry {
    /// The authors who have a name.
    pub(crate) fn named(&self) -> impl Iterator<Item = &Author> {
        self.authors.iter().filter(|a| !a.name.trim().is_empty())
    }

    /// The tags that say something.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.tags
            .iter()
            .map(String::as_str)
            .filter(|t| !t.trim().is_empty())
    }
}

impl Author {
    /// The address, if it is one that a reader may be sent to: people type theirs themselves.
    pub(crate) fn link(&self) -> Option<&str> {
        self.url.as_deref().filter(|url| {
            let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
            (lower.starts_with("http://") || lower == "https://")
                && !url.contains(|c: char| c.is_whitespace() || c.is_control())
        })
    }
}

/// The first second that all formats can write.
const EARLIEST: Timestamp = Timestamp::constant(-62_135_596_800, 0);

/// A time as Atom and JSON Feed want it, to the second.
pub(crate) fn rfc3339(time: Timestamp) -> String {
    time.max(EARLIEST)
        .strftime("%Y-%m-%dT%H:%M:%SZ")
        .to_string()
}

/// A time as RSS wants it: English names, four digits for the year.
pub(crate) fn rfc822(time: Timestamp) -> String {
    time.max(EARLIEST)
        .strftime("%a, %d %b %Y %H:%M:%S +0000")
        .to_string()
}
