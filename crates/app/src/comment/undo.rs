//! Taking back what one has only just said, as if it had not been said.

use base::Id;
use domain::Rule;
use domain::comment::{Comment, Dated, Undo};
use domain::draft::{Draft, Place};

use crate::error::Found;
use crate::{App, Caller, Error, Result};

/// What was taken back: where its words are now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// Address of the conversation.
    pub path: String,
    /// What it had answered.
    pub parent: Option<Id<Comment>>,
}

/// Takes back what was just said: the comment, that it was said, and whatever anybody was told of it. Its words are a draft
/// again. Nothing is recorded, since nothing happened.
///
/// # Errors
/// Not theirs, too late, or somebody has answered or given thanks meanwhile.
pub async fn undo(app: &App, caller: Caller, id: Id<Comment>) -> Result<Undone> {
    app.write(move |tx| {
        let placed = store::comment::find(tx, &caller.viewer, id)?.found()?;
        let path = placed.path.clone();
        let now = tx.now();
        let dated = placed.part(|placed| Dated {
            comment: placed.comment,
            now,
        });
        let permit = Undo::permit(&caller.viewer, dated)?;
        let me = caller.viewer.person().ok_or(Error::SignIn)?;
        let (conversation, parent) = (permit.comment.conversation, permit.comment.parent);
        let Some(source) = store::comment::undo(tx, &permit)? else {
            return Err(Error::Forbidden("comment.undo-answered"));
        };
        store::notification::forget_said(tx, &permit)?;
        let place = Place::Saying {
            conversation,
            parent,
        };
        // Who has begun the next one already loses neither.
        let begun = store::draft::find(tx, me, place)?;
        let source = match &begun {
            Some(begun) => format!("{source}\n\n{}", begun.draft.source),
            None => source,
        };
        let draft = Draft {
            source: base::clean::clip(&source, domain::draft::SOURCE_LIMIT).to_owned(),
            ..Draft::default()
        };
        store::draft::keep(tx, me, place, &draft, begun.map(|begun| begun.at))?;
        Ok(Undone { path, parent })
    })
    .await
}
