//! Into the index and out of it, in the transaction that makes or changes what is indexed.

use base::{Id, Moment};
use domain::comment::Comment;
use domain::conversation::Conversation;

use super::words;
use crate::{Engine, Result, Tx};

/// Puts something in, or puts it in anew.
pub(crate) fn put(
    tx: &mut Tx<'_>,
    id: i64,
    conversation: Id<Conversation>,
    comment: Option<Id<Comment>>,
    at: Moment,
    title: &str,
    html: &str,
) -> Result<()> {
    sql!(
        "insert into searchable (id, conversation_id, comment_id, at) values ($1, $2, $3, $4)
         on conflict (id) do update set at = excluded.at",
        id,
        conversation,
        comment,
        at,
    )
    .change_one(tx)?;
    let (title, body) = words::of_text(title, &words::plain(html));
    let (title, body) = match tx.engine() {
        Engine::Sqlite => (title.join(" "), body.join(" ")),
        Engine::Postgres => (words::vector(&title), words::vector(&body)),
    };
    dialect!(INDEX, id, title, body).change_one(tx)
}

/// Takes it out again.
pub(crate) fn take(tx: &mut Tx<'_>, id: i64) -> Result<()> {
    dialect!(UNINDEX, id).change(tx)?;
    sql!("delete from searchable where id = $1", id).change(tx)?;
    Ok(())
}

/// Takes an anchor out. Its comments stay indexed and are left out by its stage.
pub(crate) fn take_conversation(tx: &mut Tx<'_>, conversation: Id<Conversation>) -> Result<()> {
    take(tx, conversation.raw())
}
