//! What shows a picture.

use base::Id;
use domain::Viewer;
use domain::conversation::Conversation;
use domain::picture::{DROPPED_KEPT, Picture};

use crate::{Result, Tx};

/// How many pictures of one text are looked at.
pub const MOST: usize = 500;

/// Notes which pictures a text shows, found by their addresses in its HTML.
///
/// What it showed before it goes on showing. New is only what whoever writes may see, so that knowing an address widens
/// nobody's audience.
pub fn show(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    subject: i64,
    conversation: Option<Id<Conversation>>,
    html: &str,
) -> Result<()> {
    let until = tx.now().after(DROPPED_KEPT);
    let before: Vec<Id<Picture>> = sql!(
        "select picture_id from picture_use where subject_id = $1",
        subject
    )
    .all(tx)?;
    let shown = mentioned(html);
    for id in before.iter().filter(|id| !shown.contains(id)) {
        sql!(
            "delete from picture_use where picture_id = $1 and subject_id = $2",
            id,
            subject
        )
        .change_one(tx)?;
        sql!(
            "update picture set keep_until = $2 where id = $1 and keep_until < $2",
            id,
            until
        )
        .change(tx)?;
    }
    for id in shown {
        if !before.contains(&id) && super::find(tx, viewer, id)?.is_some() {
            sql!(
                "insert into picture_use (picture_id, subject_id, conversation_id) values ($1, $2, $3)",
                id,
                subject,
                conversation,
            )
            .change_one(tx)?;
        }
    }
    Ok(())
}

/// The pictures whose addresses stand in a text, source or HTML: `/media/{id}…`, each once, at most [`MOST`].
#[must_use]
pub fn mentioned(text: &str) -> Vec<Id<Picture>> {
    let mut found = Vec::new();
    for piece in text.split("/media/").skip(1) {
        let id = piece
            .get(..base::id::LENGTH)
            .and_then(|text| text.parse().ok());
        if let Some(id) = id
            && !found.contains(&id)
        {
            found.push(id);
        }
        if found.len() == MOST {
            break;
        }
    }
    found
}
