//! Who may do what with posts.

use base::Id;

use super::Post;
use crate::comment::{Comment, State};
use crate::conversation::{Kind, Stage};
use crate::group::Group;
use crate::person::Person;
use crate::policy::{Rule, Verdict, Viewer};
use crate::role::Role;

/// To open a conversation: every member, of any kind.
pub enum Open {}

impl Rule for Open {
    type Subject = Group;

    fn judge(viewer: &Viewer, _: &Group) -> Verdict {
        members(viewer)
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
        stewards_or(viewer, post.by.id, "post.not-yours")
    }
}

/// To take a post away from the lists: whoever opened it while nothing was said in it, and moderators.
pub enum Withdraw {}

impl Rule for Withdraw {
    type Subject = Post;

    fn judge(viewer: &Viewer, post: &Post) -> Verdict {
        match (viewer, post.conversation.stage) {
            (Viewer::Guest, _) => Verdict::SignIn,
            (_, Stage::Draft | Stage::Scheduled | Stage::Removed) => Verdict::Deny("post.is-away"),
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
        match (viewer, post.conversation.stage) {
            (Viewer::Guest, _) => Verdict::SignIn,
            (_, Stage::Published | Stage::Scheduled) => Verdict::Deny("post.not-away"),
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

/// To say which comment answered a question, or that none did: who asked, and stewards.
pub enum Accept {}

impl Rule for Accept {
    type Subject = Post;

    fn judge(viewer: &Viewer, post: &Post) -> Verdict {
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
