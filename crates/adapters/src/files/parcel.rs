//! Large files made piece by piece, each for one person, kept for a while: in a folder of their own that nobody serves.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use base::Secret;

/// How the names of files end that are not finished.
const UNFINISHED: &str = ".part";
/// After how long an unfinished file is rubbish that a crash left.
const ABANDONED: Duration = Duration::from_hours(6);

/// A folder of parcels. Its calls block: use them off the runtime's threads.
#[derive(Clone, Debug)]
pub struct Parcels {
    root: PathBuf,
}

/// A parcel that is being made. It has no name until it is finished, and goes away if it never is.
#[derive(Debug)]
pub struct Unfinished {
    path: PathBuf,
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Finished ones have another name by now; what cannot be removed is swept later.
        let _ = fs::remove_file(&self.path);
    }
}

impl Parcels {
    /// Those in this folder, which is made when the first one is.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    fn fresh(&self) -> io::Result<(PathBuf, File)> {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&self.root)?;
        let name = format!("{}{UNFINISHED}", Secret::new().reveal());
        let path = self.root.join(name);
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)?;
        Ok((path, file))
    }

    /// Begins a parcel, readable by nobody else.
    ///
    /// # Errors
    /// The folder's.
    pub fn begin(&self) -> io::Result<(Unfinished, File)> {
        let (path, file) = self.fresh()?;
        Ok((Unfinished { path }, file))
    }

    /// A file without a name, to be written and read again: it is gone when it is closed, however that comes about.
    ///
    /// # Errors
    /// The folder's.
    pub fn scratch(&self) -> io::Result<File> {
        let (path, file) = self.fresh()?;
        fs::remove_file(path)?;
        Ok(file)
    }

    /// Finishes a parcel under its name, in the place of one that was there. Gives its bytes.
    ///
    /// # Errors
    /// The name is none, or the disk's.
    pub fn finish(&self, parcel: &Unfinished, file: &File, name: &str) -> io::Result<u64> {
        let path = self.place(name)?;
        file.sync_all()?;
        let bytes = file.metadata()?.len();
        fs::rename(&parcel.path, path)?;
        File::open(&self.root)?.sync_all()?;
        Ok(bytes)
    }

    /// Opens one, with its length; `None` if there is none.
    ///
    /// # Errors
    /// The disk's.
    pub fn open(&self, name: &str) -> io::Result<Option<(File, u64)>> {
        match File::open(self.place(name)?) {
            Ok(file) => {
                let bytes = file.metadata()?.len();
                Ok(Some((file, bytes)))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Removes one. One that is not there is no error.
    ///
    /// # Errors
    /// The disk's.
    pub fn remove(&self, name: &str) -> io::Result<()> {
        absent_is_fine(fs::remove_file(self.place(name)?))
    }

    /// Removes all that no name in `kept` is for, and what a crash left unfinished. Says how many.
    ///
    /// # Errors
    /// The disk's.
    pub fn sweep(&self, kept: &dyn Fn(&str) -> bool) -> io::Result<usize> {
        let entries = match fs::read_dir(&self.root) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(0),
            Err(error) => return Err(error),
        };
        let mut gone = 0;
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name();
            let Some(name) = name.to_str() else { continue };
            let rubbish = match name.ends_with(UNFINISHED) {
                true => is_abandoned(&entry.path()),
                false => !kept(name),
            };
            if rubbish {
                absent_is_fine(fs::remove_file(entry.path()))?;
                gone += 1;
            }
        }
        Ok(gone)
    }

    /// Names are letters and digits: no path leads anywhere else.
    fn place(&self, name: &str) -> io::Result<PathBuf> {
        let plain = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        match plain {
            true => Ok(self.root.join(name)),
            false => Err(io::Error::new(
                ErrorKind::InvalidInput,
                "no name of a parcel",
            )),
        }
    }
}

fn is_abandoned(path: &Path) -> bool {
    let made = fs::metadata(path).and_then(|found| found.modified());
    let age = made.map(|at| SystemTime::now().duration_since(at));
    matches!(age, Ok(Ok(age)) if age > ABANDONED)
}

fn absent_is_fine(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Seek as _, Write as _};
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_parcel_is_there_once_it_is_finished_and_for_nobody_else() {
        let held = tempfile::tempdir().unwrap();
        let parcels = Parcels::new(held.path().join("exports"));
        assert!(parcels.open("abc").unwrap().is_none());

        let (parcel, mut file) = parcels.begin().unwrap();
        file.write_all(b"all of it").unwrap();
        assert!(parcels.open("abc").unwrap().is_none());
        assert_eq!(parcels.finish(&parcel, &file, "abc").unwrap(), 9);
        drop(parcel);

        let (mut file, bytes) = parcels.open("abc").unwrap().unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        assert_eq!((text.as_str(), bytes), ("all of it", 9));
        let mode = |path: &str| {
            let found = fs::metadata(held.path().join(path)).unwrap();
            found.permissions().mode() & 0o777
        };
        assert_eq!((mode("exports"), mode("exports/abc")), (0o700, 0o600));
        assert!(parcels.open("../abc").is_err());

        parcels.remove("abc").unwrap();
        parcels.remove("abc").unwrap();
        assert!(parcels.open("abc").unwrap().is_none());
    }

    #[test]
    fn what_is_given_up_or_not_wanted_any_more_goes() {
        let held = tempfile::tempdir().unwrap();
        let parcels = Parcels::new(held.path());
        let names = || fs::read_dir(held.path()).unwrap().count();
        drop(parcels.begin().unwrap());
        let mut scratch = parcels.scratch().unwrap();
        scratch.write_all(b"x").unwrap();
        scratch.rewind().unwrap();
        assert_eq!(names(), 0);

        for name in ["kept", "gone"] {
            let (parcel, file) = parcels.begin().unwrap();
            parcels.finish(&parcel, &file, name).unwrap();
        }
        assert_eq!(parcels.sweep(&|name| name == "kept").unwrap(), 1);
        assert!(parcels.open("kept").unwrap().is_some());
    }
}
