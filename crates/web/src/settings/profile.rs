//! What somebody shows of themselves.

use axum::response::Response;
use domain::person::ProfileInput;

use super::{Again, again};
use crate::desk::Desk;
use crate::error::PageError;
use crate::form::Form;
use crate::frame;

/// Changes it.
pub(crate) async fn save(
    desk: Desk,
    Form(input): Form<ProfileInput>,
) -> Result<Response, PageError> {
    let me = desk.me()?.byline.id;
    match app::person::edit(desk.app(), desk.caller(), me, &input).await {
        Ok(_) => Ok(frame::go("/settings?saved=profile")),
        Err(app::Error::Invalid(problems)) => {
            let typed = Again {
                profile: Some(input),
                problems,
                ..Again::default()
            };
            again(&desk, typed).await
        }
        Err(other) => Err(other.into()),
    }
}
