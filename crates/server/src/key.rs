//! The master key: 32 random bytes in a file that only its owner reads (R131). All other keys are derived from it.

use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use base::Secret;

use crate::config::is_open_to_all;
use crate::fault::Fault;

/// The key in the file, which is made if it is not there.
pub(crate) fn key(path: &Path) -> Result<Secret, Fault> {
    match std::fs::read_to_string(path) {
        Ok(text) => read(path, &text),
        Err(error) if error.kind() == ErrorKind::NotFound => make(path),
        Err(error) => Err(Fault::at(path, &error)),
    }
}

fn read(path: &Path, text: &str) -> Result<Secret, Fault> {
    if is_open_to_all(path) {
        return Err(Fault::Failed(format!(
            "everybody on this machine can read {0}; run `chmod 600 {0}`, and consider making a new key",
            path.display()
        )));
    }
    Secret::parse(text.trim()).ok_or_else(|| {
        Fault::Failed(format!(
            "{} is no key: 64 hexadecimal digits are expected; take it from a backup, or move it away to have a new one made",
            path.display()
        ))
    })
}

fn make(path: &Path) -> Result<Secret, Fault> {
    let secret = Secret::new();
    let made = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path);
    let written = made.and_then(|mut file| {
        writeln!(file, "{}", secret.reveal())?;
        file.sync_all()
    });
    match written {
        Ok(()) => Ok(secret),
        // Another process was quicker.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let text = std::fs::read_to_string(path).map_err(|error| Fault::at(path, &error))?;
            read(path, &text)
        }
        Err(error) => Err(Fault::at(path, &error)),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_key_is_made_once_and_is_nobody_elses() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret.key");
        let made = key(&path).unwrap();
        assert_eq!(key(&path).unwrap(), made);
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_key_that_all_can_read_or_that_is_none_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret.key");
        key(&path).unwrap();
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o644)).unwrap();
        let words = key(&path).unwrap_err().to_string();
        assert!(words.contains("chmod 600"), "{words}");
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o600)).unwrap();
        std::fs::write(&path, "not a key").unwrap();
        assert!(key(&path).is_err());
    }
}
