//! The versions of a post's first words, and what each of them changed.

use askama::Template;
use axum::response::Response;
use base::Id;
use domain::conversation::Conversation;
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
    Path(id): Path<Id<Conversation>>,
    Query(query): Query<HistoryQuery>,
) -> Result<Response, PageError> {
    let (post, earlier) = app::post::history(desk.app(), desk.caller(), id).await?;
    let present = Version {
        number: post.revision,
        at: post.edited_at.unwrap_or(post.at),
        by: None,
        title: post.conversation.title.clone(),
        source: post.source.clone(),
    };
    let versions = version::all(present, earlier, Some(&post.by));
    let chosen = version::compared(&versions, query.of.parse().ok());
    let frame = Frame::new(&desk, desk.text("article.history"), Section::Conversations).unlisted();
    let page = HistoryPage {
        frame,
        title: post.conversation.title.clone(),
        path: post.conversation.path.clone(),
        back: format!("/conversations/{id}/edit"),
        versions,
        chosen,
    };
    frame::show(&desk, &page)
}
