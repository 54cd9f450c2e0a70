//! What has to be put into the index anew because something around it changed: the tags or the readers of its conversation,
//! or who said it.

use base::Id;
use domain::conversation::Conversation;
use domain::guest::Guest;
use domain::job::Work;
use domain::person::Person;

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
