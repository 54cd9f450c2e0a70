//! The site's settings.

use askama::Template;
use axum::response::Response;
use domain::Problems;
use domain::conversation::Kind;
use domain::group::{Visibility, Writers};
use domain::hold::Holding;
use domain::site::{Input, Joining, Part};
use serde::Deserialize;

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::{Form, Query};
use crate::frame::{self, Frame, Section};

#[derive(Template)]
#[template(path = "admin/site.html")]
struct SitePage {
    frame: Frame,
    room: &'static str,
    input: Input,
    problems: Problems,
    zones: Vec<String>,
}

impl SitePage {
    fn parts() -> &'static [Part] {
        Part::ALL
    }

    fn joinings() -> &'static [Joining] {
        Joining::ALL
    }

    fn audiences() -> &'static [Visibility] {
        Visibility::OF_SITES
    }

    const fn kinds() -> &'static [Kind] {
        &Kind::POSTS
    }

    fn founders() -> &'static [Writers] {
        Writers::ALL
    }

    fn holdings() -> &'static [Holding] {
        Holding::ALL
    }

    fn writers() -> &'static [Writers] {
        Writers::ALL
    }
}

/// What has just been done.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct SiteQuery {
    #[serde(default)]
    done: String,
}

fn page(desk: &Desk, input: Input, problems: Problems) -> SitePage {
    let mut zones: Vec<String> = jiff::tz::db()
        .available()
        .map(|zone| zone.as_str().to_owned())
        .filter(|zone| zone.contains('/') || zone == "UTC")
        .collect();
    zones.sort();
    SitePage {
        frame: Frame::new(desk, desk.text("admin.site"), Section::Admin).unlisted(),
        room: "site",
        input,
        problems,
        zones,
    }
}

/// The form.
pub(crate) async fn show(
    desk: Desk,
    Query(query): Query<SiteQuery>,
) -> Result<Response, PageError> {
    let site = app::site::show(desk.app(), desk.caller()).await?;
    let mut page = page(&desk, Input::from_site(&site), Problems::default());
    if query.done == "saved" {
        page.frame.notice = Some(desk.text("form.saved"));
    }
    frame::show(&desk, &page)
}

/// Changes the settings.
pub(crate) async fn change(desk: Desk, Form(input): Form<Input>) -> Result<Response, PageError> {
    match app::site::change(desk.app(), desk.caller(), input.clone()).await {
        Ok(()) => Ok(frame::go("/admin/site?done=saved")),
        Err(app::Error::Invalid(problems)) => {
            frame::show_again(&desk, &page(&desk, input, problems))
        }
        Err(other) => Err(other.into()),
    }
}
