//! One-time secrets: the page that a secret opens, and the answer to one that opens nothing any more.

use base::Secret;
use domain::token::Purpose;
use store::token::Taken;
use store::{Snapshot, Tx};

use crate::{App, Error, Result};

/// Whether the secret is good, for the page with the button. Looking uses nothing up (R6).
///
/// # Errors
/// It was used, has run out, or never was one.
pub async fn look(app: &App, secret: &Secret, purpose: Purpose) -> Result<()> {
    let digest = secret.digest();
    app.read(
        move |from| match store::token::look(from, &digest, purpose)? {
            Some(_) => Ok(()),
            None => Err(gone(from, &digest, purpose)?),
        },
    )
    .await
}

/// Uses a secret up, or says why it is good for nothing.
pub(crate) fn take(tx: &mut Tx<'_>, secret: &Secret, purpose: Purpose) -> Result<Taken> {
    let digest = secret.digest();
    match store::token::take(tx, &digest, purpose)? {
        Some(taken) => Ok(taken),
        None => Err(gone(tx, &digest, purpose)?),
    }
}

fn gone(from: &mut Snapshot<'_>, digest: &base::Digest, purpose: Purpose) -> Result<Error> {
    let used = store::token::was_used(from, digest, purpose)?;
    Ok(Error::Conflict(if used {
        "error.used"
    } else {
        "error.expired"
    }))
}
