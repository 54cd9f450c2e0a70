//! What is done with asks and offers: saying “I can”, saying how it ended, giving thanks for it.

use std::collections::BTreeMap;

use axum::response::Response;
use base::Id;
use domain::conversation::Conversation;
use http::StatusCode;
use serde::Deserialize;

use super::show::page;
use super::typing::{Ending, Typing};
use crate::article::ArticleQuery;
use crate::comment_form::CommentForm;
use crate::desk::Desk;
use crate::error::PageError;
use crate::form::Form;
use crate::frame;
use crate::path::Path;

/// “I can”, or not any more; and a sentence.
#[derive(Debug, Deserialize)]
pub(crate) struct Hand {
    #[serde(default)]
    raised: String,
    #[serde(default)]
    words: String,
}

/// Says “I can” or “I’d like”, or takes it back.
pub(crate) async fn raise(
    desk: Desk,
    Path(id): Path<Id<Conversation>>,
    Form(form): Form<Hand>,
) -> Result<Response, PageError> {
    let words = (form.raised != "no").then_some(form.words.as_str());
    match app::post::raise(desk.app(), desk.caller(), id, words).await {
        Ok(opened) => Ok(frame::go(&format!("{}#hands", opened.path))),
        Err(app::Error::Invalid(problems)) => {
            let typing = Typing {
                words: Some(form.words),
                problems,
                ..Typing::default()
            };
            again(desk, id, typing).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Says how it ended, or opens it again.
pub(crate) async fn end(
    desk: Desk,
    Path(id): Path<Id<Conversation>>,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Result<Response, PageError> {
    let ending = Ending::read(fields);
    let input = app::post::EndInput {
        how: ending.how.clone(),
        named: ending.named.clone(),
        reason: ending.why.clone(),
    };
    match app::post::end(desk.app(), desk.caller(), id, input).await {
        Ok(opened) => Ok(frame::go(&format!("{}#ending", opened.path))),
        Err(app::Error::Invalid(problems)) => {
            let typing = Typing {
                ending,
                problems,
                ..Typing::default()
            };
            again(desk, id, typing).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Whether thanks are given.
#[derive(Debug, Deserialize)]
pub(crate) struct Thanks {
    #[serde(default)]
    thanked: String,
}

/// Thanks whoever opened it, or takes that back.
pub(crate) async fn thank(
    desk: Desk,
    Path(id): Path<Id<Conversation>>,
    Form(form): Form<Thanks>,
) -> Result<Response, PageError> {
    let thanked = form.thanked != "no";
    let opened = app::post::thank_back(desk.app(), desk.caller(), id, thanked).await?;
    Ok(frame::go(&format!("{}#ending", opened.path)))
}

/// The page once more, with what was typed and what is wrong with it.
async fn again(desk: Desk, id: Id<Conversation>, typing: Typing) -> Result<Response, PageError> {
    let (query, form) = (ArticleQuery::default(), CommentForm::default());
    let html = page(desk, id, query, form, typing).await?;
    Ok(frame::respond(StatusCode::UNPROCESSABLE_ENTITY, html))
}
