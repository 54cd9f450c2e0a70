//! What is new to whoever reads a conversation, and remembering that they have read it.

use std::collections::HashSet;

use base::{Id, Moment};
use domain::Visible;
use domain::comment::Comment;
use domain::conversation::Conversation;
use domain::following::Level;

use crate::desk::Desk;
use crate::level::LevelForm;
use crate::mine::Mine;
use crate::thread::{Piece, Thread};

/// What a member sees about their own reading.
pub(crate) struct Reading {
    pub(crate) level: LevelForm,
    /// How many comments are new to them, on this page and others.
    pub(crate) fresh: i64,
    /// The first of them.
    pub(crate) first: Option<Id<Comment>>,
    /// Where they stand in the order of time.
    pub(crate) by_time: String,
}

impl Reading {
    /// For members only.
    pub(crate) fn of(
        desk: &Desk,
        conversation: &Visible<Conversation>,
        mine: &Mine,
    ) -> Option<Self> {
        let viewer = desk.viewer();
        viewer.person()?;
        let own = viewer.is(conversation.by);
        let level = mine.standing.level.unwrap_or(match own {
            true => Level::Watching,
            false => Level::Normal,
        });
        Some(Self {
            level: LevelForm::conversation(conversation.id, level),
            fresh: i64::try_from(mine.standing.unread.len()).unwrap_or(i64::MAX),
            by_time: format!(
                "/conversations/{}/by-time?after={}",
                conversation.id,
                crate::cursor::print(
                    mine.standing.seen_at.unwrap_or(Moment::from_ms(0)),
                    Id::<Comment>::from_raw(i64::MAX).unwrap_or(Id::fixed(u32::MAX)),
                ),
            ),
            first: mine.standing.unread.first().map(|(id, _)| *id),
        })
    }
}

/// Remembers that a page of the thread was shown. Whatever becomes of that, the page is shown.
pub(crate) async fn note(
    desk: &Desk,
    conversation: &Visible<Conversation>,
    mine: &Mine,
    thread: &Thread,
) {
    if desk.viewer().person().is_none() {
        return;
    }
    let standing = &mine.standing;
    let shown: HashSet<Id<Comment>> = match standing.unread.is_empty() && standing.told.is_empty() {
        true => HashSet::new(),
        false => thread
            .pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Tools(tools) => Some(tools.comment.id),
                Piece::Html(_) => None,
            })
            .collect(),
    };
    let until = standing.after_reading(|id| shown.contains(&id));
    let told: Vec<_> = standing.answered(|id| shown.contains(&id)).collect();
    if until.is_none() && told.is_empty() {
        return;
    }
    let seen = app::following::seen(desk.app(), desk.caller(), conversation, until, told).await;
    if let Err(error) = seen {
        tracing::warn!(%error, "what was read is not remembered");
    }
}
