//! Signing in and out, the browsers in which somebody is signed in, and giving the password again (R3, R9, R10).

use adapters::password::Verified;
use base::{Id, Moment, Secret};
use domain::person::{Person, State};
use domain::problem::Fault;
use domain::session::{End, Session, TOUCH};
use domain::token::Purpose;
use domain::{Problems, Rule, Viewer, Visible};
use email::Address;
use serde::Deserialize;
use store::credential::Credential;
use store::session::Sitting;
use store::{Snapshot, Tx};

use crate::browser::Browser;
use crate::error::Found;
use crate::letter::Desk;
use crate::limit::{self, Account};
use crate::{App, Caller, Error, Result, challenge, password};

/// What somebody types to sign in.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct SignInInput {
    /// An address or a handle.
    #[serde(default)]
    pub login: String,
    /// The password.
    #[serde(default)]
    pub password: String,
    /// What was to be worked at, while that is asked for: see [`crate::challenge`].
    #[serde(default)]
    pub challenge: String,
    /// What came of it.
    #[serde(default)]
    pub answer: String,
}

/// Somebody is signed in: what their browser has to keep.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who.
    pub person: Id<Person>,
    /// Opens the session.
    pub session: Secret,
    /// Lets the browser be known again.
    pub device: Secret,
}

/// What was typed, as an address or a handle.
#[derive(Clone, Debug)]
enum Login {
    Address(Address),
    Handle(String),
}

impl Login {
    fn parse(raw: &str) -> Self {
        let raw = base::clean::line(raw);
        match Address::parse(&raw) {
            Ok(address) => Self::Address(address),
            Err(_) => {
                let handle = raw.trim_start_matches('@');
                Self::Handle(base::clean::clip(handle, 254).to_owned())
            }
        }
    }

    /// One text for all ways of writing the same.
    fn text(&self) -> String {
        match self {
            Self::Address(address) => address.identity().to_owned(),
            Self::Handle(handle) => base::name::skeleton(handle),
        }
    }

    fn find(&self, from: &mut Snapshot<'_>) -> store::Result<Option<Credential>> {
        match self {
            Self::Address(address) => store::credential::by_address(from, address),
            Self::Handle(handle) => store::credential::by_handle(from, handle),
        }
    }
}

fn wrong() -> Error {
    Problems::one("password", "sign-in.wrong").into()
}

/// Signs somebody in. Whether the account is unknown, has no password, or another one: it is the same work and answer.
///
/// # Errors
/// Wrong, too often wrong, work is asked for first, or not a member yet or any more; the latter is told only to who has the password.
pub async fn sign_in(app: &App, input: &SignInInput, browser: Browser) -> Result<SignedIn> {
    let login = Login::parse(&input.login);
    let text = login.text();
    let device = browser.device.as_ref().map(Secret::digest);
    let (credential, known) = app
        .read(move |from| {
            let credential = login.find(from)?;
            // Nobody has this id: who is not there costs what somebody does who is.
            let person = credential
                .as_ref()
                .map_or(Id::fixed(1), |found| found.person);
            let known = match &device {
                Some(device) => store::device::is_known(from, device, person)?,
                None => false,
            };
            Ok((credential, known))
        })
        .await?;
    if !known {
        challenge::meet(app, &input.challenge, &input.answer)?;
    }
    let account = Account::Typed(text, device.filter(|_| known));
    let guess = limit::guess(app, account, &browser)?;
    let stored = credential.as_ref().and_then(|found| found.password.clone());
    let verified = password::verify(app, &input.password, stored).await?;
    let (Some(credential), Verified::Yes | Verified::YesButOld) = (credential, verified) else {
        return Err(wrong());
    };
    guess.was_right();
    match credential.state {
        State::Active => {}
        State::Unconfirmed => return Err(remind(app, &credential).await?),
        State::Applied => return Err(Problems::one("login", "sign-in.applied").into()),
        State::Suspended => return Err(Problems::one("login", "sign-in.suspended").into()),
        State::Imported | State::Gone => return Err(wrong()),
    }
    let rehashed = match verified {
        Verified::YesButOld => Some(password::hash(app, &input.password).await?),
        Verified::Yes | Verified::No => None,
    };
    let desk = Desk::of(app).await?;
    app.write(move |tx| {
        let now = store::credential::find(tx, credential.person)?.ok_or_else(wrong)?;
        if now.version != credential.version || now.state != State::Active {
            return Err(wrong()); // Changed, or shut out, while the password was compared.
        }
        if let Some(hash) = &rehashed {
            store::credential::rehash(tx, now.person, now.version, hash)?;
        }
        if !known && let Some(email) = &now.email {
            desk.new_device(tx, email, &now.name, &browser.shown_words())?;
        }
        begin(tx, now.person, &browser)
    })
    .await
}

/// Somebody has the password but has not confirmed their address: the mail is written again.
async fn remind(app: &App, credential: &Credential) -> Result<Error> {
    if let Some(address) = credential.wanted.clone() {
        let (desk, room) = (Desk::of(app).await?, limit::mailbox(app, &address));
        let (person, version) = (credential.person, credential.version);
        app.write(move |tx| {
            if room.is_left(tx, &address)? {
                let purpose = Purpose::Confirm;
                let secret = store::token::make(tx, purpose, person, version, address.identity())?;
                desk.confirm(tx, &address, &secret)?;
            }
            Ok(())
        })
        .await?;
    }
    Ok(Problems::one("login", "sign-in.unconfirmed").into())
}

/// Begins a session in a browser, which is known from then on. The one that it was in ends (R3).
pub(crate) fn begin(tx: &mut Tx<'_>, person: Id<Person>, browser: &Browser) -> Result<SignedIn> {
    if let Some(old) = &browser.session {
        store::session::end_by_secret(tx, &old.digest())?;
    }
    let session = Secret::new();
    let device = browser.device.clone().unwrap_or_default();
    store::device::keep(tx, &device.digest(), person)?;
    store::session::insert(
        tx,
        person,
        &session.digest(),
        &browser.shown_words(),
        &browser.shown_network(),
    )?;
    Ok(SignedIn {
        person,
        session,
        device,
    })
}

/// Ends the session of a browser.
///
/// # Errors
/// The store's.
pub async fn sign_out(app: &App, session: &Secret) -> Result<()> {
    let digest = session.digest();
    app.write(move |tx| Ok(store::session::end_by_secret(tx, &digest)?))
        .await
}

/// Notes that a session was used, at most every [`TOUCH`]. A page is shown whether or not this works.
pub async fn touch(app: &App, sitting: &Sitting) {
    if app.now() < sitting.session.seen_at.after(TOUCH) {
        return;
    }
    let id = sitting.session.id;
    let noted = app
        .write(move |tx| Ok(store::session::touch(tx, id)?))
        .await;
    if let Err(error) = noted {
        tracing::warn!(%error, "the use of a session was not noted");
    }
}

/// The browsers in which the caller is signed in.
///
/// # Errors
/// Not signed in.
pub async fn list(app: &App, caller: Caller) -> Result<Vec<Visible<Session>>> {
    caller.viewer.person().ok_or(Error::SignIn)?;
    app.read(move |from| Ok(store::session::list(from, &caller.viewer)?))
        .await
}

/// Ends one of the caller's sessions.
///
/// # Errors
/// No such session of theirs.
pub async fn end(app: &App, caller: Caller, id: Id<Session>) -> Result<()> {
    app.write(move |tx| {
        let session = store::session::find(tx, &caller.viewer, id)?.found()?;
        let permit = End::permit(&caller.viewer, session)?;
        Ok(store::session::end(tx, &permit)?)
    })
    .await
}

/// Ends all sessions of somebody but the one they are in. Says how many.
///
/// # Errors
/// The store's.
pub async fn end_others(app: &App, sitting: &Sitting) -> Result<u64> {
    let (person, kept) = (sitting.session.person, sitting.session.id);
    app.write(move |tx| Ok(store::session::end_others(tx, person, kept)?))
        .await
}

/// The proof that somebody has given their password within the last minutes (R3). Dangerous operations take it.
#[derive(Clone, Copy, Debug)]
pub struct Proven(Id<Person>);

impl Proven {
    /// Of somebody in a session.
    ///
    /// # Errors
    /// [`Error::ProveIt`]: they have to give it again.
    pub fn of(sitting: &Sitting, now: Moment) -> Result<Self> {
        if sitting.session.is_proven(now) {
            Ok(Self(sitting.session.person))
        } else {
            Err(Error::ProveIt)
        }
    }

    /// Whether it is the viewer's own.
    pub(crate) fn by(self, viewer: &Viewer) -> Result<Id<Person>> {
        if viewer.is(self.0) {
            Ok(self.0)
        } else {
            Err(Error::ProveIt)
        }
    }
}

/// Compares the password of somebody signed in, and gives what it belongs to.
pub(crate) async fn check(
    app: &App,
    sitting: &Sitting,
    field: &'static str,
    given: &str,
    browser: &Browser,
) -> Result<Credential> {
    let person = sitting.session.person;
    let guess = limit::guess(app, Account::Own(person), browser)?;
    let credential = app
        .read(move |from| store::credential::find(from, person)?.found())
        .await?;
    match password::verify(app, given, credential.password.clone()).await? {
        Verified::No => Err(Problems::one(field, "password.wrong").into()),
        Verified::Yes | Verified::YesButOld => {
            guess.was_right();
            Ok(credential)
        }
    }
}

/// Somebody signed in gives the password again: their session goes on under a new secret, which is returned.
///
/// # Errors
/// Wrong, or too short for an office that came after it (R2).
pub async fn prove(app: &App, sitting: &Sitting, given: &str, browser: &Browser) -> Result<Secret> {
    let credential = check(app, sitting, "password", given, browser).await?;
    let least = password::least(credential.role);
    if given.chars().count() < least {
        let mut problems = Problems::default();
        let least = i64::try_from(least).unwrap_or(i64::MAX);
        problems.add("password", Fault::with("password.short-for-office", least));
        return Err(problems.into());
    }
    let (person, id) = (sitting.session.person, sitting.session.id);
    app.write(move |tx| {
        let secret = Secret::new();
        match store::session::renew(tx, id, person, &secret.digest())? {
            true => Ok(secret),
            false => Err(Error::SignIn),
        }
    })
    .await
}
