//! Becoming a member: asking, and showing that an address is one's own.
//!
//! Whether an address is known, nobody learns here (R9): both ways cost the same, take the handle the same, and end in
//! “look into your mail”. Only the mailbox's owner reads which it was.

use std::time::Duration;

use base::{Id, Secret};
use domain::activity::{Actor, Door, Kind, Touches};
use domain::comment::LEAST_TIME;
use domain::person::{JoinDraft, JoinInput, Person, State};
use domain::site::{Joining, Site};
use domain::token::Purpose;
use domain::{Origin, Problems, Role};
use email::Address;
use store::Tx;
use store::person::Fresh;

use crate::browser::Browser;
use crate::error::Found;
use crate::letter::Desk;
use crate::record::record;
use crate::session::{self, SignedIn};
use crate::{App, Error, Result, limit, password, stamp, token};

/// Understands a form that makes an account, its password included. `email` is the one to be judged with it.
pub(crate) fn parse(
    input: &JoinInput,
    site: &Site,
    needs_answer: bool,
    role: Role,
) -> Result<JoinDraft> {
    let parsed = input.parse(&[&site.name], needs_answer);
    let local = input.email.split('@').next().unwrap_or_default();
    let (name, handle) = (input.name.trim(), input.handle.trim());
    let own = [site.name.as_str(), name, handle, local.trim()];
    let judged = password::judge(&input.password, role, &own);
    match (parsed, judged) {
        (Ok(draft), Ok(())) => Ok(draft),
        (parsed, judged) => {
            let mut problems = parsed.err().unwrap_or_default();
            problems.take("password", judged);
            Err(problems.into())
        }
    }
}

/// What the marks of the form are signed for.
const FORM: &str = "form of joining";
/// How long a form may lie about before it is taken for a copy.
const FORM_LIFE: Duration = Duration::from_hours(24);

/// The mark that the form of joining carries. A form that comes back with its faults keeps the one it had.
#[must_use]
pub fn mark(app: &App, had: &str) -> String {
    match age(app, had) {
        Some(_) => had.to_owned(),
        None => stamp::make(app, FORM),
    }
}

fn age(app: &App, mark: &str) -> Option<Duration> {
    stamp::age(app, FORM, mark).filter(|age| *age < FORM_LIFE)
}

/// Whether a form comes back faster than anybody fills it in, or was never handed out.
#[must_use]
pub fn is_hurried(app: &App, mark: &str) -> bool {
    age(app, mark).is_none_or(|age| age < LEAST_TIME)
}

/// Asks to join, by the open door or by an application. Returns what the browser has to keep: whoever confirms from
/// the same browser is signed in at once.
///
/// # Errors
/// Members come by invitation, something is wrong with a field, the handle is taken, too many at once.
pub async fn join(app: &App, input: &JoinInput, browser: Browser) -> Result<Secret> {
    let site = app.site().await?;
    if site.joining == Joining::Invitation {
        return Err(Error::Forbidden("join.closed"));
    }
    let needs_answer = site.joining == Joining::Application;
    let draft = parse(input, &site, needs_answer, Role::Member)?;
    limit::unasked(app, &browser)?;
    let room = limit::mailbox(app, &draft.email);
    let hash = password::hash(app, &input.password).await?;
    let desk = Desk::of(app).await?;
    app.write(move |tx| {
        let fresh = Fresh {
            handle: draft.handle.clone(),
            name: draft.name.clone(),
            state: State::Unconfirmed,
            role: Role::Member,
            origin: Origin::Raised,
            email: None,
            wanted: Some(draft.email.clone()),
            password: Some(hash.clone()),
            application: draft.answer.clone(),
            invited_by: None,
            made_at: tx.now(),
        };
        let person = reserve(tx, &fresh)?;
        let device = browser.device.clone().unwrap_or_default();
        store::device::keep(tx, &device.digest(), person)?;
        let version = store::credential::find(tx, person)?.found()?.version;
        let known = store::credential::holder(tx, &draft.email)?.is_some();
        if room.is_left(tx, &draft.email)? {
            write_to(tx, &desk, person, version, &draft.email, known)?;
        }
        Ok(device)
    })
    .await
}

/// Takes the handle for somebody who has yet to confirm. The same form with the same address may come again.
fn reserve(tx: &mut Tx<'_>, fresh: &Fresh) -> Result<Id<Person>> {
    match store::person::holder(tx, &fresh.handle)? {
        None => Ok(store::person::insert(tx, fresh)?),
        Some(held) if held.state == State::Unconfirmed && held.wanted == fresh.wanted => {
            store::person::try_again(tx, held.id, fresh)?;
            Ok(held.id)
        }
        Some(_) => Err(Problems::one("handle", "person.handle-taken").into()),
    }
}

fn write_to(
    tx: &mut Tx<'_>,
    desk: &Desk,
    person: Id<Person>,
    version: i64,
    address: &Address,
    known: bool,
) -> Result<()> {
    let secret = store::token::make(tx, Purpose::Confirm, person, version, address.identity())?;
    if known {
        desk.known(tx, address) // The secret goes nowhere; making it costs the same.
    } else {
        desk.confirm(tx, address, &secret)
    }
}

/// What came of confirming an address.
#[derive(Clone, Debug)]
pub enum Confirmed {
    /// A member, and signed in, for it is the browser in which the password was chosen.
    SignedIn(SignedIn),
    /// A member, who may sign in.
    Member,
    /// Somebody will read the application.
    Applied,
}

/// Shows that an address is one's own, with the secret that was sent there.
///
/// # Errors
/// The secret is used, too old, or none; or the address has become somebody's meanwhile.
pub async fn confirm(app: &App, secret: &Secret, browser: Browser) -> Result<Confirmed> {
    let secret = secret.clone();
    let state = match app.site().await?.joining {
        Joining::Open => State::Active,
        Joining::Application | Joining::Invitation => State::Applied,
    };
    app.write(move |tx| {
        let taken = token::take(tx, &secret, Purpose::Confirm)?;
        let (person, address) = taken.person().found()?;
        let address = Address::parse(address).map_err(|_| Error::NotFound)?;
        if store::credential::holder(tx, &address)?.is_some() {
            return Err(Error::Conflict("error.used"));
        }
        store::person::confirm(tx, &taken, state)?;
        if state == State::Applied {
            came(tx, person, Kind::Applied)?;
            return Ok(Confirmed::Applied);
        }
        came(tx, person, Kind::Joined)?;
        let known = match &browser.device {
            Some(device) => store::device::is_known(tx, &device.digest(), person)?,
            None => false,
        };
        if known {
            session::begin(tx, person, &browser).map(Confirmed::SignedIn)
        } else {
            Ok(Confirmed::Member)
        }
    })
    .await
}

/// Records that somebody came, or would like to, as the member that they are or will be.
pub(crate) fn came(tx: &mut Tx<'_>, person: Id<Person>, kind: Kind) -> Result<()> {
    let actor = Actor::Person {
        id: person,
        role: Role::Member,
        origin: Origin::Raised,
    };
    record(tx, actor, Door::Page, kind, Touches::default())?;
    Ok(())
}
