//! What is done at a group's door, and to its members.

use axum::response::Response;
use domain::group::{Office, path};
use serde::Deserialize;
use store::group::Left;

use crate::desk::Desk;
use crate::error::PageError;
use crate::form::Form;
use crate::frame;
use crate::path::Path;

fn back(handle: &str, said: &str) -> Response {
    frame::go(&format!("{}?said={said}", path(handle)))
}

/// Comes in.
pub(crate) async fn enter(desk: Desk, Path(handle): Path<String>) -> Result<Response, PageError> {
    app::group::enter(desk.app(), desk.caller(), &handle).await?;
    Ok(back(&handle, "in"))
}

/// Leaves.
pub(crate) async fn leave(desk: Desk, Path(handle): Path<String>) -> Result<Response, PageError> {
    let left = app::group::leave(desk.app(), desk.caller(), &handle).await?;
    Ok(frame::go(match left {
        Left::Last => "/groups?said=closed",
        Left::Gone | Left::Needed => "/groups?said=left",
    }))
}

/// What is said by whoever asks.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asking {
    #[serde(default)]
    words: String,
}

/// Asks to be let in.
pub(crate) async fn ask(
    desk: Desk,
    Path(handle): Path<String>,
    Form(form): Form<Asking>,
) -> Result<Response, PageError> {
    app::group::ask(desk.app(), desk.caller(), &handle, &form.words).await?;
    Ok(back(&handle, "asked"))
}

/// Takes that back, or declines an invitation. The group may not be there any more for whoever did.
pub(crate) async fn decline(desk: Desk, Path(handle): Path<String>) -> Result<Response, PageError> {
    app::group::decline(desk.app(), desk.caller(), &handle).await?;
    Ok(frame::go("/groups?said=declined"))
}

/// What somebody is from now on.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Raised {
    #[serde(default)]
    office: String,
}

/// Gives an office, or takes it back.
pub(crate) async fn raise(
    desk: Desk,
    Path((handle, person)): Path<(String, String)>,
    Form(form): Form<Raised>,
) -> Result<Response, PageError> {
    let office = Office::parse(&form.office).ok_or_else(PageError::not_found)?;
    app::group::raise(desk.app(), desk.caller(), &handle, &person, office).await?;
    let said = match office {
        Office::Steward => "raised",
        Office::Member => "stepped-back",
    };
    Ok(frame::go(&format!("{}/people?said={said}", path(&handle))))
}

/// Shows somebody out.
pub(crate) async fn dismiss(
    desk: Desk,
    Path((handle, person)): Path<(String, String)>,
) -> Result<Response, PageError> {
    app::group::dismiss(desk.app(), desk.caller(), &handle, &person).await?;
    Ok(frame::go(&format!(
        "{}/people?said=dismissed",
        path(&handle)
    )))
}

/// How much one is told of what is said in a group.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Level {
    #[serde(default)]
    level: String,
}

/// Chooses that.
pub(crate) async fn level(
    desk: Desk,
    Path(handle): Path<String>,
    Form(form): Form<Level>,
) -> Result<Response, PageError> {
    app::following::in_group(desk.app(), desk.caller(), &handle, &form.level).await?;
    Ok(back(&handle, "told"))
}
