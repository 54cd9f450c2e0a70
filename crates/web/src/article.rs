//! The weblog: lists of articles, and an article with its thread.

use std::collections::HashSet;
use std::sync::Arc;

use app::Found as _;
use askama::Template;
use axum::body::Body;
use axum::extract::{OriginalUri, Path};
use axum::response::Response;
use base::Id;
use domain::article::{self, Article, Line};
use domain::comment::{self, Comment};
use domain::conversation::{self, Close, Conversation};
use domain::group::Visibility;
use domain::tag::{self, Tag};
use domain::{Rule, Viewer, Visible};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Deserialize;
use serving::compress::NoCompress;
use serving::headers::Cache;
use serving::negotiation::{Accept, Encoding, vary_by_encoding};
use store::article::Filter;
use store::comment::Place;

use crate::cache::Page;
use crate::cursor;
use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::Query;
use crate::frame::{self, Frame, Section};
use crate::kept::{self, Kind};
use crate::lost;
use crate::side;
use crate::thread::{self, Thread};

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
    side: Arc<String>,
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
        Ok(store::tag::find(from, viewer, kind, &slug)?.map(Of::Tag))
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
            .at(desk.app().base().join(&frame::ascii(&here)));
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

/// The query of an article.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct ArticleQuery {
    /// The place after which the page of the thread begins.
    #[serde(default)]
    after: String,
    /// The comment that is to be answered.
    #[serde(default)]
    reply: String,
    /// What has just happened to the viewer's comment.
    #[serde(default)]
    said: String,
}

impl ArticleQuery {
    /// The page on which a comment is answered.
    pub(crate) fn answering(reply: String) -> Self {
        Self {
            reply,
            ..Self::default()
        }
    }
}

/// An article as a page shows it.
pub(crate) struct Shown {
    pub(crate) article: Visible<Article>,
    pub(crate) tags: Vec<Tag>,
    pub(crate) previous: Option<Visible<Line>>,
    pub(crate) next: Option<Visible<Line>>,
    pub(crate) continues_in: Option<Visible<Conversation>>,
    pub(crate) conversation: Visible<Conversation>,
    pub(crate) people: i64,
}

#[derive(Template)]
#[template(path = "article/show.html")]
struct ArticlePage {
    frame: Frame,
    shown: Shown,
    minutes: i64,
    thread: String,
    pager: Option<Arc<Thread>>,
    side: Arc<String>,
    form: crate::comment::CommentForm,
    may_edit: bool,
    may_close: bool,
    may_comment: bool,
    must_sign_in: bool,
    bare: bool,
}

/// An article with its thread.
pub(crate) async fn show(
    desk: Desk,
    Path((year, month, slug)): Path<(String, String, String)>,
    Query(query): Query<ArticleQuery>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, PageError> {
    let path = format!("/articles/{year}/{month}/{slug}");
    crate::comment::note_visit(&desk, &path);
    let plain = query.reply.is_empty() && query.said.is_empty();
    let made = page(
        desk.clone(),
        path,
        query,
        crate::comment::CommentForm::default(),
    );
    let answer = if plain {
        kept::serve(&desk, &headers, Kind::Html, made).await
    } else {
        made.await.map(|html| {
            let mut response = frame::respond(StatusCode::OK, html);
            response.extensions_mut().insert(Cache::Private);
            response
        })
    };
    match answer {
        Err(PageError::App(app::Error::NotFound)) => lost::find(desk, OriginalUri(uri)).await,
        other => other,
    }
}

/// Renders the page of an article, perhaps with a comment that is being written.
pub(crate) async fn page(
    desk: Desk,
    path: String,
    query: ArticleQuery,
    mut form: crate::comment::CommentForm,
) -> Result<String, PageError> {
    let after: Option<Place> = query.after.parse().ok();
    let reply: Option<Id<Comment>> = query.reply.parse().ok();
    let here = path.clone();
    let versions = Arc::clone(desk.app().store().versions());
    let (shown, answered) = desk
        .read(move |from, viewer| {
            let article = store::article::by_path(from, viewer, &here)?.found()?;
            let conversation =
                store::conversation::find(from, viewer, article.conversation())?.found()?;
            let tags = store::tag::of(from, &article)?;
            let (previous, next) = store::article::neighbours(from, viewer, &article)?;
            let continues_in = match article.continues_in {
                Some(id) => store::conversation::find(from, viewer, id)?,
                None => None,
            };
            let people = store::comment::people(from, &conversation)?;
            let answered = match reply {
                Some(id) => store::comment::find(from, viewer, id)?
                    .filter(|placed| placed.comment.conversation == conversation.id)
                    .map(|placed| (placed.comment.id, placed.comment.author.name().to_owned())),
                None => None,
            };
            Ok((
                Shown {
                    article,
                    tags,
                    previous,
                    next,
                    continues_in,
                    conversation,
                    people,
                },
                answered,
            ))
        })
        .await?;
    let viewer = desk.viewer();
    let article = &shown.article;
    let published = article.line.stage == conversation::Stage::Published;
    // The version first, so that what is made is never older than it says.
    let stamp = versions.conversation(shown.conversation.id);
    let thread = thread_page(&desk, &shown, after, stamp).await?;
    let thanked = match viewer.person() {
        Some(me) => {
            let id = shown.conversation.id;
            desk.read(move |from, _| Ok(store::thanks::by(from, me, id)?))
                .await?
        }
        None => HashSet::new(),
    };
    let may_comment = conversation::Comment::allows(&viewer, &shown.conversation);
    let html = thread::for_viewer(&desk, &thread, &thanked, &path, may_comment)?;
    let side = side::render(&desk, Some(article.line.by.id), &path).await?;
    if let Some((id, name)) = answered {
        form.input.parent = id.to_string();
        form.answers = Some(name);
    }
    form.prepare(&desk, &shown.conversation);
    let words = article.html.split_whitespace().count();
    let notice = match query.said.as_str() {
        "waiting" => Some(desk.text("comment.received")),
        _ => None,
    };
    let frame = Frame::new(&desk, article.line.title.clone(), Section::Weblog)
        .describe(&article.line.excerpt)
        .with_feeds(&path, &article.line.title)
        .at(desk.app().base().join(&frame::ascii(&path)))
        .notice(notice);
    let page = ArticlePage {
        frame,
        minutes: i64::try_from(words / 220).unwrap_or(0).max(1),
        thread: html,
        pager: (thread.next.is_some() || thread.previous.is_some()).then_some(thread),
        side,
        form,
        may_edit: article::Edit::allows(&viewer, article),
        may_close: published && Close::allows(&viewer, &shown.conversation),
        may_comment,
        must_sign_in: published && shown.conversation.door.is_open() && !may_comment,
        bare: !published,
        shown,
    };
    frame::html(&desk, &page)
}

/// A page of the thread, rendered for everybody, from memory if nothing has been said since.
async fn thread_page(
    desk: &Desk,
    shown: &Shown,
    after: Option<Place>,
    stamp: u64,
) -> Result<Arc<Thread>, PageError> {
    let conversation = shown.conversation.id;
    let key = thread::key(desk, conversation, after);
    if desk.app().store().versions().trusted()
        && let Some(known) = desk.hall.threads.get(&key, stamp)
    {
        return Ok(known);
    }
    let (mut page, before) = desk
        .read(move |from, viewer| {
            let page =
                store::comment::thread(from, viewer, conversation, after, comment::PAGE + 1)?;
            let before = match after {
                None => None,
                Some(place) => {
                    let earlier = store::comment::thread_before(
                        from,
                        viewer,
                        conversation,
                        place,
                        comment::PAGE,
                    )?;
                    // The page before begins after the comment that comes before its first; none is the beginning.
                    let full = earlier.len() >= usize::try_from(comment::PAGE).unwrap_or(50);
                    Some(if full {
                        earlier.first().map(|first| Place::of(first))
                    } else {
                        None
                    })
                }
            };
            Ok((page, before))
        })
        .await?;
    let wanted = usize::try_from(comment::PAGE).unwrap_or(50);
    let more = page.len() > wanted;
    page.truncate(wanted);
    let next = if more {
        page.last().map(|last| Place::of(last))
    } else {
        None
    };
    let authors: Vec<_> = shown
        .article
        .authors
        .iter()
        .map(|author| author.id)
        .collect();
    let made = thread::render(desk, &page, &authors, next, before)?;
    Ok(desk.hall.threads.put(key, stamp, made))
}
