//! Whoever is shut out cannot sign in: they are told by mail, and appeal with a secret in it.

use base::{Id, Secret};
use domain::activity::{Kind, Touches};
use domain::case::Reason;
use domain::measure::{self as noun, Dated, Measure, Object};
use domain::person::Person;
use domain::token::Purpose;
use domain::{Rule, Viewer, Visible};
use store::{Snapshot, Tx};

use super::appeal;
use crate::error::Found;
use crate::letter::Desk;
use crate::record::record;
use crate::{App, Caller, Error, Result, token};

/// Writes to somebody who was shut out: why, and how to appeal.
pub(crate) fn tell(
    tx: &mut Tx<'_>,
    desk: &Desk,
    person: Id<Person>,
    reason: Option<Reason>,
    words: &str,
) -> Result<()> {
    let credential = store::credential::find(tx, person)?.found()?;
    let Some(email) = &credential.email else {
        return Ok(());
    };
    let address = email.identity();
    let version = credential.version;
    let secret = store::token::make(tx, Purpose::Appeal, person, version, address)?;
    desk.suspended(tx, email, &credential.name, reason, words, &secret)
}

/// What somebody who holds such a secret may appeal against: that they were shut out, as it stands.
fn against(from: &mut Snapshot<'_>, person: Id<Person>) -> Result<(Viewer, Visible<Dated>)> {
    let viewer = store::credential::find(from, person)?.found()?.viewer();
    let now = from.now();
    let measure = store::measure::own(from, &viewer)?
        .into_iter()
        .find(|measure| measure.kind == noun::Kind::Suspended && measure.ended_at.is_none())
        .ok_or(Error::Conflict("error.expired"))?;
    let dated = measure.part(|measure| Dated { measure, now });
    Ok((viewer, dated))
}

/// Why somebody was shut out, for the page with the form. Looking uses nothing up.
///
/// # Errors
/// The secret was used, has run out, or never was one; or there is nothing to appeal against any more.
pub async fn outside(app: &App, secret: &Secret) -> Result<Visible<Measure>> {
    token::look(app, secret, Purpose::Appeal).await?;
    let digest = secret.digest();
    app.read(move |from| {
        let token = store::token::look(from, &digest, Purpose::Appeal)?;
        let person = token.and_then(|token| token.person());
        let (viewer, dated) = against(from, person.ok_or(Error::Conflict("error.expired"))?)?;
        Object::permit(&viewer, dated.clone())?;
        Ok(dated.part(|dated| dated.measure))
    })
    .await
}

/// Appeals against having been shut out, with the secret from the mail.
///
/// # Errors
/// The secret is good for nothing any more, it is too late, or there are no words, which uses nothing up.
pub async fn appeal_outside(app: &App, secret: &Secret, words: &str) -> Result<()> {
    let words = appeal::parse(words)?;
    let secret = secret.clone();
    app.write(move |tx| {
        let taken = token::take(tx, &secret, Purpose::Appeal)?;
        let (person, _) = taken.person().found()?;
        let (viewer, dated) = against(tx, person)?;
        let permit = Object::permit(&viewer, dated)?;
        store::measure::appeal(tx, &permit, &words)?;
        let caller = Caller::at_page(viewer);
        let kind = Kind::Appealed;
        record(tx, caller.actor(), caller.door, kind, Touches::default())?;
        Ok(())
    })
    .await
}
