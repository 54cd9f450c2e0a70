//! What can be wrong with settings, in words that say what to do.

use std::path::PathBuf;

/// A setting that cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConfigFault {
    /// The file that was asked for cannot be read.
    #[error("cannot read the settings in {}: {why}", path.display())]
    Unreadable { path: PathBuf, why: std::io::Error },
    /// Not TOML, or a key nobody knows.
    #[error("{}: {why}", path.display())]
    File {
        path: PathBuf,
        why: Box<toml::de::Error>,
    },
    /// Others of this machine can read a secret.
    #[error(
        "{} has a password in it and everybody on this machine can read it; run `chmod o-rwx {}`",
        path.display(),
        path.display()
    )]
    Exposed { path: PathBuf },
    /// The file in the data directory cannot say where that is.
    #[error(
        "{}: `data` cannot be set in the data directory itself; give --data, or keep the file elsewhere and give --config",
        path.display()
    )]
    DataInData { path: PathBuf },
    /// No such variable.
    #[error(
        "there is no setting for the variable {0}; `guildhall config show` lists all there are"
    )]
    UnknownVariable(String),
    /// A variable with a value that it cannot have.
    #[error("the variable {name} cannot be understood: {why}")]
    Variable { name: String, why: &'static str },
    /// A key with a value that it cannot have.
    #[error("`{key}` is {given:?}: {why}")]
    Value {
        key: &'static str,
        given: String,
        why: String,
    },
    /// Everybody may come, and nobody knows under which address.
    #[error(
        "others can reach {listen}, so the site has to know its own address: give --base-url https://your.site"
    )]
    NoBaseUrl { listen: String },
    /// A relay without what it needs.
    #[error("mail needs `mail.{0}`, too, once `mail.host` is set")]
    MailLacks(&'static str),
    /// The relay's settings contradict each other.
    #[error(transparent)]
    Mail(#[from] adapters::mail::SettingsFault),
}
