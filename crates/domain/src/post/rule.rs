//! Who may do what with posts.

use base::Id;

use super::Post;
use super::wish::{Course, has_room};
use crate::comment::{Comment, State};
use crate::conversation::{Kind, Stage};
use crate::group::Group;
use crate::person::Person;
use crate::policy::{Rule, Verdict, Viewer};
use crate::role::Role;

/// To open conversations at all: every member of the group.
pub enum Open {}

impl Rule for Open {
    type Subject = Group;

    fn judge(viewer: &Viewer, group: &Group) -> Verdict {
        match members(viewer) {
            Verdict::Allow if !viewer.belongs_to(group.id) => Verdict::Deny("group.members-begin"),
            Verdict::Allow if group.closed_at.is_some() => Verdict::Deny("group.is-closed"),
            other => other,
        }
    }
}

/// A conversation that somebody is about to open, beside the asks and offers that are open already.
#[derive(Clone, Debug)]
pub struct Opening {
    /// Where.
    pub group: Group,
    /// The kinds that are offered there.
    pub offered: Vec<Kind>,
    /// What it is.
    pub kind: Kind,
    /// Who opens it.
    pub by: Id<Person>,
    /// How many asks and offers of theirs are open.
    pub open: i64,
}

/// To open this one, or make one of this kind of another: every member, if the kind is offered, and as long as they have not too
/// many asks and offers open.
pub enum Begin {}

impl Rule for Begin {
    type Subject = Opening;

    fn judge(viewer: &Viewer, opening: &Opening) -> Verdict {
        match Open::judge(viewer, &opening.group) {
            Verdict::Allow if !opening.offered.contains(&opening.kind) => {
                Verdict::Deny("post.kind-off")
            }
            Verdict::Allow
                if opening.kind.is_wish() && !has_room(viewer, opening.by, opening.open) =>
            {
                Verdict::Deny("post.too-many-open")
            }
            other => other,
        }
    }
}

fn members(viewer: &Viewer) -> Verdict {
    match viewer {
        Viewer::Guest => Verdict::SignIn,
        Viewer::Member(_)
        | Viewer::Steward(_)
        | Viewer::Moderator(_)
        | Viewer::Admin(_)
        | Viewer::Owner(_) => Verdict::Allow,
    }
}

fn stewards_or(viewer: &Viewer, owner: Id<Person>, otherwise: &'static str) -> Verdict {
    match viewer {
        Viewer::Guest => Verdict::SignIn,
        Viewer::Member(_) if viewer.is(owner) => Verdict::Allow,
        Viewer::Member(_) => Verdict::Deny(otherwise),
        Viewer::Steward(_) | Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_) => {
            Verdict::Allow
        }
    }
}

/// To change a post's title, first words, kind and tags: whoever opened it, and stewards, who mend what others overlooked.
pub enum Change {}

impl Rule for Change {
    type Subject = Post;

    fn judge(viewer: &Viewer, post: &Post) -> Verdict {
        let viewer = &viewer.within(post.conversation.group);
        stewards_or(viewer, post.by.id, "post.not-yours")
    }
}

/// To take a post away from the lists: whoever opened it while nothing was said in it, and moderators.
pub enum Withdraw {}

impl Rule for Withdraw {
    type Subject = Post;

    fn judge(viewer: &Viewer, post: &Post) -> Verdict {
        let viewer = &viewer.within(post.conversation.group);
        match (viewer, post.conversation.stage) {
            (Viewer::Guest, _) => Verdict::SignIn,
            (_, Stage::Draft | Stage::Scheduled | Stage::Removed) => Verdict::Deny("post.is-away"),
            // Taken back and brought back again it would have been read by nobody.
            (_, Stage::Waiting) => Verdict::Deny("hold.waits"),
            (Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_), Stage::Published) => {
                Verdict::Allow
            }
            (Viewer::Member(_) | Viewer::Steward(_), Stage::Published)
                if !viewer.is(post.by.id) =>
            {
                Verdict::Deny("post.not-yours")
            }
            (Viewer::Member(_) | Viewer::Steward(_), Stage::Published)
                if post.conversation.comments > 0 =>
            {
                Verdict::Deny("post.spoken-in")
            }
            (Viewer::Member(_) | Viewer::Steward(_), Stage::Published) => Verdict::Allow,
        }
    }
}

/// To bring a post back: whoever opened it, if they took it away themself; moderators, if one of them did.
pub enum BringBack {}

impl Rule for BringBack {
    type Subject = Post;

    fn judge(viewer: &Viewer, post: &Post) -> Verdict {
        let viewer = &viewer.within(post.conversation.group);
        match (viewer, post.conversation.stage) {
            (Viewer::Guest, _) => Verdict::SignIn,
            (_, Stage::Published | Stage::Scheduled) => Verdict::Deny("post.not-away"),
            (_, Stage::Waiting) => Verdict::Deny("hold.waits"),
            (_, Stage::Draft) if viewer.is(post.by.id) => Verdict::Allow,
            (_, Stage::Draft) => Verdict::Deny("post.taken-back"),
            (Viewer::Member(_) | Viewer::Steward(_), Stage::Removed) => {
                Verdict::Deny("error.moderators-only")
            }
            (Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_), Stage::Removed) => {
                Verdict::Allow
            }
        }
    }
}

/// To let a waiting post through, or turn it away.
pub enum LetThrough {}

impl Rule for LetThrough {
    type Subject = Post;

    fn judge(viewer: &Viewer, post: &Post) -> Verdict {
        match (viewer, post.conversation.stage) {
            (Viewer::Guest, _) => Verdict::SignIn,
            (Viewer::Member(_) | Viewer::Steward(_), _) => Verdict::Deny("error.moderators-only"),
            (viewer, Stage::Waiting) if viewer.is(post.by.id) => Verdict::Deny("case.about-you"),
            (Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_), Stage::Waiting) => {
                Verdict::Allow
            }
            (
                Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_),
                Stage::Draft | Stage::Scheduled | Stage::Published | Stage::Removed,
            ) => Verdict::Deny("comment.not-waiting"),
        }
    }
}

/// To say which comment answered a question, or that none did: who asked, and stewards.
pub enum Accept {}

impl Rule for Accept {
    type Subject = Post;

    fn judge(viewer: &Viewer, post: &Post) -> Verdict {
        let viewer = &viewer.within(post.conversation.group);
        match (post.kind(), post.conversation.stage) {
            (Kind::Question, Stage::Published) => {
                stewards_or(viewer, post.by.id, "post.not-your-question")
            }
            _ if *viewer == Viewer::Guest => Verdict::SignIn,
            _ => Verdict::Deny("post.no-question"),
        }
    }
}

/// To support an idea: every member but the one who had it.
pub enum Support {}

impl Rule for Support {
    type Subject = Post;

    fn judge(viewer: &Viewer, post: &Post) -> Verdict {
        match (post.kind(), post.conversation.stage) {
            _ if *viewer == Viewer::Guest => Verdict::SignIn,
            (Kind::Idea, Stage::Published) if viewer.is(post.by.id) => {
                Verdict::Deny("post.own-idea")
            }
            (Kind::Idea, Stage::Published)
                if post.decision.as_ref().is_some_and(|decision| {
                    matches!(
                        decision.standing,
                        super::Standing::Done | super::Standing::Declined
                    )
                }) =>
            {
                Verdict::Deny("post.decided")
            }
            (Kind::Idea, Stage::Published) => Verdict::Allow,
            _ => Verdict::Deny("post.no-idea"),
        }
    }
}

/// To say what becomes of an idea, and why: stewards.
pub enum Decide {}

impl Rule for Decide {
    type Subject = Post;

    fn judge(viewer: &Viewer, post: &Post) -> Verdict {
        let viewer = &viewer.within(post.conversation.group);
        match (post.kind(), post.conversation.stage) {
            _ if *viewer == Viewer::Guest => Verdict::SignIn,
            (Kind::Idea, Stage::Published) if viewer.is_at_least(Role::Steward) => Verdict::Allow,
            (Kind::Idea, Stage::Published) => Verdict::Deny("error.stewards-only"),
            _ => Verdict::Deny("post.no-idea"),
        }
    }
}

/// To say that a comment under a question helped, now or years later: every member but the one who made it.
pub enum Help {}

impl Rule for Help {
    type Subject = Comment;

    fn judge(viewer: &Viewer, comment: &Comment) -> Verdict {
        match (comment.kind, comment.state) {
            _ if *viewer == Viewer::Guest => Verdict::SignIn,
            (Kind::Question, State::Visible) if comment.is_by(viewer) => {
                Verdict::Deny("comment.own")
            }
            (Kind::Question, State::Visible) => Verdict::Allow,
            (Kind::Question, _) => Verdict::Deny("comment.gone"),
            _ => Verdict::Deny("post.no-question"),
        }
    }
}

/// Where a published ask or offer stands; nothing of what is none, or is not there for all to see.
fn course(post: &Post) -> Option<&Course> {
    let wish = post.wish.as_ref()?;
    (post.kind().is_wish() && post.conversation.stage == Stage::Published).then_some(&wish.course)
}

/// To say “I can” under an ask or “I’d like” under an offer: every member but the one who opened it, while it is open.
pub enum Raise {}

impl Rule for Raise {
    type Subject = Post;

    fn judge(viewer: &Viewer, post: &Post) -> Verdict {
        match course(post) {
            _ if *viewer == Viewer::Guest => Verdict::SignIn,
            None => Verdict::Deny("post.no-wish"),
            Some(_) if viewer.is(post.by.id) => Verdict::Deny("post.own-wish"),
            Some(Course::Ended(_)) => Verdict::Deny("post.ended"),
            Some(Course::Past) => Verdict::Deny("post.past"),
            Some(Course::Open) => Verdict::Allow,
        }
    }
}

/// To take that back: whoever said it, at any time.
pub enum Lower {}

impl Rule for Lower {
    type Subject = Post;

    fn judge(viewer: &Viewer, post: &Post) -> Verdict {
        match course(post) {
            _ if *viewer == Viewer::Guest => Verdict::SignIn,
            None => Verdict::Deny("post.no-wish"),
            Some(_) => Verdict::Allow,
        }
    }
}

/// To say who helped, or who was helped, which ends it: whoever opened it, since nobody else knows.
pub enum Credit {}

impl Rule for Credit {
    type Subject = Post;

    fn judge(viewer: &Viewer, post: &Post) -> Verdict {
        match course(post) {
            _ if *viewer == Viewer::Guest => Verdict::SignIn,
            None => Verdict::Deny("post.no-wish"),
            Some(_) if !viewer.is(post.by.id) => Verdict::Deny("post.openers-only"),
            Some(Course::Ended(_)) => Verdict::Deny("post.ended"),
            Some(Course::Open | Course::Past) => Verdict::Allow,
        }
    }
}

/// To end it without help, with a reason: whoever opened it, and stewards, who put away what others forgot.
pub enum Conclude {}

impl Rule for Conclude {
    type Subject = Post;

    fn judge(viewer: &Viewer, post: &Post) -> Verdict {
        let viewer = &viewer.within(post.conversation.group);
        match course(post) {
            _ if *viewer == Viewer::Guest => Verdict::SignIn,
            None => Verdict::Deny("post.no-wish"),
            Some(Course::Ended(_)) => Verdict::Deny("post.ended"),
            Some(Course::Open | Course::Past) => stewards_or(viewer, post.by.id, "post.not-yours"),
        }
    }
}

/// To open it again: whoever opened it, and stewards, unless somebody is named as having helped.
pub enum Resume {}

impl Rule for Resume {
    type Subject = Post;

    fn judge(viewer: &Viewer, post: &Post) -> Verdict {
        let viewer = &viewer.within(post.conversation.group);
        match course(post) {
            _ if *viewer == Viewer::Guest => Verdict::SignIn,
            None => Verdict::Deny("post.no-wish"),
            Some(Course::Open | Course::Past) => Verdict::Deny("post.not-ended"),
            Some(Course::Ended(ending)) if ending.helpers.is_empty() => {
                stewards_or(viewer, post.by.id, "post.not-yours")
            }
            Some(Course::Ended(_)) if viewer.is(post.by.id) => Verdict::Allow,
            Some(Course::Ended(_)) => Verdict::Deny("post.openers-only"),
        }
    }
}

/// To thank whoever opened it: those who are named as having helped, or as having been helped.
pub enum ThankBack {}

impl Rule for ThankBack {
    type Subject = Post;

    fn judge(viewer: &Viewer, post: &Post) -> Verdict {
        let named = post
            .wish
            .as_ref()
            .and_then(|wish| wish.helper(viewer.person()));
        match (course(post), named) {
            _ if *viewer == Viewer::Guest => Verdict::SignIn,
            (None, _) => Verdict::Deny("post.no-wish"),
            (Some(_), Some(_)) => Verdict::Allow,
            (Some(_), None) => Verdict::Deny("post.not-named"),
        }
    }
}
