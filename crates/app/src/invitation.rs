//! Inviting somebody, and accepting (R6, R9, R77).

use std::time::Duration;

use base::{Id, Secret};
use domain::activity::{Kind, Touches};
use domain::group::Invite;
use domain::invitation::{DAILY, Invitation, Revoke};
use domain::person::{JoinInput, State, parse_address};
use domain::{Origin, Problems, Role, Rule, Visible};
use store::invitation::Open;
use store::person::Fresh;
use store::{Snapshot, Tx};

use crate::browser::Browser;
use crate::error::Found;
use crate::join::{self, came};
use crate::letter::Desk;
use crate::record::record;
use crate::session::{self, SignedIn};
use crate::{App, Caller, Error, Result, password};

const DAY: Duration = Duration::from_hours(24);

/// Invites somebody by mail. Whether they are here already, the caller does not learn.
///
/// # Errors
/// Not somebody who may invite, not an address, or too many today.
pub async fn make(app: &App, caller: Caller, email: &str) -> Result<()> {
    let parsed = parse_address(email);
    let limits = app.keeps_limits();
    let desk = Desk::of(app).await?;
    app.write(move |tx| {
        let group = store::group::root(tx, &caller.viewer)?.found()?;
        let permit = Invite::permit(&caller.viewer, group)?;
        let mut problems = Problems::default();
        let Some(address) = problems.take("email", parsed.clone()) else {
            return Err(problems.into());
        };
        let me = caller.viewer.person().ok_or(Error::SignIn)?;
        let since = tx.now().before(DAY);
        if limits && store::invitation::count_since(tx, me, since)? >= DAILY {
            return Err(Error::TooMany(DAY.as_secs()));
        }
        let by = store::credential::find(tx, me)?.found()?.name;
        let secret = Secret::new();
        store::invitation::insert(tx, &permit, &address, &secret.digest())?;
        desk.invitation(tx, &address, &by, &secret)?;
        record(
            tx,
            caller.actor(),
            caller.door,
            Kind::Invited,
            Touches::default(),
        )?;
        Ok(())
    })
    .await
}

/// The caller's invitations; everybody's, for those who keep the peace.
///
/// # Errors
/// Not somebody who may invite.
pub async fn list(app: &App, caller: Caller) -> Result<Vec<Visible<Invitation>>> {
    app.read(move |from| {
        let group = store::group::root(from, &caller.viewer)?.found()?;
        let permit = Invite::permit(&caller.viewer, group)?;
        Ok(store::invitation::list(from, &permit)?)
    })
    .await
}

/// Takes an invitation back.
///
/// # Errors
/// Not one of the caller's, or somebody has come by it.
pub async fn revoke(app: &App, caller: Caller, id: Id<Invitation>) -> Result<()> {
    app.write(move |tx| {
        let invitation = store::invitation::find(tx, &caller.viewer, id)?.found()?;
        let permit = Revoke::permit(&caller.viewer, invitation)?;
        Ok(store::invitation::revoke(tx, &permit)?)
    })
    .await
}

/// The open invitation of a secret, if whoever made it may still invite.
fn open(from: &mut Snapshot<'_>, secret: &Secret) -> Result<Open> {
    let gone = || Error::Conflict("error.expired");
    let open = store::invitation::look(from, &secret.digest())?.ok_or_else(gone)?;
    let group = store::group::root(from, &open.by)?.ok_or_else(gone)?;
    Invite::permit(&open.by, group).map_err(|_| gone())?;
    Ok(open)
}

/// An invitation, for the page with the form. Looking uses nothing up.
///
/// # Errors
/// It is used, too old, taken back, or none.
pub async fn look(app: &App, secret: &Secret) -> Result<Open> {
    let secret = secret.clone();
    app.read(move |from| open(from, &secret)).await
}

/// Joins by an invitation. The address is the one that it was sent to, whatever the form says, and needs no other
/// confirmation: nobody else has the secret.
///
/// # Errors
/// It is used, too old, taken back, or none; something is wrong with a field; the invited is a member already.
pub async fn accept(
    app: &App,
    secret: &Secret,
    input: &JoinInput,
    browser: Browser,
) -> Result<SignedIn> {
    let (site, invited) = (app.site().await?, look(app, secret).await?);
    let input = JoinInput {
        email: invited.address.as_str().to_owned(),
        ..input.clone()
    };
    let draft = join::parse(&input, &site, false, Role::Member)?;
    let hash = password::hash(app, &input.password).await?;
    let secret = secret.clone();
    app.write(move |tx| {
        let invitation = open(tx, &secret)?;
        if store::credential::holder(tx, &invitation.address)?.is_some() {
            return Err(Error::Conflict("invitation.member"));
        }
        let made_at = tx.now();
        let fresh = Fresh {
            handle: draft.handle.clone(),
            name: draft.name.clone(),
            state: State::Active,
            role: Role::Member,
            origin: Origin::Raised,
            email: Some(invitation.address.clone()),
            wanted: None,
            password: Some(hash.clone()),
            application: String::new(),
            invited_by: invitation.by.person(),
            made_at,
        };
        let person = add(tx, &fresh)?;
        if !store::invitation::accept(tx, &invitation, person)? {
            return Err(Error::Conflict("error.used"));
        }
        came(tx, person, Kind::Joined)?;
        session::begin(tx, person, &browser)
    })
    .await
}

fn add(tx: &mut Tx<'_>, fresh: &Fresh) -> Result<Id<domain::person::Person>> {
    if store::person::holder(tx, &fresh.handle)?.is_some() {
        return Err(Problems::one("handle", "person.handle-taken").into());
    }
    Ok(store::person::insert(tx, fresh)?)
}
