//! Beginning articles and changing them.

use super::path::{free_path, index, rename};
use crate::{Error, Mark, Result, Tx};
use base::{Id, Moment};
use domain::Permit;
use domain::article::{Article, Edit, Format};
use domain::conversation::Stage;
use domain::group::{ROOT, Visibility, Write};
use domain::person::Person;
use domain::tag::{self};

/// A text, ready to be kept: rendered outside any transaction.
#[derive(Clone, Debug)]
pub struct Text {
    /// As written.
    pub source: String,
    /// What it is written in.
    pub format: Format,
    /// As shown.
    pub html: String,
    /// The version of the pipeline that made it.
    pub pipeline: i64,
    /// The excerpt as typed.
    pub own_excerpt: String,
    /// The excerpt to show: typed, or made from the text.
    pub excerpt: String,
}

/// Everything of a new article but its group.
#[derive(Clone, Debug)]
pub struct Fresh {
    /// Its title.
    pub title: String,
    /// The year and month of its address.
    pub month: (i16, i8),
    /// The last part of its address; made unique here.
    pub slug: String,
    /// Its text.
    pub text: Text,
    /// Who may read.
    pub visibility: Visibility,
    /// All who wrote it, the one who began it first; never empty.
    pub authors: Vec<Id<Person>>,
    /// Its tags and categories.
    pub tags: Vec<tag::Draft>,
    /// When it was begun.
    pub made_at: Moment,
    /// Its id in feeds, if it came with one.
    pub feed_id: Option<String>,
}

/// Begins an article as a draft.
pub fn insert(
    tx: &mut Tx<'_>,
    _: &Permit<Write>,
    host: &str,
    fresh: &Fresh,
) -> Result<Id<Article>> {
    bring(tx, host, fresh)
}

/// Brings an article in from an import or a seed, as a draft.
pub fn bring(tx: &mut Tx<'_>, host: &str, fresh: &Fresh) -> Result<Id<Article>> {
    let id: Id<Article> = crate::origin::id(fresh.made_at);
    let by = fresh.authors.first().copied().ok_or(Error::NotOne(0))?;
    let (slug, path) = free_path(tx, None, fresh.month, &fresh.slug)?;
    sql!(
        "insert into conversation (id, group_id, kind, title, path, audience, stage, by_person, made_at)
         values ($1, $2, 'article', $3, $4, $5, 'draft', $6, $7)",
        id, ROOT, fresh.title, path, fresh.visibility, by, fresh.made_at,
    )
    .change_one(tx)?;
    let feed_id = fresh
        .feed_id
        .clone()
        .unwrap_or_else(|| feed_id(host, fresh.made_at, id));
    let (year, month) = (i64::from(fresh.month.0), i64::from(fresh.month.1));
    sql!(
        "insert into article (id, year, month, slug, source, format, html, pipeline, own_excerpt, excerpt, updated_at, feed_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        id, year, month, slug, fresh.text.source, fresh.text.format, fresh.text.html, fresh.text.pipeline,
        fresh.text.own_excerpt, fresh.text.excerpt, fresh.made_at, feed_id,
    )
    .change_one(tx)?;
    set_authors(tx, id, &fresh.authors)?;
    crate::tag::set(tx, id, &fresh.tags)?;
    tx.touch(Mark::Conversation(id.cast()));
    Ok(id)
}

/// A tag URI (RFC 4151): it survives a change of slug, host and scheme.
fn feed_id(host: &str, at: Moment, id: Id<Article>) -> String {
    let day = at.timestamp().strftime("%Y-%m-%d");
    format!("tag:{host},{day}:article/{id}")
}

fn set_authors(tx: &mut Tx<'_>, id: Id<Article>, authors: &[Id<Person>]) -> Result<()> {
    sql!("delete from byline where article_id = $1", id).change(tx)?;
    for (position, person) in (1_i64..).zip(authors) {
        sql!(
            "insert into byline (article_id, position, person_id) values ($1, $2, $3) on conflict do nothing",
            id, position, person,
        )
        .change(tx)?;
    }
    Ok(())
}

/// What of an article changes.
#[derive(Clone, Debug)]
pub struct Change {
    /// Its title.
    pub title: String,
    /// The last part of its address; made unique here. The old address goes on working.
    pub slug: String,
    /// Its text.
    pub text: Text,
    /// Who may read.
    pub visibility: Visibility,
    /// All who wrote it, the one who began it first.
    pub authors: Vec<Id<Person>>,
    /// Its tags and categories.
    pub tags: Vec<tag::Draft>,
    /// The revision that the change was made from.
    pub revision: i64,
}

/// Changes an article and keeps what it was. `Ok(None)` if somebody else changed it since `revision` (R106).
pub fn update(tx: &mut Tx<'_>, permit: &Permit<Edit>, change: &Change) -> Result<Option<String>> {
    let article = permit.subject();
    let id = article.line.id;
    let now = tx.now();
    let changed = sql!(
        "update article set source = $3, format = $4, html = $5, pipeline = $6, own_excerpt = $7, excerpt = $8,
             updated_at = $9, revision = revision + 1
         where id = $1 and revision = $2",
        id, change.revision, change.text.source, change.text.format, change.text.html, change.text.pipeline,
        change.text.own_excerpt, change.text.excerpt, now,
    )
    .change(tx)?;
    if changed != 1 {
        return Ok(None);
    }
    keep(
        tx,
        id,
        article.revision,
        article.line.updated_at,
        permit.by().person(),
        &article.line.title,
        &article.source,
    )?;
    let (year, month): (i64, i64) =
        sql!("select year, month from article where id = $1", id).one(tx)?;
    let month = (
        i16::try_from(year).unwrap_or(0),
        i8::try_from(month).unwrap_or(1),
    );
    let path = rename(
        tx,
        id,
        &article.line.path,
        month,
        &change.slug,
        article.line.stage,
    )?;
    sql!(
        "update conversation set title = $2, audience = $3 where id = $1",
        id,
        change.title,
        change.visibility,
    )
    .change_one(tx)?;
    set_authors(tx, id, &change.authors)?;
    crate::tag::set(tx, id, &change.tags)?;
    if article.line.stage == Stage::Published {
        index(tx, id, &change.title, &change.text.html)?;
    }
    tx.touch(Mark::Conversation(article.conversation()));
    if change.visibility != article.line.visibility {
        tx.touch(Mark::Shown);
    }
    Ok(Some(path))
}

fn keep(
    tx: &mut Tx<'_>,
    id: Id<Article>,
    number: i64,
    at: Moment,
    by: Option<Id<Person>>,
    title: &str,
    source: &str,
) -> Result<()> {
    sql!(
        "insert into revision (subject_id, number, at, by_person, title, source) values ($1, $2, $3, $4, $5, $6)
         on conflict do nothing",
        id, number, at, by, title, source,
    )
    .change(tx)?;
    Ok(())
}
