//! A comment whose words are gone at once, because whoever said it has left.

use base::Id;
use domain::comment::{Comment, State};
use domain::conversation::Conversation;

use super::write::vanish;
use crate::{Mark, Result, Tx};

/// Forgets a comment's words at once, with all that they were before. A stone stands in its place, if it was seen.
pub(crate) fn blank(tx: &mut Tx<'_>, id: Id<Comment>) -> Result<()> {
    let found: Option<(Id<Conversation>, State)> = sql!(
        "select conversation_id, state from comment where id = $1",
        id
    )
    .optional(tx)?;
    let Some((conversation, state)) = found else {
        return Ok(());
    };
    if state == State::Visible {
        // While its words are there: those who put slips right forget them, too.
        vanish(tx, id, conversation)?;
    }
    let state = match state {
        State::Removed => State::Removed,
        other if other.is_listed() => State::Deleted,
        _ => State::Dropped,
    };
    sql!(
        "update comment set state = $2, source = '', html = '', purge_at = null, hidden_at = null where id = $1",
        id,
        state,
    )
    .change_one(tx)?;
    crate::hold::forget(tx, id.raw())?;
    crate::spam::forget(tx, id.raw())?;
    sql!("delete from revision where subject_id = $1", id).change(tx)?;
    sql!("delete from picture_use where subject_id = $1", id).change(tx)?;
    tx.touch(Mark::Conversation(conversation));
    tx.touch(Mark::Comment(conversation, id));
    Ok(())
}
