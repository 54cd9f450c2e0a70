//! Having somebody leave who has asked for it by mail.

use app::leaving::Standing;
use app::session::Proven;
use askama::Template;
use axum::response::Response;
use base::Id;
use domain::Problems;
use domain::leaving::Input;
use domain::person::Person;

use super::people::alone;
use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::Form;
use crate::frame::{self, Frame, Section};
use crate::path::Path;
use crate::settings::leaving::when;

#[derive(Template)]
#[template(path = "admin/leaving.html")]
struct LeavingPage {
    frame: Frame,
    room: &'static str,
    standing: Standing,
    when: Option<String>,
    problems: Problems,
    faults: i64,
}

async fn load(desk: &Desk, id: Id<Person>, problems: Problems) -> Result<LeavingPage, PageError> {
    let standing = app::leaving::look(desk.app(), desk.caller(), id).await?;
    let name = [("name", i18n::Arg::Text(&standing.person.name))];
    let title = i18n::text_with(desk.lang, "leaving.of", &name);
    let leaving = standing.leaving.as_ref();
    Ok(LeavingPage {
        frame: Frame::new(desk, title, Section::Admin).unlisted(),
        room: "people",
        when: leaving.map(|leaving| when(desk, leaving)),
        standing,
        faults: i64::try_from(problems.iter().count()).unwrap_or(0),
        problems,
    })
}

/// What it does, and the form.
pub(crate) async fn show(desk: Desk, Path(id): Path<Id<Person>>) -> Result<Response, PageError> {
    let page = load(&desk, id, Problems::default()).await?;
    frame::show(&desk, &page)
}

/// Asks for it.
pub(crate) async fn ask(
    desk: Desk,
    Path(id): Path<Id<Person>>,
    Form(input): Form<Input>,
) -> Result<Response, PageError> {
    let proven = Proven::of(desk.me()?, desk.now)?;
    match app::leaving::ask_for(desk.app(), desk.caller(), proven, id, &input).await {
        Ok(()) => alone(&desk, id, "leaving").await,
        Err(app::Error::Invalid(problems)) => {
            let page = load(&desk, id, problems).await?;
            frame::show_again(&desk, &page)
        }
        Err(other) => Err(other.into()),
    }
}

/// Takes it back.
pub(crate) async fn stay(desk: Desk, Path(id): Path<Id<Person>>) -> Result<Response, PageError> {
    app::leaving::stay(desk.app(), desk.caller(), id).await?;
    alone(&desk, id, "staying").await
}
