//! Inviting people, and the invitations that are out.

use askama::Template;
use axum::response::Response;
use base::{Id, Moment};
use domain::invitation::{Invitation, Revoke};
use domain::{Problems, Rule as _, Visible};
use http::StatusCode;
use serde::Deserialize;

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::{Form, Query};
use crate::frame::{self, Frame, Section};
use crate::path::Path;

/// What has just been done.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Done {
    #[serde(default)]
    done: String,
}

/// Whom to invite.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    email: String,
}

/// One that is out, or brought somebody.
struct Line {
    invitation: Visible<Invitation>,
    is_over: bool,
    may_revoke: bool,
}

#[derive(Template)]
#[template(path = "person/invitations.html")]
struct InvitationsPage {
    frame: Frame,
    lines: Vec<Line>,
    /// Whether others' invitations stand among them.
    of_all: bool,
    email: String,
    problems: Problems,
}

async fn load(
    desk: &Desk,
    email: String,
    problems: Problems,
) -> Result<InvitationsPage, PageError> {
    let viewer = desk.viewer();
    let is_over = |at: Moment| at <= desk.now;
    let lines = app::invitation::list(desk.app(), desk.caller())
        .await?
        .into_iter()
        .map(|invitation| Line {
            is_over: is_over(invitation.expires_at),
            may_revoke: Revoke::allows(&viewer, &invitation),
            invitation,
        })
        .collect();
    let mut frame = Frame::new(desk, desk.text("invitation.heading"), Section::People).unlisted();
    "/invitations".clone_into(&mut frame.path);
    Ok(InvitationsPage {
        frame,
        lines,
        of_all: viewer.is_staff(),
        email,
        problems,
    })
}

/// The list with its form.
pub(crate) async fn list(desk: Desk, Query(done): Query<Done>) -> Result<Response, PageError> {
    let mut page = load(&desk, String::new(), Problems::default()).await?;
    page.frame.notice = match done.done.as_str() {
        "sent" => Some(desk.text("invitation.sent")),
        "revoked" => Some(desk.text("invitation.revoked")),
        _ => None,
    };
    frame::show(&desk, &page)
}

/// Invites somebody.
pub(crate) async fn make(desk: Desk, Form(asked): Form<Asked>) -> Result<Response, PageError> {
    match app::invitation::make(desk.app(), desk.caller(), &asked.email).await {
        Ok(()) => Ok(frame::go("/invitations?done=sent")),
        Err(app::Error::Invalid(problems)) => {
            let page = load(&desk, asked.email, problems).await?;
            let html = frame::html(&desk, &page)?;
            Ok(frame::respond(StatusCode::UNPROCESSABLE_ENTITY, html))
        }
        Err(other) => Err(other.into()),
    }
}

/// Takes one back.
pub(crate) async fn revoke(
    desk: Desk,
    Path(id): Path<Id<Invitation>>,
) -> Result<Response, PageError> {
    app::invitation::revoke(desk.app(), desk.caller(), id).await?;
    Ok(frame::go("/invitations?done=revoked"))
}
