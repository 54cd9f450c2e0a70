//! Another mail address: asked for, shown to be one's own, and taken back (R7).

use base::Secret;
use domain::person::parse_address;
use domain::token::Purpose;
use domain::{Problems, Viewer};
use email::Address;
use store::session::Sitting;

use crate::browser::Browser;
use crate::error::Found;
use crate::letter::Desk;
use crate::session::Proven;
use crate::{App, Error, Result, limit, token};

/// The caller's own address.
///
/// # Errors
/// Not signed in.
pub async fn show(app: &App, viewer: Viewer) -> Result<Option<Address>> {
    let me = viewer.person().ok_or(Error::SignIn)?;
    app.read(move |from| Ok(store::credential::find(from, me)?.found()?.email))
        .await
}

/// Asks for another address. It counts once the secret sent to it comes back. Whether it is somebody else's already,
/// only they get to know.
///
/// # Errors
/// Not an address, the same as before, or too many requests.
pub async fn change(
    app: &App,
    viewer: Viewer,
    proven: Proven,
    email: &str,
    browser: &Browser,
) -> Result<()> {
    let me = proven.by(&viewer)?;
    let mut problems = Problems::default();
    let Some(address) = problems.take("email", parse_address(email)) else {
        return Err(problems.into());
    };
    limit::unasked(app, browser)?;
    let (desk, room) = (Desk::of(app).await?, limit::mailbox(app, &address));
    app.write(move |tx| {
        let credential = store::credential::find(tx, me)?.found()?;
        if credential.email.as_ref() == Some(&address) {
            return Err(Problems::one("email", "email.same").into());
        }
        let holder = store::credential::holder(tx, &address)?;
        let known = holder.is_some_and(|holder| holder != me);
        let purpose = Purpose::ChangeAddress;
        let secret = store::token::make(tx, purpose, me, credential.version, address.identity())?;
        match (room.is_left(tx, &address)?, known) {
            (false, _) => Ok(()),
            (true, true) => desk.known(tx, &address),
            (true, false) => desk.change_address(tx, &address, &secret),
        }
    })
    .await
}

/// The new address is shown to be one's own, and counts. The old one gets a way to undo it; all sessions end but the
/// one in which this happens, if it is the owner's.
///
/// # Errors
/// The secret is used, too old, or none; or the address has become somebody's meanwhile.
pub async fn confirm(app: &App, secret: &Secret, sitting: Option<&Sitting>) -> Result<()> {
    let (desk, secret) = (Desk::of(app).await?, secret.clone());
    let here = sitting.map(|sitting| (sitting.session.person, sitting.session.id));
    app.write(move |tx| {
        let taken = token::take(tx, &secret, Purpose::ChangeAddress)?;
        let (person, address) = taken.person().found()?;
        free(tx, person, address)?;
        let before = store::credential::find(tx, person)?.found()?;
        store::credential::set_address(tx, &taken)?;
        store::token::kill(tx, person)?;
        match here {
            Some((owner, kept)) if owner == person => {
                store::session::end_others(tx, person, kept)?;
            }
            Some(_) | None => store::session::end_all(tx, person)?,
        }
        let Some(old) = &before.email else {
            return Ok(());
        };
        let (purpose, version) = (Purpose::UndoAddress, before.version + 1);
        let undo = store::token::make(tx, purpose, person, version, old.identity())?;
        desk.address_changed(tx, old, &before.name, &undo)
    })
    .await
}

/// The owner of the old address takes the account back: whoever changed it had the password, so that it opens nothing
/// any more, all sessions end, and a new password is to be chosen by the mail that follows.
///
/// # Errors
/// The secret is used, too old, or none.
pub async fn undo(app: &App, secret: &Secret) -> Result<()> {
    let (desk, secret) = (Desk::of(app).await?, secret.clone());
    app.write(move |tx| {
        let taken = token::take(tx, &secret, Purpose::UndoAddress)?;
        let (person, address) = taken.person().found()?;
        free(tx, person, address)?;
        let address = Address::parse(address).map_err(|_| Error::NotFound)?;
        store::credential::set_address(tx, &taken)?;
        store::credential::void_password(tx, person)?;
        store::token::kill_after(tx, &taken)?;
        store::session::end_all(tx, person)?;
        store::device::forget_all(tx, person)?;
        let version = store::credential::find(tx, person)?.found()?.version;
        let purpose = Purpose::Reset;
        let reset = store::token::make(tx, purpose, person, version, address.identity())?;
        desk.reset(tx, &address, &reset)
    })
    .await
}

/// Nobody else has the address.
fn free(
    tx: &mut store::Tx<'_>,
    person: base::Id<domain::person::Person>,
    address: &str,
) -> Result<()> {
    let address = Address::parse(address).map_err(|_| Error::NotFound)?;
    match store::credential::holder(tx, &address)? {
        Some(holder) if holder != person => Err(Error::Conflict("error.used")),
        Some(_) | None => Ok(()),
    }
}
