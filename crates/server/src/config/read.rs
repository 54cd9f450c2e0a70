//! From layers to settings.

use std::path::Path;

use adapters::mail::{Security, Smtp, SmtpSettings};
use app::BaseUrl;
use email::Address;
use serving::client::{ForwardedBy, Proxies};

use super::fault::ConfigFault;
use super::layer::Layer;
use super::layers::{Layers, default_data};
use super::settings::{Config, LogFormat};
use super::variable;

/// The settings, from flags, the environment's variables, and the file that was asked for or stands in the data directory.
pub(crate) fn read(
    flags: Layer,
    variables: impl IntoIterator<Item = (String, String)>,
    asked: Option<&Path>,
) -> Result<Config, ConfigFault> {
    let variables = variable::read(variables)?;
    let mut layers = Layers::read(flags, variables, asked)?;
    let data = layers
        .take("data", |layer| layer.data.clone())
        .unwrap_or_else(default_data);
    let listen = layers
        .take("listen", |layer| layer.listen.clone())
        .unwrap_or_else(|| "127.0.0.1:8080".to_owned());
    let listen = listen.parse().map_err(|_| {
        wrong(
            "listen",
            &listen,
            "give an address and a port, such as 127.0.0.1:8080 or [::]:80",
        )
    })?;
    let base_url = match layers.take("base-url", |layer| layer.base_url.clone()) {
        None => None,
        Some(given) => Some(base_url(&given)?),
    };
    let database = layers.take("database", |layer| layer.database.clone());
    if let Some(url) = &database
        && !(url.starts_with("postgres://") || url.starts_with("postgresql://"))
    {
        let shown = super::mask::database(url);
        return Err(wrong("database", &shown, "it begins with postgres://"));
    }
    let schema = layers.take("schema", |layer| layer.schema.clone());
    let unsafe_database = layers.take("unsafe-database", |layer| layer.unsafe_database);
    let threads = layers.take("threads", |layer| layer.threads);
    if threads.is_some_and(|threads| !(1..=64).contains(&threads)) {
        let given = threads.unwrap_or_default().to_string();
        return Err(wrong("threads", &given, "give a number from 1 to 64"));
    }
    let trusted_proxies = layers
        .take("trusted-proxies", |layer| layer.trusted_proxies.clone())
        .unwrap_or_default();
    let forwarded_by = layers
        .take("forwarded-by", |layer| layer.forwarded_by.clone())
        .unwrap_or_else(|| "x-forwarded-for".to_owned());
    let proxies = proxies(&trusted_proxies, &forwarded_by)?;
    let limits = layers.take("limits", |layer| layer.limits);
    let hsts_subdomains = layers.take("hsts-subdomains", |layer| layer.hsts_subdomains);
    let key = layers.take("key", |layer| layer.key.clone());
    let (log_level, log_format) = log(&mut layers)?;
    let mail = mail(&mut layers)?;
    Ok(Config {
        key: key.unwrap_or_else(|| data.join("secret.key")),
        data,
        listen,
        base_url,
        database,
        schema: schema.unwrap_or_else(|| "guildhall".to_owned()),
        unsafe_database: unsafe_database.unwrap_or(false),
        threads: threads.unwrap_or_else(cores),
        trusted_proxies,
        forwarded_by,
        proxies,
        limits: limits.unwrap_or(true),
        hsts_subdomains: hsts_subdomains.unwrap_or(true),
        log_level,
        log_format,
        mail,
        origins: layers.origins(),
    })
}

fn wrong(key: &'static str, given: &str, why: &str) -> ConfigFault {
    ConfigFault::Value {
        key,
        given: given.to_owned(),
        why: why.to_owned(),
    }
}

fn base_url(given: &str) -> Result<BaseUrl, ConfigFault> {
    let parsed = serving::base_url::BaseUrl::parse(given);
    let parsed = parsed.map_err(|why| wrong("base-url", given, &why.to_string()))?;
    BaseUrl::parse(parsed.origin())
        .ok_or_else(|| wrong("base-url", given, "give something like https://your.site"))
}

/// One reader for each core, within reason.
fn cores() -> usize {
    std::thread::available_parallelism()
        .map_or(2, std::num::NonZero::get)
        .clamp(2, 8)
}

fn proxies(ranges: &[String], header: &str) -> Result<Proxies, ConfigFault> {
    let by = match header {
        "x-forwarded-for" => ForwardedBy::XForwardedFor,
        "forwarded" => ForwardedBy::Forwarded,
        other => {
            let why = "it is x-forwarded-for or forwarded, whichever your proxy writes";
            return Err(wrong("forwarded-by", other, why));
        }
    };
    Proxies::parse(ranges.iter().map(String::as_str), by)
        .map_err(|why| wrong("trusted-proxies", &ranges.join(", "), &why.to_string()))
}

fn log(layers: &mut Layers) -> Result<(String, LogFormat), ConfigFault> {
    let level = layers
        .take("log.level", |layer| layer.log.level.clone())
        .unwrap_or_else(|| "info".to_owned());
    if crate::log::filter(&level).is_none() {
        let why = "it is error, warn, info, debug or trace, perhaps by part: info,store=debug";
        return Err(wrong("log.level", &level, why));
    }
    let format = match layers
        .take("log.format", |layer| layer.log.format.clone())
        .as_deref()
    {
        Some("json") => LogFormat::Json,
        Some("text") => LogFormat::Text,
        Some(other) => return Err(wrong("log.format", other, "it is json or text")),
        // People read a terminal; whatever else there is, programs read.
        None if std::io::IsTerminal::is_terminal(&std::io::stderr()) => LogFormat::Text,
        None => LogFormat::Json,
    };
    Ok((level, format))
}

fn mail(layers: &mut Layers) -> Result<Option<SmtpSettings>, ConfigFault> {
    let host = layers.take("mail.host", |layer| layer.mail.host.clone());
    let port = layers.take("mail.port", |layer| layer.mail.port);
    let security = layers.take("mail.security", |layer| layer.mail.security.clone());
    let name = layers.take("mail.name", |layer| layer.mail.name.clone());
    let password = layers.take("mail.password", |layer| layer.mail.password.clone());
    let from = layers.take("mail.from", |layer| layer.mail.from.clone());
    let security = match security.as_deref() {
        Some("tls") => Security::Tls,
        None | Some("starttls") => Security::StartTls,
        Some("none") => Security::None,
        Some(other) => {
            return Err(wrong("mail.security", other, "it is tls, starttls or none"));
        }
    };
    let Some(host) = host else { return Ok(None) };
    let from = from.ok_or(ConfigFault::MailLacks("from"))?;
    let from = Address::parse(&from)
        .map_err(|_| wrong("mail.from", &from, "give an address such as hall@your.site"))?;
    let port = port.unwrap_or(match security {
        Security::Tls => 465,
        Security::StartTls => 587,
        Security::None => 25,
    });
    let settings = SmtpSettings {
        host,
        port,
        security,
        name,
        password,
        from,
    };
    Smtp::new(settings.clone())?; // Better said now than at the first mail.
    Ok(Some(settings))
}
