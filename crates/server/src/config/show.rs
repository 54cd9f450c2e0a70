//! The settings in effect, as the file that would say the same, without secrets.

use std::fmt::Write as _;

use adapters::mail::Security;
use toml::Value;

use super::layers::Origin;
use super::mask::{self, MASK};
use super::settings::Config;
use super::variable;

/// Every key, in the order in which they are shown. Those with a dot stand in a table of their own.
pub(crate) const KEYS: &[&str] = &[
    "data",
    "listen",
    "base-url",
    "database",
    "schema",
    "unsafe-database",
    "threads",
    "trusted-proxies",
    "forwarded-by",
    "limits",
    "hsts-subdomains",
    "key",
    "log.level",
    "log.format",
    "mail.host",
    "mail.port",
    "mail.security",
    "mail.name",
    "mail.password",
    "mail.from",
];

/// The value of a key; none if there is none.
fn value(config: &Config, key: &str) -> Option<Value> {
    let text = |text: &str| Some(Value::String(text.to_owned()));
    let number = |n: i64| Some(Value::Integer(n));
    let mail = config.mail.as_ref();
    match key {
        "data" => text(&config.data.display().to_string()),
        "listen" => text(&config.listen.to_string()),
        "base-url" => {
            let base = config.base(config.listen).ok()?;
            text(base.as_str())
        }
        "database" => text(&mask::database(config.database.as_deref()?)),
        "schema" => text(&config.schema),
        "unsafe-database" => Some(Value::Boolean(config.unsafe_database)),
        "threads" => number(i64::try_from(config.threads).unwrap_or(0)),
        "trusted-proxies" => {
            let ranges = config.trusted_proxies.iter().cloned().map(Value::String);
            Some(Value::Array(ranges.collect()))
        }
        "forwarded-by" => text(&config.forwarded_by),
        "limits" => Some(Value::Boolean(config.limits)),
        "hsts-subdomains" => Some(Value::Boolean(config.hsts_subdomains)),
        "key" => text(&config.key.display().to_string()),
        "log.level" => text(&config.log_level),
        "log.format" => text(config.log_format.as_str()),
        "mail.host" => text(&mail?.host),
        "mail.port" => number(i64::from(mail?.port)),
        "mail.security" => text(match mail?.security {
            Security::Tls => "tls",
            Security::StartTls => "starttls",
            Security::None => "none",
        }),
        "mail.name" => text(mail?.name.as_deref()?),
        "mail.password" => mail?.password.as_ref().and_then(|_| text(MASK)),
        "mail.from" => text(mail?.from.as_str()),
        _ => None,
    }
}

fn origin(config: &Config, key: &str) -> String {
    match config.origins.get(key) {
        Some(Origin::Flag) => "given on the command line".to_owned(),
        Some(Origin::Variable) => format!("from {}", variable::name(key)),
        Some(Origin::File(path)) => format!("from {}", path.display()),
        Some(Origin::Default) | None => format!("the default; {} sets it", variable::name(key)),
    }
}

/// All of it as TOML, each line with where it comes from.
pub(crate) fn show(config: &Config) -> String {
    let mut out = String::new();
    let mut table = "";
    for key in KEYS {
        let (home, name) = key.split_once('.').unwrap_or(("", key));
        if home != table {
            let _ = write!(out, "\n[{home}]\n"); // Writing to a string cannot fail.
            table = home;
        }
        let origin = origin(config, key);
        let _ = match value(config, key) {
            Some(value) => writeln!(out, "{name} = {value} # {origin}"),
            None => writeln!(out, "# {name} = # {origin}"),
        };
    }
    out
}
