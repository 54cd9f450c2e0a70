//! What an author shows who came with an import and has no way in: kept by those who run the site.

use askama::Template;
use axum::response::Response;
use base::Id;
use domain::Problems;
use domain::person::{Person, ProfileInput, State};

use super::people::alone;
use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::Form;
use crate::frame::{self, Frame, Section};
use crate::path::Path;

#[derive(Template)]
#[template(path = "admin/profile.html")]
struct ProfilePage {
    frame: Frame,
    room: &'static str,
    id: Id<Person>,
    handle: String,
    is_imported: bool,
    profile: ProfileInput,
    problems: Problems,
    faults: i64,
}

async fn load(
    desk: &Desk,
    id: Id<Person>,
    typed: Option<(ProfileInput, Problems)>,
) -> Result<ProfilePage, PageError> {
    let kept = app::person::open(desk.app(), desk.caller(), id).await?;
    let person = desk
        .read(move |from, viewer| app::Found::found(store::person::find(from, viewer, id)?))
        .await?;
    let name = [("name", i18n::Arg::Text(&person.name))];
    let title = i18n::text_with(desk.lang, "admin.profile-of", &name);
    let (profile, problems) = typed.unwrap_or((kept, Problems::default()));
    Ok(ProfilePage {
        frame: Frame::new(desk, title, Section::Admin).unlisted(),
        room: "people",
        id,
        handle: person.handle.clone(),
        is_imported: person.state == State::Imported,
        profile,
        faults: i64::try_from(problems.iter().count()).unwrap_or(0),
        problems,
    })
}

/// The form.
pub(crate) async fn show(desk: Desk, Path(id): Path<Id<Person>>) -> Result<Response, PageError> {
    let page = load(&desk, id, None).await?;
    frame::show(&desk, &page)
}

/// Changes it.
pub(crate) async fn save(
    desk: Desk,
    Path(id): Path<Id<Person>>,
    Form(input): Form<ProfileInput>,
) -> Result<Response, PageError> {
    match app::person::edit(desk.app(), desk.caller(), id, &input).await {
        Ok(_) => alone(&desk, id, "described").await,
        Err(app::Error::Invalid(problems)) => {
            let page = load(&desk, id, Some((input, problems))).await?;
            frame::show_again(&desk, &page)
        }
        Err(other) => Err(other.into()),
    }
}
