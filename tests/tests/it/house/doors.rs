//! One door for each thing that must not be done just anywhere.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::lexer::{Token, What};
use super::none;
use super::source::{Source, files, sources};

/// Where the tokens `first :: second :: …` or a single word stand.
fn places<'a>(tokens: &'a [Token], path: &'a str) -> impl Iterator<Item = usize> + 'a {
    let parts: Vec<&str> = path.split("::").collect();
    tokens
        .iter()
        .enumerate()
        .filter(move |(at, _)| {
            parts.iter().enumerate().all(|(index, part)| {
                let here = at + index * 3;
                let joined = index == 0
                    || [2, 1]
                        .iter()
                        .all(|back| tokens.get(here - back).is_some_and(|mark| mark.is(':')));
                joined && tokens.get(here).and_then(Token::word) == Some(part)
            })
        })
        .map(|(_, token)| token.line)
}

/// What the product names outside of the crates that may.
fn outside(allowed: &[&str], names: &[&str], why: &str) -> Vec<String> {
    let mut problems = Vec::new();
    for source in sources().iter().filter(|source| source.is_product()) {
        if allowed.iter().any(|krate| source.is_of(krate)) {
            continue;
        }
        for name in names {
            problems.extend(
                places(&source.code, name)
                    .map(|line| format!("{}:{line} {name}: {why}", source.path)),
            );
        }
    }
    problems
}

/// The beginnings that only SQL has.
static SQL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?is)^\s*(select\s.*\sfrom\s|select\s+(\w+\(|1)|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|pragma\s+\w|vacuum(\s+into\b|\s*;?\s*$)|begin\s+(immediate|transaction)|(create|drop|alter)\s+(unique\s+|virtual\s+)?(table|index|view|trigger|database|schema)\s|with\s+(recursive\s+)?\w+\s*(\([^)]*\))?\s*as\s*\()",
    )
    .expect("the pattern is right")
});

#[test]
fn only_store_writes_sql() {
    let mut problems = Vec::new();
    let others = |source: &&Source| !source.is_of("store") && !source.is_test;
    for source in sources().iter().filter(others) {
        for (at, token) in source.code.iter().enumerate() {
            let sql = match &token.what {
                What::Text(text) => SQL.is_match(text),
                What::Word(word) => {
                    word == "sql" && source.code.get(at + 1).is_some_and(|next| next.is('!'))
                }
                What::Mark(_) => false,
            };
            if sql {
                problems.push(format!(
                    "{}:{} SQL: give the query a name in store and call it",
                    source.path, token.line
                ));
            }
        }
    }
    for path in files()
        .iter()
        .filter(|path| path.ends_with(".sql") && !path.starts_with("crates/store/"))
    {
        problems.push(format!(
            "{path}: migrations and queries live in crates/store"
        ));
    }
    none(problems);
}

#[test]
fn what_looks_like_sql_is_told_from_english() {
    for sql in [
        "select id from people",
        "  INSERT INTO x values (1)",
        "update people set a = $1",
        "with a as (select 1)",
        "pragma user_version",
    ] {
        assert!(SQL.is_match(sql), "{sql}");
    }
    for english in [
        "Select all",
        "Update your settings",
        "Delete",
        "with care",
        "Created",
        "Drop files here",
        "vacuum cleaner",
    ] {
        assert!(!SQL.is_match(english), "{english}");
    }
}

#[test]
fn only_one_file_of_base_draws_random_numbers() {
    let mut problems = outside(
        &["base"],
        &[
            "getrandom",
            "rand",
            "fastrand",
            "OsRng",
            "SysRng",
            "thread_rng",
        ],
        "only base draws random numbers; take a base::Secret or an id, or have it handed in (R18)",
    );
    let drawing: Vec<&str> = sources()
        .iter()
        .filter(|source| source.is_of("base") && places(&source.code, "getrandom").next().is_some())
        .map(|source| source.path.as_str())
        .collect();
    if drawing.len() > 1 {
        problems.push(format!(
            "{}: keep getrandom in one of these files (R18)",
            drawing.join(", ")
        ));
    }
    none(problems);
}

#[test]
fn only_adapters_open_connections_to_other_machines() {
    none(outside(
        &["adapters"],
        &[
            "TcpStream::connect",
            "TcpSocket",
            "UdpSocket",
            "UnixStream::connect",
            "lookup_host",
            "ToSocketAddrs",
            "to_socket_addrs",
            "reqwest",
            "ureq",
            "hyper::client",
            "hyper_util::client",
            "lettre",
        ],
        "only adapters reach out; have the answer handed in (R40)",
    ));
}

#[test]
fn only_server_reads_the_environment() {
    let mut problems = outside(
        &["server"],
        &[
            "env::var",
            "env::var_os",
            "env::vars",
            "env::args",
            "env::args_os",
        ],
        "only server reads configuration; have it handed in",
    );
    // A program of its own has arguments of its own.
    problems.retain(|problem| !problem.contains("/src/bin/"));
    none(problems);
}

#[test]
fn time_is_handed_in() {
    let why = "time is handed in: tx.now(), or a Clock from the wiring";
    let mut problems = outside(
        &["base", "server"],
        &["Timestamp::now", "Zoned::now", "Moment::now"],
        why,
    );
    // The store's clock can be set and is this one if nobody does; files carry the times of the file system.
    problems.extend(outside(&["base", "store", "server"], &["SystemClock"], why));
    problems.extend(outside(
        &["base", "adapters", "server"],
        &["SystemTime::now"],
        why,
    ));
    none(problems);
}

#[test]
fn connections_are_accepted_with_our_own_limits() {
    none(outside(
        &[],
        &["axum::serve"],
        "it never gives up on a slow request head; use serving (R80)",
    ));
}

#[test]
fn no_lint_is_silenced_and_no_test_skipped() {
    let mut problems = Vec::new();
    for source in sources() {
        for (at, token) in source
            .all
            .iter()
            .enumerate()
            .filter(|(_, token)| token.is('#'))
        {
            let attribute: Vec<&Token> = source
                .all
                .iter()
                .skip(at + 1)
                .skip_while(|next| next.is('!'))
                .take_while(|next| !next.is(']'))
                .collect();
            if attribute.first().is_none_or(|first| !first.is('[')) {
                continue;
            }
            let silences = attribute
                .windows(2)
                .any(|pair| pair[0].word() == Some("allow") && pair[1].is('('));
            let skips = attribute.get(1).and_then(|token| token.word()) == Some("ignore");
            let (path, line) = (&source.path, token.line);
            if silences {
                problems.push(format!(
                    "{path}:{line} #[allow]: mend it, or write #[expect(…, reason = \"…\")]"
                ));
            }
            if skips {
                problems.push(format!("{path}:{line} #[ignore]: a test that does not run proves nothing; mend or remove it"));
            }
        }
    }
    none(problems);
}
