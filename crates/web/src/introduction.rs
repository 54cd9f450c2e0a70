//! Introducing somebody to another.

use askama::Template;
use axum::response::Response;
use base::Id;
use domain::introduction::Input;
use domain::person::Person;
use domain::{Problems, Visible};

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::Form;
use crate::frame::{self, Frame, Section};
use crate::path::Path;

#[derive(Template)]
#[template(path = "person/introduce.html")]
struct IntroducePage {
    frame: Frame,
    person: Visible<Person>,
    input: Input,
    problems: Problems,
}

async fn page(desk: &Desk, id: Id<Person>, input: Input) -> Result<IntroducePage, PageError> {
    let person = app::introduction::somebody(desk.app(), desk.caller(), id).await?;
    Ok(IntroducePage {
        frame: Frame::new(desk, desk.text("introduction.title"), Section::People).unlisted(),
        person,
        input,
        problems: Problems::default(),
    })
}

/// The form.
pub(crate) async fn show(desk: Desk, Path(id): Path<Id<Person>>) -> Result<Response, PageError> {
    frame::show(&desk, &page(&desk, id, Input::default()).await?)
}

/// Introduces them.
pub(crate) async fn make(
    desk: Desk,
    Path(id): Path<Id<Person>>,
    Form(input): Form<Input>,
) -> Result<Response, PageError> {
    match app::introduction::introduce(desk.app(), desk.caller(), id, &input).await {
        Ok(path) => Ok(frame::go(&path)),
        Err(app::Error::Invalid(problems)) => {
            let page = IntroducePage {
                problems,
                ..page(&desk, id, input).await?
            };
            frame::show_again(&desk, &page)
        }
        Err(other) => Err(other.into()),
    }
}
