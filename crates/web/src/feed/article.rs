//! Feeds of articles.

use super::format::{Anchor, ENTRIES, FeedQuery, Format, empty};
use crate::cursor;
use crate::desk::Desk;
use crate::error::PageError;
use crate::form::Query;
use crate::kept::{self};
use crate::path::Path;
use app::Found as _;
use axum::response::Response;
use base::{Id, Moment};
use domain::article::Line;
use domain::{Viewer, Visible, tag};
use feeds::Entry;
use http::HeaderMap;
use store::article::Filter;

/// All articles.
pub(crate) async fn articles(
    desk: Desk,
    Query(query): Query<FeedQuery>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    list(desk, headers, query, "/articles".to_owned(), |_, _| {
        Ok(Some((Only::All, None)))
    })
    .await
}

/// The articles of a year.
pub(crate) async fn year(
    desk: Desk,
    Path(year): Path<String>,
    Query(query): Query<FeedQuery>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let number = year
        .parse()
        .ok()
        .filter(|_| year.len() == 4)
        .ok_or_else(PageError::not_found)?;
    list(
        desk,
        headers,
        query,
        format!("/articles/{year}"),
        move |_, _| Ok(Some((Only::Year(number), Some(number.to_string())))),
    )
    .await
}

/// The articles of a month.
pub(crate) async fn month(
    desk: Desk,
    Path((year, month)): Path<(String, String)>,
    Query(query): Query<FeedQuery>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let good = year.len() == 4 && month.len() == 2;
    let numbers = year
        .parse()
        .ok()
        .zip(month.parse().ok())
        .filter(|_| good)
        .ok_or_else(PageError::not_found)?;
    let here = format!("/articles/{year}/{month}");
    let name = format!("{year}-{month}");
    list(desk, headers, query, here, move |_, _| {
        Ok(Some((
            Only::Month(numbers.0, numbers.1),
            Some(name.clone()),
        )))
    })
    .await
}

/// The articles under a tag.
pub(crate) async fn tagged(
    desk: Desk,
    Path(slug): Path<String>,
    Query(query): Query<FeedQuery>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    under(desk, headers, query, tag::Kind::Tag, slug).await
}

/// The articles in a category.
pub(crate) async fn shelved(
    desk: Desk,
    Path(slug): Path<String>,
    Query(query): Query<FeedQuery>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    under(desk, headers, query, tag::Kind::Category, slug).await
}

async fn under(
    desk: Desk,
    headers: HeaderMap,
    query: FeedQuery,
    kind: tag::Kind,
    slug: String,
) -> Result<Response, PageError> {
    let here = format!("/articles/{}/{slug}", kind.segment());
    list(desk, headers, query, here, move |from, viewer| {
        let tag = store::tag::of_articles(from, viewer, kind, &slug)?;
        Ok(tag.map(|tag| {
            let name = tag.name.clone();
            (Only::Tag(tag), Some(name))
        }))
    })
    .await
}

/// The articles that somebody wrote.
pub(crate) async fn written(
    desk: Desk,
    Path(handle): Path<String>,
    Query(query): Query<FeedQuery>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let here = format!("/articles/by/{handle}");
    list(desk, headers, query, here, move |from, viewer| {
        let person = store::person::by_handle(from, viewer, &handle)?;
        Ok(person.map(|person| (Only::By(person.id), Some(person.name.clone()))))
    })
    .await
}

/// Which articles a feed is of.
enum Only {
    All,
    Year(i64),
    Month(i64, i64),
    Tag(tag::Tag),
    By(Id<domain::person::Person>),
}

impl Only {
    const fn filter(&self) -> Filter<'_> {
        match self {
            Self::All => Filter::All,
            Self::Year(year) => Filter::Year(*year),
            Self::Month(year, month) => Filter::Month(*year, *month),
            Self::Tag(tag) => Filter::Tag(tag),
            Self::By(person) => Filter::By(*person),
        }
    }
}

async fn list<F>(
    desk: Desk,
    headers: HeaderMap,
    query: FeedQuery,
    here: String,
    mut find: F,
) -> Result<Response, PageError>
where
    F: FnMut(&mut store::Snapshot<'_>, &Viewer) -> app::Result<Option<(Only, Option<String>)>>
        + Send
        + 'static,
{
    let format = Format::of(&desk.path).ok_or_else(PageError::not_found)?;
    kept::serve(&desk.clone(), &headers, format.kind(), async move {
        let before = cursor::parse(&query.before);
        let (name, mut found) = desk
            .read(move |from, viewer| {
                let (only, name) = find(from, viewer)?.found()?;
                let lines = store::article::list(from, viewer, only.filter(), before, ENTRIES + 1)?;
                let mut found = Vec::with_capacity(lines.len());
                for line in lines {
                    let body = store::article::feed_body(from, &line)?;
                    found.push((line, body));
                }
                Ok((name, found))
            })
            .await?;
        let more = found.len() > usize::try_from(ENTRIES).unwrap_or(20);
        found.truncate(usize::try_from(ENTRIES).unwrap_or(20));
        let older = found
            .last()
            .filter(|_| more)
            .map(|(line, _)| cursor::print(line.at, line.id));
        let title = match name {
            None => desk.site.name.clone(),
            Some(name) => format!("{} – {name}", desk.site.name),
        };
        let mut feed = empty(&desk, format, &here, title, older);
        feed.updated = found
            .iter()
            .map(|(line, _)| line.updated_at)
            .max()
            .unwrap_or(Moment::from_ms(0))
            .timestamp();
        feed.entries = found
            .iter()
            .map(|(line, body)| article_entry(&desk, line, body))
            .collect();
        Ok(format.write(&feed))
    })
    .await
}

fn article_entry(desk: &Desk, line: &Visible<Line>, body: &store::article::FeedBody) -> Entry {
    let anchor = Anchor {
        feed_id: &body.feed_id,
        title: &line.title,
        path: &line.path,
        at: line.at,
        updated_at: line.updated_at.max(line.at),
        authors: &body.authors,
        html: &body.html,
        excerpt: &line.excerpt,
        tags: body.tags.clone(),
        comments: line.comments,
        last_comment_at: line.last_comment_at,
    };
    anchor.entry(desk)
}
