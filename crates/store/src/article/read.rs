//! Reading articles: lists, single ones, neighbours, drafts.

use crate::engine::{FromRow, Row, next};
use crate::{Result, Snapshot};
use base::{Id, Moment};
use domain::article::{Article, Format, Line};
use domain::conversation::{Conversation, Door, Stage};
use domain::group::Entry;
use domain::person::{Byline, Person};
use domain::tag::Tag;
use domain::{Role, Viewer, Visible};

struct FoundLine(Line);

impl FromRow for FoundLine {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "group_id",
        "title",
        "path",
        "audience",
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
    paused_until: Option<Moment>,
    continues_in: Option<Id<Conversation>>,
    entry: Option<Entry>,
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
    paused_until,
    continues_in,
    entry
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
        "select a.source, a.format, a.html, a.own_excerpt, a.revision, a.feed_id, coalesce(c.closed_at, g.closed_at) as closed_at, c.closes_at,
             c.paused_until, c.continues_in, g.entry
         from article a join conversation c on c.id = a.id left join circle g on g.id = c.group_id where a.id = $1",
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
        door: Door::at(
            from.now(),
            body.closed_at,
            body.closes_at,
            body.paused_until,
        ),
        guests: guests && body.entry.is_none(),
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
    let member = viewer.person();
    // Later than any: the first page.
    let (at, id) = cursor.unwrap_or((
        Moment::from_ms(i64::MAX),
        Id::from_raw(i64::MAX).unwrap_or(Id::fixed(u32::MAX)),
    ));
    let found = match filter {
        Filter::All => sql!(
            "select * from article_line
             where stage = 'published' and (audience = 0 or audience in (select group_id from sight where person_id = $1)) and (published_at, id) < ($2, $3)
             order by published_at desc, id desc limit $4",
            member, at, id, limit,
        )
        .all(from)?,
        Filter::Year(year) => sql!(
            "select * from article_line
             where stage = 'published' and (audience = 0 or audience in (select group_id from sight where person_id = $1)) and (published_at, id) < ($2, $3) and year = $5
             order by published_at desc, id desc limit $4",
            member, at, id, limit, year,
        )
        .all(from)?,
        Filter::Month(year, month) => sql!(
            "select * from article_line
             where stage = 'published' and (audience = 0 or audience in (select group_id from sight where person_id = $1)) and (published_at, id) < ($2, $3)
                 and year = $5 and month = $6
             order by published_at desc, id desc limit $4",
            member, at, id, limit, year, month,
        )
        .all(from)?,
        Filter::Tag(tag) => sql!(
            "select * from article_line
             where stage = 'published' and (audience = 0 or audience in (select group_id from sight where person_id = $1)) and (published_at, id) < ($2, $3)
                 and id in (select conversation_id from tagging where tag_id = $5)
             order by published_at desc, id desc limit $4",
            member, at, id, limit, tag.id,
        )
        .all(from)?,
        Filter::By(person) => sql!(
            "select * from article_line
             where stage = 'published' and (audience = 0 or audience in (select group_id from sight where person_id = $1)) and (published_at, id) < ($2, $3)
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
    let member = viewer.person();
    let before: Option<FoundLine> = sql!(
        "select * from article_line
         where stage = 'published' and (audience = 0 or audience in (select group_id from sight where person_id = $1)) and (published_at, id) < ($2, $3)
         order by published_at desc, id desc limit 1",
        member, of.line.at, of.line.id,
    )
    .optional(from)?;
    let after: Option<FoundLine> = sql!(
        "select * from article_line
         where stage = 'published' and (audience = 0 or audience in (select group_id from sight where person_id = $1)) and (published_at, id) > ($2, $3)
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
        "select * from article_line where stage in ('draft', 'scheduled') and (by_id = $1 or $2) and (audience = 0 or audience in (select group_id from sight where person_id = $1))
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
         where stage = 'published' and (audience = 0 or audience in (select group_id from sight where person_id = $1))
         group by year, month order by year desc, month desc limit 1200",
        viewer.person(),
    )
    .all(from)
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
    let (html, feed_id) =
        sql!("select html, feed_id from article where id = $1", line.id).one(from)?;
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
