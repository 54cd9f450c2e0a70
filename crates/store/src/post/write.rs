//! Opening posts, changing them, taking them away and bringing them back.

use base::{Id, Moment};
use domain::Permit;
use domain::conversation::{Conversation, Kind, Stage};
use domain::group::{Group, Visibility};
use domain::person::Person;
use domain::post::{self, Begin, BringBack, LetThrough, Withdraw};
use domain::tag;

use super::wish::Kept;
use crate::{Mark, Result, Tx};

/// First words, ready to be kept: rendered outside any transaction.
#[derive(Clone, Debug)]
pub struct Text {
    /// As written, Markdown.
    pub source: String,
    /// As shown.
    pub html: String,
    /// The version of the pipeline that made it.
    pub pipeline: i64,
    /// Plain, short.
    pub excerpt: String,
}

/// Everything of a new post.
#[derive(Clone, Debug)]
pub struct Fresh {
    /// What it is.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// The last part of its address.
    pub slug: String,
    /// Its first words.
    pub text: Text,
    /// The group it belongs to.
    pub group: Id<Group>,
    /// Who may read.
    pub visibility: Visibility,
    /// Who opens it.
    pub by: Id<Person>,
    /// Its tags.
    pub tags: Vec<tag::Draft>,
    /// When.
    pub at: Moment,
    /// When it closes by itself.
    pub closes_at: Option<Moment>,
    /// Of an ask or an offer: when, where and until when.
    pub wish: Option<Kept>,
    /// Whether somebody has to read it first.
    pub waits: bool,
}

/// Opens a post.
pub fn insert(
    tx: &mut Tx<'_>,
    _: &Permit<Begin>,
    host: &str,
    fresh: &Fresh,
) -> Result<(Id<Conversation>, String)> {
    bring(tx, host, fresh)
}

/// Brings a post in from an import or a seed.
pub fn bring(tx: &mut Tx<'_>, host: &str, fresh: &Fresh) -> Result<(Id<Conversation>, String)> {
    bring_as(tx, crate::origin::id(fresh.at), host, fresh)
}

/// The same under an id that was chosen before.
pub fn bring_as(
    tx: &mut Tx<'_>,
    id: Id<Conversation>,
    host: &str,
    fresh: &Fresh,
) -> Result<(Id<Conversation>, String)> {
    let path = post::path(id, &fresh.slug);
    let stage = if fresh.waits {
        Stage::Waiting
    } else {
        Stage::Published
    };
    sql!(
        "insert into conversation (id, group_id, kind, title, path, audience, stage, by_person, made_at, published_at, closes_at)
         values ($1, $2, $3, $4, $5, $6, $10, $7, $8, $8, $9)",
        id, fresh.group, fresh.kind, fresh.title, path, fresh.visibility, fresh.by, fresh.at, fresh.closes_at, stage,
    )
    .change_one(tx)?;
    let day = fresh.at.timestamp().strftime("%Y-%m-%d");
    let feed_id = format!("tag:{host},{day}:{}/{id}", fresh.kind);
    sql!(
        "insert into post (id, source, html, pipeline, excerpt, feed_id) values ($1, $2, $3, $4, $5, $6)",
        id,
        fresh.text.source,
        fresh.text.html,
        fresh.text.pipeline,
        fresh.text.excerpt,
        feed_id,
    )
    .change_one(tx)?;
    if let Some(kept) = &fresh.wish {
        super::wish::write(tx, id, fresh.kind, kept)?;
    }
    crate::tag::set(tx, id.cast(), &fresh.tags)?;
    if !fresh.waits {
        crate::search::index(
            tx,
            id.raw(),
            id,
            None,
            fresh.at,
            &fresh.title,
            &fresh.text.html,
        )?;
    }
    tx.touch(Mark::Conversation(id));
    Ok((id, path))
}

/// What of a post changes.
#[derive(Clone, Debug)]
pub struct Change {
    /// What it is from now on.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// The last part of its address; the old one goes on working.
    pub slug: String,
    /// Its first words.
    pub text: Text,
    /// Who may read.
    pub visibility: Visibility,
    /// Its tags.
    pub tags: Vec<tag::Draft>,
    /// Of an ask or an offer: when, where and until when.
    pub wish: Option<Kept>,
    /// The revision that the change was made from.
    pub revision: i64,
}

/// Changes a post and keeps what it was. `Ok(None)` if somebody else changed it since `revision` (R106).
pub fn update(
    tx: &mut Tx<'_>,
    permit: &Permit<post::Change>,
    change: &Change,
) -> Result<Option<String>> {
    let post = permit.subject();
    let (id, now) = (post.id(), tx.now());
    let changed = sql!(
        "update post set source = $3, html = $4, pipeline = $5, excerpt = $6, edited_at = $7, revision = revision + 1
         where id = $1 and revision = $2",
        id,
        change.revision,
        change.text.source,
        change.text.html,
        change.text.pipeline,
        change.text.excerpt,
        now,
    )
    .change(tx)?;
    if changed != 1 {
        return Ok(None);
    }
    sql!(
        "insert into revision (subject_id, number, at, by_person, title, source) values ($1, $2, $3, $4, $5, $6)
         on conflict do nothing",
        id,
        post.revision,
        post.edited_at.unwrap_or(post.at),
        permit.by().person(),
        post.conversation.title,
        post.source,
    )
    .change(tx)?;
    let path = post::path(id, &change.slug);
    sql!(
        "update conversation set kind = $2, title = $3, path = $4, audience = $5 where id = $1",
        id,
        change.kind,
        change.title,
        path,
        change.visibility,
    )
    .change_one(tx)?;
    if let Some(kept) = &change.wish {
        super::wish::write(tx, id, change.kind, kept)?;
    }
    crate::tag::set(tx, id.cast(), &change.tags)?;
    if post.conversation.stage == Stage::Published {
        crate::search::index(
            tx,
            id.raw(),
            id,
            None,
            post.at,
            &change.title,
            &change.text.html,
        )?;
    }
    tx.touch(Mark::Conversation(id));
    if change.visibility != post.conversation.visibility {
        tx.touch(Mark::Shown);
    }
    Ok(Some(path))
}

/// Takes a post away: back to whoever opened it, if it is they who do it, and out of the sight of others.
pub fn withdraw(tx: &mut Tx<'_>, permit: &Permit<Withdraw>) -> Result<()> {
    let id = permit.id();
    let stage = match permit.by().is(permit.by.id) {
        true => Stage::Draft,
        false => Stage::Removed,
    };
    set_stage(tx, id, stage)?;
    crate::search::unindex_conversation(tx, id)
}

/// Brings a post back.
pub fn bring_back(tx: &mut Tx<'_>, permit: &Permit<BringBack>) -> Result<()> {
    let post = permit.subject();
    set_stage(tx, post.id(), Stage::Published)?;
    crate::search::index(
        tx,
        post.id().raw(),
        post.id(),
        None,
        post.at,
        &post.conversation.title,
        &post.html,
    )
}

/// Lets a waiting post through, as if it were opened now; or turns it away.
pub fn let_through(tx: &mut Tx<'_>, permit: &Permit<LetThrough>, through: bool) -> Result<()> {
    let post = permit.subject();
    let id = post.id();
    crate::hold::forget(tx, id.raw())?;
    if !through {
        return set_stage(tx, id, Stage::Removed);
    }
    let now = tx.now();
    sql!(
        "update conversation set published_at = $2 where id = $1",
        id,
        now
    )
    .change_one(tx)?;
    set_stage(tx, id, Stage::Published)?;
    crate::search::index(
        tx,
        id.raw(),
        id,
        None,
        now,
        &post.conversation.title,
        &post.html,
    )
}

fn set_stage(tx: &mut Tx<'_>, id: Id<Conversation>, stage: Stage) -> Result<()> {
    sql!(
        "update conversation set stage = $2 where id = $1",
        id,
        stage
    )
    .change_one(tx)?;
    tx.touch(Mark::Conversation(id));
    tx.touch(Mark::Shown);
    Ok(())
}
