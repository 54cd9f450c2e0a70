//! Weaves threads: the part that is the same for everybody once, each viewer's own part on the way out.

use std::collections::HashSet;

use askama::Template;
use base::Id;
use domain::comment::{self, Author, Comment, Dated, State};
use domain::conversation::Conversation;
use domain::person::{Byline, Person};
use domain::policy::Guarded as _;
use domain::{Rule, Viewer, Visible};
use store::comment::{Place, Placed};

use crate::cache::Weight as _;
use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::frame;
use crate::thread::{Piece, Thread, Tools};

/// A branch: its first comment as far as it is on this page, and the answers below it.
struct Branch<'a> {
    first: Shown<'a>,
    answers: Vec<Shown<'a>>,
}

struct Shown<'a> {
    comment: &'a Comment,
    by_author: bool,
    heading: u8,
}

impl Shown<'_> {
    /// The address of what it answers.
    fn parent(&self) -> String {
        self.comment
            .parent
            .map(|id| format!("/comments/{id}"))
            .unwrap_or_default()
    }

    const fn is_stone(&self) -> bool {
        matches!(self.comment.state, State::Deleted)
    }

    fn byline(&self) -> Option<&Byline> {
        self.comment.author.person()
    }

    fn site(&self) -> Option<&str> {
        match &self.comment.author {
            Author::Guest { url, .. } => url.as_deref(),
            Author::Person(_) => None,
        }
    }

    const fn is_guest(&self) -> bool {
        matches!(self.comment.author, Author::Guest { .. })
    }

    /// Marks the gap for the viewer's own part. Clean text has no control characters, so this cannot stand in a comment.
    fn gap(&self) -> String {
        format!("{GAP}{}{GAP}", self.comment.id)
    }
}

/// Stands around the id of a comment where its tools go.
const GAP: char = '\u{1}';

#[derive(Template)]
#[template(path = "comment/_thread.html")]
struct ThreadTemplate<'a> {
    branches: Vec<Branch<'a>>,
}

/// Renders a page of a thread for everybody.
pub(crate) fn render(
    desk: &Desk,
    page: &[Visible<Placed>],
    authors: &[Id<Person>],
    next: Option<Place>,
    previous: Option<Option<Place>>,
) -> Result<Thread, PageError> {
    let mut branches: Vec<Branch<'_>> = Vec::new();
    for placed in page {
        let comment = &placed.comment;
        let by_author = comment
            .author
            .person()
            .is_some_and(|byline| authors.contains(&byline.id));
        match branches.last_mut() {
            Some(branch) if branch.first.comment.root == comment.root => {
                branch.answers.push(Shown {
                    comment,
                    by_author,
                    heading: 4,
                });
            }
            _ => branches.push(Branch {
                first: Shown {
                    comment,
                    by_author,
                    heading: 3,
                },
                answers: Vec::new(),
            }),
        }
    }
    let html = frame::html(desk, &ThreadTemplate { branches })?;
    let mut pieces = Vec::new();
    for (number, part) in html.split(GAP).enumerate() {
        if number % 2 == 0 {
            pieces.push(Piece::Html(part.to_owned()));
        } else if let Some(placed) = page
            .iter()
            .find(|placed| placed.comment.id.to_string() == part)
        {
            let mut comment = placed.comment.clone();
            comment.html = String::new();
            pieces.push(Piece::Tools(Box::new(Tools { comment })));
        }
    }
    Ok(Thread {
        pieces,
        next,
        previous,
    })
}

#[derive(Template)]
#[template(path = "comment/_tools.html")]
struct ToolsTemplate<'a> {
    comment: &'a Comment,
    name: &'a str,
    guest: bool,
    own: bool,
    thanked: bool,
    may_thank: bool,
    may_edit: bool,
    may_delete: bool,
    may_restore: bool,
    open: bool,
    path: &'a str,
}

/// The thread as this viewer sees it.
pub(crate) fn for_viewer(
    desk: &Desk,
    thread: &Thread,
    thanked: &HashSet<Id<Comment>>,
    path: &str,
    open: bool,
) -> Result<String, PageError> {
    let viewer = desk.viewer();
    let mut out = String::with_capacity(thread.weight() + thread.pieces.len() * 300);
    for piece in &thread.pieces {
        match piece {
            Piece::Html(html) => out.push_str(html),
            Piece::Tools(tools) => {
                let dated = Dated {
                    comment: tools.comment.clone(),
                    now: desk.now,
                };
                debug_assert!(
                    dated.is_visible_to(&viewer),
                    "a thread shows what its viewer may not see"
                );
                let page = ToolsTemplate {
                    name: tools.comment.author.name(),
                    guest: viewer == Viewer::Guest,
                    own: tools.comment.is_by(&viewer),
                    thanked: thanked.contains(&tools.comment.id),
                    may_thank: comment::Thank::allows(&viewer, &tools.comment),
                    may_edit: comment::Edit::allows(&viewer, &dated),
                    may_delete: comment::Delete::allows(&viewer, &tools.comment),
                    may_restore: comment::Restore::allows(&viewer, &tools.comment),
                    open,
                    path,
                    comment: &tools.comment,
                };
                out.push_str(&frame::html(desk, &page)?);
            }
        }
    }
    Ok(out)
}

/// The key under which a page of a thread is kept.
pub(crate) fn key(desk: &Desk, conversation: Id<Conversation>, after: Option<Place>) -> String {
    let audience = if desk.viewer() == Viewer::Guest {
        'g'
    } else {
        'm'
    };
    let after = after.map(|place| place.to_string()).unwrap_or_default();
    format!("{conversation} {audience} {} {after}", desk.lang.tag())
}
