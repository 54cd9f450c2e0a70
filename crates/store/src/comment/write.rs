//! Adding comments, changing them, taking them back, deciding about them.

use super::purge::purge_at;
use crate::{Mark, Result, Snapshot, Tx};
use base::{Id, Moment};
use domain::article::Format;
use domain::comment::{Comment, Dated, Decide, Delete, Edit, Restore, State, Undo};
use domain::conversation::{self, Conversation};
use domain::guest::Guest;
use domain::person::Person;
use domain::{Permit, Visible};

/// Everything of a new comment but where it is said.
#[derive(Clone, Debug)]
pub struct Fresh {
    /// What it answers, already known to be in the same conversation.
    pub parent: Option<Hook>,
    /// Who says it.
    pub by: By,
    /// As written.
    pub source: String,
    /// What it is written in.
    pub format: Format,
    /// As shown.
    pub html: String,
    /// The version of the pipeline that made it.
    pub pipeline: i64,
    /// Visible or waiting.
    pub state: State,
    /// When it was said.
    pub at: Moment,
    /// Its id in feeds, if it came with one.
    pub feed_id: Option<String>,
}

/// Who says a new comment.
#[derive(Clone, Copy, Debug)]
pub enum By {
    /// A member.
    Person(Id<Person>),
    /// A guest.
    Guest(Id<Guest>),
}

/// Adds a comment that somebody may make.
pub fn insert(
    tx: &mut Tx<'_>,
    permit: &Permit<conversation::Comment>,
    fresh: &Fresh,
) -> Result<Id<Comment>> {
    let id = bring(tx, permit.id, fresh)?;
    if fresh.state == State::Visible {
        tx.touch(Mark::Comment(permit.id, id));
    }
    Ok(id)
}

/// Brings a comment in from an import or a seed.
pub fn bring(
    tx: &mut Tx<'_>,
    conversation: Id<Conversation>,
    fresh: &Fresh,
) -> Result<Id<Comment>> {
    let id = add(tx, conversation, fresh)?;
    if fresh.state == State::Visible {
        appear(tx, id, conversation, fresh.at, &fresh.html)?;
    }
    Ok(id)
}

/// Brings many comments in at once, all of them to be seen; their ids are in the same order.
pub fn bring_all(
    tx: &mut Tx<'_>,
    conversation: Id<Conversation>,
    all: &[Fresh],
) -> Result<Vec<Id<Comment>>> {
    let mut ids = Vec::with_capacity(all.len());
    for fresh in all {
        let id = add(tx, conversation, fresh)?;
        crate::search::index(
            tx,
            id.raw(),
            conversation,
            Some(id),
            fresh.at,
            "",
            &fresh.html,
        )?;
        ids.push(id);
    }
    if let Some(last) = all.iter().map(|fresh| fresh.at).max() {
        let more = i64::try_from(all.len()).unwrap_or(i64::MAX);
        count_more(tx, conversation, more, last)?;
    }
    Ok(ids)
}

fn add(tx: &mut Tx<'_>, conversation: Id<Conversation>, fresh: &Fresh) -> Result<Id<Comment>> {
    let id: Id<Comment> = crate::origin::id(fresh.at);
    let (parent, root, root_at) = match fresh.parent {
        Some((parent, root, root_at)) => (Some(parent), root, root_at),
        None => (None, id, fresh.at),
    };
    let (person, guest) = match fresh.by {
        By::Person(person) => (Some(person), None),
        By::Guest(guest) => (None, Some(guest)),
    };
    sql!(
        "insert into comment (id, conversation_id, parent_id, root_id, root_at, person_id, guest_id, source, format, html,
             pipeline, state, at, feed_id, purge_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        id, conversation, parent, root, root_at, person, guest, fresh.source, fresh.format, fresh.html, fresh.pipeline,
        fresh.state, fresh.at, fresh.feed_id, purge_at(fresh.state, fresh.at),
    )
    .change_one(tx)?;
    Ok(id)
}

/// A comment comes to be seen: counters, index, versions.
fn appear(
    tx: &mut Tx<'_>,
    id: Id<Comment>,
    conversation: Id<Conversation>,
    at: Moment,
    html: &str,
) -> Result<()> {
    crate::search::index(tx, id.raw(), conversation, Some(id), at, "", html)?;
    count_more(tx, conversation, 1, at)
}

fn count_more(
    tx: &mut Tx<'_>,
    conversation: Id<Conversation>,
    more: i64,
    last: Moment,
) -> Result<()> {
    sql!(
        "update conversation set comment_count = comment_count + $3,
             last_comment_at = case when last_comment_at is null or last_comment_at < $2 then $2 else last_comment_at end
         where id = $1",
        conversation,
        last,
        more,
    )
    .change_one(tx)?;
    tx.touch(Mark::Conversation(conversation));
    Ok(())
}

/// A comment stops being seen.
pub(super) fn vanish(
    tx: &mut Tx<'_>,
    id: Id<Comment>,
    conversation: Id<Conversation>,
) -> Result<()> {
    sql!(
        "update conversation set comment_count = comment_count - 1,
             last_comment_at = (select max(at) from comment where conversation_id = $1 and state = 'visible')
         where id = $1",
        conversation,
    )
    .change_one(tx)?;
    crate::search::unindex(tx, id.raw())?;
    tx.touch(Mark::Conversation(conversation));
    tx.touch(Mark::Shown);
    Ok(())
}

/// Changes a comment and keeps what it was. `false` if it was changed since `revision` (R106).
pub fn update(
    tx: &mut Tx<'_>,
    permit: &Permit<Edit>,
    revision: i64,
    source: &str,
    html: &str,
    pipeline: i64,
) -> Result<bool> {
    let Dated { comment, now } = &**permit.subject();
    let old: String = sql!("select source from comment where id = $1", comment.id).one(tx)?;
    let changed = sql!(
        "update comment set source = $3, html = $4, pipeline = $5, edited_at = $6, revision = revision + 1, format = 'markdown'
         where id = $1 and revision = $2",
        comment.id, revision, source, html, pipeline, now,
    )
    .change(tx)?;
    if changed != 1 {
        return Ok(false);
    }
    sql!(
        "insert into revision (subject_id, number, at, by_person, source) values ($1, $2, $3, $4, $5) on conflict do nothing",
        comment.id, revision, comment.edited_at.unwrap_or(comment.at), permit.by().person(), old,
    )
    .change(tx)?;
    if comment.state == State::Visible {
        crate::search::index(
            tx,
            comment.id.raw(),
            comment.conversation,
            Some(comment.id),
            comment.at,
            "",
            html,
        )?;
    }
    tx.touch(Mark::Conversation(comment.conversation));
    tx.touch(Mark::Comment(comment.conversation, comment.id));
    Ok(true)
}

fn set_state(tx: &mut Tx<'_>, comment: &Comment, state: State) -> Result<()> {
    let now = tx.now();
    sql!(
        "update comment set state = $2, purge_at = $4, hidden_at = $5 where id = $1 and state = $3",
        comment.id,
        state,
        comment.state,
        purge_at(state, now),
        (state == State::Hidden).then_some(now),
    )
    .change_one(tx)?;
    crate::hold::forget(tx, comment.id.raw())?;
    tx.touch(Mark::Comment(comment.conversation, comment.id));
    let html: String = sql!("select html from comment where id = $1", comment.id).one(tx)?;
    match (comment.state, state) {
        (State::Visible, State::Visible) => Ok(()),
        (State::Visible, _) => vanish(tx, comment.id, comment.conversation),
        (_, State::Visible) => appear(tx, comment.id, comment.conversation, comment.at, &html),
        (_, _) => {
            tx.touch(Mark::Conversation(comment.conversation));
            Ok(())
        }
    }
}

/// Hides a comment that is to be seen until somebody has looked. `false` if it is not to be seen.
pub(crate) fn hide(tx: &mut Tx<'_>, id: Id<Comment>) -> Result<bool> {
    let Some(placed) = super::read::unseen(tx, id)? else {
        return Ok(false);
    };
    if placed.comment.state != State::Visible {
        return Ok(false);
    }
    set_state(tx, &placed.comment, State::Hidden)?;
    Ok(true)
}

/// Takes back what was just said, and that it was said; gives its words. Nothing if somebody has answered it or given thanks
/// for it.
pub fn undo(tx: &mut Tx<'_>, permit: &Permit<Undo>) -> Result<Option<String>> {
    let comment = &permit.comment;
    let met: bool = sql!(
        "select exists (select 1 from comment where parent_id = $1) or exists (select 1 from thanks where comment_id = $1)
             or exists (select 1 from help where comment_id = $1)",
        comment.id,
    )
    .one(tx)?;
    if met {
        return Ok(None);
    }
    let source = sql!("select source from comment where id = $1", comment.id).one(tx)?;
    set_state(tx, comment, State::Dropped)?;
    sql!(
        "delete from activity where conversation_id = $1 and at >= $2 and comment_id = $3
             and kind in ('commented', 'replied', 'comment-edited')",
        comment.conversation,
        comment.at,
        comment.id,
    )
    .change(tx)?;
    Ok(Some(source))
}

/// Puts a stone in its place, if it was seen. A guest of whom nothing is left standing then is trusted no more.
pub fn delete(tx: &mut Tx<'_>, permit: &Permit<Delete>) -> Result<()> {
    let state = permit.deleted_by(permit.by());
    set_state(tx, permit, state)?;
    if state == State::Removed {
        sql!(
            "update guest set trusted = $2
             where id = (select guest_id from comment where id = $1)
                 and not exists (select 1 from comment m where m.guest_id = guest.id and m.state = 'visible')",
            permit.id,
            false,
        )
        .change(tx)?;
    }
    Ok(())
}

/// Takes the stone away again, which is letting it through once more.
pub fn restore(tx: &mut Tx<'_>, permit: &Permit<Restore>) -> Result<()> {
    set_state(tx, permit, State::Visible)?;
    tx.touch(Mark::Shown);
    trust_guest(tx, permit.id)
}

/// Whoever said it, if a guest, is trusted from now on.
fn trust_guest(tx: &mut Tx<'_>, id: Id<Comment>) -> Result<()> {
    sql!(
        "update guest set trusted = $2 where id = (select guest_id from comment where id = $1)",
        id,
        true,
    )
    .change(tx)?;
    Ok(())
}

/// Lets a waiting comment through, or turns it away. A guest let through once is trusted from then on.
pub fn decide(tx: &mut Tx<'_>, permit: &Permit<Decide>, through: bool) -> Result<()> {
    set_state(
        tx,
        permit,
        if through {
            State::Visible
        } else {
            State::Rejected
        },
    )?;
    if through {
        trust_guest(tx, permit.id)?;
    }
    Ok(())
}

/// Where an answer hangs: the comment answered, its branch, the branch's beginning.
pub type Hook = (Id<Comment>, Id<Comment>, Moment);

/// Where a comment hangs in its conversation's thread, if it is there and can be answered: itself, its branch, the branch's beginning.
pub fn hook(
    from: &mut Snapshot<'_>,
    conversation: &Visible<Conversation>,
    id: Id<Comment>,
) -> Result<Option<Hook>> {
    sql!(
        "select id, root_id, root_at from comment where id = $1 and conversation_id = $2 and state = 'visible'",
        id, conversation.id,
    )
    .optional(from)
}

/// Whether the same was said there by the same since a moment: a form sent twice. Gives the first one. Only the last twenty
/// comments of whoever says it are looked at, in all conversations together.
pub fn same(
    from: &mut Snapshot<'_>,
    conversation: Id<Conversation>,
    by: By,
    source: &str,
    since: Moment,
) -> Result<Option<(Id<Comment>, State)>> {
    match by {
        By::Person(person) => sql!(
            "select id, state from (select id, state, at, conversation_id, source from comment where person_id = $1 and at >= $2
                 order by at desc, id desc limit 20) latest
             where conversation_id = $3 and source = $4 order by at, id limit 1",
            person, since, conversation, source,
        )
        .optional(from),
        By::Guest(guest) => sql!(
            "select id, state from (select id, state, at, conversation_id, source from comment where guest_id = $1 and at >= $2
                 order by at desc, id desc limit 20) latest
             where conversation_id = $3 and source = $4 order by at, id limit 1",
            guest, since, conversation, source,
        )
        .optional(from),
    }
}
