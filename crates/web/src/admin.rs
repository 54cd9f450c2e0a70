//! The rooms of those who run the site, and what there is to be seen from their door.

pub(crate) mod blocked;
pub(crate) mod job;
pub(crate) mod leaving;
pub(crate) mod mail;
pub(crate) mod people;
pub(crate) mod profile;
pub(crate) mod site;

use app::Found as _;
use askama::Template;
use axum::response::Response;
use domain::Rule as _;
use domain::group::{Administer, Moderate};

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::frame::{self, Frame, Section};

/// What the overview counts.
struct Counts {
    members: i64,
    comments: i64,
    applications: i64,
    jobs: i64,
    dead: i64,
}

#[derive(Template)]
#[template(path = "admin/overview.html")]
struct OverviewPage {
    frame: Frame,
    room: &'static str,
    counts: Counts,
    has_relay: bool,
    is_secure: bool,
    address: String,
    version: &'static str,
    no_charter: bool,
}

/// What waits, what is broken, what is still to be set.
pub(crate) async fn show(desk: Desk) -> Result<Response, PageError> {
    let counts = desk
        .read(|from, viewer| {
            let group = store::group::root(from, viewer)?.found()?;
            Administer::permit(viewer, group.clone())?;
            let keeper = Moderate::permit(viewer, group)?;
            let (jobs, dead) = store::job::counts(from)?;
            Ok(Counts {
                members: store::person::count(from)?,
                comments: store::comment::count_waiting(from, &keeper)?
                    + store::post::count_waiting(from, &keeper)?,
                applications: store::person::count_applied(from, &keeper)?,
                jobs,
                dead,
            })
        })
        .await?;
    let base = desk.app().base();
    let page = OverviewPage {
        frame: Frame::new(&desk, desk.text("admin.heading"), Section::Admin).unlisted(),
        room: "overview",
        counts,
        has_relay: desk.app().carrier().is_some(),
        is_secure: base.is_secure(),
        address: base.as_str().to_owned(),
        version: env!("CARGO_PKG_VERSION"),
        no_charter: desk.site.charter.is_empty(),
    };
    frame::show(&desk, &page)
}
