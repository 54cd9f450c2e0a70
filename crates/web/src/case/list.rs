//! The list of cases.

use app::case::Rooms;
use askama::Template;
use axum::response::Response;
use base::Moment;
use domain::Visible;
use domain::case::{Case, State, Thing};
use domain::measure::Measure;
use serde::Deserialize;
use store::case::Which;

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::Query;
use crate::frame::{self, Frame, Section};

#[derive(Template)]
#[template(path = "case/list.html")]
struct ListPage {
    frame: Frame,
    show: &'static str,
    cases: Vec<Visible<Case>>,
    appeals: Vec<Visible<Measure>>,
    waiting: i64,
    open: i64,
    now: Moment,
}

impl ListPage {
    fn is(&self, show: &str) -> bool {
        self.show == show
    }
}

/// Which list.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct ListQuery {
    #[serde(default)]
    show: String,
    #[serde(default)]
    done: String,
}

/// The key of what a case is about.
pub(super) const fn about(case: &Case) -> &'static str {
    match case.thing {
        Thing::Comment(_) => "case.about-comment",
        Thing::Conversation(_) => "case.about-conversation",
        Thing::Person(_) => "case.about-person",
    }
}

/// What came of it; nothing yet of an open one.
pub(super) const fn outcome(case: &Case) -> Option<&'static str> {
    match case.state {
        State::Open => None,
        State::Closed { outcome, .. } => Some(outcome.as_str()),
    }
}

/// The list.
pub(crate) async fn show(
    desk: Desk,
    Query(query): Query<ListQuery>,
) -> Result<Response, PageError> {
    let (show, which) = match query.show.as_str() {
        "mine" => ("mine", Which::Mine),
        "closed" => ("closed", Which::Closed),
        "appeals" => ("appeals", Which::Open),
        _ => ("open", Which::Open),
    };
    let Rooms {
        cases,
        appeals,
        open,
    } = app::case::list(desk.app(), desk.caller(), which).await?;
    let notice = (query.done == "closed").then(|| desk.text("case.was-closed"));
    let page = ListPage {
        frame: Frame::new(&desk, desk.text("case.all"), Section::Moderation)
            .unlisted()
            .notice(notice),
        show,
        waiting: i64::try_from(appeals.len()).unwrap_or(i64::MAX),
        cases,
        appeals,
        open,
        now: desk.now,
    };
    frame::show(&desk, &page)
}
