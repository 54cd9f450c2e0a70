//! The browsers in which somebody is signed in.

use axum::response::Response;
use base::Id;
use domain::session::Session;

use crate::desk::Desk;
use crate::error::PageError;
use crate::frame;
use crate::path::Path;

/// Ends one.
pub(crate) async fn end(desk: Desk, Path(id): Path<Id<Session>>) -> Result<Response, PageError> {
    app::session::end(desk.app(), desk.caller(), id).await?;
    Ok(frame::go("/settings?saved=session"))
}

/// Ends all but this one.
pub(crate) async fn end_others(desk: Desk) -> Result<Response, PageError> {
    app::session::end_others(desk.app(), desk.me()?).await?;
    Ok(frame::go("/settings?saved=sessions"))
}
