//! The form that asks in a poll.

use askama::Template;
use axum::response::Response;
use base::Id;
use domain::conversation::Conversation;
use domain::poll::{Input, Shown, Way};
use domain::{Problems, Visible};
use http::StatusCode;

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::Form;
use crate::frame::{self, Frame, Section};
use crate::path::Path;

#[derive(Template)]
#[template(path = "poll/attach.html")]
struct FormPage {
    frame: Frame,
    conversation: Visible<Conversation>,
    input: Input,
    problems: Problems,
    zone: String,
}

impl FormPage {
    const WAYS: &'static [Way] = Way::ALL;
    const SHOWN: &'static [Shown] = Shown::ALL;
}

async fn render(
    desk: &Desk,
    status: StatusCode,
    id: Id<Conversation>,
    input: Input,
    problems: Problems,
) -> Result<Response, PageError> {
    let conversation = app::poll::attachable(desk.app(), desk.caller(), id).await?;
    let page = FormPage {
        frame: Frame::new(desk, desk.text("poll.attach"), Section::Conversations).unlisted(),
        zone: desk.site.zone.clone(),
        conversation,
        input,
        problems,
    };
    Ok(frame::respond(status, frame::html(desk, &page)?))
}

/// An empty form.
pub(crate) async fn fresh(
    desk: Desk,
    Path(id): Path<Id<Conversation>>,
) -> Result<Response, PageError> {
    let closes = app::poll::local_end(&desk.site, desk.now);
    let input = Input {
        way: Way::Single.to_string(),
        shown: Shown::Voted.to_string(),
        named: "no".to_owned(),
        closes: closes.strftime("%Y-%m-%dT%H:%M").to_string(),
        ..Input::default()
    };
    render(&desk, StatusCode::OK, id, input, Problems::default()).await
}

/// Attaches the poll.
pub(crate) async fn attach(
    desk: Desk,
    Path(id): Path<Id<Conversation>>,
    Form(input): Form<Input>,
) -> Result<Response, PageError> {
    match app::poll::attach(desk.app(), desk.caller(), id, input.clone()).await {
        Ok(opened) => Ok(frame::go(&format!("{}#poll", opened.path))),
        Err(app::Error::Invalid(problems)) => {
            render(&desk, StatusCode::UNPROCESSABLE_ENTITY, id, input, problems).await
        }
        Err(other) => Err(other.into()),
    }
}
