//! What was learnt from decisions about words. Words are kept as digests; what somebody said cannot be read from them.

use std::collections::HashMap;

use base::Digest;
use domain::spam::{Count, KNOWN, LESSONS, Verdict};

use crate::{Result, Snapshot, Tx};

/// The key of the row that counts decisions.
const DECIDED: i64 = 0;

/// What stands for a token: sixty bits of its digest.
fn key(token: &str) -> i64 {
    let hex = Digest::of(token.as_bytes()).hex();
    let part = hex.get(..15).unwrap_or_default();
    i64::from_str_radix(part, 16).unwrap_or(1).max(1)
}

fn list(keys: impl Iterator<Item = i64>) -> String {
    let keys: Vec<String> = keys.map(|key| key.to_string()).collect();
    format!("[{}]", keys.join(","))
}

/// How often each of some tokens was there, and how much was decided.
pub fn known(from: &mut Snapshot<'_>, tokens: &[String]) -> Result<(Vec<(String, Count)>, Count)> {
    let keys: Vec<i64> = tokens.iter().map(|token| key(token)).collect();
    let all = list(std::iter::once(DECIDED).chain(keys.iter().copied()));
    let rows: Vec<(i64, i64, i64)> = dialect!(KNOWN_TOKENS, all).all(from)?;
    let count = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    let counts: HashMap<i64, Count> = rows
        .into_iter()
        .map(|(token, spam, fine)| {
            let (spam, fine) = (count(spam), count(fine));
            (token, Count { spam, fine })
        })
        .collect();
    let of = |key: &i64| counts.get(key).copied().unwrap_or_default();
    let decided = of(&DECIDED);
    let known = tokens.iter().cloned().zip(keys.iter().map(of)).collect();
    Ok((known, decided))
}

const fn once(verdict: Verdict) -> (i64, i64) {
    match verdict {
        Verdict::Spam => (1, 0),
        Verdict::Fine => (0, 1),
    }
}

/// Learns what somebody decided about words. What was learnt from the same before is unlearnt.
pub fn learn(tx: &mut Tx<'_>, subject: i64, verdict: Verdict, tokens: &[String]) -> Result<()> {
    unlearn(tx, subject)?;
    let now = tx.now();
    let (spam, fine) = once(verdict);
    let keys = list(tokens.iter().map(|token| key(token)));
    let all = list(std::iter::once(DECIDED).chain(tokens.iter().map(|token| key(token))));
    dialect!(LEARN_TOKENS, all, spam, fine, now).change(tx)?;
    sql!(
        "insert into spam_lesson (subject_id, verdict, tokens, at) values ($1, $2, $3, $4)",
        subject,
        verdict,
        keys,
        now,
    )
    .change_one(tx)
}

/// Takes back what was learnt from something, if that is still known.
pub fn unlearn(tx: &mut Tx<'_>, subject: i64) -> Result<()> {
    let lesson: Option<(Verdict, String)> = sql!(
        "select verdict, tokens from spam_lesson where subject_id = $1",
        subject
    )
    .optional(tx)?;
    let Some((verdict, keys)) = lesson else {
        return Ok(());
    };
    let (spam, fine) = once(verdict);
    dialect!(UNLEARN_TOKENS, keys, spam, fine).change(tx)?;
    dialect!(UNLEARN_TOKENS, list(std::iter::once(DECIDED)), spam, fine).change(tx)?;
    forget(tx, subject)
}

/// Takes back that something was learnt as advertising, since it is there again.
pub fn acquit(tx: &mut Tx<'_>, subject: i64) -> Result<()> {
    let spam: Option<i64> = sql!(
        "select subject_id from spam_lesson where subject_id = $1 and verdict = 'spam'",
        subject
    )
    .optional(tx)?;
    match spam {
        Some(subject) => unlearn(tx, subject),
        None => Ok(()),
    }
}

/// Forgets from what something was learnt: it stays counted, and can be unlearnt no more.
pub(crate) fn forget(tx: &mut Tx<'_>, subject: i64) -> Result<()> {
    sql!("delete from spam_lesson where subject_id = $1", subject).change(tx)?;
    Ok(())
}

/// How much was decided.
pub fn decided(from: &mut Snapshot<'_>) -> Result<Count> {
    Ok(known(from, &[])?.1)
}

/// Keeps what is known within its bounds: the oldest lessons go, and tokens that were there once, the oldest first.
pub fn tidy(tx: &mut Tx<'_>) -> Result<()> {
    sql!(
        "delete from spam_lesson where subject_id in (
             select subject_id from spam_lesson order by at desc, subject_id desc limit 1000000000 offset $1)",
        LESSONS
    )
    .change(tx)?;
    sql!("delete from spam_token where spam = 0 and fine = 0 and token <> 0").change(tx)?;
    sql!(
        "delete from spam_token where token in (
             select token from spam_token where token <> 0
             order by case when spam + fine > 1 then 1 else 0 end desc, at desc, token desc limit 1000000000 offset $1)",
        KNOWN
    )
    .change(tx)?;
    Ok(())
}
