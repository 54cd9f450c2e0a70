//! Into the index and out of it, in the transaction that makes or changes what is indexed.

use base::{Id, Moment};
use domain::comment::Comment;
use domain::conversation::Conversation;

use super::words;
use crate::{Engine, Result, Tx};

/// Pages of the index that are merged in one transaction: some two megabytes, so that whoever writes next waits little.
const PAGES: i64 = 500;

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
    let engine = tx.engine();
    let (title, body) = words::of_text(title, &words::plain(html));
    let kept = |words: &[String]| match engine {
        Engine::Sqlite => words.join(" "),
        Engine::Postgres => words::vector(words),
    };
    let title = kept(&title);
    if !title.is_empty() {
        dialect!(INDEX_TITLE, id, title).change_one(tx)?;
    }
    dialect!(INDEX, id, title, kept(&body)).change_one(tx)
}

/// Takes it out again.
pub(crate) fn take(tx: &mut Tx<'_>, id: i64) -> Result<()> {
    sql!("delete from search_text where rowid = $1", id).change(tx)?;
    sql!("delete from search_title where rowid = $1", id).change(tx)?;
    sql!("delete from searchable where id = $1", id).change(tx)?;
    Ok(())
}

/// Merges a part of what many changes have left in pieces, so that looking stays quick and what was taken out is gone from
/// the file. The first part says `begin`; each is short, since nobody else writes meanwhile.
pub fn settle(tx: &mut Tx<'_>, begin: bool) -> Result<()> {
    let pages = if begin { -PAGES } else { PAGES };
    match tx.engine() {
        Engine::Sqlite => {
            dialect!(MERGE, pages).change(tx)?;
            dialect!(MERGE_TITLES, pages).change(tx)?;
            Ok(())
        }
        Engine::Postgres => Ok(()),
    }
}

/// Takes an anchor out. Its comments stay indexed and are left out by its stage.
pub(crate) fn take_conversation(tx: &mut Tx<'_>, conversation: Id<Conversation>) -> Result<()> {
    take(tx, conversation.raw())
}
