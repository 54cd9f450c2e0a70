//! Guests that somebody says they were.

use axum::response::Response;
use base::Id;
use domain::guest::Guest;

use crate::desk::Desk;
use crate::error::PageError;
use crate::frame;
use crate::path::Path;

/// That guest was me.
pub(crate) async fn claim(desk: Desk, Path(id): Path<Id<Guest>>) -> Result<Response, PageError> {
    app::guest::claim(desk.app(), desk.caller(), id).await?;
    Ok(frame::go("/settings?saved=claim"))
}
