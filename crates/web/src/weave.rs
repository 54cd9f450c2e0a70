//! Weaves threads: the part that is the same for everybody once, each viewer's own part on the way out.

use std::sync::Arc;

use askama::Template;
use base::Id;
use domain::comment::{self, Author, Comment, Dated, State};
use domain::conversation::Conversation;
use domain::person::{Byline, Person};
use domain::policy::Guarded as _;
use domain::{Rule, Viewer, Visible, post};
use store::comment::{Place, Placed};

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::frame;
use crate::mine::Mine;
use crate::thread::{Piece, Rights, Thread, Tools};

/// A branch: its first comment as far as it is on this page, and the answers below it.
struct Branch<'a> {
    first: Shown<'a>,
    answers: Vec<Shown<'a>>,
}

struct Shown<'a> {
    comment: &'a Comment,
    by_author: bool,
    accepted: bool,
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

    /// The words on its stone, if one stands in its place.
    const fn stone(&self) -> Option<&'static str> {
        match self.comment.state {
            State::Visible | State::Waiting | State::Rejected => None,
            State::Removed => Some("comment.removed"),
            State::Hidden => Some("comment.hidden"),
            State::Deleted | State::Dropped => Some("comment.deleted"),
        }
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

/// What is around a page of a thread, and how it is laid out.
#[derive(Clone, Copy, Default)]
pub(crate) struct Pages {
    /// Where the next page begins.
    pub(crate) next: Option<Place>,
    /// Where the page before begins; the first one if that is `None` within `Some`.
    pub(crate) previous: Option<Option<Place>>,
    /// Whether every comment stands for itself, in the order of time.
    pub(crate) flat: bool,
}

/// Renders a page of a thread for everybody.
pub(crate) fn render(
    desk: &Desk,
    page: &[Visible<Placed>],
    authors: &[Id<Person>],
    answer: Option<Id<Comment>>,
    pages: Pages,
) -> Result<Thread, PageError> {
    let mut branches: Vec<Branch<'_>> = Vec::new();
    for placed in page {
        let comment = &placed.comment;
        let by_author = comment
            .author
            .person()
            .is_some_and(|byline| authors.contains(&byline.id));
        let accepted = answer == Some(comment.id);
        match branches.last_mut() {
            Some(branch) if !pages.flat && branch.first.comment.root == comment.root => {
                branch.answers.push(Shown {
                    comment,
                    by_author,
                    accepted,
                    heading: 4,
                });
            }
            _ => branches.push(Branch {
                first: Shown {
                    comment,
                    by_author,
                    accepted,
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
    Ok(Thread::new(pieces, pages.next, pages.previous))
}

/// What a viewer may do in a conversation as a whole.
#[derive(Clone, Copy, Default)]
pub(crate) struct Ability {
    /// Say something.
    pub(crate) open: bool,
    /// Say which comment answered the question.
    pub(crate) accept: bool,
    /// The one that did.
    pub(crate) answer: Option<Id<Comment>>,
}

/// What a viewer may do with a comment: every bit of it shows in the page.
#[derive(Clone, Copy)]
pub(crate) struct May {
    guest: bool,
    own: bool,
    thanked: bool,
    thank: bool,
    edit: bool,
    undo: bool,
    delete: bool,
    restore: bool,
    answer: bool,
    accept: bool,
    accepted: bool,
    help: bool,
    helped: bool,
    fresh: bool,
}

impl May {
    fn of(desk: &Desk, viewer: &Viewer, comment: &Comment, mine: &Mine, ability: Ability) -> Self {
        let own = comment.is_by(viewer);
        // Only one's own can be edited, so that only those are looked at with the time.
        let dated = own.then(|| Dated {
            comment: comment.clone(),
            now: desk.now,
        });
        let edit = dated
            .as_ref()
            .is_some_and(|dated| comment::Edit::allows(viewer, dated));
        // What somebody sent a moment ago is offered to be taken back, for as long as there is time to press a button.
        let undo = desk.now <= comment.at.after(comment::UNDO)
            && dated
                .as_ref()
                .is_some_and(|dated| comment::Undo::allows(viewer, dated));
        Self {
            guest: *viewer == Viewer::Guest,
            own,
            thanked: mine.thanked.contains(&comment.id),
            thank: comment::Thank::allows(viewer, comment),
            edit,
            undo,
            delete: comment::Delete::allows(viewer, comment),
            restore: comment::Restore::allows(viewer, comment),
            answer: ability.open,
            accept: ability.accept && comment.state == State::Visible,
            accepted: ability.answer == Some(comment.id),
            help: post::Help::allows(viewer, comment),
            helped: mine.helped.contains(&comment.id),
            fresh: mine.unread.contains(&comment.id),
        }
    }

    fn bits(self) -> u16 {
        let all = [
            self.guest,
            self.own,
            self.thanked,
            self.thank,
            self.edit,
            self.undo,
            self.delete,
            self.restore,
            self.answer,
            self.accept,
            self.accepted,
            self.help,
            self.helped,
            self.fresh,
        ];
        all.iter()
            .fold(0, |bits, bit| (bits << 1) | u16::from(*bit))
    }
}

#[derive(Template)]
#[template(path = "comment/_tools.html")]
struct ToolsTemplate<'a> {
    comment: &'a Comment,
    name: &'a str,
    may: May,
    path: &'a str,
}

/// What the viewer may do with each comment of a thread.
pub(crate) fn mays(desk: &Desk, thread: &Thread, mine: &Mine, ability: Ability) -> Vec<May> {
    let viewer = desk.viewer();
    let tools = thread.pieces.iter().filter_map(|piece| match piece {
        Piece::Tools(tools) => Some(&tools.comment),
        Piece::Html(_) => None,
    });
    tools
        .map(|comment| May::of(desk, &viewer, comment, mine, ability))
        .collect()
}

/// The same, as short as can be compared.
pub(crate) fn rights(mays: &[May]) -> Rights {
    mays.iter().map(|may| may.bits()).collect()
}

/// The thread as this viewer sees it.
pub(crate) fn for_viewer(
    desk: &Desk,
    thread: &Thread,
    mays: Vec<May>,
    path: &str,
) -> Result<Arc<String>, PageError> {
    let viewer = desk.viewer();
    let rights = rights(&mays);
    if let Some(ready) = thread.ready(&rights) {
        return Ok(ready);
    }
    let mut out = String::with_capacity(thread.len());
    let mut mays = mays.into_iter();
    for piece in &thread.pieces {
        match piece {
            Piece::Html(html) => out.push_str(html),
            Piece::Tools(tools) => {
                let comment = &tools.comment;
                debug_assert!(
                    comment.is_visible_to(&viewer),
                    "a thread shows what its viewer may not see"
                );
                if let Some(may) = mays.next() {
                    let page = ToolsTemplate {
                        comment,
                        name: comment.author.name(),
                        may,
                        path,
                    };
                    out.push_str(&frame::html(desk, &page)?);
                }
            }
        }
    }
    Ok(thread.keep(rights, out))
}

/// The key under which a page of a thread is kept.
pub(crate) fn key(desk: &Desk, conversation: Id<Conversation>, after: Option<Place>) -> String {
    let audience = desk.audience();
    let after = after.map(|place| place.to_string()).unwrap_or_default();
    // Dates are written in the site's time zone.
    let site = desk.settings;
    format!(
        "{conversation} {audience} {} {site} {after}",
        desk.lang.tag()
    )
}
