//! The keys, as a file, the variables or the flags may give them. Every one is optional here.

use std::path::PathBuf;

use serde::Deserialize;

/// One place where settings come from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Layer {
    pub(crate) data: Option<PathBuf>,
    pub(crate) listen: Option<String>,
    pub(crate) base_url: Option<String>,
    pub(crate) database: Option<String>,
    pub(crate) schema: Option<String>,
    pub(crate) unsafe_database: Option<bool>,
    pub(crate) threads: Option<usize>,
    pub(crate) trusted_proxies: Option<Vec<String>>,
    pub(crate) forwarded_by: Option<String>,
    pub(crate) limits: Option<bool>,
    pub(crate) hsts_subdomains: Option<bool>,
    pub(crate) key: Option<PathBuf>,
    pub(crate) log: Log,
    pub(crate) mail: Mail,
}

/// Where and how lines are logged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Log {
    pub(crate) level: Option<String>,
    pub(crate) format: Option<String>,
}

/// The mail relay.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Mail {
    pub(crate) host: Option<String>,
    pub(crate) port: Option<u16>,
    pub(crate) security: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) password: Option<String>,
    pub(crate) from: Option<String>,
}

impl Layer {
    /// Whether something in it is nobody else's business.
    pub(crate) fn has_secrets(&self) -> bool {
        let database = self.database.as_deref().unwrap_or_default();
        self.mail.password.is_some() || super::mask::database(database) != database
    }
}
