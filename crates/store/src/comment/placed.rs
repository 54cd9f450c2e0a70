//! A comment with the place where it was said, and its place in the thread.

use crate::Result;
use crate::engine::{FromRow, Row, next};
use base::{Id, Moment};
use domain::Viewer;
use domain::comment::{Author, Comment, State};
use domain::guest::Guest;
use domain::person::{Byline, Person};
use domain::policy::Guarded;

/// A comment with the place where it was said, and its place in the thread.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The comment.
    pub comment: Comment,
    /// Title of the conversation.
    pub title: String,
    /// Address of the conversation.
    pub path: String,
    /// When its branch began: the first part of its place.
    pub root_at: Moment,
}

impl Guarded for Placed {
    fn is_visible_to(&self, viewer: &Viewer) -> bool {
        self.comment.is_visible_to(viewer)
    }
}

impl FromRow for Placed {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "conversation_id",
        "parent_id",
        "parent_name",
        "root_id",
        "guest_id",
        "guest_name",
        "guest_url",
        "by_id",
        "by_handle",
        "by_name",
        "by_portrait",
        "html",
        "state",
        "at",
        "edited_at",
        "revision",
        "thanks",
        "helped",
        "purge_at",
        "hidden_at",
        "group_id",
        "audience",
        "stage",
        "kind",
        "begun_by",
        "title",
        "path",
        "root_at",
    ];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        let (id, conversation) = (next(row, at)?, next(row, at)?);
        let (parent, parent_name, root) = (next(row, at)?, next(row, at)?, next(row, at)?);
        let guest: Option<Id<Guest>> = next(row, at)?;
        let (guest_name, guest_url): (Option<String>, _) = (next(row, at)?, next(row, at)?);
        let person: Option<Id<Person>> = next(row, at)?;
        let (handle, name): (Option<String>, Option<String>) = (next(row, at)?, next(row, at)?);
        let portrait = next(row, at)?;
        let author = match (person, handle, name, guest) {
            (Some(id), Some(handle), Some(name), _) => Author::Person(Byline {
                id,
                handle,
                name,
                portrait,
            }),
            (_, _, _, Some(id)) => Author::Guest {
                id,
                name: guest_name.unwrap_or_default(),
                url: guest_url,
            },
            _ => return Err(row.misfit(0, "a comment without an author")),
        };
        let mut comment = Comment {
            id,
            conversation,
            parent,
            parent_name,
            root,
            author,
            html: next(row, at)?,
            state: next(row, at)?,
            at: next(row, at)?,
            edited_at: next(row, at)?,
            revision: next(row, at)?,
            thanks: next(row, at)?,
            helped: next(row, at)?,
            purge_at: next(row, at)?,
            hidden_at: next(row, at)?,
            group: next(row, at)?,
            visibility: next(row, at)?,
            stage: next(row, at)?,
            kind: next(row, at)?,
            begun_by: next(row, at)?,
        };
        if comment.state.is_gone() || comment.state == State::Hidden {
            comment.html.clear(); // Nobody reads what stands under a stone.
        }
        Ok(Self {
            comment,
            title: next(row, at)?,
            path: next(row, at)?,
            root_at: next(row, at)?,
        })
    }
}

/// A comment's place in its thread: branches by their beginning, and within a branch by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// When the branch began.
    pub root_at: Moment,
    /// Which branch.
    pub root: Id<Comment>,
    /// When it was said.
    pub at: Moment,
    /// Which comment.
    pub id: Id<Comment>,
}

impl From<(Moment, Id<Comment>, Moment, Id<Comment>)> for Place {
    fn from((root_at, root, at, id): (Moment, Id<Comment>, Moment, Id<Comment>)) -> Self {
        Self {
            root_at,
            root,
            at,
            id,
        }
    }
}

impl Place {
    /// Of this comment.
    #[must_use]
    pub fn of(placed: &Placed) -> Self {
        let comment = &placed.comment;
        Self {
            root_at: placed.root_at,
            root: comment.root,
            at: comment.at,
            id: comment.id,
        }
    }

    pub(super) const FIRST: Self = Self {
        root_at: Moment::from_ms(i64::MIN),
        root: Id::fixed(1),
        at: Moment::from_ms(i64::MIN),
        id: Id::fixed(1),
    };
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}.{}.{}.{}",
            self.root_at.ms(),
            self.root,
            self.at.ms(),
            self.id
        )
    }
}

impl std::str::FromStr for Place {
    type Err = base::id::NotAnId;

    /// Reads a cursor from an address. A made-up one only begins somewhere else: it shows nothing more.
    fn from_str(text: &str) -> std::result::Result<Self, base::id::NotAnId> {
        let mut parts = text.split('.');
        let mut part = || parts.next().ok_or(base::id::NotAnId);
        let moment = |text: &str| {
            text.parse()
                .map(Moment::from_ms)
                .map_err(|_| base::id::NotAnId)
        };
        Ok(Self {
            root_at: moment(part()?)?,
            root: part()?.parse()?,
            at: moment(part()?)?,
            id: part()?.parse()?,
        })
    }
}
