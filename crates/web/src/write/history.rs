//! The versions of an article, and what each of them changed.

use askama::Template;
use axum::response::Response;
use base::Id;
use domain::article::Article;
use serde::Deserialize;

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::Query;
use crate::frame::{self, Frame, Section};
use crate::path::Path;
use crate::version::{self, Compared, Version};

/// Which version is looked at.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct HistoryQuery {
    #[serde(default)]
    of: String,
}

#[derive(Template)]
#[template(path = "write/history.html")]
struct HistoryPage {
    frame: Frame,
    title: String,
    path: String,
    back: String,
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
pub(crate) async fn show(
    desk: Desk,
    Path(id): Path<Id<Article>>,
    Query(query): Query<HistoryQuery>,
) -> Result<Response, PageError> {
    let (article, earlier) = app::article::history(desk.app(), desk.caller(), id).await?;
    let present = Version {
        number: article.revision,
        at: article.line.updated_at,
        by: None,
        title: article.line.title.clone(),
        source: article.source.clone(),
    };
    let versions = version::all(present, earlier, Some(&article.line.by));
    let chosen = version::compared(&versions, query.of.parse().ok());
    let frame = Frame::new(&desk, desk.text("article.history"), Section::Weblog).unlisted();
    let page = HistoryPage {
        frame,
        title: article.line.title.clone(),
        path: article.line.path.clone(),
        back: format!("/write/{id}"),
        versions,
        chosen,
    };
    frame::show(&desk, &page)
}
