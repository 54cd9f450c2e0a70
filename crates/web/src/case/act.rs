//! What is done in a case.

use app::case::{Fate, StepInput};
use axum::response::Response;
use base::Id;
use domain::Problems;
use domain::case::{Case, Outcome, Step};
use serde::Deserialize;

use super::file::{self, FilePage};
use crate::desk::Desk;
use crate::error::PageError;
use crate::form::Form;
use crate::frame;
use crate::path::Path;

fn back(id: Id<Case>, done: &str) -> Response {
    match done {
        "" => frame::go(&format!("/moderation/cases/{id}")),
        done => frame::go(&format!("/moderation/cases/{id}?done={done}")),
    }
}

/// Whether it is taken on or let go.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Claim {
    #[serde(default)]
    mine: String,
}

/// Takes it on, or lets it go.
pub(crate) async fn claim(
    desk: Desk,
    Path(id): Path<Id<Case>>,
    Form(form): Form<Claim>,
) -> Result<Response, PageError> {
    app::case::take(desk.app(), desk.caller(), id, form.mine == "yes").await?;
    Ok(back(id, ""))
}

/// A note.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Noted {
    #[serde(default)]
    note: String,
}

/// Notes something.
pub(crate) async fn note(
    desk: Desk,
    Path(id): Path<Id<Case>>,
    Form(form): Form<Noted>,
) -> Result<Response, PageError> {
    match app::case::note(desk.app(), desk.caller(), id, &form.note).await {
        Ok(()) => Ok(frame::go(&format!("/moderation/cases/{id}#notes"))),
        Err(app::Error::Invalid(problems)) => {
            let page = FilePage {
                note: form.note,
                problems,
                ..file::load(&desk, id).await?
            };
            frame::show_again(&desk, &page)
        }
        Err(other) => Err(other.into()),
    }
}

/// Takes a step toward the person concerned.
pub(crate) async fn step(
    desk: Desk,
    Path(id): Path<Id<Case>>,
    Form(input): Form<StepInput>,
) -> Result<Response, PageError> {
    match app::case::step(desk.app(), desk.caller(), id, &input).await {
        Ok(()) if input.step == Step::Removal.as_str() => Ok(back(id, "proposed")),
        Ok(()) => Ok(back(id, "stepped")),
        Err(app::Error::Invalid(problems)) => {
            let page = FilePage {
                input,
                problems,
                ..file::load(&desk, id).await?
            };
            frame::show_again(&desk, &page)
        }
        Err(other) => Err(other.into()),
    }
}

/// Agrees that somebody is shut out.
pub(crate) async fn agree(desk: Desk, Path(id): Path<Id<Case>>) -> Result<Response, PageError> {
    app::case::agree(desk.app(), desk.caller(), id).await?;
    Ok(back(id, "removed"))
}

/// What happens to what it is about.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Settling {
    #[serde(default)]
    fate: String,
}

/// Hides, takes away or brings back what it is about.
pub(crate) async fn settle(
    desk: Desk,
    Path(id): Path<Id<Case>>,
    Form(form): Form<Settling>,
) -> Result<Response, PageError> {
    let fate = Fate::parse(&form.fate).ok_or(PageError::Malformed("error.choice"))?;
    app::case::settle(desk.app(), desk.caller(), id, fate).await?;
    Ok(back(id, "settled"))
}

/// What came of it.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Closing {
    #[serde(default)]
    outcome: String,
}

/// Closes it.
pub(crate) async fn close(
    desk: Desk,
    Path(id): Path<Id<Case>>,
    Form(form): Form<Closing>,
) -> Result<Response, PageError> {
    let outcome = Outcome::parse(&form.outcome);
    let outcome = outcome.ok_or_else(|| Problems::one("outcome", "error.choice"));
    let outcome = outcome.map_err(app::Error::from)?;
    app::case::close(desk.app(), desk.caller(), id, outcome).await?;
    Ok(frame::go("/moderation/cases?done=closed"))
}
