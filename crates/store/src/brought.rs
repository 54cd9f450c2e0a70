//! What an import has brought, met again, and what is set of it that nobody here has set.

use base::{Id, Moment};
use domain::article::Article;
use domain::conversation::{Conversation, Stage};
use domain::person::Person;
use domain::picture::Picture;

use crate::article::Fresh;
use crate::{Mark, Result, Snapshot, Tx};

/// Where an article stands, for an import that meets it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its address.
    pub path: String,
    /// Whether it is published.
    pub stage: Stage,
    /// 1 as long as nobody has changed it here.
    pub revision: i64,
    /// Who began it.
    pub by_person: Id<Person>,
}
row!(Standing {
    path,
    stage,
    revision,
    by_person
});

/// How an article stands that an import has brought before.
pub fn standing(from: &mut Snapshot<'_>, id: Id<Article>) -> Result<Option<Standing>> {
    sql!(
        "select c.path, c.stage, a.revision, c.by_person from conversation c join article a on a.id = c.id where c.id = $1",
        id,
    )
    .optional(from)
}

/// The article that was published at a moment, if there is exactly one.
pub fn published_at(from: &mut Snapshot<'_>, at: Moment) -> Result<Option<Id<Article>>> {
    let found: Vec<Id<Article>> = sql!(
        "select id from conversation where kind = 'article' and stage = 'published' and published_at = $1 limit 2",
        at,
    )
    .all(from)?;
    Ok(match found.as_slice() {
        [only] => Some(*only),
        _ => None,
    })
}

/// Whether nothing is, or was, at this address.
pub fn is_free(from: &mut Snapshot<'_>, path: &str) -> Result<bool> {
    let taken: i64 = sql!(
        "select (select count(*) from conversation where path = $1) + (select count(*) from old_address where address = $1)",
        path,
    )
    .one(from)?;
    Ok(taken == 0)
}

/// Whether an article has this id in feeds.
pub fn is_feed_id_taken(from: &mut Snapshot<'_>, feed_id: &str) -> Result<bool> {
    let taken: i64 = sql!("select count(*) from article where feed_id = $1", feed_id).one(from)?;
    Ok(taken > 0)
}

/// Sets when a brought conversation was closed, or closes by itself.
pub fn set_door(
    tx: &mut Tx<'_>,
    id: Id<Conversation>,
    closed_at: Option<Moment>,
    closes_at: Option<Moment>,
) -> Result<()> {
    sql!(
        "update conversation set closed_at = $2, closes_at = $3 where id = $1",
        id,
        closed_at,
        closes_at,
    )
    .change_one(tx)
}

/// Brings an article again that has changed where it comes from. `false`, and nothing happens, if it was changed here since.
///
/// Its address, its authors and whether it is published stay as they are.
pub fn renew(tx: &mut Tx<'_>, id: Id<Article>, fresh: &Fresh) -> Result<bool> {
    let text = &fresh.text;
    let changed = sql!(
        "update article set source = $2, format = $3, html = $4, pipeline = $5, own_excerpt = $6, excerpt = $7
         where id = $1 and revision = 1",
        id,
        text.source,
        text.format,
        text.html,
        text.pipeline,
        text.own_excerpt,
        text.excerpt,
    )
    .change(tx)?;
    if changed != 1 {
        return Ok(false);
    }
    sql!(
        "update conversation set title = $2 where id = $1",
        id,
        fresh.title
    )
    .change_one(tx)?;
    crate::tag::set(tx, id, &fresh.tags)?;
    let at: Option<Moment> = sql!(
        "select published_at from conversation where id = $1 and stage = 'published' and published_at is not null",
        id
    )
    .optional(tx)?;
    if let Some(at) = at {
        crate::search::index(tx, id.raw(), id.cast(), None, at, &fresh.title, &text.html)?;
    }
    tx.touch(Mark::Conversation(id.cast()));
    Ok(true)
}

/// A brought text shows a brought picture.
pub fn show(
    tx: &mut Tx<'_>,
    picture: Id<Picture>,
    subject: i64,
    conversation: Id<Conversation>,
) -> Result<()> {
    sql!(
        "insert into picture_use (picture_id, subject_id, conversation_id)
         select id, $2, $3 from picture where id = $1
         on conflict do nothing",
        picture,
        subject,
        conversation,
    )
    .change(tx)?;
    Ok(())
}

/// All that was brought for an author without a way in is from now on by somebody who has one. The author is gone then.
pub fn hand_over(tx: &mut Tx<'_>, author: Id<Person>, member: Id<Person>) -> Result<()> {
    let imported: i64 = sql!(
        "select count(*) from person where id = $1 and state = 'imported'",
        author
    )
    .one(tx)?;
    if imported != 1 || author == member {
        return Ok(());
    }
    let conversations: Vec<Id<Conversation>> = sql!(
        "select article_id from byline where person_id = $1
         union select conversation_id from comment where person_id = $1",
        author,
    )
    .all(tx)?;
    sql!(
        "delete from byline where person_id = $1 and article_id in (select article_id from byline where person_id = $2)",
        author,
        member,
    )
    .change(tx)?;
    sql!(
        "update byline set person_id = $2 where person_id = $1",
        author,
        member
    )
    .change(tx)?;
    sql!(
        "update conversation set by_person = $2 where by_person = $1",
        author,
        member
    )
    .change(tx)?;
    sql!(
        "update comment set person_id = $2 where person_id = $1",
        author,
        member
    )
    .change(tx)?;
    sql!(
        "update revision set by_person = $2 where by_person = $1",
        author,
        member
    )
    .change(tx)?;
    sql!(
        "update activity set actor_id = $2 where actor_id = $1",
        author,
        member
    )
    .change(tx)?;
    sql!(
        "update activity set to_person = $2 where to_person = $1",
        author,
        member
    )
    .change(tx)?;
    sql!(
        "update picture set owner_id = $2 where owner_id = $1",
        author,
        member
    )
    .change(tx)?;
    sql!(
        "update origin set thing_id = $2 where thing_id = $1 and name like 'author %'",
        author,
        member
    )
    .change(tx)?;
    sql!(
        "delete from person where id = $1 and state = 'imported'",
        author
    )
    .change_one(tx)?;
    crate::search::index_person(tx, author)?;
    crate::search::outdate_author(tx, member)?;
    for conversation in conversations {
        tx.touch(Mark::Conversation(conversation));
    }
    tx.touch(Mark::People);
    Ok(())
}
