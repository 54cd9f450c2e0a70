//! Settings from `GUILDHALL_…` variables: the key in capitals, with `_` for `-` and `.`.

use super::fault::ConfigFault;
use super::layer::Layer;

/// What every variable of ours begins with.
const PREFIX: &str = "GUILDHALL_";

/// Variables that others set beside us: the tests, and what Kubernetes puts there for anything called guildhall.
const OTHERS: &[&str] = &[
    "TEST_",
    "BENCH_",
    "ADVISORY_DB",
    "CHROMIUM",
    "SERVICE_",
    "PORT",
];

type Set = fn(&mut Layer, String) -> Result<(), &'static str>;

fn yes_or_no(raw: &str) -> Result<bool, &'static str> {
    match raw {
        "true" | "yes" | "on" | "1" => Ok(true),
        "false" | "no" | "off" | "0" => Ok(false),
        _ => Err("say true or false"),
    }
}

fn number<T: std::str::FromStr>(raw: &str) -> Result<T, &'static str> {
    raw.trim().parse().map_err(|_| "give a number")
}

macro_rules! variables {
    ($($name:literal => |$layer:ident, $raw:ident| $set:expr),+ $(,)?) => {
        /// Every variable and what it sets.
        const VARIABLES: &[(&str, Set)] = &[$((
            $name,
            |$layer, $raw| {
                $set;
                Ok(())
            },
        )),+];
    };
}

variables! {
    "DATA" => |layer, raw| layer.data = Some(raw.into()),
    "LISTEN" => |layer, raw| layer.listen = Some(raw),
    "BASE_URL" => |layer, raw| layer.base_url = Some(raw),
    "DATABASE" => |layer, raw| layer.database = Some(raw),
    "SCHEMA" => |layer, raw| layer.schema = Some(raw),
    "UNSAFE_DATABASE" => |layer, raw| layer.unsafe_database = Some(yes_or_no(&raw)?),
    "THREADS" => |layer, raw| layer.threads = Some(number(&raw)?),
    "TRUSTED_PROXIES" => |layer, raw| layer.trusted_proxies = Some(list(&raw)),
    "FORWARDED_BY" => |layer, raw| layer.forwarded_by = Some(raw),
    "LIMITS" => |layer, raw| layer.limits = Some(yes_or_no(&raw)?),
    "HSTS_SUBDOMAINS" => |layer, raw| layer.hsts_subdomains = Some(yes_or_no(&raw)?),
    "KEY" => |layer, raw| layer.key = Some(raw.into()),
    "LOG_LEVEL" => |layer, raw| layer.log.level = Some(raw),
    "LOG_FORMAT" => |layer, raw| layer.log.format = Some(raw),
    "MAIL_HOST" => |layer, raw| layer.mail.host = Some(raw),
    "MAIL_PORT" => |layer, raw| layer.mail.port = Some(number(&raw)?),
    "MAIL_SECURITY" => |layer, raw| layer.mail.security = Some(raw),
    "MAIL_NAME" => |layer, raw| layer.mail.name = Some(raw),
    "MAIL_PASSWORD" => |layer, raw| layer.mail.password = Some(raw),
    "MAIL_FROM" => |layer, raw| layer.mail.from = Some(raw),
}

fn list(raw: &str) -> Vec<String> {
    raw.split([',', ' '])
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether the variable is read by the command line itself.
fn is_for_the_command_line(name: &str) -> bool {
    name == "CONFIG"
}

/// What the variables say. An empty one says nothing; one that we do not know is a fault.
pub(crate) fn read(
    variables: impl IntoIterator<Item = (String, String)>,
) -> Result<Layer, ConfigFault> {
    let mut layer = Layer::default();
    for (full, raw) in variables {
        let Some(name) = full.strip_prefix(PREFIX) else {
            continue;
        };
        if is_for_the_command_line(name) || OTHERS.iter().any(|other| name.starts_with(other)) {
            continue;
        }
        let Some((_, set)) = VARIABLES.iter().find(|(known, _)| *known == name) else {
            return Err(ConfigFault::UnknownVariable(full));
        };
        if !raw.is_empty() {
            set(&mut layer, raw).map_err(|why| ConfigFault::Variable { name: full, why })?;
        }
    }
    Ok(layer)
}

/// The variable of a key.
pub(crate) fn name(key: &str) -> String {
    format!("{PREFIX}{}", key.to_uppercase().replace(['-', '.'], "_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(name: &str, raw: &str) -> Result<Layer, ConfigFault> {
        read([(name.to_owned(), raw.to_owned())])
    }

    #[test]
    fn variables_are_the_keys_in_capitals() {
        let layer = one("GUILDHALL_MAIL_PORT", "587").unwrap();
        assert_eq!(layer.mail.port, Some(587));
        assert_eq!(name("mail.port"), "GUILDHALL_MAIL_PORT");
        assert_eq!(name("trusted-proxies"), "GUILDHALL_TRUSTED_PROXIES");
        let proxies = one("GUILDHALL_TRUSTED_PROXIES", "10.0.0.1, fd00::/8").unwrap();
        assert_eq!(proxies.trusted_proxies.unwrap(), ["10.0.0.1", "fd00::/8"]);
    }

    #[test]
    fn a_misspelt_variable_is_a_fault_and_those_of_others_are_not_ours() {
        assert!(one("GUILDHALL_LISEN", "x").is_err());
        assert!(one("GUILDHALL_THREADS", "many").is_err());
        for other in ["GUILDHALL_TEST_POSTGRES", "GUILDHALL_PORT_80_TCP", "PATH"] {
            assert_eq!(one(other, "x").unwrap(), Layer::default());
        }
        assert_eq!(one("GUILDHALL_LISTEN", "").unwrap(), Layer::default());
    }

    #[test]
    fn every_key_that_is_shown_has_a_variable() {
        for key in super::super::show::KEYS {
            let name = name(key);
            let known = VARIABLES
                .iter()
                .any(|(known, _)| name == format!("{PREFIX}{known}"));
            assert!(known, "{key} has no variable");
        }
        assert_eq!(VARIABLES.len(), super::super::show::KEYS.len());
    }
}
