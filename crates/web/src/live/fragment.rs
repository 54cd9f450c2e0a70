//! Comments as a page would show them, for pages that are open already.

use std::collections::HashSet;

use axum::response::IntoResponse as _;
use axum::response::Response;
use base::{Id, Moment};
use domain::comment::Comment;
use domain::conversation::Conversation;
use http::StatusCode;
use i18n::Arg;
use serde::Deserialize;

use crate::answer;
use crate::desk::Desk;
use crate::error::PageError;
use crate::form::Query;
use crate::path::Path;
use crate::talk;

/// Comments that are shown at once.
const MOST: usize = 50;

/// Which comments.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct FragmentQuery {
    #[serde(default)]
    of: String,
    /// Instead: those that were said after this moment, in milliseconds.
    #[serde(default)]
    after: String,
}

/// Some comments of a conversation, as whoever asks sees them; what they may not see is not there.
pub(crate) async fn fragment(
    desk: Desk,
    Path(id): Path<Id<Conversation>>,
    Query(query): Query<FragmentQuery>,
) -> Result<Response, PageError> {
    let mut wanted: Vec<Id<Comment>> = query
        .of
        .split(',')
        .take(MOST)
        .filter_map(|id| id.parse().ok())
        .collect();
    wanted.dedup();
    let after = query.after.parse().ok().map(Moment::from_ms);
    let limit = i64::try_from(MOST).unwrap_or(50);
    let stamp = desk.app().store().versions().conversation(id);
    let (setting, shown) = desk
        .read(move |from, viewer| {
            let setting = talk::setting(from, viewer, id)?;
            let mut wanted = wanted.clone();
            if let Some(after) = after {
                wanted = store::comment::since(from, &setting.conversation, after, limit)?;
            }
            let mut shown = Vec::new();
            for comment in &wanted {
                let found = store::comment::find(from, viewer, *comment)?;
                shown.extend(found.filter(|placed| placed.comment.conversation == id));
            }
            Ok((setting, shown))
        })
        .await?;
    let html = setting.show(&desk, &shown, stamp).await?;
    let count = [("n", Arg::from(setting.conversation.comments))];
    let many = i64::try_from(shown.len()).unwrap_or(0);
    let comments: Vec<[String; 2]> = shown
        .iter()
        .map(|placed| {
            [
                placed.comment.id.to_string(),
                placed.comment.root.to_string(),
            ]
        })
        .collect();
    let names: HashSet<&str> = shown
        .iter()
        .map(|placed| placed.comment.author.name())
        .collect();
    let mut names = names.into_iter();
    let said = match (names.next(), names.next()) {
        (Some(name), None) => {
            i18n::text_with(desk.lang, "comment.live-by", &[("name", Arg::Text(name))])
        }
        _ => desk.text("comment.live"),
    };
    Ok(answer::json(&serde_json::json!({
        "html": *html,
        "comments": comments,
        "elsewhere": i18n::text_with(desk.lang, "comment.live-elsewhere", &[("n", Arg::from(many))]),
        "heading": i18n::text_with(desk.lang, setting.heading(), &count),
        "said": said,
    })))
}

/// Tells those who look that somebody is writing. It is kept nowhere.
pub(crate) async fn writing(
    desk: Desk,
    Path(id): Path<Id<Conversation>>,
) -> Result<Response, PageError> {
    app::conversation::writing(desk.app(), desk.caller(), id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
