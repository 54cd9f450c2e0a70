//! Measures as those who keep the peace meet them outside of a case: answering appeals, ending a silence.

use app::Found as _;
use app::case::AnswerInput;
use askama::Template;
use axum::response::Response;
use base::Id;
use domain::measure::{Measure, Review};
use domain::{Problems, Rule as _, Visible};

use super::file::{self, FilePage};
use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::Form;
use crate::frame::{self, Frame, Section};
use crate::path::Path;

#[derive(Template)]
#[template(path = "case/measure.html")]
struct MeasurePage {
    frame: Frame,
    measure: Visible<Measure>,
    answers: bool,
    answer: AnswerInput,
    answering: String,
    problems: Problems,
}

impl MeasurePage {
    fn typed_answer(&self, _: &Id<Measure>) -> &str {
        &self.answer.words
    }
}

async fn find(desk: &Desk, id: Id<Measure>) -> Result<(Visible<Measure>, bool), PageError> {
    Ok(desk
        .read(move |from, viewer| {
            let measure = store::measure::find(from, viewer, id)?.found()?;
            let answers = Review::allows(viewer, &measure);
            Ok((measure, answers))
        })
        .await?)
}

fn page(desk: &Desk, measure: Visible<Measure>, answers: bool) -> MeasurePage {
    MeasurePage {
        frame: Frame::new(desk, desk.text("appeal.one"), Section::Moderation).unlisted(),
        measure,
        answers,
        answer: AnswerInput::default(),
        answering: String::new(),
        problems: Problems::default(),
    }
}

/// A measure that belongs to no case.
pub(crate) async fn show(desk: Desk, Path(id): Path<Id<Measure>>) -> Result<Response, PageError> {
    let (measure, answers) = find(&desk, id).await?;
    frame::show(&desk, &page(&desk, measure, answers))
}

/// Answers an appeal.
pub(crate) async fn answer(
    desk: Desk,
    Path(id): Path<Id<Measure>>,
    Form(input): Form<AnswerInput>,
) -> Result<Response, PageError> {
    let done = app::case::answer(desk.app(), desk.caller(), id, &input).await;
    let (measure, answers) = find(&desk, id).await?;
    match (done, measure.case) {
        (Ok(()), Some(case)) => Ok(frame::go(&format!(
            "/moderation/cases/{case}?done=answered"
        ))),
        (Ok(()), None) => Ok(frame::go("/moderation/cases?show=appeals")),
        (Err(app::Error::Invalid(problems)), Some(case)) => {
            let page = FilePage {
                answer: input,
                answering: id.to_string(),
                problems,
                ..file::load(&desk, case).await?
            };
            frame::show_again(&desk, &page)
        }
        (Err(app::Error::Invalid(problems)), None) => {
            let page = MeasurePage {
                answer: input,
                answering: id.to_string(),
                problems,
                ..page(&desk, measure, answers)
            };
            frame::show_again(&desk, &page)
        }
        (Err(other), _) => Err(other.into()),
    }
}

/// Ends a silence before its time.
pub(crate) async fn end(desk: Desk, Path(id): Path<Id<Measure>>) -> Result<Response, PageError> {
    let case = app::case::end_silence(desk.app(), desk.caller(), id).await?;
    Ok(frame::go(&format!("/moderation/cases/{case}?done=ended")))
}
