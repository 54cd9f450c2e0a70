//! One's own portrait, from the settings.

use axum::response::Response;
use domain::Problems;

use crate::desk::Desk;
use crate::error::PageError;
use crate::form::{Form, Nothing};
use crate::frame;
use crate::settings::{self, Again};
use crate::upload::Upload;

/// Shows this picture as the face of whoever sends it.
pub(crate) async fn set(desk: Desk, upload: Upload) -> Result<Response, PageError> {
    let me = desk.me()?.byline.id;
    let set = match upload.file {
        Some(file) => app::picture::set_portrait(desk.app(), desk.caller(), me, file).await,
        None => Err(Problems::one("file", "picture.too-large").into()),
    };
    match set {
        Ok(()) => Ok(frame::go("/settings?saved=portrait")),
        Err(app::Error::Invalid(faults)) => {
            let mut problems = Problems::default();
            for (_, fault) in faults.iter() {
                problems.add("portrait", fault);
            }
            let typed = Again {
                problems,
                ..Again::default()
            };
            settings::again(&desk, typed).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Shows no portrait any more.
pub(crate) async fn remove(
    desk: Desk,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response, PageError> {
    let me = desk.me()?.byline.id;
    app::picture::remove_portrait(desk.app(), desk.caller(), me).await?;
    Ok(frame::go("/settings?saved=no-portrait"))
}
