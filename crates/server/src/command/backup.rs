//! `guildhall backup`: the database and all files in a new folder, while the hall is open.
//!
//! The folder gets its name only when it is whole. The key is not in it: what it signs can be made anew, and a copy that
//! lies about must not open anything.

use std::io;
use std::path::{Path, PathBuf};

use adapters::files::{Files, Folder, Stored};

use crate::assemble::{Purpose, open};
use crate::cli::Backup;
use crate::config::Config;
use crate::fault::Fault;
use crate::out::say;

/// Copies everything.
pub(crate) fn run(config: &Config, backup: &Backup) -> Result<(), Fault> {
    let target = &backup.target;
    if target.exists() {
        return Err(Fault::Failed(format!(
            "{} is there already; give a folder that is not",
            target.display()
        )));
    }
    if config.database.is_some() {
        return Err(Fault::Failed(format!(
            "PostgreSQL is backed up with pg_dump; the files of the hall are in {}",
            config.data.join("files").display()
        )));
    }
    let store = open(config, Purpose::Look)?;
    let partial = beside(target);
    make_folder(&partial)?;
    let done = copy(config, &store, &partial).and_then(|files| {
        std::fs::rename(&partial, target).map_err(|error| Fault::at(target, &error))?;
        Ok(files)
    });
    match done {
        Ok(files) => {
            say(&format!(
                "The database and {files} files are in {}, and read back well.",
                target.display()
            ));
            Ok(())
        }
        Err(fault) => {
            // Half a copy helps nobody; that it could not be removed is the lesser trouble.
            let _ = std::fs::remove_dir_all(&partial);
            Err(fault)
        }
    }
}

/// Where a copy is made before it has its name.
fn beside(target: &Path) -> PathBuf {
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(".partial");
    target.with_file_name(name)
}

fn make_folder(path: &Path) -> Result<(), Fault> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .map_err(|error| Fault::at(path, &error))
}

/// The database first: whatever it speaks of is among the files afterwards.
fn copy(config: &Config, store: &store::Store, to: &Path) -> Result<u64, Fault> {
    store::check::copy(store, &to.join("guildhall.sqlite"))?;
    let (from, to) = (config.data.join("files"), to.join("files"));
    if !from.is_dir() {
        return Ok(0);
    }
    let open = |path: &Path| Folder::new(path).map_err(|error| Fault::at(path, &error));
    let (source, copies) = (open(&from)?, open(&to)?);
    let mut count = 0;
    source.list(&mut |stored| {
        copy_one(&source, &copies, stored)?;
        count += 1;
        Ok(())
    })?;
    Ok(count)
}

fn copy_one(from: &Folder, to: &Folder, stored: Stored) -> io::Result<()> {
    let Some(bytes) = from.open(&stored.digest)? else {
        return Ok(()); // Tidied away meanwhile: nobody needed it.
    };
    let written = to.put(&bytes)?;
    if written != stored.digest {
        return Err(io::Error::other(format!(
            "the file {} is damaged: `guildhall check` says which picture it belongs to",
            stored.digest.hex()
        )));
    }
    Ok(())
}
