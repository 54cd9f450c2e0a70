//! What we let in: `deny.toml` kept without any tool installed (R136).

use std::collections::BTreeSet;
use std::process::Command;

use semver::{Version, VersionReq};
use toml::{Table, Value};

use super::licence::is_fulfilled;
use super::none;
use super::source::{read, root};

/// Where every foreign package comes from.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Beginnings of names that deny.toml cannot say: cargo-deny knows whole names only.
const DENIED_FAMILIES: &[&str] = &[
    "libheif",
    "libwebp",
    "magick",
    "pcre",
    "actix-",
    "sqlx-sqlite",
    "libsql-",
];

/// A package of the lock file.
pub(super) struct Package {
    pub(super) name: String,
    pub(super) version: Version,
    pub(super) source: Option<String>,
    needs: Vec<String>,
}

pub(super) fn toml(path: &str) -> Table {
    read(path)
        .parse()
        .unwrap_or_else(|fault| panic!("{path}: {fault}"))
}

pub(super) fn texts(value: Option<&Value>) -> Vec<String> {
    let list = value.and_then(Value::as_array).into_iter().flatten();
    list.filter_map(|item| item.as_str().or_else(|| item.get("id")?.as_str()))
        .map(str::to_owned)
        .collect()
}

pub(super) fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key).and_then(Value::as_str).map(str::to_owned)
}

pub(super) fn packages() -> Vec<Package> {
    let lock = toml("Cargo.lock");
    let all = lock
        .get("package")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    all.map(|package| Package {
        name: text(package, "name").expect("a package has a name"),
        version: text(package, "version")
            .and_then(|version| version.parse().ok())
            .expect("a package has a version"),
        source: text(package, "source"),
        needs: texts(package.get("dependencies")),
    })
    .collect()
}

/// `name`, `name:requirement` or `name@version`, as deny.toml writes it.
fn spec(written: &str) -> (&str, VersionReq) {
    let (name, wanted) = match written.split_once([':', '@']) {
        Some((name, wanted)) if written.contains('@') => (name, format!("={wanted}")),
        Some((name, wanted)) => (name, wanted.to_owned()),
        None => (written, "*".to_owned()),
    };
    (
        name,
        wanted
            .parse()
            .unwrap_or_else(|fault| panic!("deny.toml: {written}: {fault}")),
    )
}

#[test]
fn nothing_denied_is_in_the_lock_file() {
    let deny = toml("deny.toml");
    let packages = packages();
    let mut problems = Vec::new();
    for entry in deny["bans"]["deny"].as_array().into_iter().flatten() {
        let written = text(entry, "crate").expect("an entry names its crate");
        let (name, versions) = spec(&written);
        let reason = text(entry, "reason").unwrap_or_default();
        let instead = text(entry, "use-instead")
            .map(|other| format!("; use {other}"))
            .unwrap_or_default();
        let wrappers = entry.get("wrappers").map(|wrappers| texts(Some(wrappers)));
        for package in packages
            .iter()
            .filter(|package| package.name == name && versions.matches(&package.version))
        {
            let users = packages.iter().filter(|user| {
                user.needs
                    .iter()
                    .any(|need| need.split(' ').next() == Some(name))
            });
            let mut strangers = users.filter(|user| {
                !wrappers
                    .as_ref()
                    .is_some_and(|known| known.contains(&user.name))
            });
            if let Some(user) = strangers.next() {
                let version = &package.version;
                problems.push(format!(
                    "{name} {version}, through {}: {reason}{instead} (deny.toml)",
                    user.name
                ));
            }
        }
    }
    for package in &packages {
        if let Some(family) = DENIED_FAMILIES
            .iter()
            .find(|family| package.name.starts_with(**family))
        {
            problems.push(format!(
                "{}: nothing of the family {family} (house/supply.rs)",
                package.name
            ));
        }
        if package
            .source
            .as_deref()
            .is_some_and(|source| source != REGISTRY)
        {
            problems.push(format!(
                "{}: comes from elsewhere than the registry",
                package.name
            ));
        }
    }
    if packages
        .iter()
        .filter(|package| package.name == "libsqlite3-sys")
        .count()
        > 1
    {
        problems.push("two versions of SQLite in one process lose each other's locks: keep one libsqlite3-sys".to_owned());
    }
    none(problems);
}

#[test]
fn every_licence_is_permissive() {
    let deny = toml("deny.toml");
    let allowed = texts(deny["licenses"].get("allow"));
    let exceptions: Vec<(String, Vec<String>)> = deny["licenses"]["exceptions"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|entry| {
            (
                text(entry, "crate").unwrap_or_default(),
                texts(entry.get("allow")),
            )
        })
        .collect();
    let mut problems = Vec::new();
    let mut met = BTreeSet::new();
    for package in metadata()["packages"].as_array().into_iter().flatten() {
        let of = |key: &str| package[key].as_str().unwrap_or_default();
        let (name, licence) = (of("name"), of("license"));
        if package["source"].is_null() {
            if licence != "AGPL-3.0-or-later" {
                problems.push(format!("{name}: say license.workspace = true"));
            }
            continue;
        }
        met.insert(name.to_owned());
        let accepted = |licence: &str| {
            allowed.iter().any(|allowed| allowed == licence)
                || exceptions
                    .iter()
                    .any(|(to, more)| to == name && more.iter().any(|more| more == licence))
        };
        if !is_fulfilled(licence, &accepted) {
            problems.push(format!("{name}: its licence is “{licence}”; find another crate, or argue for it in deny.toml"));
        }
    }
    let gone = exceptions.iter().filter(|(name, _)| !met.contains(name));
    problems.extend(
        gone.map(|(name, _)| format!("deny.toml: the exception for {name} is no longer needed")),
    );
    none(problems);
}

/// What cargo knows of all packages that are built on this machine. Nothing is fetched for it.
fn metadata() -> serde_json::Value {
    let ask = |arguments: &[&str]| {
        let answer = Command::new(env!("CARGO"))
            .args(arguments)
            .current_dir(root())
            .output()
            .expect("cargo runs");
        let fault = String::from_utf8_lossy(&answer.stderr).into_owned();
        assert!(
            answer.status.success(),
            "cargo {}: {fault}",
            arguments.join(" ")
        );
        String::from_utf8(answer.stdout).expect("cargo writes UTF-8")
    };
    let about = ask(&["-vV"]);
    let host = about
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .expect("cargo names its host");
    let all = ask(&[
        "metadata",
        "--format-version",
        "1",
        "--locked",
        "--offline",
        "--filter-platform",
        host,
    ]);
    serde_json::from_str(&all).expect("cargo writes JSON")
}

#[test]
fn a_spec_of_deny_toml_is_read_as_cargo_deny_reads_it() {
    let matches = |written: &str, version: &str| {
        spec(written)
            .1
            .matches(&version.parse().expect("a version"))
    };
    assert!(
        matches("openssl", "0.10.1")
            && matches("h2:<0.4.16", "0.4.15")
            && matches("x@1.2.3", "1.2.3")
    );
    assert!(!matches("h2:<0.4.16", "0.4.16") && !matches("x@1.2.3", "1.2.4"));
    assert_eq!(spec("h2:<0.4.16").0, "h2");
}
