//! A second's work that is asked of browsers nobody knows before a password is looked at, while very many wrong ones are
//! tried on the whole site (R10). It costs a person one second, and whoever tries a million passwords a million of them.
//!
//! Browsers that the account's owner has used before are let through. Whoever has no script has a link sent by mail.

use std::time::Duration;

use base::Digest;
use domain::Problems;

use crate::throttle::Rate;
use crate::{App, Result, stamp};

/// What is signed.
const PURPOSE: &str = "challenge of signing in";
/// How long one may be worked at.
const LIFE: Duration = Duration::from_mins(10);
/// Each counts once.
const ONCE: Rate = Rate::new(7, 1, LIFE);
/// Bits that have to be nought: some 65,000 hashes, a second or two for a script.
pub const BITS: u32 = 16;
/// Bytes of an answer.
const ANSWER_LIMIT: usize = 20;

/// A fresh one, while one is asked for.
#[must_use]
pub fn fresh(app: &App) -> Option<String> {
    is_on(app).then(|| stamp::make(app, PURPOSE))
}

/// A try was turned away since too many were being worked on: where hashing is slow, an attack shows in these.
pub fn turned_away(app: &App) {
    if app.keeps_limits() {
        app.alarm().count(app.now());
    }
}

fn is_on(app: &App) -> bool {
    app.keeps_limits() && app.alarm().rings(app.now())
}

/// Whether the work was done, where it is asked for. It counts once.
pub(crate) fn meet(app: &App, challenge: &str, answer: &str) -> Result<()> {
    if !is_on(app) {
        return Ok(());
    }
    let is_ours = stamp::age(app, PURPOSE, challenge).is_some_and(|age| age < LIFE);
    let is_done = is_ours
        && is_solved(challenge, answer)
        && app.throttle().take(ONCE, &challenge, app.now()).is_ok();
    is_done
        .then_some(())
        .ok_or_else(|| Problems::one("answer", "sign-in.challenge").into())
}

/// Whether the hash of both begins with [`BITS`] noughts.
fn is_solved(challenge: &str, answer: &str) -> bool {
    if answer.len() > ANSWER_LIMIT {
        return false;
    }
    let digest = Digest::of(format!("{challenge} {answer}").as_bytes());
    let noughts = digest.bytes().iter().try_fold(0, |sum, byte| {
        let here = byte.leading_zeros();
        if here == 8 {
            Ok(sum + 8)
        } else {
            Err(sum + here)
        }
    });
    let (Ok(noughts) | Err(noughts)) = noughts;
    noughts >= BITS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_found_by_trying_and_fits_its_question_only() {
        let answer = (0_u32..)
            .map(|number| number.to_string())
            .find(|answer| is_solved("a question", answer))
            .unwrap();
        assert!(!is_solved("another question", &answer));
        assert!(!is_solved("a question", ""));
        assert!(!is_solved("a question", &format!("{answer}{:021}", 0)));
    }
}
