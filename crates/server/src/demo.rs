//! A folder for the demo that is gone when the demo ends.

use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use crate::fault::Fault;

/// The folder. Dropping it removes it with all that is in it.
#[derive(Debug)]
pub(crate) struct Demo(PathBuf);

impl Demo {
    pub(crate) fn begin() -> Result<Self, Fault> {
        let name = format!("guildhall-demo-{:08x}", base::secret::random_u32());
        let path = std::env::temp_dir().join(name);
        std::fs::DirBuilder::new()
            .mode(0o700)
            .create(&path)
            .map_err(|error| Fault::at(&path, &error))?;
        Ok(Self(path))
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.0
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            tracing::warn!(%error, folder = %self.0.display(), "the demo's folder is still there");
        }
    }
}
