//! A case, with all that belongs to it.

use app::case::{AnswerInput, File, StepInput};
use askama::Template;
use axum::response::Response;
use base::{Id, Moment};
use domain::case::{Case, Outcome, Reason, State, Step, Thing};
use domain::comment;
use domain::{Problems, Viewer};
use serde::Deserialize;

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::Query;
use crate::frame::{self, Frame, Section};
use crate::path::Path;

#[derive(Template)]
#[template(path = "case/file.html")]
pub(super) struct FilePage {
    pub(super) frame: Frame,
    pub(super) file: File,
    pub(super) note: String,
    pub(super) input: StepInput,
    pub(super) answer: AnswerInput,
    /// Of which measure the answer was typed.
    pub(super) answering: String,
    pub(super) problems: Problems,
    pub(super) viewer: Viewer,
    pub(super) now: Moment,
}

impl FilePage {
    fn reasons() -> &'static [Reason] {
        Reason::ALL
    }

    fn steps() -> &'static [Step] {
        Step::ALL
    }

    fn outcomes() -> &'static [Outcome] {
        Outcome::ALL
    }

    fn is_mine(&self) -> bool {
        let keeper = self.file.case.claimed_by.as_ref();
        keeper.is_some_and(|keeper| self.viewer.is(keeper.id))
    }

    fn is_open(&self) -> bool {
        self.file.case.state == State::Open
    }

    /// The reason that is chosen in the form: what was typed, or what most have reported.
    fn is_reason(&self, reason: &Reason) -> bool {
        match self.input.reason.as_str() {
            "" => *reason == self.file.case.reason,
            typed => typed == reason.as_str(),
        }
    }

    fn is_step(&self, step: &Step) -> bool {
        match self.input.step.as_str() {
            "" => *step == self.file.suggested,
            typed => typed == step.as_str(),
        }
    }

    fn is_suggested(&self, step: &Step) -> bool {
        *step == self.file.suggested
    }

    /// What can be done with what the case is about.
    fn fates(&self) -> &'static [&'static str] {
        let state = self.file.said.as_ref().map(|said| said.state);
        match (self.file.case.thing, state) {
            (Thing::Comment(_), Some(comment::State::Visible)) => &["hide", "remove"],
            (Thing::Comment(_), Some(comment::State::Hidden)) => &["show", "remove"],
            (Thing::Comment(_), Some(comment::State::Removed)) => &["show"],
            (Thing::Comment(_), _) | (Thing::Person(_), _) => &[],
            (Thing::Conversation(_), _) if self.file.title.is_empty() => &[],
            (Thing::Conversation(_), _) if self.file.is_away => &["show"],
            (Thing::Conversation(_), _) => &["remove"],
        }
    }

    /// Whether what is hidden was changed since.
    fn was_mended(&self) -> bool {
        let said = self.file.said.as_ref();
        said.is_some_and(|said| said.hidden_at.is_some() && said.edited_at > said.hidden_at)
    }

    fn state(&self) -> &'static str {
        self.file
            .said
            .as_ref()
            .map_or("visible", |said| said.state.as_str())
    }

    fn typed_answer(&self, id: &Id<domain::measure::Measure>) -> &str {
        if self.answering == id.to_string() {
            &self.answer.words
        } else {
            ""
        }
    }
}

/// What has just been done.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct FileQuery {
    #[serde(default)]
    done: String,
}

pub(super) async fn load(desk: &Desk, id: Id<Case>) -> Result<FilePage, PageError> {
    let file = app::case::file(desk.app(), desk.caller(), id).await?;
    Ok(FilePage {
        frame: Frame::new(desk, desk.text("case.one"), Section::Moderation).unlisted(),
        file,
        note: String::new(),
        input: StepInput::default(),
        answer: AnswerInput::default(),
        answering: String::new(),
        problems: Problems::default(),
        viewer: desk.viewer(),
        now: desk.now,
    })
}

/// The case.
pub(crate) async fn show(
    desk: Desk,
    Path(id): Path<Id<Case>>,
    Query(query): Query<FileQuery>,
) -> Result<Response, PageError> {
    let mut page = load(&desk, id).await?;
    page.frame.notice = match query.done.as_str() {
        "stepped" => Some(desk.text("case.stepped")),
        "proposed" => Some(desk.text("case.proposed")),
        "settled" => Some(desk.text("case.settled")),
        "removed" => Some(desk.text("case.is-removed")),
        "answered" => Some(desk.text("appeal.answered")),
        "ended" => Some(desk.text("case.silence-ended")),
        _ => None,
    };
    frame::show(&desk, &page)
}
