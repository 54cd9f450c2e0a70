//! The weblog: lists of articles, and an article with its thread.

use app::Found as _;
use askama::Template;
use axum::extract::OriginalUri;
use axum::response::Response;
use domain::article::Line;
use domain::tag::{self, Tag};
use domain::{Viewer, Visible};
use http::HeaderMap;
use serde::Deserialize;
use store::article::Filter;

use crate::address;
use crate::cache::Kind;
use crate::cursor;
use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::Query;
use crate::frame::{self, Frame, Section};
use crate::kept;
use crate::lost;
use crate::path::Path;
use crate::side;

/// The query of a list.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct ListQuery {
    #[serde(default)]
    before: String,
}

#[derive(Template)]
#[template(path = "article/list.html")]
struct ListPage {
    frame: Frame,
    heading: String,
    charter: String,
    is_main: bool,
    articles: Vec<Visible<Line>>,
    older: Option<String>,
    newer: bool,
    here: String,
    side: String,
    writes: bool,
}

/// What a list is of, with what it needs to say so.
enum Of {
    All,
    Year(i64),
    Month(i64, i64),
    Tag(Tag),
    By(Visible<domain::person::Person>),
}

impl Of {
    const fn filter(&self) -> Filter<'_> {
        match self {
            Self::All => Filter::All,
            Self::Year(year) => Filter::Year(*year),
            Self::Month(year, month) => Filter::Month(*year, *month),
            Self::Tag(tag) => Filter::Tag(tag),
            Self::By(_) => Filter::All,
        }
    }
}

/// The weblog ("Main").
pub(crate) async fn all(
    desk: Desk,
    Query(query): Query<ListQuery>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    list(
        desk,
        &headers,
        query,
        |_, _| Ok(Some(Of::All)),
        "/articles".to_owned(),
    )
    .await
}

/// A year of it.
pub(crate) async fn year(
    desk: Desk,
    Path(year): Path<String>,
    Query(query): Query<ListQuery>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, PageError> {
    match number(&year, 0, 9_999) {
        Some(number) if year.len() == 4 => {
            list(
                desk,
                &headers,
                query,
                move |_, _| Ok(Some(Of::Year(number))),
                format!("/articles/{year}"),
            )
            .await
        }
        _ => lost::find(desk, OriginalUri(uri)).await,
    }
}

/// A month of it.
pub(crate) async fn month(
    desk: Desk,
    Path((year, month)): Path<(String, String)>,
    Query(query): Query<ListQuery>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, PageError> {
    match (number(&year, 0, 9_999), number(&month, 1, 12)) {
        (Some(y), Some(m)) if year.len() == 4 && month.len() == 2 => {
            let here = format!("/articles/{year}/{month}");
            list(
                desk,
                &headers,
                query,
                move |_, _| Ok(Some(Of::Month(y, m))),
                here,
            )
            .await
        }
        _ => lost::find(desk, OriginalUri(uri)).await,
    }
}

fn number(text: &str, least: i64, most: i64) -> Option<i64> {
    text.parse().ok().filter(|n| (least..=most).contains(n))
}

/// The articles under a tag.
pub(crate) async fn tagged(
    desk: Desk,
    Path(slug): Path<String>,
    Query(query): Query<ListQuery>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    under(desk, &headers, query, tag::Kind::Tag, slug).await
}

/// The articles in a category.
pub(crate) async fn shelved(
    desk: Desk,
    Path(slug): Path<String>,
    Query(query): Query<ListQuery>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    under(desk, &headers, query, tag::Kind::Category, slug).await
}

async fn under(
    desk: Desk,
    headers: &HeaderMap,
    query: ListQuery,
    kind: tag::Kind,
    slug: String,
) -> Result<Response, PageError> {
    let here = format!("/articles/{}/{slug}", kind.segment());
    let find = move |from: &mut store::Snapshot<'_>, viewer: &Viewer| {
        Ok(store::tag::of_articles(from, viewer, kind, &slug)?.map(Of::Tag))
    };
    list(desk, headers, query, find, here).await
}

/// The articles that somebody wrote.
pub(crate) async fn written(
    desk: Desk,
    Path(handle): Path<String>,
    Query(query): Query<ListQuery>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let here = format!("/articles/by/{handle}");
    let find = move |from: &mut store::Snapshot<'_>, viewer: &Viewer| {
        Ok(store::person::by_handle(from, viewer, &handle)?.map(Of::By))
    };
    list(desk, &headers, query, find, here).await
}

async fn list<F>(
    desk: Desk,
    headers: &HeaderMap,
    query: ListQuery,
    mut find: F,
    here: String,
) -> Result<Response, PageError>
where
    F: FnMut(&mut store::Snapshot<'_>, &Viewer) -> app::Result<Option<Of>> + Send + 'static,
{
    kept::serve(&desk.clone(), headers, Kind::Html, async move {
        let before = cursor::parse(&query.before);
        let per_page = desk.site.per_page;
        let (of, mut articles) = desk
            .read(move |from, viewer| {
                let of = find(from, viewer)?.found()?;
                let filter = match &of {
                    Of::By(person) => Filter::By(person.id),
                    other => other.filter(),
                };
                let articles = store::article::list(from, viewer, filter, before, per_page + 1)?;
                Ok((of, articles))
            })
            .await?;
        let wanted = usize::try_from(per_page).unwrap_or(10);
        let older = (articles.len() > wanted)
            .then(|| {
                articles
                    .get(wanted.saturating_sub(1))
                    .map(|last| cursor::print(last.at, last.id))
            })
            .flatten();
        articles.truncate(wanted);
        let name = |key: &str, name: &str, word: &str| {
            i18n::text_with(desk.lang, key, &[(name, i18n::Arg::Text(word))])
        };
        let heading = match &of {
            Of::All => desk.text("article.list"),
            Of::Year(year) => name("article.archive-of", "month", &year.to_string()),
            Of::Month(year, month) => {
                let date = i16::try_from(*year).ok().zip(i8::try_from(*month).ok());
                let date = date.and_then(|(y, m)| jiff::civil::Date::new(y, m, 1).ok());
                let month = date
                    .map(|date| i18n::month_year(desk.lang, date))
                    .unwrap_or_default();
                name("article.archive-of", "month", &month)
            }
            Of::Tag(tag) => name("tag.articles", "tag", &tag.name),
            Of::By(person) => name("article.list-by", "name", &person.name),
        };
        let author = match &of {
            Of::By(person) => Some(person.id),
            _ => articles.first().map(|line| line.by.id),
        };
        let side = side::render(&desk, author, &here).await?;
        let is_main = matches!(of, Of::All);
        let mut frame = Frame::new(&desk, heading.clone(), Section::Weblog)
            .with_feeds(&here, &heading)
            .at(desk.app().base().join(&address::ascii(&here)));
        frame.indexed = query.before.is_empty();
        let writes = frame.me.as_ref().is_some_and(|me| me.writes);
        let page = ListPage {
            frame,
            heading,
            charter: desk.site.charter.clone(),
            is_main,
            articles,
            older,
            newer: !query.before.is_empty(),
            here,
            side,
            writes,
        };
        frame::html(&desk, &page)
    })
    .await
}
