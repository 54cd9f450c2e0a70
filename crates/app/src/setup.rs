//! The first start: a one-time address on the console, and the form behind it that makes an owner (R132).

use std::sync::atomic::Ordering;

use base::Secret;
use domain::activity::{Actor, Door, Kind, Touches};
use domain::group::Administer;
use domain::person::{JoinInput, State};
use domain::site::{Site, parse_charter, parse_name, parse_zone};
use domain::token::Purpose;
use domain::{Origin, Problems, Role, Rule};
use serde::Deserialize;
use store::person::Fresh;

use crate::browser::Browser;
use crate::error::Found;
use crate::letter::Desk;
use crate::person::arrive;
use crate::record::record;
use crate::session::{self, SignedIn};
use crate::{App, Caller, Error, Result, join, password, token};

/// A fresh secret that opens the set-up page, or none if there is an owner. The one before it dies.
///
/// # Errors
/// The store's.
pub async fn secret(app: &App) -> Result<Option<Secret>> {
    app.write(|tx| {
        if store::site::is_set_up(tx)? {
            return Ok(None);
        }
        Ok(Some(store::token::make_for_set_up(tx)?))
    })
    .await
}

/// Whether somebody answers for the site. Until then its pages send the operator to the console.
///
/// # Errors
/// The store's.
pub async fn is_done(app: &App) -> Result<bool> {
    if app.set_up().load(Ordering::Acquire) {
        return Ok(true);
    }
    let done = app.read(|from| Ok(store::site::is_set_up(from)?)).await?;
    app.set_up().fetch_or(done, Ordering::AcqRel);
    Ok(done)
}

/// Whether the secret opens the set-up page.
///
/// # Errors
/// It is used, too old, or none; or there is an owner.
pub async fn look(app: &App, secret: &Secret) -> Result<()> {
    app.read(|from| empty(store::site::is_set_up(from)?))
        .await?;
    token::look(app, secret, Purpose::SetUp).await
}

fn empty(is_set_up: bool) -> Result<()> {
    if is_set_up {
        return Err(Error::Conflict("setup.already"));
    }
    Ok(())
}

/// What somebody types to set the site up.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Input {
    /// The community's name.
    #[serde(default)]
    pub community: String,
    /// The charter's one sentence.
    #[serde(default)]
    pub charter: String,
    /// IANA name of the zone; empty for UTC.
    #[serde(default)]
    pub zone: String,
    /// The owner's name.
    #[serde(default)]
    pub name: String,
    /// The owner's handle.
    #[serde(default)]
    pub handle: String,
    /// The owner's address.
    #[serde(default)]
    pub email: String,
    /// The owner's password.
    #[serde(default)]
    pub password: String,
}

impl Input {
    fn site(&self) -> std::result::Result<Site, Problems> {
        let mut problems = Problems::default();
        let name = problems.take("community", parse_name(&self.community));
        let charter = problems.take("charter", parse_charter(&self.charter));
        let zone = match self.zone.trim() {
            "" => Some(Site::default().zone),
            zone => problems.take("zone", parse_zone(zone)),
        };
        problems.or(|| {
            Some(Site {
                name: name?,
                charter: charter?,
                zone: zone?,
                ..Site::default()
            })
        })
    }

    fn owner(&self) -> JoinInput {
        JoinInput {
            name: self.name.clone(),
            handle: self.handle.clone(),
            email: self.email.clone(),
            password: self.password.clone(),
            answer: String::new(),
        }
    }
}

/// Names the community and makes its first owner, who is signed in. Of several who try at once, one succeeds.
///
/// # Errors
/// The secret is used, too old, or none; something is wrong with a field, which uses nothing up.
pub async fn set_up(
    app: &App,
    secret: &Secret,
    input: &Input,
    browser: Browser,
) -> Result<SignedIn> {
    look(app, secret).await?;
    let (site, draft) = match input.site() {
        Ok(site) => {
            let draft = join::parse(&input.owner(), &site, false, Role::Owner)?;
            (site, draft)
        }
        Err(mut problems) => {
            // All faults at once, those of the account included.
            let account = join::parse(&input.owner(), &Site::default(), false, Role::Owner);
            if let Err(Error::Invalid(more)) = account {
                more.iter()
                    .for_each(|(field, fault)| problems.add(field, fault));
            }
            return Err(problems.into());
        }
    };
    let hash = password::hash(app, &input.password).await?;
    let secret = secret.clone();
    app.write(move |tx| {
        empty(store::site::is_set_up(tx)?)?;
        token::take(tx, &secret, Purpose::SetUp)?;
        store::site::found(tx, &site)?;
        let made_at = tx.now();
        let fresh = Fresh {
            handle: draft.handle.clone(),
            name: draft.name.clone(),
            state: State::Active,
            role: Role::Owner,
            origin: Origin::Outside,
            email: Some(draft.email.clone()),
            wanted: None,
            password: Some(hash.clone()),
            application: String::new(),
            invited_by: None,
            made_at,
        };
        let owner = arrive(tx, &fresh, Door::Page)?;
        let actor = Actor::Person {
            id: owner,
            role: Role::Owner,
            origin: Origin::Outside,
        };
        record(tx, actor, Door::Page, Kind::Configured, Touches::default())?;
        session::begin(tx, owner, &browser)
    })
    .await
}

/// Writes a mail to the caller, to see whether mail leaves.
///
/// # Errors
/// Not an admin, or one without an address.
pub async fn test_mail(app: &App, caller: Caller) -> Result<()> {
    let desk = Desk::of(app).await?;
    app.write(move |tx| {
        let group = store::group::root(tx, &caller.viewer)?.found()?;
        Administer::permit(&caller.viewer, group)?;
        let me = caller.viewer.person().ok_or(Error::SignIn)?;
        let credential = store::credential::find(tx, me)?.found()?;
        let email = credential.email.ok_or(Error::Forbidden("email.none"))?;
        desk.test(tx, &email, &credential.name)
    })
    .await
}
