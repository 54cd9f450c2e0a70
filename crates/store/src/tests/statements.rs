//! Every statement of the crate is known to both engines, gets as many values as it wants, and gives what can be read.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use postgres::types::Type;

use super::place::{self, Spot};
use super::rust_text::{Call, Token, calls, tokens};
use crate::dialect;
use crate::engine::Statement;

struct Found {
    place: String,
    statement: &'static Statement,
    values: usize,
}

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name != "tests") {
                sources(&path, into);
            }
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            into.push(path);
        }
    }
}

fn statement_of(call: &Call) -> &'static Statement {
    match &call.first {
        Token::Text(text) => {
            let text: &'static str = Box::leak(text.clone().into_boxed_str());
            Box::leak(Box::new(Statement::new(text)))
        }
        Token::Word(name) => dialect::ALL
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, statement)| *statement)
            .unwrap_or_else(|| panic!("dialect::ALL lacks {name}")),
        other => panic!("{other:?} is no statement"),
    }
}

fn all() -> Vec<Found> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    files.sort();
    let mut found = Vec::new();
    for file in files {
        let source = std::fs::read_to_string(&file).unwrap();
        let name = file.strip_prefix(&root).unwrap().display().to_string();
        for call in calls(&source, "sql")
            .iter()
            .chain(&calls(&source, "dialect"))
        {
            found.push(Found {
                place: format!("{name}:{}", call.line),
                statement: statement_of(call),
                values: call.values,
            });
        }
    }
    found
}

/// The highest `$n`; every one up to it has to occur.
fn parameters(sql: &str) -> usize {
    let mut numbers = BTreeSet::new();
    for after in sql.split('$').skip(1) {
        let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
        if let Ok(number) = digits.parse::<usize>() {
            numbers.insert(number);
        }
    }
    let most = numbers.last().copied().unwrap_or(0);
    assert_eq!(numbers.len(), most, "a parameter is left out in: {sql}");
    most
}

#[test]
fn the_scan_finds_the_statements() {
    let found = all();
    assert!(found.len() > 80, "only {} statements", found.len());
    for file in ["article", "comment", "job", "search"] {
        assert!(
            found.iter().any(|one| one.place.starts_with(file)),
            "nothing in {file}"
        );
    }
}

#[test]
fn every_dialect_statement_is_listed() {
    let source = include_str!("../dialect.rs");
    let words = tokens(source);
    let named: BTreeSet<&str> = words
        .windows(4)
        .filter_map(|four| match four {
            [
                (_, Token::Word(before)),
                (_, Token::Word(name)),
                (_, Token::Mark(':')),
                (_, Token::Word(kind)),
            ] if before == "static" && kind == "Statement" => Some(name.as_str()),
            _ => None,
        })
        .collect();
    let listed: BTreeSet<&str> = dialect::ALL.iter().map(|(name, _)| *name).collect();
    assert_eq!(named, listed);
}

#[test]
fn sqlite_knows_every_statement() {
    let spot = place::sqlite();
    drop(spot.open());
    let db = spot.to_sqlite();
    let mut faults = Vec::new();
    for found in all() {
        match db.prepare(found.statement.sqlite()) {
            Err(error) => faults.push(format!("{}: {error}", found.place)),
            Ok(prepared) => {
                let wanted = prepared.parameter_count();
                let written = found.statement.sqlite().replace('?', "$");
                if wanted != found.values || wanted != parameters(&written) {
                    faults.push(format!(
                        "{}: wants {wanted} values, gets {}",
                        found.place, found.values
                    ));
                }
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn postgres_knows_every_statement() {
    let Some(spot) = place::postgres() else {
        return;
    };
    drop(spot.open());
    let faults = check_on_postgres(&spot);
    assert_eq!(faults, Vec::<String>::new());
}

fn check_on_postgres(spot: &Spot) -> Vec<String> {
    spot.with_postgres(|client| {
        let mut faults = Vec::new();
        for found in all() {
            let prepared = match client.prepare(found.statement.postgres()) {
                Ok(prepared) => prepared,
                Err(error) => {
                    faults.push(format!("{}: {:?}", found.place, error.as_db_error()));
                    continue;
                }
            };
            let wanted = prepared.params().len();
            if wanted != found.values || wanted != parameters(found.statement.postgres()) {
                faults.push(format!(
                    "{}: wants {wanted} values, gets {}",
                    found.place, found.values
                ));
            }
            // What `Value` can give and `Column` can read; anything else would fail when it runs.
            for kind in prepared.params() {
                if ![Type::INT8, Type::INT4, Type::BOOL, Type::TEXT].contains(kind) {
                    faults.push(format!("{}: a parameter is {kind}", found.place));
                }
            }
            for column in prepared.columns() {
                if ![Type::INT8, Type::BOOL, Type::TEXT].contains(column.type_()) {
                    faults.push(format!(
                        "{}: column {} is {}",
                        found.place,
                        column.name(),
                        column.type_()
                    ));
                }
            }
        }
        faults
    })
}

/// Statements that are meant to read all comments of a site: those that check and mend, and the index made anew.
const WHOLE: [&str; 3] = ["check.rs", "search/rebuild.rs", "seed.rs"];

/// A page costs the same on a large site as on a small one: nothing reads all comments, or all of one state, to find a few.
#[test]
fn no_statement_of_a_page_reads_all_comments() {
    let spot = place::sqlite();
    drop(spot.open());
    let db = spot.to_sqlite();
    let mut slow = Vec::new();
    for one in all() {
        if WHOLE.iter().any(|file| one.place.starts_with(file)) {
            continue;
        }
        let explain = format!("explain query plan {}", one.statement.sqlite());
        let Ok(mut plan) = db.prepare(&explain) else {
            continue; // Set-up that cannot be explained; whether it is known is asked elsewhere.
        };
        let nothing = vec![rusqlite::types::Null; plan.parameter_count()];
        let steps: Vec<String> = plan
            .query_map(rusqlite::params_from_iter(nothing), |row| row.get(3))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        // Few wait at any time.
        let few = one.statement.sqlite().contains("state = 'waiting'");
        let limited = one.statement.sqlite().contains("limit");
        for step in &steps {
            let of_state = step.ends_with("comment_recent (state=?)");
            // By state and in order, the first few are found at once.
            let in_order = limited && !steps.iter().any(|step| step.contains("ORDER BY"));
            if step.starts_with("SCAN comment ")
                || step == "SCAN m"
                || (of_state && !in_order && !few)
            {
                slow.push(format!("{}: {step}", one.place));
            }
        }
    }
    assert!(slow.is_empty(), "{slow:#?}");
}
