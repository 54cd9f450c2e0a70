//! Reporting something.

use askama::Template;
use axum::response::Response;
use base::Id;
use domain::Problems;
use domain::case::{Reason, ReportInput, Thing};
use domain::comment::Comment;
use domain::conversation::Conversation;
use domain::person::Person;

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::Form;
use crate::frame::{self, Frame, Section};
use crate::path::Path;
use crate::session_cookie::Comes;

#[derive(Template)]
#[template(path = "case/report.html")]
struct ReportPage {
    frame: Frame,
    kind: &'static str,
    title: String,
    path: String,
    html: String,
    action: String,
    input: ReportInput,
    problems: Problems,
}

impl ReportPage {
    fn reasons() -> &'static [Reason] {
        Reason::ALL
    }
}

/// The address of the form.
fn action(thing: Thing) -> String {
    match thing {
        Thing::Comment(id) => format!("/comments/{id}/report"),
        Thing::Conversation(id) => format!("/conversations/{id}/report"),
        Thing::Person(id) => format!("/people/{id}/report"),
    }
}

async fn load(desk: &Desk, thing: Thing) -> Result<ReportPage, PageError> {
    let found = app::case::reportable(desk.app(), desk.caller(), thing).await?;
    Ok(ReportPage {
        frame: Frame::new(desk, desk.text("report.title"), Section::None).unlisted(),
        kind: thing.parts().0,
        title: found.title,
        path: found.path,
        html: found.html,
        action: action(thing),
        input: ReportInput::default(),
        problems: Problems::default(),
    })
}

async fn make(
    desk: Desk,
    comes: Comes,
    thing: Thing,
    input: ReportInput,
) -> Result<Response, PageError> {
    match app::case::report(desk.app(), desk.caller(), &comes.0, thing, &input).await {
        Ok(()) => Ok(frame::go("/reports/received")),
        Err(app::Error::Invalid(problems)) => {
            let page = ReportPage {
                input,
                problems,
                ..load(&desk, thing).await?
            };
            frame::show_again(&desk, &page)
        }
        Err(other) => Err(other.into()),
    }
}

/// The form, about a comment.
pub(crate) async fn comment(
    desk: Desk,
    Path(id): Path<Id<Comment>>,
) -> Result<Response, PageError> {
    frame::show(&desk, &load(&desk, Thing::Comment(id)).await?)
}

/// Reports a comment.
pub(crate) async fn of_comment(
    desk: Desk,
    Path(id): Path<Id<Comment>>,
    comes: Comes,
    Form(input): Form<ReportInput>,
) -> Result<Response, PageError> {
    make(desk, comes, Thing::Comment(id), input).await
}

/// The form, about a conversation.
pub(crate) async fn conversation(
    desk: Desk,
    Path(id): Path<Id<Conversation>>,
) -> Result<Response, PageError> {
    frame::show(&desk, &load(&desk, Thing::Conversation(id)).await?)
}

/// Reports a conversation.
pub(crate) async fn of_conversation(
    desk: Desk,
    Path(id): Path<Id<Conversation>>,
    comes: Comes,
    Form(input): Form<ReportInput>,
) -> Result<Response, PageError> {
    make(desk, comes, Thing::Conversation(id), input).await
}

/// The form, about somebody.
pub(crate) async fn person(desk: Desk, Path(id): Path<Id<Person>>) -> Result<Response, PageError> {
    frame::show(&desk, &load(&desk, Thing::Person(id)).await?)
}

/// Reports somebody.
pub(crate) async fn of_person(
    desk: Desk,
    Path(id): Path<Id<Person>>,
    comes: Comes,
    Form(input): Form<ReportInput>,
) -> Result<Response, PageError> {
    make(desk, comes, Thing::Person(id), input).await
}

#[derive(Template)]
#[template(path = "case/received.html")]
struct ReceivedPage {
    frame: Frame,
}

/// What is said afterwards, whoever reported what.
pub(crate) async fn received(desk: Desk) -> Result<Response, PageError> {
    let title = desk.text("report.received");
    let page = ReceivedPage {
        frame: Frame::new(&desk, title, Section::None).unlisted(),
    };
    frame::show(&desk, &page)
}
