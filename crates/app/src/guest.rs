//! Guests who turn out to be members: what was said from a member's own, confirmed address is theirs to claim.

use base::Id;
use domain::activity::{Kind, Touches};
use domain::guest::{Claim, Claimable, Guest};
use domain::{Rule, Visible};

use crate::error::Found;
use crate::record::record;
use crate::{App, Caller, Error, Result};

/// The guests whom the caller may claim to have been.
///
/// # Errors
/// Not signed in.
pub async fn claimable(app: &App, caller: Caller) -> Result<Vec<Visible<Claimable>>> {
    caller.viewer.person().ok_or(Error::SignIn)?;
    app.read(move |from| Ok(store::guest::claimable(from, &caller.viewer)?))
        .await
}

/// That guest was the caller. What they said stands under the member's name from now on.
///
/// # Errors
/// Not the caller's to claim.
pub async fn claim(app: &App, caller: Caller, id: Id<Guest>) -> Result<()> {
    app.write(move |tx| {
        let mut guests = store::guest::claimable(tx, &caller.viewer)?.into_iter();
        let guest = guests.find(|claimable| claimable.guest.id == id).found()?;
        let permit = Claim::permit(&caller.viewer, guest)?;
        store::guest::claim(tx, &permit)?;
        record(
            tx,
            caller.actor(),
            caller.door,
            Kind::Claimed,
            Touches::default(),
        )?;
        Ok(())
    })
    .await
}
