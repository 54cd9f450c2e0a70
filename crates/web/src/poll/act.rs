//! What is done with a poll: votes, closing it, taking it away.

use std::collections::BTreeMap;

use app::Found as _;
use askama::Template;
use axum::response::Response;
use base::Id;
use domain::Visible;
use domain::conversation::Conversation;
use http::StatusCode;

use super::part::{self, Typed};
use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::{Form, Nothing};
use crate::frame::{self, Frame, Section};
use crate::path::Path;

/// The poll by itself, when a vote comes back.
#[derive(Template)]
#[template(path = "poll/vote.html")]
struct VotePage {
    frame: Frame,
    conversation: Visible<Conversation>,
    poll: String,
}

/// Votes, changes one's vote, or takes it back.
pub(crate) async fn vote(
    desk: Desk,
    Path(id): Path<Id<Conversation>>,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Result<Response, PageError> {
    let (app, caller) = (desk.app(), desk.caller());
    let back = fields.get("do").is_some_and(|wish| wish == "back");
    let done = match back {
        true => app::poll::take_back(app, caller, id).await,
        false => app::poll::vote(app, caller, id, fields.clone()).await,
    };
    match done {
        Ok(opened) => Ok(frame::go(&format!("{}#poll", opened.path))),
        Err(app::Error::Invalid(problems)) => again(&desk, id, Typed { fields, problems }).await,
        Err(other) => Err(other.into()),
    }
}

async fn again(desk: &Desk, id: Id<Conversation>, typed: Typed) -> Result<Response, PageError> {
    let conversation = desk
        .read(move |from, viewer| store::conversation::find(from, viewer, id)?.found())
        .await?;
    let look = part::load(desk, &conversation).await?;
    let look = look.ok_or_else(PageError::not_found)?;
    let page = VotePage {
        frame: Frame::new(desk, look.poll.question.clone(), Section::Conversations).unlisted(),
        poll: part::render(desk, &look, &typed)?,
        conversation,
    };
    let html = frame::html(desk, &page)?;
    Ok(frame::respond(StatusCode::UNPROCESSABLE_ENTITY, html))
}

/// Closes a poll before its time.
pub(crate) async fn close(
    desk: Desk,
    Path(id): Path<Id<Conversation>>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response, PageError> {
    let opened = app::poll::close(desk.app(), desk.caller(), id).await?;
    Ok(frame::go(&format!("{}#poll", opened.path)))
}

/// Takes a poll away.
pub(crate) async fn remove(
    desk: Desk,
    Path(id): Path<Id<Conversation>>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response, PageError> {
    let opened = app::poll::remove(desk.app(), desk.caller(), id).await?;
    Ok(frame::go(&opened.path))
}
