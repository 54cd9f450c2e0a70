//! The house: what ARCHITECTURE.md says, kept by tests that read the sources.
//!
//! These are rules about the text of the program, not about what it does. Each failure says where, and what to do instead.
//! A rule that turns out to be wrong is changed here, with its reason; it is not worked around.

mod advisories;
mod circles;
mod doors;
mod floors;
mod lexer;
mod licence;
mod papers;
mod source;
mod supply;
mod templates;
mod uses;

/// Fails with all problems at once, so that nobody mends them one run at a time.
#[track_caller]
fn none(problems: Vec<String>) {
    let count = problems.len();
    assert!(
        problems.is_empty(),
        "{count} times against the house:\n\n{}\n",
        problems.join("\n")
    );
}
