//! The settings, understood.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;

use adapters::mail::SmtpSettings;
use app::BaseUrl;
use serving::client::Proxies;

use super::fault::ConfigFault;
use super::layers::Origin;

/// How lines are logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LogFormat {
    /// For programs.
    Json,
    /// For people.
    Text,
}

impl LogFormat {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Text => "text",
        }
    }
}

/// Everything that can be set.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    pub(crate) data: PathBuf,
    pub(crate) listen: SocketAddr,
    /// As given; see [`Config::base`].
    pub(crate) base_url: Option<BaseUrl>,
    pub(crate) database: Option<String>,
    pub(crate) schema: String,
    pub(crate) unsafe_database: bool,
    pub(crate) threads: usize,
    pub(crate) trusted_proxies: Vec<String>,
    pub(crate) forwarded_by: String,
    pub(crate) proxies: Proxies,
    pub(crate) limits: bool,
    pub(crate) hsts_subdomains: bool,
    pub(crate) key: PathBuf,
    pub(crate) log_level: String,
    pub(crate) log_format: LogFormat,
    pub(crate) mail: Option<SmtpSettings>,
    pub(crate) origins: BTreeMap<&'static str, Origin>,
}

impl Config {
    /// The site's own address when it listens at `listen`: the given one, or that of this machine if only this machine
    /// can reach it (R5).
    pub(crate) fn base(&self, listen: SocketAddr) -> Result<BaseUrl, ConfigFault> {
        if let Some(base) = &self.base_url {
            return Ok(base.clone());
        }
        let own = listen
            .ip()
            .is_loopback()
            .then(|| BaseUrl::parse(&format!("http://{listen}")))
            .flatten();
        own.ok_or_else(|| ConfigFault::NoBaseUrl {
            listen: listen.to_string(),
        })
    }

    /// Whether nobody has said how much is to be logged.
    pub(crate) fn sets_no_level(&self) -> bool {
        matches!(self.origins.get("log.level"), None | Some(Origin::Default))
    }

    /// Forgets a site's own address unless it was given just now: for a demo beside the real site.
    pub(crate) fn forget_base(&mut self) {
        if self.origins.get("base-url") != Some(&Origin::Flag) {
            self.base_url = None;
        }
    }
}
