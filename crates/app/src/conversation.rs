//! Closing conversations, opening them again, and saying where they go on.

use base::Id;
use domain::activity::{Kind, Touches};
use domain::conversation::{Close, Comment, Conversation};
use domain::{Problems, Rule};

use crate::error::Found;
use crate::record::record;
use crate::{App, Caller, Error, Result};

/// Closes a conversation. `next` is the address of the one where it goes on: a path, a whole address of this site, or empty.
///
/// # Errors
/// Not allowed, or no such conversation to go on in.
pub async fn close(app: &App, caller: Caller, id: Id<Conversation>, next: &str) -> Result<String> {
    let path = base::clean::line(next);
    let path = path
        .strip_prefix(app.base().as_str())
        .unwrap_or(&path)
        .to_owned();
    let path = path.split(['#', '?']).next().unwrap_or_default().to_owned();
    app.write(move |tx| {
        let conversation = store::conversation::find(tx, &caller.viewer, id)?.found()?;
        let here = conversation.path.clone();
        let permit = Close::permit(&caller.viewer, conversation)?;
        let unknown = || Problems::one("next", "conversation.next-unknown");
        let next = if path.is_empty() {
            None
        } else {
            let next =
                store::conversation::by_path(tx, &caller.viewer, &path)?.ok_or_else(unknown)?;
            if next.id == id {
                return Err(unknown().into());
            }
            Some(next)
        };
        store::conversation::close(tx, &permit, next.as_ref())?;
        let touches = Touches {
            conversation: Some(id),
            ..Touches::default()
        };
        record(tx, caller.actor(), caller.door, Kind::Closed, touches)?;
        Ok(here)
    })
    .await
}

/// Opens a conversation again.
///
/// # Errors
/// Not allowed.
pub async fn reopen(app: &App, caller: Caller, id: Id<Conversation>) -> Result<String> {
    app.write(move |tx| {
        let conversation = store::conversation::find(tx, &caller.viewer, id)?.found()?;
        let here = conversation.path.clone();
        let permit = Close::permit(&caller.viewer, conversation)?;
        store::conversation::reopen(tx, &permit)?;
        let touches = Touches {
            conversation: Some(id),
            ..Touches::default()
        };
        record(tx, caller.actor(), caller.door, Kind::Reopened, touches)?;
        Ok(here)
    })
    .await
}

/// Tells those who look at a conversation that somebody is writing there. It is kept nowhere.
///
/// # Errors
/// Not signed in, or nothing can be said there.
pub async fn writing(app: &App, caller: Caller, id: Id<Conversation>) -> Result<()> {
    let me = caller.viewer.person().ok_or(Error::SignIn)?;
    app.write(move |tx| {
        let conversation = store::conversation::find(tx, &caller.viewer, id)?.found()?;
        Comment::permit(&caller.viewer, conversation)?;
        tx.touch(store::Mark::Writing(id, me));
        Ok(())
    })
    .await
}
