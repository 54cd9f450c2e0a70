//! Who asks to come into a group, whom it invites.

use app::group::Door;
use askama::Template;
use axum::response::Response;
use domain::group::Group;
use domain::{Problems, Visible};
use serde::Deserialize;

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::{Form, Query};
use crate::frame::{self, Frame, Section};
use crate::path::Path;

/// The query of the page.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct DoorQuery {
    #[serde(default)]
    said: String,
}

#[derive(Template)]
#[template(path = "group/door.html")]
struct DoorPage {
    frame: Frame,
    door: Door,
}

/// Those at the door.
pub(crate) async fn show(
    desk: Desk,
    Path(handle): Path<String>,
    Query(query): Query<DoorQuery>,
) -> Result<Response, PageError> {
    let door = app::group::door(desk.app(), desk.caller(), &handle).await?;
    let notice = match query.said.as_str() {
        "in" => Some(desk.text("group.let-in")),
        "away" => Some(desk.text("group.turned-away")),
        _ => None,
    };
    let page = DoorPage {
        frame: Frame::new(&desk, desk.text("group.door"), Section::Groups)
            .unlisted()
            .notice(notice),
        door,
    };
    frame::show(&desk, &page)
}

/// An answer to somebody.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Answered {
    #[serde(default)]
    person: String,
    #[serde(default)]
    answer: String,
}

/// Lets somebody in, or not.
pub(crate) async fn answer(
    desk: Desk,
    Path(handle): Path<String>,
    Form(form): Form<Answered>,
) -> Result<Response, PageError> {
    let yes = form.answer == "yes";
    app::group::answer(desk.app(), desk.caller(), &handle, &form.person, yes).await?;
    let said = if yes { "in" } else { "away" };
    Ok(frame::go(&format!(
        "{}/door?said={said}",
        domain::group::path(&handle)
    )))
}

#[derive(Template)]
#[template(path = "group/invite.html")]
struct InvitePage {
    frame: Frame,
    group: Visible<Group>,
    handle: String,
    words: String,
    problems: Problems,
}

fn page(desk: &Desk, group: Visible<Group>, notice: Option<String>) -> InvitePage {
    InvitePage {
        frame: Frame::new(desk, desk.text("group.invite"), Section::Groups)
            .unlisted()
            .notice(notice),
        group,
        handle: String::new(),
        words: String::new(),
        problems: Problems::default(),
    }
}

/// The form with which somebody is invited.
pub(crate) async fn invite(
    desk: Desk,
    Path(handle): Path<String>,
    Query(query): Query<DoorQuery>,
) -> Result<Response, PageError> {
    let front = app::group::front(desk.app(), desk.caller(), &handle).await?;
    if !front.brings {
        return Err(PageError::App(app::Error::Forbidden(
            "group.stewards-invite",
        )));
    }
    let notice = (query.said == "invited").then(|| desk.text("group.is-invited-now"));
    frame::show(&desk, &page(&desk, front.group, notice))
}

/// Whom, with which words.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Invited {
    #[serde(default)]
    handle: String,
    #[serde(default)]
    words: String,
}

/// Invites somebody.
pub(crate) async fn bring(
    desk: Desk,
    Path(group): Path<String>,
    Form(form): Form<Invited>,
) -> Result<Response, PageError> {
    let (app, caller) = (desk.app(), desk.caller());
    match app::group::bring(app, caller.clone(), &group, &form.handle, &form.words).await {
        Ok(()) => Ok(frame::go(&format!(
            "{}/invitations?said=invited",
            domain::group::path(&group)
        ))),
        Err(app::Error::Invalid(problems)) => {
            let front = app::group::front(app, caller, &group).await?;
            let page = InvitePage {
                handle: form.handle,
                words: form.words,
                problems,
                ..page(&desk, front.group, None)
            };
            frame::show_again(&desk, &page)
        }
        Err(other) => Err(other.into()),
    }
}
