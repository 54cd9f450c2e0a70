//! Applications: reading them, letting people in, turning them away.

use base::Id;
use domain::Rule;
use domain::activity::{Kind, Touches};
use domain::group::Moderate;
use domain::person::{Admit, Person};
use store::person::Application;

use crate::error::Found;
use crate::join::came;
use crate::letter::Desk;
use crate::record::record;
use crate::{App, Caller, Result};

/// Those who wait, the one who has waited longest first.
///
/// # Errors
/// Not a moderator.
pub async fn list(app: &App, caller: Caller) -> Result<Vec<Application>> {
    app.read(move |from| {
        let group = store::group::root(from, &caller.viewer)?.found()?;
        let permit = Moderate::permit(&caller.viewer, group)?;
        Ok(store::person::applications(from, &permit)?)
    })
    .await
}

/// Lets somebody in, who gets to know it by mail.
///
/// # Errors
/// Not a moderator, or nobody waits under this id.
pub async fn admit(app: &App, caller: Caller, id: Id<Person>) -> Result<()> {
    let desk = Desk::of(app).await?;
    app.write(move |tx| {
        let person = store::person::find(tx, &caller.viewer, id)?.found()?;
        let permit = Admit::permit(&caller.viewer, person)?;
        store::person::admit(tx, &permit)?;
        record(tx, caller.actor(), caller.door, Kind::Admitted, asked(id))?;
        came(tx, id, Kind::Joined)?;
        let credential = store::credential::find(tx, id)?.found()?;
        match &credential.email {
            Some(email) => desk.admitted(tx, email, &credential.name),
            None => Ok(()),
        }
    })
    .await
}

/// Turns somebody away, who gets to know it by mail. What they gave is kept no longer.
///
/// # Errors
/// Not a moderator, or nobody waits under this id.
pub async fn turn_away(app: &App, caller: Caller, id: Id<Person>) -> Result<()> {
    let desk = Desk::of(app).await?;
    app.write(move |tx| {
        let person = store::person::find(tx, &caller.viewer, id)?.found()?;
        let permit = Admit::permit(&caller.viewer, person)?;
        let credential = store::credential::find(tx, id)?.found()?;
        if let Some(email) = &credential.email {
            desk.turned_away(tx, email, &credential.name)?;
        }
        record(tx, caller.actor(), caller.door, Kind::TurnedAway, asked(id))?;
        Ok(store::person::turn_away(tx, &permit)?)
    })
    .await
}

/// Done to somebody who had asked for an answer.
fn asked(id: Id<Person>) -> Touches {
    Touches {
        to: Some(id),
        asked_for: true,
        ..Touches::default()
    }
}
