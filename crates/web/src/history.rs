//! The page of the versions of an article or post, and what each of them changed.

use askama::Template;
use axum::response::Response;
use domain::Visible;
use domain::article::Revision;
use domain::person::Byline;
use serde::Deserialize;

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::frame::{self, Frame, Section};
use crate::version::{self, Compared, Version};

/// Which version is looked at.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct HistoryQuery {
    #[serde(default)]
    of: String,
}

/// Whose versions they are.
pub(crate) struct Past {
    pub(crate) section: Section,
    /// Its address.
    pub(crate) path: String,
    /// Where its text is changed.
    pub(crate) edit: String,
    pub(crate) present: Version,
    pub(crate) earlier: Vec<Visible<Revision>>,
    /// Who wrote the first one.
    pub(crate) first: Byline,
}

#[derive(Template)]
#[template(path = "write/history.html")]
struct HistoryPage {
    frame: Frame,
    title: String,
    path: String,
    edit: String,
    versions: Vec<Version>,
    chosen: Option<Compared>,
}

impl HistoryPage {
    fn is_chosen(&self, version: &Version) -> bool {
        self.chosen
            .as_ref()
            .is_some_and(|chosen| chosen.version.number == version.number)
    }
}

/// All versions, one of them with what it changed.
pub(crate) fn show(desk: &Desk, past: Past, query: &HistoryQuery) -> Result<Response, PageError> {
    let title = past.present.title.clone();
    let versions = version::all(past.present, past.earlier, Some(&past.first));
    let page = HistoryPage {
        frame: Frame::new(desk, desk.text("article.history"), past.section).unlisted(),
        title,
        path: past.path,
        edit: past.edit,
        chosen: version::compared(&versions, query.of.parse().ok()),
        versions,
    };
    frame::show(desk, &page)
}
