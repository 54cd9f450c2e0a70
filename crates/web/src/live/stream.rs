//! One stream: what happens, as events, for whoever looks (WHATWG HTML, server-sent events).

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use app::Found as _;
use axum::body::{Body, Bytes};
use axum::response::{IntoResponse, Response};
use base::Id;
use domain::Viewer;
use domain::comment::{Comment, State};
use domain::conversation::{self, Conversation};
use futures_util::stream::unfold;
use http::header::{CONTENT_TYPE, HeaderName};
use http::{HeaderValue, StatusCode};
use i18n::Arg;
use serde::Deserialize;
use serde_json::{Value, json};
use serving::headers::Cache;
use store::comment::Placed;
use tokio::time::timeout;

use super::board::{Note, Sitting, Who};
use super::dispatch;
use crate::desk::Desk;
use crate::error::PageError;
use crate::form::Query;
use crate::told;

/// How often a stream says that it is there (R93).
const BEAT: Duration = Duration::from_secs(15);
/// Milliseconds after which a browser comes back when a stream ends.
const RETRY: u32 = 5_000;

/// What is looked at.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct LiveQuery {
    /// The conversation, if it is one.
    #[serde(default)]
    on: String,
}

/// A stream that goes on.
struct Live {
    desk: Desk,
    sitting: Sitting,
    /// The versions of people and settings at which whoever looks was who they are.
    stamp: u64,
    told: i64,
    /// How many comments there were when it began.
    comments: i64,
    first: bool,
}

/// Opens a stream.
pub(crate) async fn open(
    desk: Desk,
    Query(query): Query<LiveQuery>,
) -> Result<Response, PageError> {
    let mut comments = 0;
    let talk: Option<Id<Conversation>> = match query.on.as_str() {
        "" => None,
        text => {
            let id = text.parse().map_err(|_| PageError::not_found())?;
            let see =
                desk.read(move |from, viewer| store::conversation::find(from, viewer, id)?.found());
            comments = see.await?.comments;
            Some(id)
        }
    };
    let who = match desk.viewer().person() {
        Some(person) => Who::Member(person),
        None if talk.is_none() => return Err(PageError::not_found()),
        None => Who::Guest(desk.network),
    };
    dispatch::begin(&desk.hall);
    let stamp = stamp(&desk);
    let Some(sitting) = desk.hall.live.sit(who, talk) else {
        // A browser that is told so does not come back by itself.
        return Ok(StatusCode::NO_CONTENT.into_response());
    };
    let live = Live {
        told: desk.told,
        comments,
        desk,
        sitting,
        stamp,
        first: true,
    };
    let events = unfold(live, |mut live| async {
        let text = live.next().await?;
        Some((Ok::<_, Infallible>(Bytes::from(text)), live))
    });
    let mut response = Body::from_stream(events).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    // Proxies that hold answers back until they are whole would hold this one back for ever.
    headers.insert(
        HeaderName::from_static("x-accel-buffering"),
        HeaderValue::from_static("no"),
    );
    response.extensions_mut().insert(Cache::Private);
    Ok(response)
}

fn stamp(desk: &Desk) -> u64 {
    let versions = desk.app().store().versions();
    versions.people().wrapping_add(versions.site())
}

fn event(name: &str, data: &Value) -> String {
    format!("event: {name}\ndata: {data}\n\n")
}

impl Live {
    /// The next piece of the stream; none when it ends.
    async fn next(&mut self) -> Option<String> {
        if std::mem::take(&mut self.first) {
            let data = json!({
                "now": self.desk.app().now().ms(),
                "comments": self.comments,
                "told": self.told,
                "label": self.label(),
            });
            return Some(format!("retry: {RETRY}\n{}", event("begin", &data)));
        }
        loop {
            let note = match timeout(BEAT, self.sitting.next()).await {
                Ok(Some(note)) => Some(note),
                Ok(None) => return None,
                Err(_) => None,
            };
            // Before anything is said: are they still who they were? (R25)
            if !self.stands().await {
                return None;
            }
            match note {
                None => match self.count().await {
                    Some(text) => return Some(text),
                    None => return Some(":\n\n".to_owned()),
                },
                Some(Note::Told) => {
                    if let Some(text) = self.count().await {
                        return Some(text);
                    }
                }
                Some(Note::Comment(placed)) => {
                    if let Some(text) = self.comment(&placed) {
                        return Some(text);
                    }
                }
                Some(Note::Writing(byline)) => {
                    // Who writes is for members to know.
                    let viewer = self.desk.viewer();
                    if viewer != Viewer::Guest && !viewer.is(byline.id) {
                        let name = [("name", Arg::Text(&byline.name))];
                        let text = i18n::text_with(self.desk.lang, "comment.is-writing", &name);
                        let data = json!({ "who": byline.id.to_string(), "text": text });
                        return Some(event("writing", &data));
                    }
                }
            }
        }
    }

    /// Whether whoever looks may still look as who they were when the stream began.
    async fn stands(&mut self) -> bool {
        let now = stamp(&self.desk);
        if now == self.stamp {
            return true;
        }
        let site = match self.desk.app().site().await {
            Ok(site) => site,
            Err(_) => return false,
        };
        if site.visibility != self.desk.site.visibility {
            return false;
        }
        if let Some(known) = &self.desk.known {
            let known = Arc::clone(known);
            let stands = self
                .desk
                .app()
                .read(move |from| Ok(store::session::stands(from, &known)?))
                .await;
            if !stands.unwrap_or(false) {
                return false;
            }
        }
        self.stamp = now;
        true
    }

    /// How many notifications are unread, if that has changed.
    async fn count(&mut self) -> Option<String> {
        let me = self.desk.viewer().person()?;
        let told = told::count(&self.desk.hall, me).await.ok()?;
        if told == self.told {
            return None;
        }
        self.told = told;
        let data = json!({ "told": told, "label": self.label() });
        Some(event("told", &data))
    }

    /// What the bell says.
    fn label(&self) -> String {
        let count = [("n", Arg::from(self.told))];
        i18n::text_with(self.desk.lang, "nav.notifications", &count)
    }

    /// Whether a member took it back a moment after it was said: then whoever looks may have it on the page. Guests' comments
    /// that were never seen go in the same way, and of those nothing is told.
    fn is_undone(&self, comment: &Comment) -> bool {
        comment.state == State::Dropped
            && comment.author.person().is_some()
            && conversation::is_open_to(
                &self.desk.viewer(),
                comment.group,
                comment.stage,
                comment.visibility,
                comment.begun_by,
            )
    }

    /// A comment, for those who may see it.
    fn comment(&self, placed: &Arc<Placed>) -> Option<String> {
        if self.is_undone(&placed.comment) {
            let data = json!({ "id": placed.comment.id.to_string() });
            return Some(event("gone", &data));
        }
        let seen = self.desk.viewer().see(Placed::clone(placed))?;
        let Comment {
            id,
            root,
            state,
            thanks,
            helped,
            revision,
            at,
            ..
        } = &seen.comment;
        if matches!(state, State::Waiting | State::Rejected | State::Dropped) {
            return None;
        }
        let data = json!({
            "id": id.to_string(),
            "root": root.to_string(),
            "version": format!("{state} {revision} {helped}"),
            "thanks": thanks,
            "at": at.ms(),
        });
        Some(event("comment", &data))
    }
}
