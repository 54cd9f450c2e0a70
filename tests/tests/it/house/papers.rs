//! Sizes, names, and what must stand in the repository and what must not.

use super::none;
use super::source::{files, read, sources};

/// A file somebody still holds in their head.
const LONGEST: usize = 400;
/// A map that is longer than this is a book.
const LONGEST_MAP: usize = 250;

#[test]
fn no_file_is_too_long_to_be_held_in_the_head() {
    let long = sources()
        .iter()
        .filter(|source| !source.is_test && source.lines > LONGEST);
    none(
        long.map(|source| {
            format!(
                "{} has {} lines without tests, {LONGEST} are the most: make it a folder of the same name, parted by meaning",
                source.path, source.lines
            )
        })
        .collect(),
    );
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent = sources().iter().filter(|source| source.is_product());
    none(
        silent
            .filter(|source| {
                source
                    .opening
                    .strip_prefix("//!")
                    .is_none_or(|rest| rest.trim().is_empty())
            })
            .map(|source| {
                format!(
                    "{}: begin with `//!`: what it is for, and what it does not do",
                    source.path
                )
            })
            .collect(),
    );
}

#[test]
fn files_are_called_by_the_words_of_the_field() {
    let banned = [
        "user", "users", "topic", "topics", "event", "events", "service", "services", "manager",
        "managers", "util", "utils", "helper", "helpers", "misc",
    ];
    let product = sources().iter().filter(|source| source.is_product());
    none(
        product
            .filter(|source| {
                source
                    .module
                    .iter()
                    .any(|name| banned.contains(&name.as_str()))
            })
            .map(|source| {
                format!(
                    "{}: call it by what it is about (STYLE: person, conversation, gathering, …)",
                    source.path
                )
            })
            .collect(),
    );
}

#[test]
fn the_map_is_short() {
    let lines = read("ARCHITECTURE.md").lines().count();
    assert!(
        lines <= LONGEST_MAP,
        "ARCHITECTURE.md has {lines} lines, {LONGEST_MAP} are the most: what only one crate needs goes to the top of its lib.rs"
    );
}

#[test]
fn the_papers_are_there() {
    let wanted = [
        "LICENSE",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "deny.toml",
        "justfile",
        "Cargo.lock",
        "test",
        ".ci/run",
    ];
    none(
        wanted
            .iter()
            .filter(|path| read(path).is_empty())
            .map(|path| format!("{path} is missing"))
            .collect(),
    );
}

#[test]
fn nothing_names_the_machine_it_was_written_on() {
    // Put together here, so that this file does not name them either.
    let places: Vec<String> = [
        ["/wo", "rk/"],
        ["/fa", "rm/"],
        ["/tmp/ba", "sh_jobs"],
        [".lib", "rary/"],
        ["/ro", "ot/."],
        ["registry.npm", "js.org"],
        ["index.crates", ".io"],
        ["static.crates", ".io"],
        ["files.python", "hosted.org"],
        ["deb.deb", "ian.org"],
    ]
    .iter()
    .map(|parts| parts.concat())
    .collect();
    let mut problems = Vec::new();
    for path in files().iter().filter(|path| !path.ends_with("Cargo.lock")) {
        for (index, line) in read(path).lines().enumerate() {
            for place in places.iter().filter(|place| line.contains(place.as_str())) {
                problems.push(format!(
                    "{path}:{} names {place}: make it relative, or let it be said by a variable",
                    index + 1
                ));
            }
        }
    }
    none(problems);
}
