//! One-time keys of forms: the same form sent twice has one effect and one answer (R105).

use std::time::Duration;

use base::{Digest, Moment};

use crate::{Result, Snapshot, Tx};

/// How long a key is remembered.
pub const LIFE: Duration = Duration::from_hours(48);

/// What is known of a key.
#[derive(Debug, PartialEq, Eq)]
pub enum Known {
    /// Nothing: go on, and [`keep`] the outcome in the same transaction.
    New,
    /// The same was asked before, with this outcome.
    Same(String),
    /// Something else was asked with it.
    Other,
}

/// Looks a key up. `name` is unique for one account and one form.
pub fn look(from: &mut Snapshot<'_>, name: &str, request: &Digest) -> Result<Known> {
    let known: Option<(Digest, String)> = sql!(
        "select request, outcome from form_key where name = $1",
        name
    )
    .optional(from)?;
    Ok(match known {
        None => Known::New,
        Some((before, outcome)) if before == *request => Known::Same(outcome),
        Some(_) => Known::Other,
    })
}

/// Keeps the outcome of a key.
pub fn keep(tx: &mut Tx<'_>, name: &str, request: &Digest, outcome: &str) -> Result<()> {
    let now = tx.now();
    sql!(
        "insert into form_key (name, request, outcome, made_at) values ($1, $2, $3, $4)",
        name,
        request,
        outcome,
        now,
    )
    .change_one(tx)
}

/// Forgets keys made before a moment.
pub fn forget(tx: &mut Tx<'_>, before: Moment) -> Result<u64> {
    sql!("delete from form_key where made_at < $1", before).change(tx)
}
