//! An article with its thread.

use std::sync::Arc;
use std::time::Duration;

use app::Found as _;
use askama::Template;
use axum::extract::OriginalUri;
use axum::response::Response;
use base::Id;
use domain::article;
use domain::comment::Comment;
use domain::conversation::{self, Close};
use domain::{Rule, Viewer};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use serving::headers::Cache;
use store::comment::Place;

use crate::address;
use crate::cache::Kind;
use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::Query;
use crate::frame::{self, Frame, Section, Undo};
use crate::kept;
use crate::lost;
use crate::path::Path;
use crate::poll;
use crate::reading::{self, Reading};
use crate::side;
use crate::talk::{self, Under};
use crate::view::View;

use super::body;

/// The query of an article.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct ArticleQuery {
    /// The place after which the page of the thread begins.
    #[serde(default)]
    pub(crate) after: String,
    /// The comment that is to be answered.
    #[serde(default)]
    pub(crate) reply: String,
    /// Whether its words are to be quoted.
    #[serde(default)]
    pub(crate) quote: String,
    /// What has just happened to the viewer's comment.
    #[serde(default)]
    pub(crate) said: String,
    /// To which one.
    #[serde(default)]
    pub(crate) of: String,
}

impl ArticleQuery {
    /// The page on which a comment is answered.
    pub(crate) fn answering(reply: String) -> Self {
        Self {
            reply,
            ..Self::default()
        }
    }

    /// Whether the words that are answered are to be quoted.
    pub(crate) fn quotes(&self) -> bool {
        self.quote == "yes"
    }

    /// Whether the page is the one that everybody with the same rights sees.
    pub(crate) fn is_plain(&self) -> bool {
        self.reply.is_empty() && self.said.is_empty()
    }

    /// The comment that was just deleted, for whoever did it.
    pub(crate) fn restorable(&self, viewer: &Viewer) -> Option<Id<Comment>> {
        (self.said == "deleted" && *viewer != Viewer::Guest)
            .then(|| self.of.parse().ok())
            .flatten()
    }

    /// What has just happened, in words.
    pub(crate) fn notice(&self, desk: &Desk) -> Option<String> {
        match self.said.as_str() {
            "waiting" => Some(desk.text("comment.received")),
            "deleted" => Some(desk.text("comment.deleted-now")),
            "undone" => Some(desk.text("undo.done")),
            "kept" => Some(desk.text("draft.kept-now")),
            "dropped" => Some(desk.text("comment.dropped-now")),
            "restored" => Some(desk.text("comment.restored-now")),
            _ => None,
        }
    }
}

/// How long a view is kept when nothing changes: what the clock alone changes waits this long.
const AGE: Duration = Duration::from_secs(60);

/// Loads an article for this viewer, or takes it from memory while nothing has changed.
async fn view(desk: &Desk, path: &str) -> Result<Arc<View>, PageError> {
    let versions = desk.app().store().versions();
    let stamp = desk.stamp;
    let audience = desk.audience();
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
            let polled = store::poll::exists(from, &conversation)?;
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
                polled,
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
    /// The poll under it, rendered.
    poll: Option<String>,
    side: String,
    form: crate::comment_form::CommentForm,
    may_comment: bool,
    must_sign_in: bool,
    bare: bool,
    reading: Option<Reading>,
}

impl ArticlePage {
    /// The article, and what is said under it: between them stands a poll, if there is one.
    fn parts(&self) -> (&str, &str) {
        self.body
            .split_once(body::GAP)
            .unwrap_or((self.body.as_str(), ""))
    }
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
    let visited = crate::visit::note_visit(&desk, &path);
    let plain = query.is_plain();
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
    let answered = talk::answered(&desk, shown.conversation.id, reply, query.quotes()).await?;
    let viewer = desk.viewer();
    let article = &shown.article;
    let published = article.line.stage == conversation::Stage::Published;
    // The version first, so that what is made is never older than it says.
    let stamp = versions.conversation(shown.conversation.id);
    let authors: Vec<_> = article.authors.iter().map(|author| author.id).collect();
    let under = Under {
        conversation: shown.conversation.id,
        authors: &authors,
        answer: None,
    };
    let thread = talk::page(&desk, &under, after, stamp).await?;
    let mine = talk::mine(&desk, &shown.conversation, stamp).await?;
    let people = talk::people(&desk, &shown.conversation, stamp).await?;
    let may_comment = conversation::Comment::allows(&viewer, &shown.conversation);
    let look = body::Look {
        path: &path,
        after,
        people,
        may_edit: article::Edit::allows(&viewer, article),
        may_close: published && Close::allows(&viewer, &shown.conversation),
        may_comment,
    };
    let body = body::render(&desk, &shown, &thread, &mine, &look)?;
    let asked = match shown.polled {
        true => poll::load(&desk, &shown.conversation).await?,
        false => None,
    };
    let poll = match &asked {
        Some(look) => Some(poll::render(&desk, look, &poll::Typed::default())?),
        None => None,
    };
    let side = side::render(&desk, Some(article.line.by.id), &path).await?;
    if let Some(answered) = answered {
        form.answer(answered);
    }
    form.prepare(&desk, &shown.conversation, &mine);
    let mut frame = Frame::new(&desk, article.line.title.clone(), Section::Weblog)
        .describe(&article.line.excerpt)
        .with_feeds(&path, &article.line.title)
        .at(desk.app().base().join(&address::ascii(&path)))
        .notice(query.notice(&desk));
    frame.undo = query.restorable(&viewer).map(|id| Undo {
        action: format!("/comments/{id}/restoration"),
        label: desk.text("comment.restore"),
        return_to: "",
    });
    let page = ArticlePage {
        frame,
        poll,
        body,
        side,
        form,
        may_comment,
        reading: Reading::of(&desk, &shown.conversation, &mine).filter(|_| published),
        must_sign_in: published && shown.conversation.door.is_open() && !may_comment,
        bare: !published,
        shown,
    };
    let inside = page.body.len() + page.side.len();
    let html = frame::html_around(&desk, &page, inside + SHELL)?;
    if published {
        reading::note(&desk, &page.shown.conversation, &mine, &thread).await;
    }
    Ok(html)
}

/// Bytes of what stands around an article and its thread, rather too many.
const SHELL: usize = 24 * 1024;
