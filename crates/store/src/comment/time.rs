//! Comments in the order of time alone.

use super::placed::Placed;
use crate::{Result, Snapshot};
use base::{Id, Moment};
use domain::comment::Comment;
use domain::conversation::Conversation;
use domain::{Viewer, Visible};

/// What was said in a conversation after a moment, oldest first, at most `limit`.
pub fn since(
    from: &mut Snapshot<'_>,
    conversation: &Visible<Conversation>,
    after: Moment,
    limit: i64,
) -> Result<Vec<Id<Comment>>> {
    sql!(
        "select id from comment where conversation_id = $1 and state = 'visible' and at > $2 order by at, id limit $3",
        conversation.id,
        after,
        limit,
    )
    .all(from)
}

/// The comments and stones of a conversation by time alone, after a moment and an id, at most `limit`.
pub fn by_time(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    conversation: &Visible<Conversation>,
    after: (Moment, Id<Comment>),
    limit: i64,
) -> Result<Vec<Visible<Placed>>> {
    let found = sql!(
        "select * from comment_line
         where conversation_id = $1 and state in ('visible', 'deleted', 'removed', 'hidden') and stage = 'published' and (at, id) > ($2, $3)
         order by at, id limit $4",
        conversation.id,
        after.0,
        after.1,
        limit,
    )
    .all(from)?;
    Ok(viewer.see_all(found))
}

/// Where the page that ends just before a moment and an id begins: after this one, or at the beginning.
pub fn by_time_before(
    from: &mut Snapshot<'_>,
    conversation: &Visible<Conversation>,
    before: (Moment, Id<Comment>),
    limit: i64,
) -> Result<Option<(Moment, Id<Comment>)>> {
    sql!(
        "select at, id from comment
         where conversation_id = $1 and state in ('visible', 'deleted', 'removed', 'hidden') and (at, id) < ($2, $3)
         order by at desc, id desc limit 1 offset $4",
        conversation.id,
        before.0,
        before.1,
        limit,
    )
    .optional(from)
}
