//! Following and being told, made up for a community that was made up, or brought, all at once.

use base::{Id, Moment};
use domain::conversation::Conversation;

use crate::{Mark, Result, Tx};

/// Everybody follows what they take part in, in the conversations after one, at most so many; the last of them, if there were
/// any.
pub fn gather(tx: &mut Tx<'_>, after: i64, most: i64) -> Result<Option<Id<Conversation>>> {
    let some: Vec<Id<Conversation>> = sql!(
        "select id from conversation where id > $1 order by id limit $2",
        after,
        most,
    )
    .all(tx)?;
    for id in &some {
        sql!(
            "insert into reader (person_id, conversation_id, level)
             select by_person, id, 'watching' from conversation where id = $1 and stage = 'published'
             on conflict do nothing",
            *id,
        )
        .change(tx)?;
        sql!(
            "insert into reader (person_id, conversation_id, level)
             select distinct person_id, conversation_id, 'replies' from comment
             where conversation_id = $1 and person_id is not null and state = 'visible'
             on conflict do nothing",
            *id,
        )
        .change(tx)?;
    }
    Ok(some.last().copied())
}

/// Everybody has seen what was said before `seen`, and is told of what was said to them since `told`, if that is given.
pub fn settle(tx: &mut Tx<'_>, seen: Moment, told: Option<Moment>) -> Result<()> {
    sql!(
        "update person set caught_up_at = $1 where state = 'active'",
        seen
    )
    .change(tx)?;
    if let Some(since) = told {
        sql!(
            "insert into notification
                 (id, person_id, at, reason, once, conversation_id, comment_id, actor_id, guest_id, read_at)
             select a.id, a.to_person, a.at,
                 case a.kind when 'replied' then 'answered' when 'thanked' then 'thanked' when 'reused' then 'helped'
                     when 'accepted' then 'accepted' when 'supported' then 'supported' else 'yours' end,
                 a.kind || ' ' || cast(a.id as text), a.conversation_id, a.comment_id, a.actor_id, a.guest_id,
                 case when a.at < $2 then a.at end
             from activity a
             join person p on p.id = a.to_person and p.state = 'active'
             join conversation c on c.id = a.conversation_id
             where a.at > $1 and a.kind in ('replied', 'commented', 'thanked', 'reused', 'accepted', 'supported')
                 and (a.actor_id is null or a.actor_id <> a.to_person)
             on conflict do nothing",
            since,
            seen,
        )
        .change(tx)?;
    }
    tx.touch(Mark::Shown);
    Ok(())
}
