//! Saying which comment answered a question, and which ones helped.

use base::Id;
use domain::activity::Kind;
use domain::comment::{Comment, State};
use domain::conversation::Conversation;
use domain::post::{Accept, Help};
use domain::{Problems, Rule};

use super::about::{Opened, about};
use crate::error::Found;
use crate::record::record;
use crate::{App, Caller, Result};

/// Accepts a comment as the question's answer; none says that no comment answered it. Doing either twice is doing it once.
///
/// # Errors
/// Not allowed, or no visible comment of this question.
pub async fn accept(
    app: &App,
    caller: Caller,
    id: Id<Conversation>,
    answer: Option<Id<Comment>>,
) -> Result<Opened> {
    app.write(move |tx| {
        let post = store::post::find(tx, &caller.viewer, id)?.found()?;
        let (opened, mut touches) = about(&post);
        let permit = Accept::permit(&caller.viewer, post)?;
        let (changed, kind) = match answer {
            Some(comment) => {
                let placed = store::comment::find(tx, &caller.viewer, comment)?.found()?;
                let comment = placed.part(|placed| placed.comment);
                if comment.conversation != id || comment.state != State::Visible {
                    return Err(Problems::one("answer", "comment.gone").into());
                }
                touches.to = comment.author.person().map(|byline| byline.id);
                touches.comment = Some(comment.id);
                let changed = store::post::accept(tx, &permit, &comment)?;
                (changed, Kind::Accepted)
            }
            None => {
                touches.to = None;
                (store::post::unaccept(tx, &permit)?, Kind::Unaccepted)
            }
        };
        if changed {
            record(tx, caller.actor(), caller.door, kind, touches)?;
        }
        Ok(opened)
    })
    .await
}

/// Says that a comment under a question helped, or takes it back. Doing either twice is doing it once. Gives the comment's
/// address.
///
/// # Errors
/// Not allowed.
pub async fn help(app: &App, caller: Caller, id: Id<Comment>, helped: bool) -> Result<String> {
    app.write(move |tx| {
        let (comment, touches, path) = crate::comment::found(tx, &caller, id)?;
        let permit = Help::permit(&caller.viewer, comment)?;
        let (changed, kind) = if helped {
            (store::post::add_help(tx, &permit)?, Kind::Reused)
        } else {
            (store::post::remove_help(tx, &permit)?, Kind::Unreused)
        };
        if changed {
            record(tx, caller.actor(), caller.door, kind, touches)?;
        }
        Ok(path)
    })
    .await
}
