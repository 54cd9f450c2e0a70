//! Comments: who says what in which conversation, its states, and who may do what with it.

use std::time::Duration;

use base::{Id, Moment};
use serde::{Deserialize, Serialize};

use crate::conversation::{Conversation, Stage};
use crate::group::Visibility;
use crate::guest::Guest;
use crate::person::Byline;
use crate::policy::{Guarded, Rule, Verdict, Viewer};
use crate::problem::{self, Fault, Problems};
use crate::role::named;

/// Bytes of a comment's source (R35).
pub const SOURCE_LIMIT: usize = 32_000;
/// Bytes of a comment's source that an import may bring.
pub const IMPORT_LIMIT: usize = 100_000;
/// How long members may change their own comments.
///
/// A day is enough to mend what one sees on rereading and too short to rewrite what others have answered.
pub const EDIT_WINDOW: Duration = Duration::from_hours(24);
/// Links in a guest's comment beyond which it is refused rather than held.
pub const GUEST_LINKS: usize = 2;
/// A form that comes back faster than this was not filled in by hand.
pub const LEAST_TIME: Duration = Duration::from_secs(2);
/// Comments on one page of a conversation.
pub const PAGE: i64 = 50;

/// Where a comment stands, as stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// To be read by all who see the conversation.
    Visible,
    /// Waits for somebody to read it first.
    Waiting,
    /// Turned away.
    Rejected,
    /// Taken back or removed; a stone stands in its place.
    Deleted,
}
named!(State { Visible = "visible", Waiting = "waiting", Rejected = "rejected", Deleted = "deleted" });

/// Who says it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Author {
    /// A member, or an imported author.
    Person(Byline),
    /// Somebody without an account.
    Guest {
        /// Which one.
        id: Id<Guest>,
        /// The name given.
        name: String,
        /// The web site given.
        url: Option<String>,
    },
}

impl Author {
    /// The name to show.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Person(byline) => &byline.name,
            Self::Guest { name, .. } => name,
        }
    }

    /// The person, unless a guest.
    #[must_use]
    pub const fn person(&self) -> Option<&Byline> {
        match self {
            Self::Person(byline) => Some(byline),
            Self::Guest { .. } => None,
        }
    }
}

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
    /// Who may read the conversation.
    pub visibility: Visibility,
    /// Whether the conversation is published.
    pub stage: Stage,
}

impl Comment {
    /// Whether a member says it whose person is the viewer's.
    #[must_use]
    pub fn is_by(&self, viewer: &Viewer) -> bool {
        self.author
            .person()
            .is_some_and(|byline| viewer.is(byline.id))
    }

    /// Whether it is the first of its branch.
    #[must_use]
    pub fn is_root(&self) -> bool {
        self.root == self.id
    }
}

impl Guarded for Comment {
    fn is_visible_to(&self, viewer: &Viewer) -> bool {
        let conversation = match self.stage {
            Stage::Published => self.visibility.admits(viewer),
            Stage::Draft | Stage::Scheduled => viewer.is_staff(),
        };
        conversation
            && match self.state {
                State::Visible | State::Deleted => true,
                State::Waiting | State::Rejected => viewer.is_staff() || self.is_by(viewer),
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
            (_, State::Deleted | State::Rejected) => Verdict::Deny("comment.gone"),
            (viewer, State::Visible | State::Waiting) if !comment.is_by(viewer) => {
                Verdict::Deny("comment.not-yours")
            }
            (_, State::Visible | State::Waiting) if dated.now > comment.at.after(EDIT_WINDOW) => {
                Verdict::Deny("comment.too-old")
            }
            (_, State::Visible | State::Waiting) => Verdict::Allow,
        }
    }
}

/// To take one's words back, or for moderators to remove them.
pub enum Delete {}

impl Rule for Delete {
    type Subject = Comment;

    fn judge(viewer: &Viewer, comment: &Comment) -> Verdict {
        match (viewer, comment.state) {
            (Viewer::Guest, _) => Verdict::SignIn,
            (_, State::Deleted) => Verdict::Deny("comment.gone"),
            (
                Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_),
                State::Visible | State::Waiting | State::Rejected,
            ) => Verdict::Allow,
            (Viewer::Member(_) | Viewer::Steward(_), State::Visible | State::Waiting)
                if comment.is_by(viewer) =>
            {
                Verdict::Allow
            }
            (
                Viewer::Member(_) | Viewer::Steward(_),
                State::Visible | State::Waiting | State::Rejected,
            ) => Verdict::Deny("comment.not-yours"),
        }
    }
}

/// To bring back what was deleted.
pub enum Restore {}

impl Rule for Restore {
    type Subject = Comment;

    fn judge(viewer: &Viewer, comment: &Comment) -> Verdict {
        match (viewer, comment.state) {
            (Viewer::Guest, _) => Verdict::SignIn,
            (Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_), State::Deleted) => {
                Verdict::Allow
            }
            (
                Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_),
                State::Visible | State::Waiting | State::Rejected,
            ) => Verdict::Deny("comment.not-deleted"),
            (Viewer::Member(_) | Viewer::Steward(_), _) => Verdict::Deny("error.moderators-only"),
        }
    }
}

/// To let a waiting comment through, or turn it away.
pub enum Decide {}

impl Rule for Decide {
    type Subject = Comment;

    fn judge(viewer: &Viewer, comment: &Comment) -> Verdict {
        match (viewer, comment.state) {
            (Viewer::Guest, _) => Verdict::SignIn,
            (Viewer::Member(_) | Viewer::Steward(_), _) => Verdict::Deny("error.moderators-only"),
            (
                Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_),
                State::Waiting | State::Rejected,
            ) => Verdict::Allow,
            (
                Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_),
                State::Visible | State::Deleted,
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
            (_, State::Deleted | State::Rejected | State::Waiting) => Verdict::Deny("comment.gone"),
            (viewer, State::Visible) if comment.is_by(viewer) => Verdict::Deny("comment.own"),
            (_, State::Visible) => Verdict::Allow,
        }
    }
}

/// To read earlier texts of a comment: everybody who sees it, as long as it stands.
pub enum ReadHistory {}

impl Rule for ReadHistory {
    type Subject = Comment;

    fn judge(viewer: &Viewer, comment: &Comment) -> Verdict {
        match (viewer, comment.state) {
            (Viewer::Guest, _) => Verdict::SignIn,
            (Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_), _) => Verdict::Allow,
            (Viewer::Member(_) | Viewer::Steward(_), State::Deleted | State::Rejected) => {
                Verdict::Deny("comment.gone")
            }
            (Viewer::Member(_) | Viewer::Steward(_), State::Visible | State::Waiting) => {
                Verdict::Allow
            }
        }
    }
}

/// What somebody types.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Input {
    /// The words, Markdown.
    #[serde(default)]
    pub text: String,
    /// The comment that is answered; empty if none.
    #[serde(default)]
    pub parent: String,
    /// A guest's name.
    #[serde(default)]
    pub name: String,
    /// A guest's address, kept private.
    #[serde(default)]
    pub email: String,
    /// A guest's web site.
    #[serde(default)]
    pub url: String,
    /// A field that people do not see: whoever fills it in is not one.
    #[serde(default)]
    pub website: String,
    /// The revision that an edit was made from.
    #[serde(default)]
    pub revision: i64,
    /// The form's one-time key (R105).
    #[serde(default)]
    pub key: String,
}

/// Understood.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Clean, never empty.
    pub text: String,
    /// What it answers.
    pub parent: Option<Id<Comment>>,
    /// Who says it, if a guest.
    pub guest: Option<crate::guest::Draft>,
    /// The revision that an edit was made from.
    pub revision: i64,
}

impl Input {
    /// Understands every field, or says what is wrong with each. A guest has to give a name and an address.
    ///
    /// # Errors
    /// The faults.
    pub fn parse(&self, guest: bool) -> Result<Draft, Problems> {
        let mut problems = Problems::default();
        let text = problems.take(
            "text",
            problem::text(&self.text, SOURCE_LIMIT, "error.too-long"),
        );
        // What nobody can see says nothing.
        if text
            .as_ref()
            .is_some_and(|text| base::clean::line(text).is_empty())
        {
            problems.add("text", Fault::new("comment.empty"));
        }
        let parent = match self.parent.as_str() {
            "" => Some(None),
            raw => problems.take(
                "parent",
                raw.parse()
                    .map(Some)
                    .map_err(|_| Fault::new("comment.parent-gone")),
            ),
        };
        let guest = if guest {
            crate::guest::parse(&self.name, &self.email, &self.url, &mut problems).map(Some)
        } else {
            Some(None)
        };
        problems.or(|| {
            Some(Draft {
                text: text?,
                parent: parent?,
                guest: guest?,
                revision: self.revision,
            })
        })
    }
}
