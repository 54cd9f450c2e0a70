//! What a comment was before it was changed.

use askama::Template;
use axum::response::Response;
use base::Id;
use domain::Rule as _;
use domain::comment::{Comment, Dated, Edit};
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
#[template(path = "comment/history.html")]
struct HistoryPage {
    frame: Frame,
    id: Id<Comment>,
    name: String,
    title: String,
    versions: Vec<Version>,
    chosen: Option<Compared>,
    may_edit: bool,
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
    Path(id): Path<Id<Comment>>,
    Query(query): Query<HistoryQuery>,
) -> Result<Response, PageError> {
    let history = app::comment::history(desk.app(), desk.caller(), id).await?;
    let comment = &history.comment;
    let present = Version {
        number: comment.revision,
        at: comment.edited_at.unwrap_or(comment.at),
        by: None,
        title: String::new(),
        source: history.present,
    };
    let versions = version::all(present, history.earlier, comment.author.person());
    let chosen = version::compared(&versions, query.of.parse().ok());
    let dated = Dated {
        comment: Comment::clone(comment),
        now: desk.now,
    };
    let frame = Frame::new(&desk, desk.text("comment.history"), Section::Weblog).unlisted();
    let page = HistoryPage {
        frame,
        id,
        name: comment.author.name().to_owned(),
        title: history.title,
        versions,
        chosen,
        may_edit: Edit::allows(&desk.viewer(), &dated),
    };
    frame::show(&desk, &page)
}
