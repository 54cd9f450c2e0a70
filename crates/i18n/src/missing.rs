//! What was asked for and is not there, for tests to look at.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// How many are kept; one is enough to fail a test.
const MOST: usize = 1_000;
/// How much of each is kept, in characters.
const MOST_LETTERS: usize = 100;

static MISSING: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// The keys that were looked up in this process and have no words, and the keys whose values were not given.
///
/// A story about pages ends by asking that this is empty.
#[must_use]
pub fn missing() -> Vec<String> {
    let missing = MISSING.lock().unwrap_or_else(PoisonError::into_inner);
    missing.iter().cloned().collect()
}

pub(crate) fn note(what: &str) {
    let mut missing = MISSING.lock().unwrap_or_else(PoisonError::into_inner);
    if missing.len() < MOST {
        missing.insert(what.chars().take(MOST_LETTERS).collect());
    }
}
