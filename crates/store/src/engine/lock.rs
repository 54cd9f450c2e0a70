//! One serving process per SQLite file (R104), on a file system that keeps its promises.

use std::fs::{File, OpenOptions};
use std::path::Path;

use rustix::fs::{FlockOperation, flock, fstatfs};

use crate::{Error, Result};

/// Held as long as the store is open.
pub(crate) struct Lock(#[expect(dead_code, reason = "the open file is the lock")] File);

/// `f_type` of file systems whose locks or flushes cannot be relied on: NFS, SMB, CIFS, SMB2, 9P, AFS, CODA, NCP.
const NETWORK: &[i64] = &[
    0x6969,
    0x517B,
    0xFF53_4D42,
    0xFE53_4D42,
    0x0102_1997,
    0x5346_414F,
    0x7375_7245,
    0x564C,
];

/// Takes the lock of a data directory, or says who has it.
pub(crate) fn take(directory: &Path) -> Result<Lock> {
    let path = directory.join("guildhall.lock");
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .open(&path)?;
    let kind = fstatfs(&file).map(|found| found.f_type).unwrap_or_default();
    if NETWORK.contains(&kind) {
        return Err(Error::Unfit(format!(
            "{} is on a network file system, where SQLite can lose data; use a local disk, or PostgreSQL",
            directory.display()
        )));
    }
    match flock(&file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(Lock(file)),
        Err(_) => Err(Error::Locked(directory.display().to_string())),
    }
}
