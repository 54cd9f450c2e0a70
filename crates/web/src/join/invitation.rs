//! Coming in by an invitation.

use askama::Template;
use axum::response::Response;
use base::Secret;
use domain::Problems;
use domain::person::JoinInput;
use http::{HeaderMap, StatusCode};
use store::invitation::Open;

use crate::desk::Desk;
use crate::entry;
use crate::error::PageError;
use crate::filters;
use crate::form::Form;
use crate::frame::{self, Frame, Section};
use crate::path::Path;
use crate::session_cookie::{self, Comes};
use crate::ticket::{self, Ticket};

const MINE: Ticket = Ticket::Invitation;

#[derive(Template)]
#[template(path = "entry/invitation.html")]
struct InvitationPage {
    frame: Frame,
    by: String,
    address: String,
    input: JoinInput,
    problems: Problems,
    least: i64,
}

/// The page, whose ten minutes begin anew.
fn page(
    desk: &Desk,
    status: StatusCode,
    secret: &Secret,
    invitation: &Open,
    input: JoinInput,
    problems: Problems,
) -> Result<Response, PageError> {
    let mut frame = Frame::new(desk, desk.text("nav.join"), Section::None).unlisted();
    // The invited know from their mail whose invitation it is.
    frame.site.clone_from(&desk.site.name);
    let page = InvitationPage {
        frame,
        by: invitation.by_name.clone(),
        address: invitation.address.as_str().to_owned(),
        input,
        problems,
        least: i64::try_from(app::credential::least(domain::Role::Member)).unwrap_or(0),
    };
    let mut response = frame::respond(status, frame::html(desk, &page)?);
    ticket::keep(desk, &mut response, MINE, secret);
    Ok(ticket::quiet(response))
}

/// The address in the mail.
pub(crate) async fn open(desk: Desk, Path(secret): Path<String>) -> Response {
    ticket::exchange(&desk, MINE, &secret)
}

/// The page with the form.
pub(crate) async fn show(desk: Desk, headers: HeaderMap) -> Result<Response, PageError> {
    let Some(secret) = ticket::held(&desk, &headers, MINE) else {
        return entry::gone(&desk, MINE, "error.expired");
    };
    match app::invitation::look(desk.app(), &secret).await {
        Ok(invitation) => page(
            &desk,
            StatusCode::OK,
            &secret,
            &invitation,
            JoinInput::default(),
            Problems::default(),
        ),
        Err(error) => entry::failed(&desk, MINE, error),
    }
}

/// Comes in.
pub(crate) async fn accept(
    desk: Desk,
    headers: HeaderMap,
    Comes(browser): Comes,
    Form(input): Form<JoinInput>,
) -> Result<Response, PageError> {
    let Some(secret) = ticket::held(&desk, &headers, MINE) else {
        return entry::gone(&desk, MINE, "error.expired");
    };
    match app::invitation::accept(desk.app(), &secret, &input, browser).await {
        Ok(signed_in) => {
            let mut response = frame::go("/settings?saved=welcome");
            ticket::spend(&desk, &mut response);
            session_cookie::enter(&desk, &mut response, &signed_in);
            Ok(response)
        }
        Err(app::Error::Invalid(problems)) => {
            match app::invitation::look(desk.app(), &secret).await {
                Ok(invitation) => page(
                    &desk,
                    StatusCode::UNPROCESSABLE_ENTITY,
                    &secret,
                    &invitation,
                    input,
                    problems,
                ),
                Err(error) => entry::failed(&desk, MINE, error),
            }
        }
        Err(error) => entry::failed(&desk, MINE, error),
    }
}
