//! Another password, by somebody who knows the one until now.

use app::credential::ChangeInput;
use axum::response::Response;

use super::{Again, again};
use crate::desk::Desk;
use crate::error::PageError;
use crate::form::Form;
use crate::frame;
use crate::session_cookie::{self, Comes};

/// Changes it; everywhere else one is signed out.
pub(crate) async fn change(
    desk: Desk,
    Comes(browser): Comes,
    Form(input): Form<ChangeInput>,
) -> Result<Response, PageError> {
    match app::credential::change(desk.app(), desk.me()?, &input, &browser).await {
        Ok(secret) => {
            let mut response = frame::go("/settings?saved=password");
            session_cookie::keep_session(&desk, &mut response, &secret);
            Ok(response)
        }
        Err(app::Error::Invalid(problems)) => {
            let typed = Again {
                problems,
                ..Again::default()
            };
            again(&desk, typed).await
        }
        Err(other) => Err(other.into()),
    }
}
