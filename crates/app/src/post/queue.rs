//! Conversations that wait for somebody to read them first.

use base::Id;
use domain::activity::Kind;
use domain::conversation::Conversation;
use domain::group::Moderate;
use domain::hold::Fate;
use domain::post::{LetThrough, Post};
use domain::{Rule, Visible};

use super::about::{Opened, about};
use super::wish;
use crate::error::Found;
use crate::record::record;
use crate::{App, Caller, Result, hold};

/// The conversations that wait for somebody to read them.
///
/// # Errors
/// Not a moderator.
pub async fn waiting(app: &App, caller: Caller) -> Result<Vec<Visible<Post>>> {
    app.read(move |from| {
        let group = store::group::root(from, &caller.viewer)?.found()?;
        let permit = Moderate::permit(&caller.viewer, group)?;
        Ok(store::post::waiting(from, &permit)?)
    })
    .await
}

/// Lets a waiting conversation through, or turns it away; what is like it is judged by that from then on.
///
/// # Errors
/// Not a moderator, or it does not wait any more.
pub async fn let_through(
    app: &App,
    caller: Caller,
    id: Id<Conversation>,
    fate: Fate,
) -> Result<Opened> {
    app.write(move |tx| {
        let post = store::post::find(tx, &caller.viewer, id)?.found()?;
        let (opened, touches) = about(&post);
        let permit = LetThrough::permit(&caller.viewer, post)?;
        let through = fate == Fate::Through;
        if through {
            wish::room_again(tx, &caller.viewer, permit.subject())?;
        }
        store::post::let_through(tx, &permit, through)?;
        match hold::verdict(fate) {
            Some(verdict) => hold::learn_post(tx, id, verdict)?,
            None => store::spam::unlearn(tx, id.raw())?,
        }
        let kind = if through {
            Kind::PostApproved
        } else {
            Kind::PostRejected
        };
        record(tx, caller.actor(), caller.door, kind, touches)?;
        Ok(opened)
    })
    .await
}
