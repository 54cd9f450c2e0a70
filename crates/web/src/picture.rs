//! One's own pictures: bringing them, saying what they show, taking the line that shows them, throwing them away.

pub(crate) mod portrait;

use app::picture::{Purpose, Shelf};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Response};
use base::Id;
use domain::picture::{COLUMN, Discard, Picture, QUOTA};
use domain::problem::Fault;
use domain::{Problems, Rule as _, Visible};
use http::{HeaderMap, StatusCode};
use i18n::Arg;
use serde::Deserialize;

use crate::answer;
use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::{Form, Nothing, Query};
use crate::frame::{self, Frame, Section};
use crate::upload::Upload;

/// Everything that somebody brought, and the form for more.
#[derive(Template)]
#[template(path = "picture/list.html")]
struct ListPage {
    frame: Frame,
    shelf: Shelf,
    first: bool,
    room: String,
    alt: String,
    problems: Problems,
}

/// Where a list begins, and what has just been done.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct ListQuery {
    #[serde(default)]
    before: String,
    #[serde(default)]
    done: String,
}

/// The viewer's pictures.
pub(crate) async fn list(
    desk: Desk,
    Query(query): Query<ListQuery>,
) -> Result<Response, PageError> {
    let mut page = load(&desk, query.before.parse().ok()).await?;
    if query.done == "deleted" {
        page.frame.notice = Some(desk.text("picture.deleted"));
    }
    frame::show(&desk, &page)
}

async fn load(desk: &Desk, before: Option<Id<Picture>>) -> Result<ListPage, PageError> {
    let shelf = app::picture::own(desk.app(), desk.caller(), before).await?;
    // Begun megabytes count, so that nobody reads of room that is not there.
    let megabytes = |bytes: i64| Arg::from(bytes.saturating_add(999_999) / 1_000_000);
    let args = [
        ("taken", megabytes(shelf.taken)),
        ("most", megabytes(QUOTA)),
    ];
    Ok(ListPage {
        frame: Frame::new(desk, desk.text("picture.yours"), Section::None).unlisted(),
        room: i18n::text_with(desk.lang, "picture.room", &args),
        first: before.is_none(),
        shelf,
        alt: String::new(),
        problems: Problems::default(),
    })
}

/// Takes a picture in: by form, or from a script that pastes and drops.
pub(crate) async fn add(
    desk: Desk,
    headers: HeaderMap,
    upload: Upload,
) -> Result<Response, PageError> {
    let json = answer::wants_json(&headers);
    let alt = upload.alt;
    let added = match upload.file {
        Some(file) => {
            app::picture::add(desk.app(), desk.caller(), file, &alt, Purpose::Inline).await
        }
        None => Err(Problems::one("file", "picture.too-large").into()),
    };
    match added {
        Ok(added) if json => {
            let picture = &added.picture;
            Ok(answer::json(&serde_json::json!({
                "id": picture.id,
                "url": format!("{}/{COLUMN}", picture.path()),
                "markdown": picture.markdown(),
                "alt": picture.alt,
                "width": picture.width,
                "height": picture.height,
            })))
        }
        Ok(added) => {
            let what = if added.known { "known" } else { "added" };
            let id = added.picture.id;
            Ok(frame::go(&format!("/pictures/{id}?done={what}")))
        }
        Err(app::Error::Invalid(problems)) if json => Ok(refusal(&desk, &problems)),
        Err(app::Error::Invalid(problems)) => {
            let page = ListPage {
                alt,
                problems,
                ..load(&desk, None).await?
            };
            frame::show_again(&desk, &page)
        }
        Err(other) => Err(other.into()),
    }
}

/// What is wrong with a picture, in words that a script can show.
fn refusal(desk: &Desk, problems: &Problems) -> Response {
    let words = |fault: Fault| match fault.number {
        None => desk.text(fault.key),
        Some(n) => i18n::text_with(desk.lang, fault.key, &[("n", Arg::from(n))]),
    };
    let first = problems.iter().next();
    let error = first.map(|(_, fault)| words(fault)).unwrap_or_default();
    let mut response = answer::json(&serde_json::json!({ "error": error })).into_response();
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    response
}

/// One picture: how it looks, what it shows, and the line that shows it in a text.
#[derive(Template)]
#[template(path = "picture/show.html")]
struct ShowPage {
    frame: Frame,
    picture: Visible<Picture>,
    alt: String,
    may_discard: bool,
    problems: Problems,
}

/// What has just been done with it.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct ShowQuery {
    #[serde(default)]
    done: String,
}

/// One of the viewer's pictures.
pub(crate) async fn show(
    desk: Desk,
    Path(id): Path<Id<Picture>>,
    Query(query): Query<ShowQuery>,
) -> Result<Response, PageError> {
    let mut page = open(&desk, id).await?;
    let words = match query.done.as_str() {
        "added" if page.picture.alt.is_empty() => Some("picture.describe-first"),
        "added" => Some("picture.added"),
        "known" => Some("picture.known"),
        "described" => Some("picture.described"),
        _ => None,
    };
    page.frame.notice = words.map(|key| desk.text(key));
    frame::show(&desk, &page)
}

async fn open(desk: &Desk, id: Id<Picture>) -> Result<ShowPage, PageError> {
    let picture = app::picture::show(desk.app(), desk.caller(), id).await?;
    let title = match picture.alt.as_str() {
        "" => desk.text("picture.no-alt"),
        alt => alt.to_owned(),
    };
    Ok(ShowPage {
        frame: Frame::new(desk, title, Section::None).unlisted(),
        alt: picture.alt.clone(),
        may_discard: Discard::allows(&desk.viewer(), &picture),
        picture,
        problems: Problems::default(),
    })
}

/// What is typed about a picture.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Description {
    #[serde(default)]
    alt: String,
}

/// Says what a picture shows.
pub(crate) async fn describe(
    desk: Desk,
    Path(id): Path<Id<Picture>>,
    Form(typed): Form<Description>,
) -> Result<Response, PageError> {
    match app::picture::describe(desk.app(), desk.caller(), id, &typed.alt).await {
        Ok(()) => Ok(frame::go(&format!("/pictures/{id}?done=described"))),
        Err(app::Error::Invalid(problems)) => {
            let page = ShowPage {
                alt: typed.alt,
                problems,
                ..open(&desk, id).await?
            };
            frame::show_again(&desk, &page)
        }
        Err(other) => Err(other.into()),
    }
}

/// Throws a picture away that nothing shows.
pub(crate) async fn discard(
    desk: Desk,
    Path(id): Path<Id<Picture>>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response, PageError> {
    app::picture::discard(desk.app(), desk.caller(), id).await?;
    Ok(frame::go("/pictures?done=deleted"))
}
