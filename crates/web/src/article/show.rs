//! An article with its thread.

use std::sync::Arc;
use std::time::Duration;

use app::Found as _;
use askama::Template;
use axum::extract::OriginalUri;
use axum::response::Response;
use base::Id;
use domain::article;
use domain::comment::{self, Comment};
use domain::conversation::{self, Close, Conversation};
use domain::{Rule, Viewer};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use serving::headers::Cache;
use store::comment::Place;

use crate::address;
use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::Query;
use crate::frame::{self, Frame, Section, Undo};
use crate::kept::{self, Kind};
use crate::lost;
use crate::path::Path;
use crate::side;
use crate::thanked::Thanked;
use crate::thread::Thread;
use crate::view::View;
use crate::weave;

use super::body;

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
    /// To which one.
    #[serde(default)]
    of: String,
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

/// How long a view is kept when nothing changes: what the clock alone changes waits this long.
const AGE: Duration = Duration::from_secs(60);

/// Loads an article for this viewer, or takes it from memory while nothing has changed.
async fn view(desk: &Desk, path: &str) -> Result<Arc<View>, PageError> {
    let versions = desk.app().store().versions();
    let stamp = versions.anything();
    let audience = if desk.viewer() == Viewer::Guest {
        'g'
    } else {
        'm'
    };
    let key = format!("{audience} {path}");
    if versions.trusted()
        && let Some(known) = desk.hall.views.get(&key, stamp)
        && desk.now >= known.made_at
        && desk.now <= known.made_at.after(AGE)
    {
        return Ok(known);
    }
    let here = path.to_owned();
    let view = desk
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
            let made_at = from.now();
            let words = article.html.split_whitespace().count();
            let minutes = i64::try_from(words / 220).unwrap_or(0).max(1);
            Ok(View {
                article,
                tags,
                previous,
                next,
                continues_in,
                conversation,
                minutes,
                made_at,
                stamp,
            })
        })
        .await?;
    Ok(if view.is_common() {
        desk.hall.views.put(key, stamp, view)
    } else {
        Arc::new(view)
    })
}

#[derive(Template)]
#[template(path = "article/show.html")]
struct ArticlePage {
    frame: Frame,
    shown: Arc<View>,
    body: Arc<String>,
    side: Arc<String>,
    form: crate::comment_form::CommentForm,
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
    let visited = crate::comment_form::note_visit(&desk, &path);
    let plain = query.reply.is_empty() && query.said.is_empty();
    let made = page(
        desk.clone(),
        path,
        query,
        crate::comment_form::CommentForm::default(),
    );
    let answer = if plain {
        kept::serve(&desk, &headers, Kind::Html, made)
            .await
            .map(|mut response| {
                if let Some(visited) = visited {
                    response.extensions_mut().insert(visited);
                }
                response
            })
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
    mut form: crate::comment_form::CommentForm,
) -> Result<String, PageError> {
    let after: Option<Place> = query.after.parse().ok();
    let reply: Option<Id<Comment>> = query.reply.parse().ok();
    let versions = Arc::clone(desk.app().store().versions());
    let shown = view(&desk, &path).await?;
    let answered = match reply {
        Some(id) => {
            let conversation = shown.conversation.id;
            desk.read(move |from, viewer| {
                let placed = store::comment::find(from, viewer, id)?;
                let placed = placed.filter(|placed| placed.comment.conversation == conversation);
                Ok(placed
                    .map(|placed| (placed.comment.id, placed.comment.author.name().to_owned())))
            })
            .await?
        }
        None => None,
    };
    let viewer = desk.viewer();
    let article = &shown.article;
    let published = article.line.stage == conversation::Stage::Published;
    // The version first, so that what is made is never older than it says.
    let stamp = versions.conversation(shown.conversation.id);
    let thread = thread_page(&desk, &shown, after, stamp).await?;
    let thanked = thanked(&desk, shown.conversation.id, stamp).await?;
    let people = people(&desk, &shown, stamp).await?;
    let may_comment = conversation::Comment::allows(&viewer, &shown.conversation);
    let look = body::Look {
        path: &path,
        after,
        people,
        may_edit: article::Edit::allows(&viewer, article),
        may_close: published && Close::allows(&viewer, &shown.conversation),
        may_comment,
    };
    let body = body::render(&desk, &shown, &thread, &thanked.0, &look)?;
    let side = side::render(&desk, Some(article.line.by.id), &path).await?;
    if let Some((id, name)) = answered {
        form.input.parent = id.to_string();
        form.answers = Some(name);
    }
    form.prepare(&desk, &shown.conversation);
    let notice = match query.said.as_str() {
        "waiting" => Some(desk.text("comment.received")),
        "deleted" => Some(desk.text("comment.deleted-now")),
        "dropped" => Some(desk.text("comment.dropped-now")),
        "restored" => Some(desk.text("comment.restored-now")),
        _ => None,
    };
    let mut frame = Frame::new(&desk, article.line.title.clone(), Section::Weblog)
        .describe(&article.line.excerpt)
        .with_feeds(&path, &article.line.title)
        .at(desk.app().base().join(&address::ascii(&path)))
        .notice(notice);
    if query.said == "deleted"
        && viewer.is_staff()
        && let Ok(id) = query.of.parse::<Id<Comment>>()
    {
        frame.undo = Some(Undo {
            action: format!("/comments/{id}/restoration"),
            label: desk.text("comment.restore"),
            return_to: "",
        });
    }
    let page = ArticlePage {
        frame,
        body,
        side,
        form,
        may_comment,
        must_sign_in: published && shown.conversation.door.is_open() && !may_comment,
        bare: !published,
        shown,
    };
    let inside = page.body.len() + page.side.len();
    frame::html_around(&desk, &page, inside + SHELL)
}

/// Bytes of what stands around an article and its thread, rather too many.
const SHELL: usize = 24 * 1024;

/// The comments of a conversation that the viewer has thanked for, from memory while nothing has changed in it.
async fn thanked(
    desk: &Desk,
    conversation: Id<Conversation>,
    stamp: u64,
) -> Result<Arc<Thanked>, PageError> {
    let Some(me) = desk.viewer().person() else {
        return Ok(Arc::default());
    };
    let key = (me, conversation);
    if desk.app().store().versions().trusted()
        && let Some(known) = desk.hall.thanked.get(&key, stamp)
    {
        return Ok(known);
    }
    let found = desk
        .read(move |from, _| Ok(store::thanks::by(from, me, conversation)?))
        .await?;
    Ok(desk.hall.thanked.put(key, stamp, Thanked(found)))
}

/// How many take part, from memory while nothing has been said since.
async fn people(desk: &Desk, shown: &Arc<View>, stamp: u64) -> Result<i64, PageError> {
    let id = shown.conversation.id;
    if desk.app().store().versions().trusted()
        && let Some(known) = desk.hall.people.get(&id, stamp)
    {
        return Ok(*known);
    }
    let shown = Arc::clone(shown);
    let found = desk
        .read(move |from, _| Ok(store::comment::people(from, &shown.conversation)?))
        .await?;
    Ok(*desk.hall.people.put(id, stamp, found))
}

/// A page of the thread, rendered for everybody, from memory if nothing has been said since.
async fn thread_page(
    desk: &Desk,
    shown: &View,
    after: Option<Place>,
    stamp: u64,
) -> Result<Arc<Thread>, PageError> {
    let conversation = shown.conversation.id;
    let key = weave::key(desk, conversation, after);
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
    let made = weave::render(desk, &page, &authors, next, before)?;
    Ok(desk.hall.threads.put(key, stamp, made))
}
