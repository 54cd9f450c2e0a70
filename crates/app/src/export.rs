//! Taking everything away: asking for it, the job that makes the file, fetching it (R127).

mod gather;
mod item;
mod make;
mod paper;

use std::fs::File;

use base::Id;
use domain::activity::{Kind, Touches};
use domain::export::{Ask, Export, Fetch, REMEMBERED};
use domain::{Rule, Visible};

use crate::error::Found;
use crate::record::record;
use crate::session::Proven;
use crate::{App, Caller, Error, Result};

pub(crate) use make::make;

/// The version of the file's form; raised whenever something in it means something else.
pub const VERSION: i64 = 1;
/// The name of the file's form.
pub const FORMAT: &str = "guildhall-member";

/// What somebody has asked for.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Newest first.
    pub exports: Vec<Visible<Export>>,
    /// Why they cannot ask for another one now: the key of a sentence.
    pub not_now: Option<&'static str>,
}

/// The caller's own.
///
/// # Errors
/// Not signed in.
pub async fn list(app: &App, caller: Caller) -> Result<Asked> {
    app.read(move |from| {
        let lately = store::export::lately(from, &caller.viewer)?.ok_or(Error::SignIn)?;
        let not_now = match Ask::judge(&caller.viewer, &lately) {
            domain::Verdict::Deny(why) => Some(why),
            domain::Verdict::Allow | domain::Verdict::SignIn => None,
        };
        Ok(Asked {
            exports: store::export::list(from, &caller.viewer)?,
            not_now,
        })
    })
    .await
}

/// Asks for a file with everything of the caller's.
///
/// # Errors
/// The password is needed again, one is under way, or it is too often.
pub async fn ask(app: &App, caller: Caller, proven: Proven) -> Result<Id<Export>> {
    proven.by(&caller.viewer)?;
    app.write(move |tx| {
        let lately = store::export::lately(tx, &caller.viewer)?.ok_or(Error::SignIn)?;
        let permit = Ask::permit(&caller.viewer, lately)?;
        let id = store::export::ask(tx, &permit)?;
        let touches = Touches::default();
        record(tx, caller.actor(), caller.door, Kind::Exported, touches)?;
        Ok(id)
    })
    .await
}

/// A file to be sent to whoever it belongs to.
#[derive(Debug)]
pub struct Parcel {
    /// Open at its beginning.
    pub file: File,
    /// Its length.
    pub bytes: u64,
    /// The name to keep it under.
    pub name: String,
}

/// Opens the file of one of the caller's own.
///
/// # Errors
/// Not theirs, not ready, or gone.
pub async fn fetch(app: &App, caller: Caller, id: Id<Export>) -> Result<Parcel> {
    let (name, asked_at) = app
        .read(move |from| {
            let export = store::export::find(from, &caller.viewer, id)?.found()?;
            let asked_at = export.asked_at;
            let permit = Fetch::permit(&caller.viewer, export)?;
            Ok((store::export::file(&permit), asked_at))
        })
        .await?;
    let parcels = app.parcels().clone();
    let (file, bytes) = off(move || parcels.open(&name))
        .await?
        .map_err(|error| Error::Internal(format!("a parcel cannot be opened: {error}")))?
        .found()?;
    Ok(Parcel {
        file,
        bytes,
        name: format!(
            "{}-{}.zip",
            app.base().domain(),
            asked_at.timestamp().strftime("%Y-%m-%d")
        ),
    })
}

/// Removes what is kept no longer. Safe to run twice.
pub(crate) async fn tidy(app: &App) -> Result<()> {
    let kept = app
        .write(|tx| {
            let edge = tx.now().before(REMEMBERED);
            Ok(store::export::forget(tx, edge)?)
        })
        .await?;
    let names: Vec<String> = kept.iter().map(ToString::to_string).collect();
    let parcels = app.parcels().clone();
    let swept = off(move || parcels.sweep(&|name| names.iter().any(|kept| kept == name)));
    swept
        .await?
        .map_err(|error| Error::Unavailable(format!("parcels cannot be removed: {error}")))?;
    Ok(())
}

/// Runs what blocks where it may.
async fn off<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Error::Internal(error.to_string()))
}
