//! The door of a conversation: closing it, opening it again, saying where it goes on.

use app::Found as _;
use askama::Template;
use axum::response::Response;
use base::Id;
use domain::conversation::{Close, Conversation, Door};
use domain::{Problems, Rule as _, Visible};
use serde::Deserialize;

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::Form;
use crate::frame::{self, Frame, Section};
use crate::path::Path;

#[derive(Template)]
#[template(path = "door.html")]
struct DoorPage {
    frame: Frame,
    conversation: Visible<Conversation>,
    next: String,
    problems: Problems,
}

/// The page with what can be done.
pub(crate) async fn show(
    desk: Desk,
    Path(id): Path<Id<Conversation>>,
) -> Result<Response, PageError> {
    frame::show(&desk, &load(&desk, id).await?)
}

async fn load(desk: &Desk, id: Id<Conversation>) -> Result<DoorPage, PageError> {
    let (conversation, next) = desk
        .read(move |from, viewer| {
            let found = store::conversation::find(from, viewer, id)?.found()?;
            let permit = Close::permit(viewer, found)?;
            let next = match permit.continues_in {
                Some(next) => store::conversation::find(from, viewer, next)?,
                None => None,
            };
            let next = next.map(|next| next.path.clone()).unwrap_or_default();
            Ok((permit.subject().clone(), next))
        })
        .await?;
    let key = if conversation.door.is_open() {
        "conversation.close"
    } else {
        "conversation.reopen"
    };
    Ok(DoorPage {
        frame: Frame::new(desk, desk.text(key), Section::Weblog).unlisted(),
        conversation,
        next,
        problems: Problems::default(),
    })
}

/// Where it goes on.
#[derive(Debug, Deserialize)]
pub(crate) struct Closing {
    #[serde(default)]
    next: String,
}

/// Closes it, or says of a closed one where it goes on.
pub(crate) async fn close(
    desk: Desk,
    Path(id): Path<Id<Conversation>>,
    Form(form): Form<Closing>,
) -> Result<Response, PageError> {
    match app::conversation::close(desk.app(), desk.caller(), id, &form.next).await {
        Ok(path) => Ok(frame::go(&format!("{path}#say"))),
        Err(app::Error::Invalid(problems)) => {
            let page = DoorPage {
                next: form.next,
                problems,
                ..load(&desk, id).await?
            };
            frame::show_again(&desk, &page)
        }
        Err(other) => Err(other.into()),
    }
}

/// Opens it again.
pub(crate) async fn reopen(
    desk: Desk,
    Path(id): Path<Id<Conversation>>,
) -> Result<Response, PageError> {
    let path = app::conversation::reopen(desk.app(), desk.caller(), id).await?;
    Ok(frame::go(&format!("{path}#say")))
}
