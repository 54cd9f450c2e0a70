//! What is done with a post: answered, supported, decided about, taken away.

use axum::response::Response;
use base::Id;
use domain::comment::Comment;
use domain::conversation::Conversation;
use http::StatusCode;
use serde::Deserialize;

use super::show::page;
use super::typing::{Deciding, Typing};
use crate::article::ArticleQuery;
use crate::comment_form::CommentForm;
use crate::desk::Desk;
use crate::error::PageError;
use crate::form::Form;
use crate::frame;
use crate::path::Path;

/// Which comment is the answer; empty for none.
#[derive(Debug, Deserialize)]
pub(crate) struct Answer {
    #[serde(default)]
    answer: String,
}

/// Accepts an answer, or says that none answered it.
pub(crate) async fn accept(
    desk: Desk,
    Path(id): Path<Id<Conversation>>,
    Form(form): Form<Answer>,
) -> Result<Response, PageError> {
    let answer = match form.answer.as_str() {
        "" => None,
        text => Some(text.parse().map_err(|_| PageError::not_found())?),
    };
    let opened = app::post::accept(desk.app(), desk.caller(), id, answer).await?;
    Ok(frame::go(&format!("{}#answer", opened.path)))
}

/// Whether it helped.
#[derive(Debug, Deserialize)]
pub(crate) struct Helped {
    #[serde(default)]
    helped: String,
}

/// Says that a comment helped, or takes it back.
pub(crate) async fn help(
    desk: Desk,
    Path(id): Path<Id<Comment>>,
    Form(form): Form<Helped>,
) -> Result<Response, PageError> {
    let (app, caller) = (desk.app(), desk.caller());
    app::post::help(app, caller.clone(), id, form.helped != "no").await?;
    Ok(frame::go(&app::comment::address(app, caller, id).await?))
}

/// Whether it is supported.
#[derive(Debug, Deserialize)]
pub(crate) struct Supported {
    #[serde(default)]
    supported: String,
}

/// Supports an idea, or takes the support back.
pub(crate) async fn support(
    desk: Desk,
    Path(id): Path<Id<Conversation>>,
    Form(form): Form<Supported>,
) -> Result<Response, PageError> {
    let supported = form.supported != "no";
    let opened = app::post::support(desk.app(), desk.caller(), id, supported).await?;
    Ok(frame::go(&format!("{}#support", opened.path)))
}

/// What becomes of an idea, and why.
#[derive(Debug, Deserialize)]
pub(crate) struct Decision {
    #[serde(default)]
    standing: String,
    #[serde(default)]
    reason: String,
}

/// Decides about an idea.
pub(crate) async fn decide(
    desk: Desk,
    Path(id): Path<Id<Conversation>>,
    Form(form): Form<Decision>,
) -> Result<Response, PageError> {
    let Decision { standing, reason } = form;
    match app::post::decide(desk.app(), desk.caller(), id, &standing, &reason).await {
        Ok(opened) => Ok(frame::go(&format!("{}#decision", opened.path))),
        Err(app::Error::Invalid(problems)) => {
            let typing = Typing {
                deciding: Deciding { standing, reason },
                problems,
                ..Typing::default()
            };
            let (query, form) = (ArticleQuery::default(), CommentForm::default());
            let html = page(desk.clone(), id, query, form, typing).await?;
            Ok(frame::respond(StatusCode::UNPROCESSABLE_ENTITY, html))
        }
        Err(other) => Err(other.into()),
    }
}

/// Whether it is taken away.
#[derive(Debug, Deserialize)]
pub(crate) struct Away {
    #[serde(default)]
    away: String,
}

/// Takes a post away, or brings it back.
pub(crate) async fn withdraw(
    desk: Desk,
    Path(id): Path<Id<Conversation>>,
    Form(form): Form<Away>,
) -> Result<Response, PageError> {
    let (app, caller) = (desk.app(), desk.caller());
    let opened = match form.away.as_str() {
        "no" => app::post::bring_back(app, caller, id).await?,
        _ => app::post::withdraw(app, caller, id).await?,
    };
    Ok(frame::go(&opened.path))
}
