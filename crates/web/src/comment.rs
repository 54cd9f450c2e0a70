//! Saying something under an article.

pub(crate) mod change;
pub(crate) mod edit;
pub(crate) mod flat;
pub(crate) mod history;

use axum::extract::OriginalUri;
use axum::response::Response;
use base::Id;
use domain::comment::{Comment, Input};
use domain::conversation::{Conversation, Kind};
use domain::{Problems, Viewer};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use serving::rate::RetryAfter;

use crate::answer;
use crate::article::ArticleQuery;
use crate::article::show as article;
use crate::comment_form::CommentForm;
use crate::desk::Desk;
use crate::error::PageError;
use crate::form::Form;
use crate::frame;
use crate::hall::rates;
use crate::lost;
use crate::path::Path;
use crate::post::{self, typing::Typing};
use crate::visit::visit_key;

/// A comment as it is sent, with the button that was pressed.
#[derive(Debug, Deserialize)]
pub(crate) struct Sent {
    #[serde(flatten)]
    input: Input,
    #[serde(default)]
    view: String,
}

/// What something is said under.
struct Anchor {
    id: Id<Conversation>,
    path: String,
    kind: Kind,
}

/// Adds a comment, or shows how it will look.
pub(crate) async fn add(
    desk: Desk,
    Path(id): Path<Id<Conversation>>,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let (path, kind) = desk
        .read(move |from, viewer| {
            let conversation = app::Found::found(store::conversation::find(from, viewer, id)?)?;
            Ok((conversation.path.clone(), conversation.kind))
        })
        .await?;
    let anchor = Anchor { id, path, kind };
    let (app, caller) = (desk.app(), desk.caller());
    if sent.view == "preview" {
        return match app::comment::preview(app, caller, id, &sent.input).await {
            Ok(html) if answer::wants_json(&headers) => {
                Ok(answer::json(&serde_json::json!({ "html": html })))
            }
            Ok(html) => {
                again(
                    &desk,
                    &anchor,
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
                    &anchor,
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
    if desk.viewer() == Viewer::Guest
        && app.keeps_limits()
        && let Some(network) = desk.network
        && let Err(RetryAfter(wait)) = desk.hall.limiter.check(rates::GUEST, &network)
    {
        return Err(PageError::App(app::Error::TooMany(wait.as_secs() + 1)));
    }
    let seen = visit_key(&desk, &anchor.path)
        .and_then(|key| desk.hall.fetched.get(&key, 0))
        .map(|at| at.elapsed());
    match app::comment::add(app, caller.clone(), id, sent.input.clone(), seen).await {
        Ok(added) => match (added.id, added.visible) {
            (Some(comment), true) => Ok(frame::go(
                &app::comment::address(app, caller, comment).await?,
            )),
            _ => Ok(frame::go(&format!("{}?said=waiting#say", added.path))),
        },
        Err(app::Error::Invalid(problems)) => {
            again(
                &desk,
                &anchor,
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
    anchor: &Anchor,
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
    let desk = desk.clone();
    let html = if anchor.kind.is_post() {
        post::page(desk, anchor.id, query, form, Typing::default()).await?
    } else {
        article::page(desk, anchor.path.clone(), query, form).await?
    };
    Ok(frame::respond(status, html))
}

/// A comment by its own address: the page that shows it. What is no comment's id may be an old address.
pub(crate) async fn show(
    desk: Desk,
    Path(id): Path<String>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, PageError> {
    let Ok(id) = id.parse::<Id<Comment>>() else {
        return lost::find(desk, OriginalUri(uri)).await;
    };
    let address = app::comment::address(desk.app(), desk.caller(), id).await?;
    Ok(frame::go(&address))
}
