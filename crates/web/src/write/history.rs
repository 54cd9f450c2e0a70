//! The versions of an article.

use axum::response::Response;
use base::Id;
use domain::article::Article;

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
    Path(id): Path<Id<Article>>,
    Query(query): Query<HistoryQuery>,
) -> Result<Response, PageError> {
    let (article, earlier) = app::article::history(desk.app(), desk.caller(), id).await?;
    let past = Past {
        section: Section::Weblog,
        path: article.line.path.clone(),
        edit: format!("/write/{id}"),
        present: Version {
            number: article.revision,
            at: article.line.updated_at,
            by: None,
            title: article.line.title.clone(),
            source: article.source.clone(),
        },
        earlier,
        first: article.line.by.clone(),
    };
    history::show(&desk, past, &query)
}
