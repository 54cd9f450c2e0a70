//! Articles: lists, single ones, their neighbours, drafts, history.

use base::{Id, Moment};
use domain::article::{Article, Edit, Format, Line, Revision};
use domain::conversation::{Conversation, Door, Stage};
use domain::group::{ROOT, Visibility, Write};
use domain::person::{Byline, Person};
use domain::tag::{self, Tag};
use domain::{Permit, Role, Viewer, Visible};

use crate::engine::{FromRow, Row, next};
use crate::{Error, Mark, Result, Snapshot, Tx};

struct FoundLine(Line);

impl FromRow for FoundLine {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "group_id",
        "title",
        "path",
        "visibility",
        "stage",
        "at",
        "updated_at",
        "by_id",
        "by_handle",
        "by_name",
        "by_portrait",
        "excerpt",
        "comments",
        "last_comment_at",
    ];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        Ok(Self(Line {
            id: next(row, at)?,
            group: next(row, at)?,
            title: next(row, at)?,
            path: next(row, at)?,
            visibility: next(row, at)?,
            stage: next(row, at)?,
            at: next(row, at)?,
            updated_at: next(row, at)?,
            by: Byline {
                id: next(row, at)?,
                handle: next(row, at)?,
                name: next(row, at)?,
                portrait: next(row, at)?,
            },
            excerpt: next(row, at)?,
            comments: next(row, at)?,
            last_comment_at: next(row, at)?,
        }))
    }
}

fn lines(viewer: &Viewer, found: Vec<FoundLine>) -> Vec<Visible<Line>> {
    viewer.see_all(found.into_iter().map(|line| line.0).collect())
}

struct Body {
    source: String,
    format: Format,
    html: String,
    own_excerpt: String,
    revision: i64,
    feed_id: String,
    closed_at: Option<Moment>,
    closes_at: Option<Moment>,
    continues_in: Option<Id<Conversation>>,
}
row!(Body {
    source,
    format,
    html,
    own_excerpt,
    revision,
    feed_id,
    closed_at,
    closes_at,
    continues_in
});
row!(Byline {
    id,
    handle,
    name,
    portrait
});

/// One, whole, if the viewer may know of it.
pub fn find(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    id: Id<Article>,
) -> Result<Option<Visible<Article>>> {
    let line: Option<FoundLine> =
        sql!("select * from article_line where id = $1", id).optional(from)?;
    let Some(FoundLine(line)) = line else {
        return Ok(None);
    };
    let body: Body = sql!(
        "select a.source, a.format, a.html, a.own_excerpt, a.revision, a.feed_id, c.closed_at, c.closes_at, c.continues_in
         from article a join conversation c on c.id = a.id where a.id = $1",
        id,
    )
    .one(from)?;
    let authors: Vec<Byline> = sql!(
        "select p.id, p.handle, p.name, p.portrait from byline b join person p on p.id = b.person_id
         where b.article_id = $1 order by b.position",
        id,
    )
    .all(from)?;
    let guests = crate::site::load(from)?.guests;
    Ok(viewer.see(Article {
        line,
        authors,
        source: body.source,
        format: body.format,
        html: body.html,
        own_excerpt: body.own_excerpt,
        door: Door::at(from.now(), body.closed_at, body.closes_at),
        guests,
        continues_in: body.continues_in,
        revision: body.revision,
        feed_id: body.feed_id,
    }))
}

/// The one at this address, if the viewer may know of it.
pub fn by_path(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    path: &str,
) -> Result<Option<Visible<Article>>> {
    let id: Option<Id<Article>> = sql!(
        "select id from conversation where path = $1 and kind = 'article'",
        path
    )
    .optional(from)?;
    match id {
        Some(id) => find(from, viewer, id),
        None => Ok(None),
    }
}

/// Which articles a list is of.
#[derive(Clone, Copy, Debug)]
pub enum Filter<'a> {
    /// All of them.
    All,
    /// Those of a year.
    Year(i64),
    /// Those of a month of a year.
    Month(i64, i64),
    /// Those under a tag or category.
    Tag(&'a Tag),
    /// Those that somebody wrote.
    By(Id<Person>),
}

/// Where a page of a list ends: the moment and id of its last line.
pub type Cursor = (Moment, Id<Article>);

/// Published articles that the viewer may read, newest first, after `cursor`, at most `limit`.
pub fn list(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    filter: Filter<'_>,
    cursor: Option<Cursor>,
    limit: i64,
) -> Result<Vec<Visible<Line>>> {
    let member = viewer.person().is_some();
    // Later than any: the first page.
    let (at, id) = cursor.unwrap_or((
        Moment::from_ms(i64::MAX),
        Id::from_raw(i64::MAX).unwrap_or(Id::fixed(u32::MAX)),
    ));
    let found = match filter {
        Filter::All => sql!(
            "select * from article_line
             where stage = 'published' and (visibility = 'public' or $1) and (published_at, id) < ($2, $3)
             order by published_at desc, id desc limit $4",
            member, at, id, limit,
        )
        .all(from)?,
        Filter::Year(year) => sql!(
            "select * from article_line
             where stage = 'published' and (visibility = 'public' or $1) and (published_at, id) < ($2, $3) and year = $5
             order by published_at desc, id desc limit $4",
            member, at, id, limit, year,
        )
        .all(from)?,
        Filter::Month(year, month) => sql!(
            "select * from article_line
             where stage = 'published' and (visibility = 'public' or $1) and (published_at, id) < ($2, $3)
                 and year = $5 and month = $6
             order by published_at desc, id desc limit $4",
            member, at, id, limit, year, month,
        )
        .all(from)?,
        Filter::Tag(tag) => sql!(
            "select * from article_line
             where stage = 'published' and (visibility = 'public' or $1) and (published_at, id) < ($2, $3)
                 and id in (select conversation_id from tagging where tag_id = $5)
             order by published_at desc, id desc limit $4",
            member, at, id, limit, tag.id,
        )
        .all(from)?,
        Filter::By(person) => sql!(
            "select * from article_line
             where stage = 'published' and (visibility = 'public' or $1) and (published_at, id) < ($2, $3)
                 and id in (select article_id from byline where person_id = $5)
             order by published_at desc, id desc limit $4",
            member, at, id, limit, person,
        )
        .all(from)?,
    };
    Ok(lines(viewer, found))
}

/// What stands before and after an article.
pub type Neighbours = (Option<Visible<Line>>, Option<Visible<Line>>);

/// The articles before and after a published one, by time, of those that the viewer may read.
pub fn neighbours(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    of: &Visible<Article>,
) -> Result<Neighbours> {
    if of.line.stage != Stage::Published {
        return Ok((None, None));
    }
    let member = viewer.person().is_some();
    let before: Option<FoundLine> = sql!(
        "select * from article_line
         where stage = 'published' and (visibility = 'public' or $1) and (published_at, id) < ($2, $3)
         order by published_at desc, id desc limit 1",
        member, of.line.at, of.line.id,
    )
    .optional(from)?;
    let after: Option<FoundLine> = sql!(
        "select * from article_line
         where stage = 'published' and (visibility = 'public' or $1) and (published_at, id) > ($2, $3)
         order by published_at, id limit 1",
        member, of.line.at, of.line.id,
    )
    .optional(from)?;
    Ok((
        before.and_then(|line| viewer.see(line.0)),
        after.and_then(|line| viewer.see(line.0)),
    ))
}

/// What is not published yet: the viewer's own, and for admins everybody's. Newest first, at most 200.
pub fn drafts(from: &mut Snapshot<'_>, viewer: &Viewer) -> Result<Vec<Visible<Line>>> {
    let Some(me) = viewer.person() else {
        return Ok(Vec::new());
    };
    let found = sql!(
        "select * from article_line where stage <> 'published' and (by_id = $1 or $2)
         order by updated_at desc, id desc limit 200",
        me,
        viewer.is_at_least(Role::Admin),
    )
    .all(from)?;
    Ok(lines(viewer, found))
}

/// The months in which something was published that the viewer may read, newest first, with how much.
pub fn months(from: &mut Snapshot<'_>, viewer: &Viewer) -> Result<Vec<(i64, i64, i64)>> {
    sql!(
        "select year, month, count(*) from article_line
         where stage = 'published' and (visibility = 'public' or $1)
         group by year, month order by year desc, month desc limit 1200",
        viewer.person().is_some(),
    )
    .all(from)
}

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
    let id: Id<Article> = Id::new(fresh.made_at);
    let by = fresh.authors.first().copied().ok_or(Error::NotOne(0))?;
    let (slug, path) = free_path(tx, None, fresh.month, &fresh.slug)?;
    sql!(
        "insert into conversation (id, group_id, kind, title, path, visibility, stage, by_person, made_at)
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

/// The first free address for this month and slug; `own` does not stand in its own way.
fn free_path(
    tx: &mut Tx<'_>,
    own: Option<Id<Article>>,
    month: (i16, i8),
    slug: &str,
) -> Result<(String, String)> {
    for number in 1..10_000_i64 {
        let tried = if number == 1 {
            slug.to_owned()
        } else {
            format!("{slug}-{number}")
        };
        let path = domain::article::path(month.0, month.1, &tried);
        let taken: i64 = sql!(
            "select (select count(*) from conversation where path = $1 and id <> $2)
                  + (select count(*) from old_address where address = $1 and target <> coalesce(
                        (select path from conversation where id = $2), ''))",
            path,
            own.map_or(0, Id::raw),
        )
        .one(tx)?;
        if taken == 0 {
            return Ok((tried, path));
        }
    }
    Err(Error::Constraint(
        "there are too many articles of this name".to_owned(),
    ))
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
        "update conversation set title = $2, visibility = $3 where id = $1",
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
    Ok(Some(path))
}

/// Gives the article its new address; a published one's old address redirects for ever.
fn rename(
    tx: &mut Tx<'_>,
    id: Id<Article>,
    old: &str,
    month: (i16, i8),
    slug: &str,
    stage: Stage,
) -> Result<String> {
    let (slug, path) = free_path(tx, Some(id), month, slug)?;
    if path != old {
        sql!(
            "update article set year = $2, month = $3, slug = $4 where id = $1",
            id,
            i64::from(month.0),
            i64::from(month.1),
            slug
        )
        .change_one(tx)?;
        sql!("update conversation set path = $2 where id = $1", id, path).change_one(tx)?;
        crate::old_address::forget(tx, &path)?;
        if stage == Stage::Published {
            crate::old_address::moved(tx, old, &path)?;
        }
    }
    Ok(path)
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

fn index(tx: &mut Tx<'_>, id: Id<Article>, title: &str, html: &str) -> Result<()> {
    let at: Moment = sql!(
        "select coalesce(published_at, made_at) from conversation where id = $1",
        id
    )
    .one(tx)?;
    crate::search::index(tx, id.raw(), id.cast(), None, at, title, html)
}

/// Publishes an article, now or when its time comes. A draft moves to the address of its month.
pub fn publish(
    tx: &mut Tx<'_>,
    permit: &Permit<Edit>,
    at: Moment,
    month: (i16, i8),
    closes_at: Option<Moment>,
) -> Result<String> {
    set_published(tx, permit.subject(), at, month, closes_at)
}

/// Publishes an article that an import or seed brought.
pub fn bring_out(
    tx: &mut Tx<'_>,
    article: &Visible<Article>,
    at: Moment,
    month: (i16, i8),
) -> Result<String> {
    set_published(tx, article, at, month, None)
}

fn set_published(
    tx: &mut Tx<'_>,
    article: &Visible<Article>,
    at: Moment,
    month: (i16, i8),
    closes_at: Option<Moment>,
) -> Result<String> {
    let id = article.line.id;
    let slug: String = sql!("select slug from article where id = $1", id).one(tx)?;
    let path = rename(tx, id, &article.line.path, month, &slug, article.line.stage)?;
    let stage = if at > tx.now() {
        Stage::Scheduled
    } else {
        Stage::Published
    };
    sql!(
        "update conversation set stage = $2, published_at = $3, closes_at = $4 where id = $1",
        id,
        stage,
        at,
        closes_at,
    )
    .change_one(tx)?;
    sql!(
        "update article set updated_at = $2 where id = $1 and updated_at < $2",
        id,
        at
    )
    .change(tx)?;
    if stage == Stage::Published {
        index(tx, id, &article.line.title, &article.html)?;
    }
    tx.touch(Mark::Conversation(article.conversation()));
    Ok(path)
}

/// Takes a published or scheduled article back to the drafts.
pub fn withdraw(tx: &mut Tx<'_>, permit: &Permit<Edit>) -> Result<()> {
    let id = permit.line.id;
    sql!(
        "update conversation set stage = 'draft', published_at = null where id = $1",
        id
    )
    .change_one(tx)?;
    crate::search::unindex_conversation(tx, id.cast())?;
    tx.touch(Mark::Conversation(id.cast()));
    Ok(())
}

/// Scheduled articles whose time has come or is coming, for the clock.
pub fn scheduled(from: &mut Snapshot<'_>, id: Id<Article>) -> Result<Option<Moment>> {
    sql!("select published_at from conversation where id = $1 and stage = 'scheduled' and published_at is not null", id)
        .optional(from)
}

/// The clock publishes what was scheduled. Says whether it was.
pub fn come_out(tx: &mut Tx<'_>, id: Id<Article>) -> Result<bool> {
    let now = tx.now();
    let changed = sql!(
        "update conversation set stage = 'published' where id = $1 and stage = 'scheduled' and published_at <= $2",
        id, now,
    )
    .change(tx)?;
    if changed == 1 {
        let (title, html): (String, String) =
            sql!("select c.title, a.html from conversation c join article a on a.id = c.id where c.id = $1", id).one(tx)?;
        index(tx, id, &title, &html)?;
        tx.touch(Mark::Conversation(id.cast()));
    }
    Ok(changed == 1)
}

struct Kept {
    number: i64,
    at: Moment,
    by_id: Option<Id<Person>>,
    handle: Option<String>,
    name: Option<String>,
    portrait: Option<Id<domain::picture::Picture>>,
    title: String,
    source: String,
}
row!(Kept {
    number,
    at,
    by_id,
    handle,
    name,
    portrait,
    title,
    source
});

/// Earlier texts of an article, newest first, at most 200.
pub fn history(from: &mut Snapshot<'_>, permit: &Permit<Edit>) -> Result<Vec<Visible<Revision>>> {
    let kept = revisions(from, permit.line.id.raw())?;
    Ok(kept
        .into_iter()
        .map(|revision| permit.subject().clone().part(|_| revision))
        .collect())
}

pub(crate) fn revisions(from: &mut Snapshot<'_>, subject: i64) -> Result<Vec<Revision>> {
    let kept: Vec<Kept> = sql!(
        "select r.number, r.at, p.id as by_id, p.handle, p.name, p.portrait, r.title, r.source
         from revision r left join person p on p.id = r.by_person
         where r.subject_id = $1 order by r.number desc limit 200",
        subject,
    )
    .all(from)?;
    Ok(kept
        .into_iter()
        .map(|row| Revision {
            number: row.number,
            at: row.at,
            by: match (row.by_id, row.handle, row.name) {
                (Some(id), Some(handle), Some(name)) => Some(Byline {
                    id,
                    handle,
                    name,
                    portrait: row.portrait,
                }),
                _ => None,
            },
            title: row.title,
            source: row.source,
        })
        .collect())
}

/// The published articles that were spoken under last, at most `limit`.
pub fn active(from: &mut Snapshot<'_>, viewer: &Viewer, limit: i64) -> Result<Vec<Visible<Line>>> {
    let found = sql!(
        "select * from article_line
         where stage = 'published' and (visibility = 'public' or $1) and last_comment_at is not null
         order by last_comment_at desc, id desc limit $2",
        viewer.person().is_some(),
        limit,
    )
    .all(from)?;
    Ok(lines(viewer, found))
}

/// What a feed needs of a visible article beside its line: its HTML, its id in feeds, all who wrote it, its tags.
pub struct FeedBody {
    /// As shown, sanitised.
    pub html: String,
    /// Its id in feeds.
    pub feed_id: String,
    /// All who wrote it.
    pub authors: Vec<Byline>,
    /// Names of its tags and categories.
    pub tags: Vec<String>,
}

/// The rest of an article for a feed.
pub fn feed_body(from: &mut Snapshot<'_>, line: &Visible<Line>) -> Result<FeedBody> {
    let (html, feed_id) = sql!("select html, feed_id from article where id = $1", line.id).one(from)?;
    let authors = sql!(
        "select p.id, p.handle, p.name, p.portrait from byline b join person p on p.id = b.person_id
         where b.article_id = $1 order by b.position",
        line.id,
    )
    .all(from)?;
    let tags = crate::tag::of_id(from, line.id)?;
    Ok(FeedBody {
        html,
        feed_id,
        authors,
        tags: tags.into_iter().map(|tag| tag.name).collect(),
    })
}
