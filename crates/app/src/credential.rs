//! Choosing another password: forgotten, or known (R6, R9).

use base::Secret;
use domain::person::{State, parse_address};
use domain::problem::Fault;
use domain::token::Purpose;
use domain::{Problems, Role};
use email::Address;
use serde::Deserialize;
use store::Tx;
use store::credential::Credential;
use store::session::Sitting;

use crate::browser::Browser;
use crate::error::Found;
use crate::letter::Desk;
use crate::session::{self, SignedIn};
use crate::{App, Error, Result, limit, password, token};

/// Asks for a new password. Who gives an address learns nothing about it; what there is to say goes there by mail.
///
/// # Errors
/// Not an address, or too many requests from this network.
pub async fn ask(app: &App, email: &str, browser: &Browser) -> Result<()> {
    let parsed = parse_address(email);
    let mut problems = Problems::default();
    let Some(address) = problems.take("email", parsed) else {
        return Err(problems.into());
    };
    limit::unasked(app, browser)?;
    let (desk, room) = (Desk::of(app).await?, limit::mailbox(app, &address));
    app.write(move |tx| {
        let credential = store::credential::by_address(tx, &address)?;
        if !room.is_left(tx, &address)? {
            return Ok(());
        }
        match &credential {
            Some(found) => remind(tx, &desk, found, &address),
            None => Ok(store::token::pretend(tx, Purpose::Reset)?),
        }
    })
    .await
}

fn remind(tx: &mut Tx<'_>, desk: &Desk, found: &Credential, address: &Address) -> Result<()> {
    let mut make =
        |purpose| store::token::make(tx, purpose, found.person, found.version, address.identity());
    match found.state {
        State::Active | State::Applied => {
            let secret = make(Purpose::Reset)?;
            desk.reset(tx, address, &secret)
        }
        State::Unconfirmed => {
            let secret = make(Purpose::Confirm)?;
            desk.confirm(tx, address, &secret)
        }
        State::Suspended | State::Imported | State::Gone => {
            Ok(store::token::pretend(tx, Purpose::Reset)?)
        }
    }
}

/// What a new password of somebody must not contain, and whether it will do.
fn judge(site: &str, credential: &Credential, given: &str, field: &'static str) -> Result<()> {
    let local = credential.email.as_ref().map_or("", Address::local);
    let own = [
        site,
        credential.handle.as_str(),
        credential.name.as_str(),
        local,
    ];
    let judged: std::result::Result<(), Fault> = password::judge(given, credential.role, &own);
    let mut problems = Problems::default();
    problems.take(field, judged);
    problems.or(|| Some(())).map_err(Error::from)
}

/// Sets a new password with the secret that was sent to the account's address. All sessions end, and one begins here;
/// an applicant has to wait on, and gets none.
///
/// # Errors
/// The secret is used, too old, or none; or the password is too weak, which uses nothing up.
pub async fn reset(
    app: &App,
    secret: &Secret,
    given: &str,
    browser: Browser,
) -> Result<Option<SignedIn>> {
    let site = app.site().await?;
    let (digest, name) = (secret.digest(), site.name.clone());
    let password = given.to_owned();
    app.read(move |from| {
        let token = store::token::look(from, &digest, Purpose::Reset)?;
        let person = token.and_then(|token| token.person());
        let person = person.ok_or(Error::Conflict("error.expired"))?;
        let credential = store::credential::find(from, person)?.found()?;
        judge(&name, &credential, &password, "password")
    })
    .await?;
    let hash = password::hash(app, given).await?;
    let (desk, secret) = (Desk::of(app).await?, secret.clone());
    app.write(move |tx| {
        let taken = token::take(tx, &secret, Purpose::Reset)?;
        let (person, _) = taken.person().found()?;
        let credential = store::credential::find(tx, person)?.found()?;
        store::session::end_all(tx, person)?;
        set(tx, &desk, &credential, &hash)?;
        match credential.state {
            State::Active => session::begin(tx, person, &browser).map(Some),
            State::Applied
            | State::Unconfirmed
            | State::Suspended
            | State::Imported
            | State::Gone => Ok(None),
        }
    })
    .await
}

fn set(tx: &mut Tx<'_>, desk: &Desk, before: &Credential, hash: &str) -> Result<()> {
    if !store::credential::set_password(tx, before.person, before.version, hash)? {
        return Err(Error::Conflict("error.conflict"));
    }
    store::token::kill(tx, before.person)?;
    match &before.email {
        Some(email) => desk.password_changed(tx, email, &before.name),
        None => Ok(()),
    }
}

/// What somebody types to change their password.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct ChangeInput {
    /// The one until now.
    #[serde(default)]
    pub old: String,
    /// The one from now on.
    #[serde(default)]
    pub new: String,
}

/// Changes the password of somebody signed in. All other sessions end; this one goes on under the secret returned.
///
/// # Errors
/// The old one is wrong, the new one too weak.
pub async fn change(
    app: &App,
    sitting: &Sitting,
    input: &ChangeInput,
    browser: &Browser,
) -> Result<Secret> {
    let before = session::check(app, sitting, "old", &input.old, browser).await?;
    judge(&app.site().await?.name, &before, &input.new, "new")?;
    let hash = password::hash(app, &input.new).await?;
    let desk = Desk::of(app).await?;
    let (person, kept) = (sitting.session.person, sitting.session.id);
    app.write(move |tx| {
        set(tx, &desk, &before, &hash)?;
        store::session::end_others(tx, person, kept)?;
        let secret = Secret::new();
        match store::session::renew(tx, kept, person, &secret.digest())? {
            true => Ok(secret),
            false => Err(Error::SignIn),
        }
    })
    .await
}

/// Fewest characters of a password for somebody in this role, for the hint beside the field.
#[must_use]
pub fn least(role: Role) -> usize {
    password::least(role)
}
