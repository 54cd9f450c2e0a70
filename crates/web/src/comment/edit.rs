//! Changing one's own comment.

use app::draft::Outcome;
use askama::Template;
use axum::response::Response;
use base::Id;
use domain::Problems;
use domain::comment::{Comment, Input};
use domain::draft::{self, Place};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use crate::answer;
use crate::desk::Desk;
use crate::difference::{self, Part};
use crate::error::PageError;
use crate::filters;
use crate::form::{Form, Query};
use crate::frame::{self, Frame, Section};
use crate::keeping::Keeping;
use crate::path::Path;

/// The form with the button that was pressed.
#[derive(Debug, Deserialize)]
pub(crate) struct Sent {
    #[serde(default)]
    text: String,
    #[serde(default)]
    revision: i64,
    #[serde(default)]
    view: String,
    #[serde(default)]
    draft: String,
}

/// The earlier version whose text is to be brought back.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct EditQuery {
    #[serde(default)]
    version: String,
}

/// What somebody, usually oneself in another window, made of it meanwhile.
struct Theirs {
    text: String,
    parts: Vec<Part>,
}

#[derive(Template)]
#[template(path = "comment/edit.html")]
struct EditPage {
    frame: Frame,
    id: Id<Comment>,
    title: String,
    path: String,
    text: String,
    revision: i64,
    problems: Problems,
    preview: Option<String>,
    theirs: Option<Theirs>,
    keeping: Keeping,
}

/// The form with the comment in it, perhaps with an earlier text.
pub(crate) async fn open(
    desk: Desk,
    Path(id): Path<Id<Comment>>,
    Query(query): Query<EditQuery>,
) -> Result<Response, PageError> {
    let mut page = load(&desk, id).await?;
    if let Ok(number) = query.version.parse::<i64>() {
        let history = app::comment::history(desk.app(), desk.caller(), id).await?;
        let mut earlier = history.earlier.into_iter();
        if let Some(kept) = earlier.find(|kept| kept.number == number) {
            page.text.clone_from(&kept.source);
            page.frame.notice = Some(desk.text("write.brought-back"));
        }
        return frame::show(&desk, &page);
    }
    let place = Place::Comment(id);
    if let Some(kept) = app::draft::find(desk.app(), desk.caller(), place).await? {
        page.keeping = Keeping::from(place, Some(&kept));
        page.text.clone_from(&kept.draft.source);
        // With the revision that it was typed on: whoever was faster meanwhile is not overwritten unseen.
        page.revision = kept.draft.rest.revision;
    }
    frame::show(&desk, &page)
}

async fn load(desk: &Desk, id: Id<Comment>) -> Result<EditPage, PageError> {
    let editable = app::comment::open(desk.app(), desk.caller(), id).await?;
    let frame = Frame::new(desk, desk.text("comment.change"), Section::Weblog).unlisted();
    Ok(EditPage {
        frame,
        id,
        title: editable.title,
        path: editable.path,
        text: editable.input.text,
        revision: editable.input.revision,
        problems: Problems::default(),
        preview: None,
        theirs: None,
        keeping: Keeping::on(Place::Comment(id), String::new()),
    })
}

/// Changes it, or shows how it will look.
pub(crate) async fn change(
    desk: Desk,
    headers: HeaderMap,
    Path(id): Path<Id<Comment>>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let (app, caller) = (desk.app(), desk.caller());
    let input = Input {
        text: sent.text,
        revision: sent.revision,
        ..Input::default()
    };
    if sent.view == "draft" {
        return keep(&desk, id, input, sent.draft).await;
    }
    let base = sent.draft;
    let outcome = if sent.view == "preview" {
        app::comment::preview_change(app, caller.clone(), id, &input)
            .await
            .map(Some)
    } else {
        app::comment::edit(app, caller.clone(), id, &input)
            .await
            .map(|_| None)
    };
    let mut page = match outcome {
        Ok(None) => return Ok(frame::go(&app::comment::address(app, caller, id).await?)),
        Ok(Some(html)) if answer::wants_json(&headers) => {
            return Ok(answer::json(&serde_json::json!({ "html": html })));
        }
        Ok(Some(html)) => EditPage {
            preview: Some(html),
            ..load(&desk, id).await?
        },
        Err(app::Error::Invalid(problems)) => EditPage {
            problems,
            ..load(&desk, id).await?
        },
        Err(app::Error::Conflict("comment.changed-since")) => {
            let mut page = load(&desk, id).await?;
            page.theirs = Some(Theirs {
                parts: difference::of(&page.text, &base::clean::text(&input.text)),
                text: std::mem::replace(&mut page.text, input.text),
            });
            page.keeping.base = base;
            // From here on it is knowingly put in the place of the other.
            return Ok(frame::respond(
                StatusCode::CONFLICT,
                frame::html(&desk, &page)?,
            ));
        }
        Err(other) => return Err(other.into()),
    };
    page.text = input.text;
    page.revision = input.revision;
    page.keeping.base = base;
    match page.preview {
        Some(_) => frame::show(&desk, &page),
        None => frame::show_again(&desk, &page),
    }
}

/// Keeps what was typed, for whoever presses the button for it.
async fn keep(
    desk: &Desk,
    id: Id<Comment>,
    input: Input,
    base: String,
) -> Result<Response, PageError> {
    let place = Place::Comment(id);
    let typed = draft::Input {
        place: place.to_string(),
        base: base.clone(),
        source: input.text.clone(),
        rest: draft::Rest {
            revision: input.revision,
            ..draft::Rest::default()
        },
        ..draft::Input::default()
    };
    let mut page = match app::draft::keep(desk.app(), desk.caller(), &typed, false).await {
        Ok(Outcome::Newer(newer)) => EditPage {
            keeping: Keeping::behind(place, *newer),
            ..load(desk, id).await?
        },
        Ok(Outcome::Kept(_) | Outcome::Dropped) => {
            return Ok(frame::go(&format!("/comments/{id}/edit")));
        }
        Err(app::Error::Invalid(problems)) => EditPage {
            problems,
            keeping: Keeping::on(place, base),
            ..load(desk, id).await?
        },
        Err(other) => return Err(other.into()),
    };
    page.text = input.text;
    page.revision = input.revision;
    let status = match page.keeping.newer {
        Some(_) => StatusCode::CONFLICT,
        None => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Ok(frame::respond(status, frame::html(desk, &page)?))
}
