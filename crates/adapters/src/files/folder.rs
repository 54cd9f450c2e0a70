//! Files in a folder of this machine: `ab/cd/abcd…`, readable by nobody else.
//!
//! Several processes may use one folder. Putting takes the folder's lock together with others, removing takes it alone, so
//! that no file vanishes between being put and being called young.

use std::fs::{self, DirBuilder, DirEntry, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use base::{Digest, Secret};

use super::{Files, Stored};

/// Where files are written before they have their name.
const INCOMING: &str = "incoming";

/// The file whose lock orders putting and removing.
const LOCK: &str = "lock";

/// After how long a half-written file is rubbish; no write takes nearly as long.
const ABANDONED: Duration = Duration::from_hours(1);

/// Files kept in a folder.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// Opens the folder, makes it if needed, and clears away what a crash left half-written.
    pub fn new(root: impl Into<PathBuf>) -> io::Result<Self> {
        let folder = Self { root: root.into() };
        make_folder(&folder.root.join(INCOMING))?;
        folder.lock_file()?;
        folder.clear_abandoned()?;
        Ok(folder)
    }

    fn clear_abandoned(&self) -> io::Result<()> {
        for entry in fs::read_dir(self.root.join(INCOMING))? {
            let entry = entry?;
            let age = entry
                .metadata()
                .and_then(|found| found.modified())
                .map(|at| at.elapsed());
            if matches!(age, Ok(Ok(age)) if age > ABANDONED) {
                absent_is_fine(fs::remove_file(entry.path()))?;
            }
        }
        Ok(())
    }

    fn lock_file(&self) -> io::Result<File> {
        OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .mode(0o600)
            .open(self.root.join(LOCK))
    }

    /// The lock for putting, held until the file is dropped.
    fn lock_together(&self) -> io::Result<File> {
        let lock = self.lock_file()?;
        lock.lock_shared()?;
        Ok(lock)
    }

    /// The lock for removing, held until the file is dropped.
    fn lock_alone(&self) -> io::Result<File> {
        let lock = self.lock_file()?;
        lock.lock()?;
        Ok(lock)
    }

    /// The folder of a file, the path of the file in it.
    fn place(&self, digest: &Digest) -> (PathBuf, PathBuf) {
        let name = digest.hex();
        let (first, rest) = name.split_at_checked(2).unwrap_or_default();
        let (second, _) = rest.split_at_checked(2).unwrap_or_default();
        let folder = self.root.join(first).join(second);
        let path = folder.join(&name);
        (folder, path)
    }

    /// Writes all bytes to a file without a name of its own yet, down to the disk.
    fn write_incoming(&self, bytes: &[u8]) -> io::Result<PathBuf> {
        let path = self.root.join(INCOMING).join(Secret::new().reveal());
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)?;
        let written = file.write_all(bytes).and_then(|()| file.sync_all());
        match written {
            Ok(()) => Ok(path),
            Err(error) => {
                absent_is_fine(fs::remove_file(&path))?;
                Err(error)
            }
        }
    }

    /// Makes sure that a name survives a power cut, with the folders that lead to it.
    fn sync_folders(&self, leaf: &Path) -> io::Result<()> {
        for folder in leaf.ancestors() {
            File::open(folder)?.sync_all()?;
            if folder == self.root {
                break;
            }
        }
        Ok(())
    }
}

impl Files for Folder {
    fn put(&self, bytes: &[u8]) -> io::Result<Digest> {
        let digest = Digest::of(bytes);
        let (folder, path) = self.place(&digest);
        let _lock = self.lock_together()?;
        match OpenOptions::new().append(true).open(&path) {
            // The file system's own clock made the first time, too.
            Ok(file) => file.set_modified(SystemTime::now())?,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                make_folder(&folder)?;
                let incoming = self.write_incoming(bytes)?;
                if let Err(error) = fs::rename(&incoming, &path) {
                    absent_is_fine(fs::remove_file(&incoming))?;
                    return Err(error);
                }
            }
            Err(error) => return Err(error),
        }
        // Also for a file that was there: another process may have named it a moment ago.
        self.sync_folders(&folder)?;
        Ok(digest)
    }

    fn open(&self, digest: &Digest) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.place(digest).1) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn path(&self, digest: &Digest) -> Option<PathBuf> {
        Some(self.place(digest).1)
    }

    fn remove(&self, digest: &Digest) -> io::Result<()> {
        let _lock = self.lock_alone()?;
        absent_is_fine(fs::remove_file(self.place(digest).1))
    }

    fn remove_older(&self, digest: &Digest, before: SystemTime) -> io::Result<bool> {
        let (_, path) = self.place(digest);
        let _lock = self.lock_alone()?;
        match fs::metadata(&path) {
            Ok(found) if found.modified()? < before => fs::remove_file(&path).map(|()| true),
            Ok(_) => Ok(false),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn list(&self, see: &mut dyn FnMut(Stored) -> io::Result<()>) -> io::Result<()> {
        for first in folders_in(&self.root)? {
            for second in folders_in(&first)? {
                for entry in fs::read_dir(second)? {
                    if let Some(stored) = stored(&entry?)? {
                        see(stored)?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// The folders whose names are two hexadecimal digits.
fn folders_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let ours = name.len() == 2 && name.as_encoded_bytes().iter().all(u8::is_ascii_hexdigit);
        if ours && entry.file_type()?.is_dir() {
            folders.push(entry.path());
        }
    }
    Ok(folders)
}

/// What lies there, if it is one of ours and still there.
fn stored(entry: &DirEntry) -> io::Result<Option<Stored>> {
    let Some(digest) = entry.file_name().to_str().and_then(Digest::parse) else {
        return Ok(None);
    };
    match entry.metadata() {
        Ok(found) => Ok(Some(Stored {
            digest,
            size: found.len(),
            put_at: found.modified()?,
        })),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn make_folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

fn absent_is_fine(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;
    use std::thread;

    use super::*;

    fn folder() -> (tempfile::TempDir, Folder) {
        let held = tempfile::tempdir().unwrap();
        let folder = Folder::new(held.path().join("media")).unwrap();
        (held, folder)
    }

    fn all(folder: &Folder) -> Vec<Stored> {
        let mut all = Vec::new();
        folder
            .list(&mut |stored| {
                all.push(stored);
                Ok(())
            })
            .unwrap();
        all
    }

    #[test]
    fn what_is_put_is_opened_listed_and_removed() {
        let (_held, folder) = folder();
        let digest = folder.put(b"a portrait").unwrap();
        let empty = folder.put(b"").unwrap();

        assert_eq!(digest, Digest::of(b"a portrait"));
        assert_eq!(
            folder.open(&digest).unwrap().as_deref(),
            Some(&b"a portrait"[..])
        );
        assert_eq!(
            fs::read(folder.path(&digest).unwrap()).unwrap(),
            b"a portrait"
        );
        assert_eq!(folder.open(&Digest::of(b"never put")).unwrap(), None);
        let mut sizes: Vec<u64> = all(&folder).iter().map(|stored| stored.size).collect();
        sizes.sort_unstable();
        assert_eq!(sizes, [0, 10]);

        folder.remove(&digest).unwrap();
        folder.remove(&digest).unwrap();
        assert_eq!(folder.open(&digest).unwrap(), None);
        assert_eq!(folder.open(&empty).unwrap().as_deref(), Some(&b""[..]));
    }

    #[test]
    fn the_tree_has_two_levels_and_nobody_else_may_look() {
        let (held, folder) = folder();
        let digest = folder.put(b"x").unwrap();
        let hex = digest.hex();
        let path = held
            .path()
            .join("media")
            .join(hex.get(..2).unwrap())
            .join(hex.get(2..4).unwrap())
            .join(&hex);

        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o600);
        for above in path.ancestors().skip(1).take(3) {
            assert_eq!(mode(above), 0o700, "{above:?}");
        }
    }

    #[test]
    fn many_hands_putting_the_same_make_one_file_and_leave_nothing_behind() {
        let (held, _) = folder();
        thread::scope(|scope| {
            for hand in 0..8 {
                let root = held.path().join("media");
                scope.spawn(move || {
                    let folder = Folder::new(root).unwrap();
                    for round in 0..10_u8 {
                        folder.put(&[round; 5000]).unwrap();
                        folder.put(&[hand, round]).unwrap();
                    }
                });
            }
        });
        let folder = Folder::new(held.path().join("media")).unwrap();
        assert_eq!(all(&folder).len(), 10 + 80);
        assert_eq!(fs::read_dir(folder.root.join(INCOMING)).unwrap().count(), 0);
    }

    #[test]
    fn an_orphan_goes_but_not_one_that_was_just_put_again() {
        let (_held, folder) = folder();
        let digest = folder.put(b"once").unwrap();
        let long_ago = SystemTime::now() - Duration::from_hours(50);
        let age = || {
            File::options()
                .append(true)
                .open(folder.path(&digest).unwrap())
                .unwrap()
                .set_modified(long_ago)
                .unwrap()
        };
        let before = SystemTime::now() - Duration::from_hours(48);

        age();
        folder.put(b"once").unwrap();
        assert!(!folder.remove_older(&digest, before).unwrap());
        age();
        assert!(folder.remove_older(&digest, before).unwrap());
        assert!(!folder.remove_older(&digest, before).unwrap());
    }

    #[test]
    fn what_a_crash_left_half_written_is_never_seen_and_is_cleared_in_time() {
        let (_held, folder) = folder();
        let fresh = folder.write_incoming(b"half a pict").unwrap();
        let stale = folder.write_incoming(b"half a pict").unwrap();
        let long_ago = SystemTime::now() - Duration::from_hours(2);
        File::options()
            .append(true)
            .open(&stale)
            .unwrap()
            .set_modified(long_ago)
            .unwrap();

        let folder = Folder::new(&folder.root).unwrap();

        assert!(all(&folder).is_empty());
        assert!(fresh.exists() && !stale.exists());
    }
}
