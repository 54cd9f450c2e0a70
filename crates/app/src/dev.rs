//! What only the demo has: everybody's mail lies open, and anybody may be anybody.
//!
//! Everywhere else these operations answer as if there were nothing here.

use domain::mail::Mail;
use domain::person::{Person, State};
use domain::{Viewer, Visible};

use crate::browser::Browser;
use crate::error::Found;
use crate::session::{self, SignedIn};
use crate::{App, Result};

/// Mails shown at most.
const MAILS: i64 = 100;
/// People shown at most.
const PEOPLE: i64 = 500;

/// The last mails, the latest first. In the demo they go nowhere else.
///
/// # Errors
/// Not the demo.
pub async fn mails(app: &App) -> Result<Vec<Mail>> {
    app.is_demo().then_some(()).found()?;
    app.read(|from| Ok(store::mail::latest(from, MAILS)?)).await
}

/// Everybody whom one may be: those who run the hall first.
///
/// # Errors
/// Not the demo.
pub async fn people(app: &App) -> Result<Vec<Visible<Person>>> {
    app.is_demo().then_some(()).found()?;
    let mut people = app
        .read(|from| Ok(store::person::list(from, &Viewer::Guest, None, PEOPLE)?))
        .await?;
    people.retain(|person| person.state == State::Active);
    people.sort_by(|a, b| (b.role, &a.name).cmp(&(a.role, &b.name)));
    Ok(people)
}

/// Signs a member in without their password.
///
/// # Errors
/// Not the demo, or nobody of that name.
pub async fn be(app: &App, handle: &str, browser: Browser) -> Result<SignedIn> {
    app.is_demo().then_some(()).found()?;
    let handle = handle.to_owned();
    app.write(move |tx| {
        let person = store::person::by_handle(tx, &Viewer::Guest, &handle)?.found()?;
        (person.state == State::Active).then_some(()).found()?;
        session::begin(tx, person.id, &browser)
    })
    .await
}
