//! The versions of a post's first words.

use axum::response::Response;
use base::Id;
use domain::conversation::Conversation;

use crate::desk::Desk;
use crate::error::PageError;
use crate::form::Query;
use crate::frame::Section;
use crate::history::{self, HistoryQuery, Past};
use crate::path::Path;
use crate::version::Version;

/// All versions, one of them with what it changed.
pub(crate) async fn show(
    desk: Desk,
    Path(id): Path<Id<Conversation>>,
    Query(query): Query<HistoryQuery>,
) -> Result<Response, PageError> {
    let (post, earlier) = app::post::history(desk.app(), desk.caller(), id).await?;
    let past = Past {
        section: Section::Conversations,
        path: post.conversation.path.clone(),
        edit: format!("/conversations/{id}/edit"),
        present: Version {
            number: post.revision,
            at: post.edited_at.unwrap_or(post.at),
            by: None,
            title: post.conversation.title.clone(),
            source: post.source.clone(),
        },
        earlier,
        first: post.by.clone(),
    };
    history::show(&desk, past, &query)
}
