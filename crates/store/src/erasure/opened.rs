//! What somebody opened and wrote: articles, first words, drafts. What others said under it stays.

use base::Id;
use domain::article::Article;
use domain::conversation::{Conversation, Kind, Stage};
use domain::job::Work;
use domain::leaving::Way;
use domain::person::Person;
use domain::post;

use super::called::Blank;
use crate::{Mark, Result, Snapshot, Tx};

struct Facts {
    kind: Kind,
    stage: Stage,
    path: String,
    by_person: Id<Person>,
    /// Somebody else who wrote it, too.
    other: Option<Id<Person>>,
    comments: i64,
    heard: i64,
    continued: bool,
}
row!(Facts {
    kind,
    stage,
    path,
    by_person,
    other,
    comments,
    heard,
    continued
});

/// Goes through what they began or wrote with others, after one of these, at most `most`, and gives the last one.
///
/// What nobody has seen goes in either way; what was published only with their words. What others wrote, too, is theirs.
pub fn opened(
    tx: &mut Tx<'_>,
    me: Id<Person>,
    way: Way,
    blank: &Blank,
    after: i64,
    most: i64,
) -> Result<Option<i64>> {
    let ids: Vec<Id<Conversation>> = sql!(
        "select id from (
             select id from conversation where by_person = $1 and id > $2
             union
             select article_id as id from byline where person_id = $1 and article_id > $2) mine
         order by id limit $3",
        me,
        after,
        most,
    )
    .all(tx)?;
    for id in &ids {
        let Some(facts) = facts(tx, me, *id)? else {
            continue;
        };
        let unseen = matches!(
            facts.stage,
            Stage::Draft | Stage::Scheduled | Stage::Waiting
        );
        if way == Way::WordsStay && !unseen {
            continue;
        }
        match facts.other {
            Some(other) => hand_over(tx, *id, me, other)?,
            None if facts.by_person == me => take(tx, *id, me, &facts, blank)?,
            None => {}
        }
    }
    Ok(ids.last().map(|id| id.raw()))
}

fn facts(from: &mut Snapshot<'_>, me: Id<Person>, id: Id<Conversation>) -> Result<Option<Facts>> {
    sql!(
        "select c.kind, c.stage, c.path, c.by_person,
             case when c.kind = 'article' then
                 (select b.person_id from byline b where b.article_id = c.id and b.person_id <> $2
                  order by b.position limit 1) end as other,
             (select count(*) from (select 1 as one from comment m where m.conversation_id = c.id limit 1) any_said) as comments,
             (select count(*) from (select 1 as one from comment m where m.conversation_id = c.id and m.state = 'visible' limit 1)
                 standing) as heard,
             exists (select 1 from conversation n where n.continues_in = c.id) as continued
         from conversation c where c.id = $1",
        id,
        me,
    )
    .optional(from)
}

/// Whoever wrote it, too, has it alone from now on.
fn hand_over(
    tx: &mut Tx<'_>,
    id: Id<Conversation>,
    me: Id<Person>,
    other: Id<Person>,
) -> Result<()> {
    sql!(
        "delete from byline where article_id = $1 and person_id = $2",
        id,
        me
    )
    .change(tx)?;
    sql!(
        "update conversation set by_person = $3 where id = $1 and by_person = $2",
        id,
        me,
        other,
    )
    .change(tx)?;
    sql!(
        "insert into stale (subject_id) values ($1) on conflict do nothing",
        id
    )
    .change(tx)?;
    let now = tx.now();
    crate::job::add(tx, &Work::RefreshSearch, now, None)?;
    tx.touch(Mark::Conversation(id));
    Ok(())
}

/// Takes the words of a conversation away; all of it, if nobody ever said anything there.
fn take(
    tx: &mut Tx<'_>,
    id: Id<Conversation>,
    me: Id<Person>,
    facts: &Facts,
    blank: &Blank,
) -> Result<()> {
    crate::search::unindex_conversation(tx, id)?;
    crate::hold::forget(tx, id.raw())?;
    crate::spam::forget(tx, id.raw())?;
    sql!("delete from revision where subject_id = $1", id).change(tx)?;
    sql!("delete from picture_use where subject_id = $1", id).change(tx)?;
    sql!("delete from tagging where conversation_id = $1", id).change(tx)?;
    sql!("delete from old_address where target = $1", facts.path).change(tx)?;
    if facts.comments == 0 && !facts.continued {
        sql!("delete from article where id = $1", id).change(tx)?;
        sql!("delete from post where id = $1", id).change(tx)?;
        sql!("delete from conversation where id = $1", id).change_one(tx)?;
    } else {
        empty(tx, id, me, facts, blank)?;
    }
    tx.touch(Mark::Conversation(id));
    tx.touch(Mark::Shown);
    Ok(())
}

fn empty(
    tx: &mut Tx<'_>,
    id: Id<Conversation>,
    me: Id<Person>,
    facts: &Facts,
    blank: &Blank,
) -> Result<()> {
    let article: Option<(i64, i64)> = match facts.kind {
        Kind::Article => sql!("select year, month from article where id = $1", id).optional(tx)?,
        Kind::Discussion | Kind::Question | Kind::Idea | Kind::Ask | Kind::Offer => None,
    };
    let slug = format!("removed-{id}");
    let path = match article {
        Some((year, month)) => domain::article::path(
            i16::try_from(year).unwrap_or(0),
            i8::try_from(month).unwrap_or(1),
            &slug,
        ),
        None => post::path(id, "removed"),
    };
    let article: Id<Article> = id.cast();
    sql!(
        "update article set slug = $2, source = '', html = '', own_excerpt = '', excerpt = '' where id = $1",
        article,
        slug,
    )
    .change(tx)?;
    sql!(
        "update post set source = '', html = '', excerpt = '' where id = $1",
        id
    )
    .change(tx)?;
    sql!(
        "update wish set at_words = '', day = null, place = '' where conversation_id = $1",
        id
    )
    .change(tx)?;
    sql!(
        "delete from poll where conversation_id = $1 and exists (
             select 1 from activity a where a.conversation_id = $1 and a.actor_id = $2 and a.kind = 'poll-attached')",
        id,
        me,
    )
    .change(tx)?;
    let stage = match facts.stage {
        Stage::Published if facts.heard > 0 => Stage::Published,
        Stage::Published | Stage::Draft | Stage::Scheduled | Stage::Waiting | Stage::Removed => {
            Stage::Removed
        }
    };
    sql!(
        "update conversation set title = $2, path = $3, stage = $4 where id = $1",
        id,
        blank.title,
        path,
        stage,
    )
    .change_one(tx)
}

/// Blanks what else they wrote: with a hand that they raised, a reason that they gave.
pub fn words(tx: &mut Tx<'_>, me: Id<Person>) -> Result<()> {
    sql!("update hand set words = '' where person_id = $1", me).change(tx)?;
    sql!(
        "update post set reason = '', reason_html = '' where decided_by = $1",
        me
    )
    .change(tx)?;
    sql!("update wish set reason = '' where ended_by = $1", me).change(tx)?;
    sql!(
        "delete from poll where conversation_id in (
             select a.conversation_id from activity a where a.actor_id = $1 and a.kind = 'poll-attached')",
        me
    )
    .change(tx)?;
    tx.touch(Mark::Shown);
    Ok(())
}
