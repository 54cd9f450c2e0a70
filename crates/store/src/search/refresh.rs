//! Puts into the index anew what has gone stale, a piece at a time.

use base::{Id, Moment};
use domain::comment::Comment;
use domain::conversation::Conversation;

use super::index::put;
use crate::{Result, Tx};

struct Said {
    conversation_id: Id<Conversation>,
    at: Moment,
    html: String,
}
row!(Said {
    conversation_id,
    at,
    html
});

struct Opened {
    at: Moment,
    title: String,
    html: String,
}
row!(Opened { at, title, html });

/// Puts some of it in anew, at most so many. `false` if nothing is left.
pub fn refresh(tx: &mut Tx<'_>, most: i64) -> Result<bool> {
    let some: Vec<i64> = sql!(
        "select subject_id from stale order by subject_id limit $1",
        most
    )
    .all(tx)?;
    for id in &some {
        again(tx, *id)?;
        sql!("delete from stale where subject_id = $1", *id).change(tx)?;
    }
    Ok(!some.is_empty())
}

/// Whatever was hidden since is not in the index, and stays out.
fn again(tx: &mut Tx<'_>, id: i64) -> Result<()> {
    let said: Option<Said> = sql!(
        "select conversation_id, at, html from comment where id = $1 and state = 'visible'",
        id
    )
    .optional(tx)?;
    if let Some(said) = said {
        let comment: Option<Id<Comment>> = Id::from_raw(id);
        return put(
            tx,
            id,
            said.conversation_id,
            comment,
            said.at,
            "",
            &said.html,
        );
    }
    let opened: Option<Opened> = sql!(
        "select coalesce(c.published_at, c.made_at) as at, c.title, coalesce(a.html, t.html) as html
         from conversation c left join article a on a.id = c.id left join post t on t.id = c.id
         where c.id = $1 and c.stage = 'published'",
        id
    )
    .optional(tx)?;
    match (opened, Id::from_raw(id)) {
        (Some(opened), Some(conversation)) => put(
            tx,
            id,
            conversation,
            None,
            opened.at,
            &opened.title,
            &opened.html,
        ),
        _ => Ok(()),
    }
}
