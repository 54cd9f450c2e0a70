//! Passwords at the door: whether one is good enough, whether one is right. Hashing is outside every transaction (R1).

use adapters::password::{LONGEST, Verified, Weakness, weak};
use domain::Role;
use domain::person::{PASSWORD_LEAST, PASSWORD_LEAST_STAFF};
use domain::problem::Fault;

use crate::{App, Error, Result};

/// Fewest characters of a password of somebody in this role (R2).
pub(crate) fn least(role: Role) -> usize {
    if role >= Role::Moderator {
        PASSWORD_LEAST_STAFF
    } else {
        PASSWORD_LEAST
    }
}

/// Whether somebody in this role may have this password. `own` are the words that anybody would try for them.
pub(crate) fn judge(password: &str, role: Role, own: &[&str]) -> std::result::Result<(), Fault> {
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    match weak(password, least(role), own) {
        None => Ok(()),
        Some(fault @ Weakness::TooShort(least)) => Err(Fault::with(fault.key(), number(least))),
        Some(fault @ Weakness::TooLong) => Err(Fault::with(fault.key(), number(LONGEST))),
        Some(fault @ (Weakness::Common | Weakness::OwnWord)) => Err(Fault::new(fault.key())),
    }
}

/// The hash to keep.
pub(crate) async fn hash(app: &App, password: &str) -> Result<String> {
    let hashed = app.hasher().hash(password.to_owned()).await;
    hashed.map_err(|busy| Error::Unavailable(busy.to_string()))
}

/// Compares, at the same cost whether or not there is anything to compare with (R9).
pub(crate) async fn verify(app: &App, password: &str, stored: Option<String>) -> Result<Verified> {
    // Nobody has a longer one, and a hash of nothing costs what any other does.
    let given = if password.len() > LONGEST {
        ""
    } else {
        password
    };
    let verified = app.hasher().verify(given.to_owned(), stored).await;
    verified.map_err(|busy| Error::Unavailable(busy.to_string()))
}
