//! The lock file compared with the RustSec advisories, where a folder of them is at hand (R136).

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::time::UNIX_EPOCH;

use jiff::civil::Date;
use semver::{Version, VersionReq};
use toml::Table;

use super::none;
use super::supply::{packages, text, texts, toml};

/// Advisories older than this may hide something, in days.
const STALE: i32 = 45;
/// A release is not made with advisories older than this, in days. Only a release: a check that turns red by the calendar
/// would stop every change, also the one that brings the new advisories.
const TOO_STALE: i32 = 100;

/// Not part of passing or failing, but not to be swallowed either.
fn mention(what: &str) {
    let _ = writeln!(std::io::stderr(), "advisories: {what}");
}

#[test]
fn no_advisory_concerns_the_lock_file() {
    let Some(folder) = std::env::var_os("GUILDHALL_ADVISORY_DB").map(PathBuf::from) else {
        mention("not compared; name a folder with the RustSec advisories in GUILDHALL_ADVISORY_DB");
        return;
    };
    let ignored = texts(toml("deny.toml")["advisories"].get("ignore"));
    let direct: BTreeSet<String> = toml("Cargo.toml")["workspace"]["dependencies"]
        .as_table()
        .expect("a table")
        .keys()
        .cloned()
        .collect();
    let mut problems = Vec::new();
    for package in packages().iter().filter(|package| package.source.is_some()) {
        for path in fs::read_dir(folder.join("crates").join(&package.name))
            .into_iter()
            .flatten()
            .flatten()
        {
            let Some(advisory) =
                Advisory::read(&fs::read_to_string(path.path()).unwrap_or_default())
            else {
                problems.push(format!("{}: cannot be read", path.path().display()));
                continue;
            };
            let weighs = match advisory.kind.as_deref() {
                Some("unmaintained") => direct.contains(&package.name),
                Some("notice") => false,
                _ => true,
            };
            if weighs && advisory.concerns(&package.version) && !ignored.contains(&advisory.id) {
                problems.push(format!(
                    "{} {} has {}: update it, or argue in deny.toml why it cannot reach us",
                    package.name, package.version, advisory.id
                ));
            }
        }
    }
    let age = age(&folder).expect("the folder holds advisories with dates");
    if age > STALE {
        mention(&format!("the newest is {age} days old; bring newer ones"));
    }
    if age > TOO_STALE && std::env::var_os("GUILDHALL_RELEASE").is_some() {
        problems.push(format!(
            "the advisories are {age} days old; no release with more than {TOO_STALE}"
        ));
    }
    none(problems);
}

/// Days since the newest advisory.
fn age(folder: &std::path::Path) -> Option<i32> {
    let crates = fs::read_dir(folder.join("crates")).ok()?.flatten();
    let all = crates.flat_map(|one| fs::read_dir(one.path()).into_iter().flatten().flatten());
    let dates = all.filter_map(|file| Advisory::read(&fs::read_to_string(file.path()).ok()?)?.date);
    let newest = dates.max()?;
    let epoch = Date::constant(1970, 1, 1);
    let today = UNIX_EPOCH.elapsed().ok()?.as_secs() / 86_400;
    let newest = newest.since((jiff::Unit::Day, epoch)).ok()?.get_days();
    Some(i32::try_from(today).ok()? - newest)
}

/// A RustSec advisory: TOML between fences, then prose.
struct Advisory {
    id: String,
    kind: Option<String>,
    date: Option<Date>,
    /// Versions that are out of it.
    safe: Vec<VersionReq>,
    elsewhere: bool,
}

impl Advisory {
    fn read(file: &str) -> Option<Self> {
        let front: Table = file
            .split("```toml\n")
            .nth(1)?
            .split("\n```")
            .next()?
            .parse()
            .ok()?;
        let advisory = front.get("advisory")?;
        let versions = front.get("versions");
        let list = |key: &str| texts(versions.and_then(|versions| versions.get(key)));
        let safe = [list("patched"), list("unaffected")].concat();
        let systems = texts(
            front
                .get("affected")
                .and_then(|affected| affected.get("os")),
        );
        Some(Self {
            id: text(advisory, "id")?,
            kind: text(advisory, "informational"),
            date: text(advisory, "date").and_then(|date| date.parse().ok()),
            safe: safe
                .iter()
                .filter_map(|versions| versions.parse().ok())
                .collect(),
            elsewhere: advisory.get("withdrawn").is_some()
                || !systems.is_empty() && !systems.iter().any(|os| os == "linux"),
        })
    }

    fn concerns(&self, version: &Version) -> bool {
        !self.elsewhere && !self.safe.iter().any(|safe| safe.matches(version))
    }
}

#[test]
fn an_advisory_says_which_versions_it_concerns() {
    let advisory = Advisory::read(
        "```toml\n[advisory]\nid = \"RUSTSEC-2020-0001\"\npackage = \"x\"\ndate = \"2020-01-02\"\n\n[versions]\n\
         patched = [\">= 4.1.3\", \">= 4.0.2, < 4.1.0\", \"^3.3.2\"]\nunaffected = [\"< 1.0\"]\n```\n\n# A hole\n",
    )
    .expect("it is well-formed");
    let concerned = |version: &str| advisory.concerns(&version.parse().expect("a version"));
    assert_eq!(advisory.date, "2020-01-02".parse().ok());
    for open in ["4.1.2", "4.1.0", "4.0.1", "3.3.1", "2.0.0", "1.0.0"] {
        assert!(concerned(open), "{open}");
    }
    for safe in ["4.1.3", "5.0.0", "4.0.2", "3.9.0", "0.9.9"] {
        assert!(!concerned(safe), "{safe}");
    }
}
