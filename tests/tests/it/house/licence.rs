//! Licence expressions (SPDX): whether what a crate offers contains a licence that we accept.

use std::iter::Peekable;

/// Whether `expression` can be fulfilled with licences that are `accepted`.
pub(super) fn is_fulfilled(expression: &str, accepted: &dyn Fn(&str) -> bool) -> bool {
    // Old manifests write a slash for OR.
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    let answer = either(&mut words, accepted);
    answer && words.next().is_none()
}

type Words<'w, 'a> = &'w mut Peekable<std::str::SplitWhitespace<'a>>;

fn either(words: Words<'_, '_>, accepted: &dyn Fn(&str) -> bool) -> bool {
    let mut answer = both(words, accepted);
    while words.next_if_eq(&"OR").is_some() {
        answer |= both(words, accepted);
    }
    answer
}

fn both(words: Words<'_, '_>, accepted: &dyn Fn(&str) -> bool) -> bool {
    let mut answer = one(words, accepted);
    while words.next_if_eq(&"AND").is_some() {
        answer &= one(words, accepted);
    }
    answer
}

fn one(words: Words<'_, '_>, accepted: &dyn Fn(&str) -> bool) -> bool {
    match words.next() {
        Some("(") => {
            let answer = either(words, accepted);
            words.next_if_eq(&")").is_some() && answer
        }
        Some(name) if words.next_if_eq(&"WITH").is_some() => {
            accepted(&format!("{name} WITH {}", words.next().unwrap_or_default()))
        }
        Some(name) => accepted(name),
        None => false,
    }
}

#[test]
fn expressions_are_read_as_they_are_meant() {
    let accepted = |name: &str| {
        matches!(
            name,
            "MIT" | "Apache-2.0" | "BSD-3-Clause" | "Apache-2.0 WITH LLVM-exception"
        )
    };
    for good in [
        "MIT",
        "GPL-2.0-only OR MIT",
        "MIT/GPL-3.0-only",
        "(MIT OR GPL-3.0-only) AND BSD-3-Clause",
        "GPL-3.0-only OR MIT AND BSD-3-Clause",
        "Apache-2.0 WITH LLVM-exception OR GPL-2.0-only",
    ] {
        assert!(is_fulfilled(good, &accepted), "{good}");
    }
    for bad in [
        "",
        "GPL-3.0-only",
        "MIT AND GPL-3.0-only",
        "(MIT OR Apache-2.0) AND GPL-3.0-only",
        "(MIT",
        "MIT MIT",
        "GPL-2.0-only WITH LLVM-exception",
    ] {
        assert!(!is_fulfilled(bad, &accepted), "{bad}");
    }
}
