//! What has to be put into the index anew because something around it changed: the tags or the readers of its conversation,
//! or who said it.

use base::{Id, Moment};
use domain::comment::Comment;
use domain::conversation::Conversation;
use domain::guest::Guest;
use domain::job::Work;
use domain::person::Person;

use super::index::put;
use crate::{Result, Tx};

/// The comments of a conversation whose inherited marks are others than these by now.
pub(super) fn of_conversation(tx: &mut Tx<'_>, id: Id<Conversation>, print: i64) -> Result<()> {
    let found = sql!(
        "insert into stale (subject_id) select subject_id from searchable
         where conversation_id = $1 and subject_id <> $1 and marks <> $2 on conflict do nothing",
        id,
        print,
    )
    .change(tx)?;
    plan(tx, found)
}

/// All that a guest said, who has turned out to be somebody.
pub(crate) fn of_guest(tx: &mut Tx<'_>, guest: Id<Guest>) -> Result<()> {
    let found = sql!(
        "insert into stale (subject_id) select id from comment where guest_id = $1 and state = 'visible'
         on conflict do nothing",
        guest,
    )
    .change(tx)?;
    plan(tx, found)
}

/// All that somebody said and wrote, part of which was another's before.
pub(crate) fn of_author(tx: &mut Tx<'_>, person: Id<Person>) -> Result<()> {
    let said = sql!(
        "insert into stale (subject_id) select id from comment where person_id = $1 and state = 'visible'
         on conflict do nothing",
        person,
    )
    .change(tx)?;
    let wrote = sql!(
        "insert into stale (subject_id)
         select id from conversation where by_person = $1 and stage = 'published'
         union select article_id from byline where person_id = $1
         on conflict do nothing",
        person,
    )
    .change(tx)?;
    plan(tx, said + wrote)
}

fn plan(tx: &mut Tx<'_>, found: u64) -> Result<()> {
    if found == 0 {
        return Ok(());
    }
    let now = tx.now();
    crate::job::add(tx, &Work::RefreshSearch, now, None)
}

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
