//! Posts: conversations that any member opens. Their first words are the anchor; what is said under them is the thread.

mod input;
mod rule;
mod wish;

pub use input::{Draft, Input, parse_decision};
pub use rule::{
    Accept, Begin, BringBack, Change, Conclude, Credit, Decide, Help, LetThrough, Lower, Open,
    Opening, Raise, Resume, Support, ThankBack, Withdraw,
};
pub use wish::{
    Conclusion, Course, Ending, Fate, Hand, Helper, NAMED, NEVER, SENTENCE_LIMIT, Terms,
    WORDS_LIMIT, Wish, day, has_room, open_at_once, parse_sentence,
};

use base::{Id, Moment};
use serde::{Deserialize, Serialize};

use crate::comment::Comment;
use crate::conversation::{Conversation, Kind};
use crate::group::{Group, Sign, Visibility};
use crate::person::Byline;
use crate::policy::{Guarded, Viewer};
use crate::role::named;

/// Bytes of a post's first words.
pub const SOURCE_LIMIT: usize = 50_000;
/// Pictures in the first words of a conversation (SECURITY 4.3).
pub const PICTURES: usize = 20;
/// Bytes of the reason of a decision.
pub const REASON_LIMIT: usize = 4_000;
/// Lines on a page of a list.
pub const PAGE: i64 = 30;

/// What became of an idea.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It will be done.
    Planned,
    /// It is being done.
    Doing,
    /// It is done.
    Done,
    /// It will not be done.
    Declined,
}
named!(Standing { Planned = "planned", Doing = "doing", Done = "done", Declined = "declined" });

/// What was decided about an idea, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What became of it.
    pub standing: Standing,
    /// Why, as written.
    pub source: String,
    /// Why, as shown.
    pub html: String,
    /// Who decided.
    pub by: Option<Byline>,
    /// When.
    pub at: Moment,
}

/// A conversation of any kind, as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which one.
    pub id: Id<Conversation>,
    /// The group it belongs to.
    pub group: Id<Group>,
    /// How that is named, unless it is the site's own.
    pub sign: Option<Sign>,
    /// What it is.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// Its address, from the root.
    pub path: String,
    /// Who may read.
    pub visibility: Visibility,
    /// When it was opened.
    pub at: Moment,
    /// When something was last said in it; when it was opened, if nothing was.
    pub active_at: Moment,
    /// Who opened it.
    pub by: Byline,
    /// Its first words, plain.
    pub excerpt: String,
    /// Visible comments.
    pub comments: i64,
    /// Whether a question's answer was accepted.
    pub answered: bool,
    /// How many support an idea.
    pub supports: i64,
    /// What became of an idea.
    pub standing: Option<Standing>,
    /// How many said “I can” under an ask or “I’d like” under an offer.
    pub hands: i64,
    /// Where an ask or an offer stands.
    pub fate: Option<Fate>,
}

impl Line {
    /// What is put behind the key of words about it, once it is an ask or offer that is open no more.
    #[must_use]
    pub fn over(&self) -> &'static str {
        self.fate.map_or("", Fate::over)
    }
}

impl Guarded for Line {
    fn is_visible_to(&self, viewer: &Viewer) -> bool {
        self.visibility.admits(viewer)
    }
}

/// A post whole, without its thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// The conversation: title, address, who may read, whether it is open.
    pub conversation: Conversation,
    /// Who opened it.
    pub by: Byline,
    /// When.
    pub at: Moment,
    /// Its first words as written, Markdown.
    pub source: String,
    /// As shown, sanitised.
    pub html: String,
    /// Plain, short.
    pub excerpt: String,
    /// When its first words were last changed.
    pub edited_at: Option<Moment>,
    /// Counts changes; edits carry the one they read (R106).
    pub revision: i64,
    /// The answer that was accepted.
    pub answer: Option<Id<Comment>>,
    /// Who accepted it.
    pub accepted_by: Option<Byline>,
    /// How many support it.
    pub supports: i64,
    /// What was decided about it.
    pub decision: Option<Decision>,
    /// When, where and until when it is asked or offered, who can, and how it ended.
    pub wish: Option<Wish>,
    /// Its id in feeds.
    pub feed_id: String,
}

impl Post {
    /// Its conversation.
    #[must_use]
    pub const fn id(&self) -> Id<Conversation> {
        self.conversation.id
    }

    /// What it is.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.conversation.kind
    }
}

impl Guarded for Post {
    fn is_visible_to(&self, viewer: &Viewer) -> bool {
        self.conversation.is_visible_to(viewer)
    }
}

/// What stands where the last part of a post's address would: what is done with it.
const TAKEN: [&str; 14] = [
    "answer",
    "closing",
    "comments",
    "decision",
    "door",
    "edit",
    "ending",
    "hand",
    "history",
    "reopening",
    "seen",
    "support",
    "thanks",
    "withdrawal",
];

/// The last part of a post's address, made from its title; with its kind where the title alone cannot be one.
#[must_use]
pub fn slug(title: &str, kind: Kind) -> String {
    let slug = base::clean::slug(title, crate::article::SLUG_LIMIT);
    match slug.as_str() {
        "" => kind.as_str().to_owned(),
        taken if TAKEN.contains(&taken) => format!("{kind}-{taken}"),
        _ => slug,
    }
}

/// The address of a post.
#[must_use]
pub fn path(id: Id<Conversation>, slug: &str) -> String {
    format!("/conversations/{id}/{slug}")
}
