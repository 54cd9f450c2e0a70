//! Where somebody stands: what was done that concerns them, and what came of what they reported. Nobody else sees it.

use app::case::Standing;
use askama::Template;
use axum::response::Response;
use base::Id;
use domain::Problems;
use domain::case::Thing;
use domain::measure::Measure;
use i18n::Arg;
use serde::Deserialize;

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::{Form, Query};
use crate::frame::{self, Frame, Section};
use crate::path::Path;

#[derive(Template)]
#[template(path = "case/standing.html")]
struct StandingPage {
    frame: Frame,
    standing: Standing,
    accuracy: String,
    /// The measure that an appeal was typed against, the words, and what is wrong with them.
    appealing: String,
    words: String,
    problems: Problems,
}

impl StandingPage {
    fn is_against(&self, id: &Id<Measure>) -> bool {
        self.appealing == id.to_string()
    }
}

/// Where what was reported is.
fn link(thing: &Thing) -> Option<String> {
    match thing {
        Thing::Comment(id) => Some(format!("/comments/{id}")),
        Thing::Conversation(id) => Some(format!("/conversations/{id}")),
        Thing::Person(_) => None,
    }
}

async fn load(desk: &Desk) -> Result<StandingPage, PageError> {
    let standing = app::case::standing(desk.app(), desk.caller()).await?;
    let counts = [
        ("right", Arg::from(standing.right)),
        ("all", Arg::from(standing.all)),
    ];
    Ok(StandingPage {
        frame: Frame::new(desk, desk.text("standing.title"), Section::Settings).unlisted(),
        accuracy: i18n::text_with(desk.lang, "standing.accuracy", &counts),
        standing,
        appealing: String::new(),
        words: String::new(),
        problems: Problems::default(),
    })
}

/// What has just been done.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct StandingQuery {
    #[serde(default)]
    done: String,
}

/// The page.
pub(crate) async fn show(
    desk: Desk,
    Query(query): Query<StandingQuery>,
) -> Result<Response, PageError> {
    let mut page = load(&desk).await?;
    page.frame.notice = (query.done == "appealed").then(|| desk.text("appeal.received"));
    frame::show(&desk, &page)
}

/// The words of an appeal.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Appealing {
    #[serde(default)]
    words: String,
}

impl Appealing {
    /// As typed.
    pub(super) fn words(&self) -> &str {
        &self.words
    }
}

/// Appeals against a measure.
pub(crate) async fn appeal(
    desk: Desk,
    Path(id): Path<Id<Measure>>,
    Form(form): Form<Appealing>,
) -> Result<Response, PageError> {
    match app::case::appeal(desk.app(), desk.caller(), id, &form.words).await {
        Ok(()) => Ok(frame::go("/standing?done=appealed")),
        Err(app::Error::Invalid(problems)) => {
            let page = StandingPage {
                appealing: id.to_string(),
                words: form.words,
                problems,
                ..load(&desk).await?
            };
            frame::show_again(&desk, &page)
        }
        Err(other) => Err(other.into()),
    }
}
