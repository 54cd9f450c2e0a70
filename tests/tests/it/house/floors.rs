//! Who may depend on whom: the floors of our crates, and which foreign crates belong to one of ours.

use toml::{Table, Value};

use super::none;
use super::source::{crates, read};

/// From the ground up. Neighbours of a floor do not know each other.
const FLOORS: &[&[&str]] = &[
    &[
        "base",
        "markup",
        "activitypub",
        "email",
        "feeds",
        "archives",
        "graph",
        "i18n",
        "serving",
    ],
    &["domain", "adapters"],
    &["store"],
    &["app"],
    &["web", "federation", "inbound-mail"],
    &["server"],
];

/// Foreign crates that are one crate's business. Whoever else needs them asks that crate.
const BELONGS: &[(&[&str], &[&str], &str)] = &[
    (
        &["getrandom", "rand", "fastrand", "uuid"],
        &["base"],
        "only base draws random numbers (R18)",
    ),
    (
        &[
            "rusqlite",
            "postgres",
            "tokio-postgres",
            "tokio-postgres-rustls",
            "webpki-roots",
        ],
        &["store"],
        "only store knows the database",
    ),
    (
        &[
            "lettre",
            "reqwest",
            "ureq",
            "hickory-resolver",
            "object_store",
        ],
        &["adapters"],
        "only adapters speak to other machines (R40)",
    ),
    (
        &["image", "landlock", "seccompiler"],
        &["adapters"],
        "pictures are decoded in the adapters' own process (R61)",
    ),
    (
        &["argon2"],
        &["adapters"],
        "hashing takes long and stays out of transactions (R102)",
    ),
    (
        &["ammonia", "comrak"],
        &["markup"],
        "HTML comes from markup, sanitised last (R30)",
    ),
    (&["askama"], &["web"], "pages are made in web"),
    (
        &["fluent-bundle", "unic-langid"],
        &["i18n"],
        "words come from i18n by key",
    ),
    (
        &["quick-xml"],
        &["feeds", "archives"],
        "XML is written by typed writers (R39)",
    ),
    (
        &["hyper", "hyper-util", "socket2"],
        &["serving"],
        "connections are accepted with our own time limits (R80)",
    ),
    (
        &["clap", "toml", "mimalloc", "tracing-subscriber"],
        &["server"],
        "only server reads configuration",
    ),
];

/// Crates without input and output: no runtime, no network, no files.
const PURE: &[&str] = &[
    "base",
    "markup",
    "activitypub",
    "email",
    "feeds",
    "archives",
    "graph",
    "i18n",
    "domain",
];
const IMPURE: &[&str] = &[
    "tokio", "axum", "hyper", "rusqlite", "postgres", "tracing", "tempfile",
];

fn floor(name: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&name))
}

/// Our crates, each with what it depends on: (name, section, dependency).
fn dependencies() -> Vec<(String, String, String)> {
    let mut all = Vec::new();
    for folder in crates() {
        let folder = folder.to_string_lossy();
        let manifest: Table = read(&format!("{folder}/Cargo.toml"))
            .parse()
            .expect("a manifest is TOML");
        let name = folder.trim_start_matches("crates/");
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let on = manifest.get(section).and_then(Value::as_table);
            for dependency in on.into_iter().flat_map(Table::keys) {
                all.push((name.to_owned(), section.to_owned(), dependency.clone()));
            }
        }
    }
    all
}

fn is_ours(name: &str) -> bool {
    !matches!(name, "tests" | "bench")
}

#[test]
fn every_crate_depends_on_lower_floors_only() {
    let problems = dependencies().into_iter().filter(|(name, ..)| is_ours(name)).filter_map(|(name, section, on)| {
        let Some(here) = floor(&name) else {
            return Some(format!("crates/{name} has no floor: give it one in house/floors.rs and in ARCHITECTURE.md"));
        };
        let below = floor(&on)?;
        (below >= here).then(|| {
            format!(
                "crates/{name} [{section}] depends on {on}, which is {}: move what both need to a lower floor, or hand it in \
                 from above",
                if below == here { "its neighbour" } else { "above it" }
            )
        })
    });
    none(problems.collect());
}

#[test]
fn foreign_crates_are_used_where_they_belong() {
    let mut problems = Vec::new();
    for (name, section, on) in dependencies()
        .into_iter()
        .filter(|(name, ..)| is_ours(name))
    {
        let in_earnest = section == "dependencies";
        for (foreign, owners, why) in BELONGS {
            if in_earnest && foreign.contains(&on.as_str()) && !owners.contains(&name.as_str()) {
                problems.push(format!(
                    "crates/{name} depends on {on}: {why}; ask {} for it",
                    owners.join(" or ")
                ));
            }
        }
        if in_earnest && PURE.contains(&name.as_str()) && IMPURE.contains(&on.as_str()) {
            problems.push(format!(
                "crates/{name} depends on {on}, but is a pure tool: hand in what it needs"
            ));
        }
    }
    none(problems);
}

#[test]
fn every_dependency_stands_in_the_workspace_with_its_reason() {
    let manifest = read("Cargo.toml");
    let section = manifest
        .split("[workspace.dependencies]")
        .nth(1)
        .unwrap_or_default();
    let section = section.split("\n[").next().unwrap_or_default();
    let mut problems: Vec<String> = section
        .lines()
        .filter(|line| {
            line.contains('=') && !line.starts_with('#') && !line.contains("path = \"crates/")
        })
        .filter(|line| {
            line.split_once(" # ")
                .is_none_or(|(_, reason)| reason.trim().len() < 4)
        })
        .map(|line| format!("Cargo.toml: say why in a comment behind it: {line}"))
        .collect();
    for folder in crates() {
        let path = format!("{}/Cargo.toml", folder.display());
        let text = read(&path);
        let manifest: Table = text.parse().expect("a manifest is TOML");
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            for (name, how) in manifest
                .get(section)
                .and_then(Value::as_table)
                .into_iter()
                .flatten()
            {
                if how.get("workspace").and_then(Value::as_bool) != Some(true) {
                    problems.push(format!(
                        "{path}: {name} = … belongs into [workspace.dependencies], with its reason"
                    ));
                }
            }
        }
        // The stories stop at what surprises them, so what may not stop the program may stop them (R135).
        let is_stories = path.ends_with("tests/Cargo.toml");
        if !is_stories
            && manifest
                .get("lints")
                .and_then(|lints| lints.get("workspace"))
                .and_then(Value::as_bool)
                != Some(true)
        {
            problems.push(format!("{path}: add [lints] workspace = true"));
        }
    }
    none(problems);
}
