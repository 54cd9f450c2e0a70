//! Feeds of comments: all of them, and those of one conversation.

use super::format::{ENTRIES, FeedQuery, Format, empty, person};
use crate::address;
use crate::cursor;
use crate::desk::Desk;
use crate::error::PageError;
use crate::form::Query;
use crate::kept::{self};
use crate::lost;
use crate::path::Path;
use crate::talk;
use app::Found as _;
use axum::extract::OriginalUri;
use axum::response::Response;
use base::{Id, Moment};
use domain::Visible;
use domain::comment::Comment;
use domain::conversation::Conversation;
use feeds::{Author, Entry, InReplyTo};
use http::HeaderMap;
use store::comment::Placed;

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
        Some(Under::Article(here.clone())),
    )
    .await
    {
        Err(PageError::App(app::Error::NotFound)) => {
            // A renamed article's feed goes on under the new address.
            let ending = uri.path().rsplit('/').next().unwrap_or_default().to_owned();
            let moved = lost::moved(&desk, &here.parse().unwrap_or_default()).await?;
            moved
                .map(|target| address::moved(&format!("{target}/{ending}")))
                .ok_or_else(PageError::not_found)
        }
        other => other,
    }
}

/// What is said under one post.
pub(crate) async fn post(
    desk: Desk,
    Path((id, _)): Path<(Id<Conversation>, String)>,
    Query(query): Query<FeedQuery>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let path = talk::path(&desk, id).await?;
    let (asked, ending) = desk.path.rsplit_once('/').unwrap_or(("", ""));
    if asked != address::ascii(&path) {
        return Ok(address::moved(&format!("{path}/{ending}")));
    }
    said(desk, headers, query, path, Some(Under::Post(id))).await
}

/// Whose thread a feed is of.
enum Under {
    Article(String),
    Post(Id<Conversation>),
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
    under: Option<Under>,
) -> Result<Response, PageError> {
    let format = Format::of(&desk.path).ok_or_else(PageError::not_found)?;
    kept::serve(&desk.clone(), &headers, format.kind(), async move {
        let before: Option<(Moment, Id<Comment>)> = cursor::parse(&query.before);
        let mut said = desk
            .read(move |from, viewer| {
                let conversation = match &under {
                    None => None,
                    Some(Under::Post(id)) => {
                        let post = store::post::find(from, viewer, *id)?.found()?;
                        let feed_id = post.feed_id.clone();
                        Some((post.part(|post| post.conversation), feed_id))
                    }
                    Some(Under::Article(path)) => {
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
                feed: Some(base.join(if conversation.kind.is_post() {
                    "/conversations/feed.atom"
                } else {
                    "/articles/feed.atom"
                })),
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
