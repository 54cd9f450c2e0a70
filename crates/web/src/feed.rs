//! Feeds of articles and comments, in three formats from one model.

use app::Found as _;
use axum::extract::{OriginalUri, Path};
use axum::response::Response;
use base::{Id, Moment};
use domain::article::Line;
use domain::comment::Comment;
use domain::conversation::Conversation;
use domain::{Viewer, Visible, tag};
use feeds::{Author, Entry, Feed, InReplyTo, Replies};
use http::HeaderMap;
use serde::Deserialize;
use store::article::Filter;
use store::comment::Placed;

use crate::address;
use crate::cursor;
use crate::desk::Desk;
use crate::error::PageError;
use crate::form::Query;
use crate::kept::{self, Kind};
use crate::lost;

/// Entries of a page of a feed.
const ENTRIES: i64 = 20;

/// The three formats, by the ending of the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Atom,
    Rss,
    Json,
}

impl Format {
    fn of(path: &str) -> Option<Self> {
        match path.rsplit('.').next() {
            Some("atom") => Some(Self::Atom),
            Some("rss") => Some(Self::Rss),
            Some("json") => Some(Self::Json),
            _ => None,
        }
    }

    const fn ending(self) -> &'static str {
        match self {
            Self::Atom => "atom",
            Self::Rss => "rss",
            Self::Json => "json",
        }
    }

    const fn kind(self) -> Kind {
        match self {
            Self::Atom => Kind::Feed(feeds::TYPE_ATOM),
            Self::Rss => Kind::Feed(feeds::TYPE_RSS),
            Self::Json => Kind::Feed(feeds::TYPE_JSON),
        }
    }

    fn write(self, feed: &Feed) -> String {
        match self {
            Self::Atom => feeds::atom(feed),
            Self::Rss => feeds::rss(feed),
            Self::Json => feeds::json(feed),
        }
    }
}

/// The query of a feed: where the page before ended.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct FeedQuery {
    #[serde(default)]
    before: String,
}

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
        let tag = store::tag::find(from, viewer, kind, &slug)?;
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

/// A feed without its entries.
fn empty(desk: &Desk, format: Format, here: &str, title: String, older: Option<String>) -> Feed {
    let base = desk.app().base();
    let address = |query: Option<&str>| {
        let query = query
            .map(|cursor| format!("?before={cursor}"))
            .unwrap_or_default();
        base.join(&format!(
            "{}/feed.{}{query}",
            address::ascii(here),
            format.ending()
        ))
    };
    let this = match desk.query.as_str() {
        "" => None,
        query => query.strip_prefix("before="),
    };
    Feed {
        id: format!("tag:{},2008-07-10:{here}", base.domain()),
        title,
        subtitle: (!desk.site.charter.is_empty()).then(|| desk.site.charter.clone()),
        language: desk.site.language.clone(),
        page: base.join(&address::ascii(here)),
        here: address(this),
        updated: Moment::from_ms(0).timestamp(),
        first: Some(address(None)),
        next: older.as_deref().map(|cursor| address(Some(cursor))),
        previous: None,
        generator: "Guildhall".to_owned(),
        icon: None,
        of: None,
        entries: Vec::new(),
    }
}

fn person(desk: &Desk, byline: &domain::person::Byline) -> Author {
    let address = desk
        .app()
        .base()
        .join(&address::ascii(&format!("/@{}", byline.handle)));
    Author {
        name: byline.name.clone(),
        url: Some(address),
    }
}

fn article_entry(desk: &Desk, line: &Visible<Line>, body: &store::article::FeedBody) -> Entry {
    let base = desk.app().base();
    let url = base.join(&address::ascii(&line.path));
    Entry {
        id: body.feed_id.clone(),
        title: line.title.clone(),
        published: line.at.timestamp(),
        updated: line.updated_at.max(line.at).timestamp(),
        authors: body
            .authors
            .iter()
            .map(|author| person(desk, author))
            .collect(),
        html: markup::absolute(&body.html, &url),
        summary: (!line.excerpt.is_empty()).then(|| line.excerpt.clone()),
        tags: body.tags.clone(),
        replies: Some(Replies {
            feed_atom: format!("{url}/feed.atom"),
            feed_rss: format!("{url}/feed.rss"),
            feed_json: format!("{url}/feed.json"),
            page: format!("{url}#comments"),
            count: u64::try_from(line.comments).unwrap_or(0),
            updated: line.last_comment_at.map(Moment::timestamp),
        }),
        in_reply_to: None,
        picture: None,
        url,
    }
}

/// Everything that is said anywhere.
pub(crate) async fn comments(
    desk: Desk,
    Query(query): Query<FeedQuery>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    said(desk, headers, query, "/comments".to_owned(), None).await
}

/// What is said under one article: "Follow this conversation".
pub(crate) async fn thread(
    desk: Desk,
    Path((year, month, slug)): Path<(String, String, String)>,
    Query(query): Query<FeedQuery>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, PageError> {
    let here = format!("/articles/{year}/{month}/{slug}");
    match said(
        desk.clone(),
        headers,
        query,
        here.clone(),
        Some(here.clone()),
    )
    .await
    {
        Err(PageError::App(app::Error::NotFound)) => {
            // A renamed article's feed goes on under the new address.
            let ending = uri.path().rsplit('/').next().unwrap_or_default().to_owned();
            let moved = lost::moved(&desk, &here.parse().unwrap_or_default()).await?;
            moved
                .map(|target| lost::redirect(&format!("{target}/{ending}")))
                .ok_or_else(PageError::not_found)
        }
        other => other,
    }
}

struct Said {
    conversation: Option<(Visible<Conversation>, String)>,
    found: Vec<(Visible<Placed>, store::comment::FeedBody)>,
}

async fn said(
    desk: Desk,
    headers: HeaderMap,
    query: FeedQuery,
    here: String,
    under: Option<String>,
) -> Result<Response, PageError> {
    let format = Format::of(&desk.path).ok_or_else(PageError::not_found)?;
    kept::serve(&desk.clone(), &headers, format.kind(), async move {
        let before: Option<(Moment, Id<Comment>)> = cursor::parse(&query.before);
        let mut said = desk
            .read(move |from, viewer| {
                let conversation = match &under {
                    None => None,
                    Some(path) => {
                        let article = store::article::by_path(from, viewer, path)?.found()?;
                        let conversation =
                            store::conversation::find(from, viewer, article.conversation())?
                                .found()?;
                        Some((conversation, article.feed_id.clone()))
                    }
                };
                let placed = match &conversation {
                    None => store::comment::recent(from, viewer, before, ENTRIES + 1)?,
                    Some((conversation, _)) => {
                        store::comment::recent_in(from, viewer, conversation, before, ENTRIES + 1)?
                    }
                };
                let mut found = Vec::with_capacity(placed.len());
                for placed in placed {
                    let body = store::comment::feed_body(from, &placed)?;
                    found.push((placed, body));
                }
                Ok(Said {
                    conversation,
                    found,
                })
            })
            .await?;
        let most = usize::try_from(ENTRIES).unwrap_or(20);
        let more = said.found.len() > most;
        said.found.truncate(most);
        let older = said
            .found
            .last()
            .filter(|_| more)
            .map(|(placed, _)| cursor::print(placed.comment.at, placed.comment.id));
        let of = said
            .conversation
            .as_ref()
            .map_or(&desk.site.name, |(conversation, _)| &conversation.title);
        let title = i18n::text_with(
            desk.lang,
            "comment.feed-title",
            &[("title", i18n::Arg::Text(of))],
        );
        let mut feed = empty(&desk, format, &here, title, older);
        let base = desk.app().base();
        feed.of = said
            .conversation
            .as_ref()
            .map(|(conversation, id)| InReplyTo {
                id: id.clone(),
                url: base.join(&address::ascii(&conversation.path)),
                feed: Some(base.join("/articles/feed.atom")),
            });
        let changed = |comment: &Comment| comment.edited_at.unwrap_or(comment.at);
        feed.updated = said
            .found
            .iter()
            .map(|(placed, _)| changed(&placed.comment))
            .max()
            .unwrap_or(Moment::from_ms(0))
            .timestamp();
        feed.entries = said
            .found
            .iter()
            .map(|(placed, body)| comment_entry(&desk, placed, body))
            .collect();
        Ok(format.write(&feed))
    })
    .await
}

/// A tag URI (RFC 4151) for a comment that came without an id of its own.
fn minted(desk: &Desk, at: Moment, id: Id<Comment>) -> String {
    format!(
        "tag:{},{}:comment/{id}",
        desk.app().base().domain(),
        at.timestamp().strftime("%Y-%m-%d")
    )
}

fn comment_entry(desk: &Desk, placed: &Visible<Placed>, body: &store::comment::FeedBody) -> Entry {
    let comment = &placed.comment;
    let base = desk.app().base();
    let page = base.join(&address::ascii(&placed.path));
    let url = base.join(&format!("/comments/{}", comment.id));
    let author = match &comment.author {
        domain::comment::Author::Person(byline) => person(desk, byline),
        domain::comment::Author::Guest { name, url, .. } => Author {
            name: name.clone(),
            url: url.clone(),
        },
    };
    let (reply_id, reply_url) = match (&body.parent, comment.parent) {
        (Some((known, at)), Some(parent)) => {
            let id = known.clone().unwrap_or_else(|| minted(desk, *at, parent));
            (id, base.join(&format!("/comments/{parent}")))
        }
        _ => (body.anchor.clone(), page.clone()),
    };
    let words = [
        ("name", i18n::Arg::Text(author.name.as_str())),
        ("title", i18n::Arg::Text(placed.title.as_str())),
    ];
    Entry {
        id: body
            .feed_id
            .clone()
            .unwrap_or_else(|| minted(desk, comment.at, comment.id)),
        title: i18n::text_with(desk.lang, "comment.feed-entry", &words),
        url,
        published: comment.at.timestamp(),
        updated: comment.edited_at.unwrap_or(comment.at).timestamp(),
        authors: vec![author],
        html: markup::absolute(&comment.html, &page),
        summary: None,
        tags: Vec::new(),
        replies: None,
        in_reply_to: Some(InReplyTo {
            id: reply_id,
            url: reply_url,
            feed: Some(format!("{page}/feed.atom")),
        }),
        picture: None,
    }
}
