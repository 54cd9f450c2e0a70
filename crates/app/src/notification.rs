//! Reading what one is told.

use base::{Id, Moment};
use domain::Rule;
use domain::notification::{Notification, Read};

use crate::error::Found;
use crate::{App, Caller, Error, Result};

/// Says that one was read, and gives the address of what it is about.
///
/// # Errors
/// Not one's own, or what it is about is gone.
pub async fn open(app: &App, caller: Caller, id: Id<Notification>) -> Result<String> {
    app.write(move |tx| {
        let notification = store::notification::find(tx, &caller.viewer, id)?.found()?;
        let address = match notification.comment {
            Some(comment) => format!("/comments/{comment}"),
            None => notification.path.clone(),
        };
        let permit = Read::permit(&caller.viewer, notification)?;
        store::notification::read(tx, &permit)?;
        Ok(address)
    })
    .await
}

/// Says that some of one's own were read.
///
/// # Errors
/// Not signed in.
pub async fn read(app: &App, caller: Caller, ids: Vec<Id<Notification>>) -> Result<()> {
    let me = caller.viewer.person().ok_or(Error::SignIn)?;
    app.write(move |tx| Ok(store::notification::read_some(tx, me, &ids)?))
        .await
}

/// Says that all were read that are not newer than `until`: what came since the page was made stays.
///
/// # Errors
/// Not signed in.
pub async fn read_all(app: &App, caller: Caller, until: Moment) -> Result<u64> {
    let me = caller.viewer.person().ok_or(Error::SignIn)?;
    app.write(move |tx| Ok(store::notification::read_all(tx, me, until)?))
        .await
}
