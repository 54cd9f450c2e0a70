//! Limits on guessing and on mails that strangers cause: counted in memory, in a table of fixed size (R10, R77).
//!
//! A crowded set of slots gives up the entry that is forgotten soonest, so that somebody who invents keys cannot wash
//! away what is remembered of those who guess. What is counted is this process's part and ends with it.

use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use base::Moment;

/// Slots that one key may lie in.
const WAYS: usize = 8;
/// Sets of slots: 32,768 keys, one megabyte.
const SETS: u64 = 4_096;

/// So many at once, which come back evenly over a period.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rate {
    /// Tells what is counted from what other rates count.
    number: u8,
    times: i64,
    per: Duration,
}

impl Rate {
    pub(crate) const fn new(number: u8, times: i64, per: Duration) -> Self {
        Self { number, times, per }
    }
}

/// So many without delay, then one at a time, after a wait that doubles with each.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Backoff {
    number: u8,
    free: u32,
    first: Duration,
    most: Duration,
}

impl Backoff {
    pub(crate) const fn new(number: u8, free: u32, first: Duration, most: Duration) -> Self {
        Self {
            number,
            free,
            first,
            most,
        }
    }

    /// How long after the last of `count` tries the next one may come.
    fn wait(self, count: u32) -> i64 {
        match count.checked_sub(self.free) {
            None => 0,
            Some(beyond) => {
                let factor = 1_i64.checked_shl(beyond.min(40)).unwrap_or(i64::MAX);
                ms(self.first).saturating_mul(factor).min(ms(self.most))
            }
        }
    }
}

/// To be tried again after so many seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wait(pub(crate) u64);

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// Of kind and key; nought is empty.
    mark: u64,
    /// Tries, where these count.
    count: u32,
    /// The last try.
    at: i64,
    /// From then on it is as if nothing had been: for a rate, when the allowance is whole again.
    until: i64,
}

/// What is remembered of those who try.
pub(crate) struct Throttle {
    sets: Mutex<Vec<[Slot; WAYS]>>,
    hasher: RandomState,
}

impl Default for Throttle {
    fn default() -> Self {
        Self {
            sets: Mutex::new((0..SETS).map(|_| [Slot::default(); WAYS]).collect()),
            hasher: RandomState::new(),
        }
    }
}

impl Throttle {
    /// Counts one, or says when to come again. A refusal counts nothing.
    pub(crate) fn take(&self, rate: Rate, key: &impl Hash, now: Moment) -> Result<(), Wait> {
        let now = now.ms();
        let interval = ms(rate.per) / rate.times.max(1);
        self.with(rate.number, key, |slot| {
            let whole_at = slot.until.max(now).saturating_add(interval);
            let allowed_at = whole_at.saturating_sub(interval.saturating_mul(rate.times));
            if allowed_at > now {
                return Err(wait(allowed_at - now));
            }
            slot.until = whole_at;
            Ok(())
        })
    }

    /// Takes back one that was counted: it was no guess.
    pub(crate) fn give_back(&self, rate: Rate, key: &impl Hash) {
        let interval = ms(rate.per) / rate.times.max(1);
        self.with(rate.number, key, |slot| {
            slot.until = slot.until.saturating_sub(interval);
        });
    }

    /// Counts a try, or says when to come again.
    pub(crate) fn attempt(
        &self,
        backoff: Backoff,
        key: &impl Hash,
        now: Moment,
    ) -> Result<(), Wait> {
        let now = now.ms();
        self.with(backoff.number, key, |slot| {
            if now >= slot.until {
                slot.count = 0;
            }
            let allowed_at = slot.at.saturating_add(backoff.wait(slot.count));
            if slot.count > 0 && allowed_at > now {
                return Err(wait(allowed_at - now));
            }
            slot.count = slot.count.saturating_add(1);
            slot.at = now;
            let after = backoff.wait(slot.count).saturating_add(ms(backoff.most));
            slot.until = now.saturating_add(after);
            Ok(())
        })
    }

    /// The try was right: those before it are forgotten.
    pub(crate) fn succeeded(&self, backoff: Backoff, key: &impl Hash) {
        self.with(backoff.number, key, |slot| {
            slot.count = 0;
            slot.until = 0;
        });
    }

    fn with<T>(&self, number: u8, key: &impl Hash, change: impl FnOnce(&mut Slot) -> T) -> T {
        let mark = self.hasher.hash_one((number, key)).max(1);
        let place = usize::try_from(mark % SETS).unwrap_or(0);
        let mut sets = self.sets.lock().unwrap_or_else(PoisonError::into_inner);
        match sets.get_mut(place) {
            Some(set) => change(find(set, mark)),
            None => change(&mut Slot::default()), // There are as many sets as places.
        }
    }
}

/// The slot of `mark`, or in its place the one that is forgotten soonest, emptied.
fn find(set: &mut [Slot; WAYS], mark: u64) -> &mut Slot {
    let known = set.iter().position(|slot| slot.mark == mark);
    let [first, rest @ ..] = set;
    match known {
        Some(0) => first,
        Some(place) => rest.get_mut(place.saturating_sub(1)).unwrap_or(first),
        None => {
            let soonest = rest.iter_mut().fold(first, |soonest, slot| {
                if slot.until < soonest.until {
                    slot
                } else {
                    soonest
                }
            });
            *soonest = Slot {
                mark,
                ..Slot::default()
            };
            soonest
        }
    }
}

fn ms(span: Duration) -> i64 {
    i64::try_from(span.as_millis()).unwrap_or(i64::MAX)
}

fn wait(ms: i64) -> Wait {
    Wait(u64::try_from(ms).unwrap_or(0).div_ceil(1_000).max(1))
}

#[cfg(test)]
mod tests;
