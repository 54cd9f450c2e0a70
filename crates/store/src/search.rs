//! The engine's own full text, behind this one module.

use base::{Id, Moment};
use domain::comment::Comment;
use domain::conversation::Conversation;

use crate::{Result, Tx};

/// Bytes of a text that are indexed. PostgreSQL's vectors end near a million; nobody searches beyond the first part.
const INDEXED: usize = 200_000;

/// Puts something into the index, in the transaction that makes or changes it.
pub(crate) fn index(
    tx: &mut Tx<'_>,
    id: i64,
    conversation: Id<Conversation>,
    comment: Option<Id<Comment>>,
    at: Moment,
    title: &str,
    html: &str,
) -> Result<()> {
    unindex(tx, id)?;
    sql!(
        "insert into searchable (id, conversation_id, comment_id, at) values ($1, $2, $3, $4)",
        id,
        conversation,
        comment,
        at,
    )
    .change_one(tx)?;
    let body = plain(html);
    dialect!(INDEX, id, title, base::clean::clip(&body, INDEXED)).change_one(tx)
}

/// Takes it out again.
pub(crate) fn unindex(tx: &mut Tx<'_>, id: i64) -> Result<()> {
    dialect!(UNINDEX, id).change(tx)?;
    sql!("delete from searchable where id = $1", id).change(tx)?;
    Ok(())
}

/// Takes an anchor out. Its comments stay indexed and are left out by its stage.
pub(crate) fn unindex_conversation(tx: &mut Tx<'_>, conversation: Id<Conversation>) -> Result<()> {
    unindex(tx, conversation.raw())
}

/// The words of sanitised HTML: tags give way to blanks, the five entities that the sanitiser writes are read.
fn plain(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        if from.starts_with('<') {
            out.push(' ');
            rest = from.split_once('>').map_or("", |(_, after)| after);
        } else {
            let entities = [
                ("&amp;", '&'),
                ("&lt;", '<'),
                ("&gt;", '>'),
                ("&quot;", '"'),
                ("&nbsp;", ' '),
            ];
            match entities.iter().find(|(name, _)| from.starts_with(name)) {
                Some((name, c)) => {
                    out.push(*c);
                    rest = from.strip_prefix(name).unwrap_or_default();
                }
                None => {
                    out.push('&');
                    rest = from.strip_prefix('&').unwrap_or_default();
                }
            }
        }
    }
    out.push_str(rest);
    out
}
