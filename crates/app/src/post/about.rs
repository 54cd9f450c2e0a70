//! What every operation on a post ends with.

use base::Id;
use domain::Visible;
use domain::activity::Touches;
use domain::conversation::Conversation;
use domain::post::Post;

/// A conversation as it is to be shown after something was done to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Which one.
    pub id: Id<Conversation>,
    /// Its address.
    pub path: String,
}

/// Where a post is, and what an activity says about it.
pub(super) fn about(post: &Visible<Post>) -> (Opened, Touches) {
    let opened = Opened {
        id: post.id(),
        path: post.conversation.path.clone(),
    };
    let touches = Touches {
        to: Some(post.by.id),
        conversation: Some(post.id()),
        ..Touches::default()
    };
    (opened, touches)
}
