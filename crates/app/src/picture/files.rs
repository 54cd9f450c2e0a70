//! The files behind pictures, off the runtime's threads.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use base::{Digest, Moment};
use domain::picture::Variant;

use crate::{App, Error, Result};

/// How young a file is left alone by somebody who throws a picture away: the same may just be coming in again, its row not
/// yet written. What is left is swept away later.
pub(super) const GRACE: Duration = Duration::from_mins(5);

/// Runs what blocks where it may.
pub(crate) async fn off<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Error::Internal(error.to_string()))
}

/// Files above this size are not held whole.
const WHOLE: i64 = 512 * 1024;

/// What is in a file.
#[derive(Debug)]
pub enum Content {
    /// All of it.
    Whole(Vec<u8>),
    /// A larger one, open from its beginning, to be read piece by piece.
    Open(File),
}

/// What is in the file of a size.
///
/// # Errors
/// It is not there or not as long as it should be, which is noted: no row should speak of it.
pub async fn content(app: &App, variant: &Variant) -> Result<Content> {
    let files = Arc::clone(app.files());
    let (hash, length) = (variant.hash, u64::try_from(variant.bytes).unwrap_or(0));
    let large = variant.bytes > WHOLE;
    let found = off(move || match files.path(&hash).filter(|_| large) {
        Some(path) => {
            let file = File::open(path)?;
            let there = file.metadata()?.len();
            Ok((there, Content::Open(file)))
        }
        None => {
            let bytes = files.open(&hash)?.ok_or(ErrorKind::NotFound)?;
            let there = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            Ok((there, Content::Whole(bytes)))
        }
    });
    match found.await? {
        Ok((there, content)) if there == length => Ok(content),
        Ok((there, _)) => Err(Error::Internal(format!(
            "file {hash:?} has {there} bytes instead of {length}"
        ))),
        Err(error) if io::Error::kind(&error) == ErrorKind::NotFound => {
            tracing::error!(?hash, "a picture's file is missing");
            Err(Error::NotFound)
        }
        Err(error) => Err(Error::Internal(format!("file {hash:?}: {error}"))),
    }
}

/// Removes files that nothing names and that were put at least `age` ago. One that cannot be removed is only noted.
pub(super) async fn remove(app: &App, lonely: Vec<Digest>, age: Duration) {
    if lonely.is_empty() {
        return;
    }
    let before = system(app.now().before(age));
    let files = Arc::clone(app.files());
    let done = off(move || {
        for hash in lonely {
            if let Err(error) = files.remove_older(&hash, before) {
                tracing::warn!(%error, ?hash, "a file cannot be removed");
            }
        }
    })
    .await;
    if let Err(error) = done {
        tracing::error!(%error, "removing files ended badly");
    }
}

/// A moment as file systems count.
pub(super) fn system(at: Moment) -> SystemTime {
    let ms = u64::try_from(at.ms()).unwrap_or(0);
    SystemTime::UNIX_EPOCH
        .checked_add(Duration::from_millis(ms))
        .unwrap_or(SystemTime::UNIX_EPOCH)
}
