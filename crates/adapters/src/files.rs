//! Files kept under the digest of their content, so that none is kept twice and none changes (R65).

use std::io;
use std::path::PathBuf;
use std::time::SystemTime;

use base::Digest;

mod folder;
mod parcel;

pub use folder::Folder;
pub use parcel::{Parcels, Unfinished};

/// A place where files are kept. Its calls block: use them off the runtime's threads.
pub trait Files: Send + Sync {
    /// Keeps these bytes. When it returns they are on the disk to stay; only then may a row speak of them.
    ///
    /// Keeping the same bytes again makes their file young again.
    fn put(&self, bytes: &[u8]) -> io::Result<Digest>;

    /// All of a file; `None` if there is none.
    fn open(&self, digest: &Digest) -> io::Result<Option<Vec<u8>>>;

    /// Where a file lies, or would, for sending it piecewise; `None` if the place has no paths.
    fn path(&self, digest: &Digest) -> Option<PathBuf>;

    /// Removes a file, whoever still needs it. A file that is not there is no error.
    fn remove(&self, digest: &Digest) -> io::Result<()>;

    /// Removes a file that was last put before `before`, and says whether it did.
    ///
    /// Made for orphans: a file that is put at the same moment, but whose row is not yet committed, stays.
    fn remove_older(&self, digest: &Digest, before: SystemTime) -> io::Result<bool>;

    /// Shows every file once, in no particular order; files put or removed meanwhile may be missed.
    fn list(&self, see: &mut dyn FnMut(Stored) -> io::Result<()>) -> io::Result<()>;
}

/// What is known of a kept file without opening it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    /// Its name.
    pub digest: Digest,
    /// Its length in bytes.
    pub size: u64,
    /// When it was last put.
    pub put_at: SystemTime,
}
