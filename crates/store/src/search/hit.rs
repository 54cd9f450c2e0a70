//! One thing that was found.

use base::{Id, Moment};
use domain::Viewer;
use domain::comment::{Comment, State};
use domain::conversation::{Conversation, Kind, Stage};
use domain::group::Visibility;
use domain::policy::Guarded;

use crate::Result;
use crate::engine::{FromRow, Row, next};

/// An anchor or a comment that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub(super) key: i64,
    /// The conversation it is in, or is.
    pub conversation: Id<Conversation>,
    /// The comment, unless it is the anchor itself.
    pub comment: Option<Id<Comment>>,
    /// What the conversation is.
    pub kind: Kind,
    /// Title of the conversation.
    pub title: String,
    /// Its address from the root; of a comment with `#comment-…`.
    pub path: String,
    /// Name of whoever wrote it.
    pub author: String,
    /// When it was published or said.
    pub at: Moment,
    /// Its text, sanitised, to take an excerpt from.
    pub html: String,
    /// How much is said in the conversation.
    pub comments: i64,
    /// Whether it is a question that has its answer.
    pub answered: bool,
    visibility: Visibility,
    stage: Stage,
    state: Option<State>,
}

impl Guarded for Hit {
    fn is_visible_to(&self, viewer: &Viewer) -> bool {
        // Search shows what is out, whoever asks: drafts and queues have lists of their own.
        self.stage == Stage::Published
            && self.visibility.admits(viewer)
            && matches!(self.state, None | Some(State::Visible))
    }
}

impl FromRow for Hit {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "conversation_id",
        "comment_id",
        "kind",
        "title",
        "path",
        "author",
        "at",
        "html",
        "comments",
        "answered",
        "audience",
        "stage",
        "state",
    ];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        let mut hit = Self {
            key: next(row, at)?,
            conversation: next(row, at)?,
            comment: next(row, at)?,
            kind: next(row, at)?,
            title: next(row, at)?,
            path: next(row, at)?,
            author: next(row, at)?,
            at: next(row, at)?,
            html: next(row, at)?,
            comments: next(row, at)?,
            answered: next(row, at)?,
            visibility: next(row, at)?,
            stage: next(row, at)?,
            state: next(row, at)?,
        };
        if let Some(comment) = hit.comment {
            hit.path.push_str(&format!("#comment-{comment}"));
        }
        Ok(hit)
    }
}
