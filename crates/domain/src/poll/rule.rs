//! Who may do what with polls.

use super::{Poll, State};
use crate::conversation::{Conversation, Stage};
use crate::policy::{Guarded, Rule, Verdict, Viewer};

/// A conversation, and whether there is a poll under it.
#[derive(Clone, Debug)]
pub struct Attachable {
    /// Under what.
    pub conversation: Conversation,
    /// Whether there is one already.
    pub taken: bool,
}

impl Guarded for Attachable {
    fn is_visible_to(&self, viewer: &Viewer) -> bool {
        self.conversation.is_visible_to(viewer)
    }
}

/// To attach a poll: whoever began the conversation, once.
pub enum Attach {}

impl Rule for Attach {
    type Subject = Attachable;

    fn judge(viewer: &Viewer, to: &Attachable) -> Verdict {
        match to.conversation.stage {
            _ if *viewer == Viewer::Guest => Verdict::SignIn,
            _ if !viewer.is(to.conversation.by) => Verdict::Deny("poll.openers-only"),
            _ if to.taken => Verdict::Deny("poll.taken"),
            Stage::Waiting => Verdict::Deny("hold.waits"),
            Stage::Removed => Verdict::Deny("post.is-away"),
            Stage::Draft | Stage::Scheduled | Stage::Published => Verdict::Allow,
        }
    }
}

/// To vote, to change one's vote, or to take it back: every member, while it is open.
pub enum Vote {}

impl Rule for Vote {
    type Subject = Poll;

    fn judge(viewer: &Viewer, poll: &Poll) -> Verdict {
        match &poll.state {
            _ if *viewer == Viewer::Guest => Verdict::SignIn,
            _ if !poll.is_out() => Verdict::Deny("poll.not-out"),
            State::Closed { .. } => Verdict::Deny("poll.closed"),
            State::Open => Verdict::Allow,
        }
    }
}

/// To close a poll before its time: whoever began the conversation, and stewards.
pub enum Close {}

impl Rule for Close {
    type Subject = Poll;

    fn judge(viewer: &Viewer, poll: &Poll) -> Verdict {
        match (viewer, &poll.state) {
            (Viewer::Guest, _) => Verdict::SignIn,
            (Viewer::Member(_), _) if !viewer.is(poll.conversation.by) => {
                Verdict::Deny("post.not-yours")
            }
            (_, _) if !poll.is_out() => Verdict::Deny("poll.not-out"),
            (_, State::Closed { .. }) => Verdict::Deny("poll.closed"),
            (
                Viewer::Member(_)
                | Viewer::Steward(_)
                | Viewer::Moderator(_)
                | Viewer::Admin(_)
                | Viewer::Owner(_),
                State::Open,
            ) => Verdict::Allow,
        }
    }
}

/// To take a poll away: whoever began the conversation while nobody has voted, and moderators.
pub enum Remove {}

impl Rule for Remove {
    type Subject = Poll;

    fn judge(viewer: &Viewer, poll: &Poll) -> Verdict {
        match viewer {
            Viewer::Guest => Verdict::SignIn,
            Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_) => Verdict::Allow,
            Viewer::Member(_) | Viewer::Steward(_) if !viewer.is(poll.conversation.by) => {
                Verdict::Deny("post.not-yours")
            }
            Viewer::Member(_) | Viewer::Steward(_) if poll.voters > 0 => {
                Verdict::Deny("poll.voted-in")
            }
            Viewer::Member(_) | Viewer::Steward(_) => Verdict::Allow,
        }
    }
}
