//! Saying something under an article.

use std::time::Instant;

use axum::extract::Path;
use axum::response::Response;
use base::{Id, Secret};
use domain::comment::{Comment, Input};
use domain::conversation::Conversation;
use domain::{Problems, Viewer, Visible};
use http::StatusCode;
use serde::Deserialize;

use crate::article::{self, ArticleQuery};
use crate::desk::Desk;
use crate::error::PageError;
use crate::form::Form;
use crate::frame;

/// The form below a thread, empty or as it came back.
#[derive(Debug, Default)]
pub(crate) struct CommentForm {
    pub(crate) input: Input,
    pub(crate) problems: Problems,
    pub(crate) answers: Option<String>,
    pub(crate) preview: Option<String>,
    pub(crate) guest: bool,
    pub(crate) action: String,
}

impl CommentForm {
    /// Fills in what the page knows: where it goes, for whom it is, and a fresh one-time key for members.
    pub(crate) fn prepare(&mut self, desk: &Desk, conversation: &Visible<Conversation>) {
        self.action = format!("/conversations/{}/comments", conversation.id);
        self.guest = desk.viewer() == Viewer::Guest;
        if !self.guest && self.input.key.is_empty() {
            self.input.key = base::clean::clip(&Secret::new().reveal(), 32).to_owned();
        }
    }
}

/// A comment as it is sent, with the button that was pressed.
#[derive(Debug, Deserialize)]
pub(crate) struct Sent {
    #[serde(flatten)]
    input: Input,
    #[serde(default)]
    view: String,
}

/// Notes that a guest's network has fetched a page, for the timing of what it sends later.
pub(crate) fn note_visit(desk: &Desk, path: &str) {
    if desk.viewer() == Viewer::Guest
        && let Some(key) = visit_key(desk, path)
        && desk.hall.fetched.get(&key, 0).is_none()
    {
        desk.hall.fetched.put(key, 0, Instant::now());
    }
}

fn visit_key(desk: &Desk, path: &str) -> Option<String> {
    desk.network.map(|network| format!("{network:?} {path}"))
}

/// Adds a comment, or shows how it will look.
pub(crate) async fn add(
    desk: Desk,
    Path(id): Path<Id<Conversation>>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let path = desk
        .read(move |from, viewer| {
            let conversation = store::conversation::find(from, viewer, id)?;
            Ok(app::Found::found(conversation)?.path.clone())
        })
        .await?;
    let (app, caller) = (desk.app(), desk.caller());
    if sent.view == "preview" {
        return match app::comment::preview(app, caller, id, &sent.input).await {
            Ok(html) => {
                again(
                    &desk,
                    path,
                    sent.input,
                    Problems::default(),
                    Some(html),
                    StatusCode::OK,
                )
                .await
            }
            Err(app::Error::Invalid(problems)) => {
                again(
                    &desk,
                    path,
                    sent.input,
                    problems,
                    None,
                    StatusCode::UNPROCESSABLE_ENTITY,
                )
                .await
            }
            Err(other) => Err(other.into()),
        };
    }
    let seen = visit_key(&desk, &path)
        .and_then(|key| desk.hall.fetched.get(&key, 0))
        .map(|at| at.elapsed());
    match app::comment::add(app, caller, id, sent.input.clone(), seen).await {
        Ok(added) => match (added.id, added.visible) {
            (Some(comment), true) => Ok(frame::go(
                &app::comment::address(app, caller, comment).await?,
            )),
            _ => Ok(frame::go(&format!("{}?said=waiting#say", added.path))),
        },
        Err(app::Error::Invalid(problems)) => {
            again(
                &desk,
                path,
                sent.input,
                problems,
                None,
                StatusCode::UNPROCESSABLE_ENTITY,
            )
            .await
        }
        Err(other) => Err(other.into()),
    }
}

/// The page again, with what was written and what is wrong with it or how it will look.
async fn again(
    desk: &Desk,
    path: String,
    input: Input,
    problems: Problems,
    preview: Option<String>,
    status: StatusCode,
) -> Result<Response, PageError> {
    let reply = input.parent.clone();
    let form = CommentForm {
        input,
        problems,
        preview,
        ..CommentForm::default()
    };
    let query = ArticleQuery::answering(reply);
    Ok(frame::respond(
        status,
        article::page(desk.clone(), path, query, form).await?,
    ))
}

/// A comment by its own address: the page that shows it.
pub(crate) async fn show(desk: Desk, Path(id): Path<Id<Comment>>) -> Result<Response, PageError> {
    let address = app::comment::address(desk.app(), desk.caller(), id).await?;
    Ok(frame::go(&address))
}
