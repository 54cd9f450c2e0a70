//! Comments: who says what in which conversation, its states, and who may do what with it.

mod author;
mod input;
mod state;

use std::time::Duration;

use base::{Id, Moment};

use crate::conversation::{self, Conversation, Stage};
use crate::group::{Group, Visibility};
use crate::person::Person;
use crate::policy::{Guarded, Rule, Verdict, Viewer};

pub use author::Author;
pub use input::{Draft, Input};
pub use state::State;

/// Bytes of a comment's source (R35).
pub const SOURCE_LIMIT: usize = 32_000;
/// Bytes of a comment's source that an import may bring.
pub const IMPORT_LIMIT: usize = 100_000;
/// How long members may change their own comments.
///
/// A day is enough to mend what one sees on rereading and too short to rewrite what others have answered.
pub const EDIT_WINDOW: Duration = Duration::from_hours(24);
/// How long it is offered to take back what one has just sent.
///
/// Long enough to see the slip of the hand that one sees only when it stands there, too short for anybody to answer.
pub const UNDO: Duration = Duration::from_secs(30);
/// How much later it is still done: the page was on its way, and so is the answer.
pub const UNDO_GRACE: Duration = Duration::from_secs(10);
/// Pictures in a comment (SECURITY 4.3).
pub const PICTURES: usize = 10;
/// Links in a guest's comment beyond which it is refused rather than held.
pub const GUEST_LINKS: usize = 2;
/// A form that comes back faster than this was not filled in by hand.
pub const LEAST_TIME: Duration = Duration::from_secs(2);
/// How long the text of a deleted comment is kept (R129).
///
/// Long enough for a moderator to be asked about it and to bring it back; then it is gone for good.
pub const DELETED_KEPT: Duration = Duration::from_hours(30 * 24);
/// How long after it was hidden an author may change a comment.
///
/// Long enough not to answer in anger, short enough to mend it the same evening.
pub const REST: Duration = Duration::from_mins(10);
/// Comments on one page of a conversation.
pub const PAGE: i64 = 50;

/// A comment. Of a deleted one, `html` is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Its id; `#comment-{id}` on the page.
    pub id: Id<Comment>,
    /// Where it was said.
    pub conversation: Id<Conversation>,
    /// The comment that it answers.
    pub parent: Option<Id<Comment>>,
    /// Whom it answers, by name.
    pub parent_name: Option<String>,
    /// The first comment of its branch; itself if it is that.
    pub root: Id<Comment>,
    /// Who says it.
    pub author: Author,
    /// As shown, sanitised.
    pub html: String,
    /// Where it stands.
    pub state: State,
    /// When it was said.
    pub at: Moment,
    /// When its text was last changed.
    pub edited_at: Option<Moment>,
    /// Counts changes; edits carry the one they read.
    pub revision: i64,
    /// How many have thanked for it.
    pub thanks: i64,
    /// How many said that it helped.
    pub helped: i64,
    /// Until when the text of a deleted one is kept; none if it is not deleted, or its text is gone.
    pub purge_at: Option<Moment>,
    /// Since when it is hidden until somebody has looked.
    pub hidden_at: Option<Moment>,
    /// The group that the conversation belongs to.
    pub group: Id<Group>,
    /// Who may read the conversation.
    pub visibility: Visibility,
    /// Whether the conversation is published.
    pub stage: Stage,
    /// What the conversation is under.
    pub kind: conversation::Kind,
    /// Who began the conversation.
    pub begun_by: Id<Person>,
}

impl Comment {
    /// Whether a member says it whose person is the viewer's.
    #[must_use]
    pub fn is_by(&self, viewer: &Viewer) -> bool {
        self.author
            .person()
            .is_some_and(|byline| viewer.is(byline.id))
    }

    /// What becomes of it when the viewer deletes it.
    #[must_use]
    pub fn deleted_by(&self, viewer: &Viewer) -> State {
        match self.state {
            State::Visible | State::Hidden if self.is_by(viewer) => State::Deleted,
            State::Visible | State::Hidden => State::Removed,
            State::Waiting | State::Rejected => State::Dropped,
            State::Deleted | State::Removed | State::Dropped => self.state,
        }
    }

    /// Whether it is the first of its branch.
    #[must_use]
    pub fn is_root(&self) -> bool {
        self.root == self.id
    }
}

impl Guarded for Comment {
    fn is_visible_to(&self, viewer: &Viewer) -> bool {
        conversation::is_open_to(
            viewer,
            self.group,
            self.stage,
            self.visibility,
            self.begun_by,
        ) && match self.state {
            State::Visible | State::Deleted | State::Removed | State::Hidden => true,
            State::Waiting | State::Rejected | State::Dropped => {
                viewer.within(self.group).is_staff() || self.is_by(viewer)
            }
        }
    }
}

/// To change one's own words.
pub enum Edit {}

/// A comment at a certain moment, since some rights end.
#[derive(Clone, Debug)]
pub struct Dated {
    /// The comment.
    pub comment: Comment,
    /// The time of the judgement.
    pub now: Moment,
}

impl Guarded for Dated {
    fn is_visible_to(&self, viewer: &Viewer) -> bool {
        self.comment.is_visible_to(viewer)
    }
}

impl Rule for Edit {
    type Subject = Dated;

    fn judge(viewer: &Viewer, dated: &Dated) -> Verdict {
        let comment = &dated.comment;
        match (viewer, comment.state) {
            (Viewer::Guest, _) => Verdict::SignIn,
            (_, State::Deleted | State::Removed | State::Dropped | State::Rejected) => {
                Verdict::Deny("comment.gone")
            }
            (viewer, State::Visible | State::Waiting) if !comment.is_by(viewer) => {
                Verdict::Deny("comment.not-yours")
            }
            (viewer, State::Hidden) if !comment.is_by(viewer) => Verdict::Deny("comment.not-yours"),
            // What was reported may be mended, however old it is, but not in anger.
            (_, State::Hidden)
                if comment
                    .hidden_at
                    .is_some_and(|at| dated.now < at.after(REST)) =>
            {
                Verdict::Deny("comment.hidden-rest")
            }
            (_, State::Hidden) => Verdict::Allow,
            (_, State::Visible | State::Waiting) if dated.now > comment.at.after(EDIT_WINDOW) => {
                Verdict::Deny("comment.too-old")
            }
            (_, State::Visible | State::Waiting) => Verdict::Allow,
        }
    }
}

/// To take back what one has only just said, as if it had not been said.
pub enum Undo {}

impl Rule for Undo {
    type Subject = Dated;
    const WHILE_SILENCED: bool = true;

    fn judge(viewer: &Viewer, dated: &Dated) -> Verdict {
        let comment = &dated.comment;
        match (viewer, comment.state) {
            (Viewer::Guest, _) => Verdict::SignIn,
            (viewer, _) if !comment.is_by(viewer) => Verdict::Deny("comment.not-yours"),
            (
                _,
                State::Waiting
                | State::Rejected
                | State::Deleted
                | State::Removed
                | State::Hidden
                | State::Dropped,
            ) => Verdict::Deny("comment.gone"),
            (_, State::Visible) if dated.now > comment.at.after(UNDO + UNDO_GRACE) => {
                Verdict::Deny("comment.undo-late")
            }
            (_, State::Visible) => Verdict::Allow,
        }
    }
}

/// To take one's words back, or for moderators to remove them.
pub enum Delete {}

impl Rule for Delete {
    type Subject = Comment;
    const WHILE_SILENCED: bool = true;

    fn judge(viewer: &Viewer, comment: &Comment) -> Verdict {
        let viewer = &viewer.within(comment.group);
        match (viewer, comment.state) {
            (Viewer::Guest, _) => Verdict::SignIn,
            (_, State::Deleted | State::Removed | State::Dropped) => Verdict::Deny("comment.gone"),
            (
                Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_),
                State::Visible | State::Waiting | State::Rejected | State::Hidden,
            ) => Verdict::Allow,
            (
                Viewer::Member(_) | Viewer::Steward(_),
                State::Visible | State::Waiting | State::Rejected | State::Hidden,
            ) if comment.is_by(viewer) => Verdict::Allow,
            (
                Viewer::Member(_) | Viewer::Steward(_),
                State::Visible | State::Waiting | State::Rejected | State::Hidden,
            ) => Verdict::Deny("comment.not-yours"),
        }
    }
}

/// To bring back what was taken down: moderators. What somebody took back themself is theirs alone to bring back.
pub enum Restore {}

impl Rule for Restore {
    type Subject = Comment;

    fn judge(viewer: &Viewer, comment: &Comment) -> Verdict {
        let viewer = &viewer.within(comment.group);
        match (viewer, comment.state) {
            (Viewer::Guest, _) => Verdict::SignIn,
            (Viewer::Member(_) | Viewer::Steward(_), State::Deleted) if comment.is_by(viewer) => {
                match comment.purge_at {
                    Some(_) => Verdict::Allow,
                    None => Verdict::Deny("comment.text-gone"),
                }
            }
            (Viewer::Member(_) | Viewer::Steward(_), _) => Verdict::Deny("error.moderators-only"),
            (
                Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_),
                State::Visible | State::Waiting | State::Rejected,
            ) => Verdict::Deny("comment.not-deleted"),
            (Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_), State::Dropped) => {
                Verdict::Deny("comment.gone")
            }
            (Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_), State::Deleted)
                if !comment.is_by(viewer) =>
            {
                Verdict::Deny("comment.taken-back")
            }
            (Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_), State::Hidden)
                if comment.is_by(viewer) =>
            {
                Verdict::Deny("case.about-you")
            }
            (Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_), State::Hidden) => {
                Verdict::Allow
            }
            (
                Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_),
                State::Deleted | State::Removed,
            ) => match comment.purge_at {
                Some(_) => Verdict::Allow,
                None => Verdict::Deny("comment.text-gone"),
            },
        }
    }
}

/// To let a waiting comment through, or turn it away.
pub enum Decide {}

impl Rule for Decide {
    type Subject = Comment;

    fn judge(viewer: &Viewer, comment: &Comment) -> Verdict {
        let viewer = &viewer.within(comment.group);
        match (viewer, comment.state) {
            (Viewer::Guest, _) => Verdict::SignIn,
            (Viewer::Member(_) | Viewer::Steward(_), _) => Verdict::Deny("error.moderators-only"),
            (
                Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_),
                State::Waiting | State::Rejected,
            ) => Verdict::Allow,
            (
                Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_),
                State::Visible | State::Deleted | State::Removed | State::Dropped | State::Hidden,
            ) => Verdict::Deny("comment.not-waiting"),
        }
    }
}

/// To thank for it.
pub enum Thank {}

impl Rule for Thank {
    type Subject = Comment;

    fn judge(viewer: &Viewer, comment: &Comment) -> Verdict {
        match (viewer, comment.state) {
            (Viewer::Guest, _) => Verdict::SignIn,
            (
                _,
                State::Deleted
                | State::Removed
                | State::Dropped
                | State::Rejected
                | State::Waiting
                | State::Hidden,
            ) => Verdict::Deny("comment.gone"),
            (viewer, State::Visible) if comment.is_by(viewer) => Verdict::Deny("comment.own"),
            (_, State::Visible) => Verdict::Allow,
        }
    }
}

/// To read earlier texts of a comment: everybody who sees it, as long as it stands.
pub enum ReadHistory {}

impl Rule for ReadHistory {
    type Subject = Comment;
    const WHILE_SILENCED: bool = true;

    fn judge(viewer: &Viewer, comment: &Comment) -> Verdict {
        let viewer = &viewer.within(comment.group);
        match (viewer, comment.state) {
            (Viewer::Guest, _) => Verdict::SignIn,
            (Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_), _) => Verdict::Allow,
            (
                Viewer::Member(_) | Viewer::Steward(_),
                State::Deleted | State::Removed | State::Dropped | State::Rejected,
            ) => Verdict::Deny("comment.gone"),
            (Viewer::Member(_) | Viewer::Steward(_), State::Hidden) if !comment.is_by(viewer) => {
                Verdict::Deny("comment.gone")
            }
            (
                Viewer::Member(_) | Viewer::Steward(_),
                State::Visible | State::Waiting | State::Hidden,
            ) => Verdict::Allow,
        }
    }
}
