//! The queue of first comments.

use super::change::found;
use crate::error::Found;
use crate::record::record;
use crate::{App, Caller, Result, hold};
use base::Id;
use domain::activity::Kind;
use domain::comment::{Comment, Decide};
use domain::group::Moderate;
use domain::hold::{Fate, Ground};
use domain::{Rule, Visible};
use std::collections::HashMap;
use store::comment::Placed;

/// The comments that wait for somebody to read them.
///
/// # Errors
/// Not a moderator.
pub async fn waiting(app: &App, caller: Caller) -> Result<Vec<Visible<Placed>>> {
    app.read(move |from| {
        let group = store::group::root(from, &caller.viewer)?.found()?;
        let permit = Moderate::permit(&caller.viewer, group)?;
        Ok(store::comment::waiting(from, &permit)?)
    })
    .await
}

/// Lets a waiting comment through, or turns it away; what is like it is judged by that from then on.
///
/// # Errors
/// Not a moderator, or it does not wait any more.
pub async fn decide(app: &App, caller: Caller, id: Id<Comment>, fate: Fate) -> Result<String> {
    app.write(move |tx| {
        let (comment, touches, path) = found(tx, &caller, id)?;
        let permit = Decide::permit(&caller.viewer, comment)?;
        let through = fate == Fate::Through;
        store::comment::decide(tx, &permit, through)?;
        match hold::verdict(fate) {
            Some(verdict) => hold::learn(tx, id, verdict)?,
            None => store::spam::unlearn(tx, id.raw())?,
        }
        let kind = if through {
            Kind::CommentApproved
        } else {
            Kind::CommentRejected
        };
        record(tx, caller.actor(), caller.door, kind, touches)?;
        Ok(path)
    })
    .await
}

/// Why things wait, by their ids.
///
/// # Errors
/// Not a moderator.
pub async fn grounds(app: &App, caller: Caller) -> Result<HashMap<i64, Vec<Ground>>> {
    app.read(move |from| {
        let group = store::group::root(from, &caller.viewer)?.found()?;
        let permit = Moderate::permit(&caller.viewer, group)?;
        Ok(store::hold::all(from, &permit)?)
    })
    .await
}
