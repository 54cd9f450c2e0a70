//! The list of words and hosts that have what contains them wait.

use base::Id;
use domain::activity::{Kind, Touches};
use domain::blocked::{self, Blocked, MOST};
use domain::group::Moderate;
use domain::spam::Count;
use domain::{Permit, Rule};
use store::{Snapshot, Tx};

use crate::error::Found;
use crate::record::record;
use crate::{App, Caller, Result};

/// The list, and how much was learnt.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The entries.
    pub entries: Vec<Blocked>,
    /// Decisions that opinions rest on.
    pub decided: Count,
}

fn keeper(from: &mut Snapshot<'_>, caller: Caller) -> Result<Permit<Moderate>> {
    let group = store::group::root(from, &caller.viewer)?.found()?;
    Ok(Moderate::permit(&caller.viewer, group)?)
}

/// The list.
///
/// # Errors
/// Not a moderator.
pub async fn list(app: &App, caller: Caller) -> Result<Kept> {
    app.read(move |from| {
        let permit = keeper(from, caller.clone())?;
        Ok(Kept {
            entries: store::blocked::list(from, &permit)?,
            decided: store::spam::decided(from)?,
        })
    })
    .await
}

/// Puts what was typed on the list, one entry a line. Gives how many are new.
///
/// # Errors
/// Not a moderator, or something is wrong with a line.
pub async fn add(app: &App, caller: Caller, typed: &str) -> Result<usize> {
    // Rights before anything that is typed is looked at.
    let by = caller.clone();
    let there = app
        .read(move |from| {
            keeper(from, by.clone())?;
            Ok(store::blocked::count(from)?)
        })
        .await?;
    let there = usize::try_from(there).unwrap_or(MOST);
    let entries = blocked::parse(typed, MOST.saturating_sub(there))?;
    app.write(move |tx| {
        let permit = keeper(tx, caller.clone())?;
        let mut new = 0;
        for (kind, what) in &entries {
            new += usize::from(store::blocked::add(tx, &permit, *kind, what)?);
        }
        if new > 0 {
            note(tx, caller.clone())?;
        }
        Ok(new)
    })
    .await
}

/// Takes an entry off the list.
///
/// # Errors
/// Not a moderator, or it is not there.
pub async fn remove(app: &App, caller: Caller, id: Id<Blocked>) -> Result<()> {
    app.write(move |tx| {
        let permit = keeper(tx, caller.clone())?;
        let removed = store::blocked::remove(tx, &permit, id)?;
        removed.then_some(()).found()?;
        note(tx, caller.clone())
    })
    .await
}

fn note(tx: &mut Tx<'_>, caller: Caller) -> Result<()> {
    let kind = Kind::BlockedChanged;
    record(tx, caller.actor(), caller.door, kind, Touches::default())?;
    Ok(())
}
