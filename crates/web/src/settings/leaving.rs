//! Leaving for good, and taking it back.

use app::leaving::Standing;
use askama::Template;
use axum::response::Response;
use domain::leaving::{Input, Leaving, Way};
use domain::{Problems, Visible};
use i18n::Arg;
use serde::Deserialize;

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::{Form, Query};
use crate::frame::{self, Frame, Section};
use crate::session_cookie::Comes;

#[derive(Template)]
#[template(path = "settings/leaving.html")]
struct LeavingPage {
    frame: Frame,
    handle: String,
    standing: Standing,
    /// What is to happen, in a sentence.
    state: Option<String>,
    way: Option<Way>,
    problems: Problems,
    faults: i64,
}

impl LeavingPage {
    fn is_way(&self, way: &str) -> bool {
        self.way.is_some_and(|chosen| chosen.as_str() == way)
    }
}

/// What has just been done.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Done {
    #[serde(default)]
    done: String,
}

/// What is to happen to somebody who is about to leave, in a sentence.
pub(crate) fn state(desk: &Desk, leaving: Option<&Visible<Leaving>>) -> Option<String> {
    let leaving = leaving?;
    if leaving.begun {
        return Some(desk.text("leaving.state-begun"));
    }
    let key = format!("leaving.state-{}", leaving.way);
    Some(i18n::text_with(
        desk.lang,
        &key,
        &[("when", Arg::Text(&when(desk, leaving)))],
    ))
}

/// When it is done.
pub(crate) fn when(desk: &Desk, leaving: &Leaving) -> String {
    let at = desk.zone.to_datetime(leaving.due_at.timestamp());
    i18n::date_time(desk.lang, at)
}

async fn load(desk: &Desk, input: &Input, problems: Problems) -> Result<LeavingPage, PageError> {
    let me = desk.me()?.byline.clone();
    let standing = app::leaving::look(desk.app(), desk.caller(), me.id).await?;
    let mut frame = Frame::new(desk, desk.text("leaving.heading"), Section::Settings).unlisted();
    "/settings/leaving".clone_into(&mut frame.path);
    Ok(LeavingPage {
        frame,
        handle: me.handle,
        state: state(desk, standing.leaving.as_ref()),
        standing,
        way: Way::parse(&input.way),
        faults: i64::try_from(problems.iter().count()).unwrap_or(0),
        problems,
    })
}

/// What each way does, and the form.
pub(crate) async fn show(desk: Desk, Query(done): Query<Done>) -> Result<Response, PageError> {
    let mut page = load(&desk, &Input::default(), Problems::default()).await?;
    page.frame.notice = match done.done.as_str() {
        "asked" => Some(desk.text("leaving.asked")),
        "stayed" => Some(desk.text("leaving.stayed")),
        _ => None,
    };
    frame::show(&desk, &page)
}

/// Asks for it.
pub(crate) async fn ask(
    desk: Desk,
    Comes(browser): Comes,
    Form(input): Form<Input>,
) -> Result<Response, PageError> {
    let asked = app::leaving::ask(desk.app(), desk.caller(), desk.me()?, &input, &browser);
    match asked.await {
        Ok(()) => Ok(frame::go("/settings/leaving?done=asked")),
        Err(app::Error::Invalid(problems)) => {
            let page = load(&desk, &input, problems).await?;
            frame::show_again(&desk, &page)
        }
        Err(other) => Err(other.into()),
    }
}

/// Takes it back.
pub(crate) async fn stay(desk: Desk) -> Result<Response, PageError> {
    let me = desk.me()?.byline.id;
    app::leaving::stay(desk.app(), desk.caller(), me).await?;
    Ok(frame::go("/settings/leaving?done=stayed"))
}
