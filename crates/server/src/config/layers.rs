//! Which layer a setting is taken from: flags before variables before the file before what we would choose.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::fault::ConfigFault;
use super::layer::Layer;

/// The name of the file in the data directory.
pub(crate) const FILE: &str = "guildhall.toml";

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    Flag,
    Variable,
    File(PathBuf),
    Default,
}

/// All layers, and what was taken from which.
#[derive(Debug, Default)]
pub(crate) struct Layers {
    flags: Layer,
    variables: Layer,
    file: Option<(PathBuf, Layer)>,
    taken: BTreeMap<&'static str, Origin>,
}

impl Layers {
    /// The layers; the file is the one that was asked for, or the one in the data directory, if there is one.
    pub(crate) fn read(
        flags: Layer,
        variables: Layer,
        asked: Option<&Path>,
    ) -> Result<Self, ConfigFault> {
        let mut layers = Self {
            flags,
            variables,
            ..Self::default()
        };
        let inside = layers.data_without_file().join(FILE);
        let path = asked.unwrap_or(&inside);
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(why) if asked.is_none() && why.kind() == std::io::ErrorKind::NotFound => {
                return Ok(layers);
            }
            Err(why) => {
                let path = path.to_owned();
                return Err(ConfigFault::Unreadable { path, why });
            }
        };
        let path = path.to_owned();
        let file: Layer = match toml::from_str(&text) {
            Ok(file) => file,
            Err(why) => {
                let why = Box::new(why);
                return Err(ConfigFault::File { path, why });
            }
        };
        if asked.is_none() && file.data.is_some() {
            return Err(ConfigFault::DataInData { path });
        }
        if file.has_secrets() && is_open_to_all(&path) {
            return Err(ConfigFault::Exposed { path });
        }
        layers.file = Some((path, file));
        Ok(layers)
    }

    fn data_without_file(&self) -> PathBuf {
        let data = self.flags.data.as_ref().or(self.variables.data.as_ref());
        data.cloned().unwrap_or_else(default_data)
    }

    /// The first layer's value of a key, and notes which it was.
    pub(crate) fn take<T>(
        &mut self,
        key: &'static str,
        of: impl Fn(&Layer) -> Option<T>,
    ) -> Option<T> {
        let found = of(&self.flags)
            .map(|value| (value, Origin::Flag))
            .or_else(|| of(&self.variables).map(|value| (value, Origin::Variable)))
            .or_else(|| {
                let (path, file) = self.file.as_ref()?;
                of(file).map(|value| (value, Origin::File(path.clone())))
            });
        let (value, origin) = match found {
            Some((value, origin)) => (Some(value), origin),
            None => (None, Origin::Default),
        };
        self.taken.insert(key, origin);
        value
    }

    /// What was taken from where.
    pub(crate) fn origins(self) -> BTreeMap<&'static str, Origin> {
        self.taken
    }
}

/// Where the data is if nobody says otherwise.
pub(crate) fn default_data() -> PathBuf {
    PathBuf::from("guildhall-data")
}

/// Whether everybody on this machine may read a file.
pub(crate) fn is_open_to_all(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).is_ok_and(|found| found.permissions().mode() & 0o007 != 0)
}
