//! Rate limits: how often one key may do one thing (R87).
//!
//! Each pair of class and key has one number, the time at which its allowance will be whole again (GCRA). The table
//! has a fixed size; a crowded set of slots gives up the entry that owes least, so somebody who invents keys cannot
//! wash away what is remembered of those who ask too much.

use crate::refusal::refuse_until;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How many pairs of class and key are remembered.
pub const KEYS: usize = 100_000;

/// Slots that one key may lie in.
const WAYS: usize = 8;

/// Locks, so that requests seldom wait for each other.
const SHARDS: u16 = 16;

/// So many at once, and so many again in each period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    times: u32,
    per: Duration,
}

impl Rate {
    /// `times` in each `per`. Nought times is never.
    pub const fn new(times: u32, per: Duration) -> Self {
        Self { times, per }
    }

    /// This process's part, where several serve a site and do not share what they count.
    pub fn divided_by(self, processes: u32) -> Self {
        Self {
            times: self.times.div_ceil(processes.max(1)),
            per: self.per,
        }
    }

    fn interval(self) -> Option<u64> {
        u64::try_from(self.per.as_nanos())
            .ok()?
            .checked_div(u64::from(self.times))
    }
}

/// A kind of thing that is limited, by a number of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Class {
    number: u16,
    rate: Rate,
}

impl Class {
    /// Two classes of one number share what is counted.
    pub const fn new(number: u16, rate: Rate) -> Self {
        Self { number, rate }
    }
}

/// Come again after this long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryAfter(pub Duration);

impl IntoResponse for RetryAfter {
    fn into_response(self) -> Response {
        refuse_until(StatusCode::TOO_MANY_REQUESTS, "rate.too-many", self.0)
    }
}

/// Time that only goes forward.
pub trait Clock: Send + Sync {
    /// How long since some fixed moment.
    fn now(&self) -> Duration;
}

/// The machine's monotonic clock.
#[derive(Clone, Copy, Debug)]
pub struct Monotonic(Instant);

impl Default for Monotonic {
    fn default() -> Self {
        Self(Instant::now())
    }
}

impl Clock for Monotonic {
    fn now(&self) -> Duration {
        self.0.elapsed()
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// Of class and key; nought is empty.
    mark: u64,
    /// When the allowance is whole again, in nanoseconds.
    whole_at: u64,
}

/// Counts and refuses.
#[derive(Debug)]
pub struct Limiter<C = Monotonic> {
    shards: Vec<Mutex<Vec<[Slot; WAYS]>>>,
    hasher: RandomState,
    clock: C,
}

impl Default for Limiter {
    fn default() -> Self {
        Self::new(KEYS, Monotonic::default())
    }
}

impl<C: Clock> Limiter<C> {
    /// Remembers about `keys` pairs of class and key.
    pub fn new(keys: usize, clock: C) -> Self {
        let sets = keys.div_ceil(WAYS).div_ceil(usize::from(SHARDS)).max(1);
        let shards = (0..SHARDS)
            .map(|_| Mutex::new(vec![[Slot::default(); WAYS]; sets]))
            .collect();
        Self {
            shards,
            hasher: RandomState::new(),
            clock,
        }
    }

    /// Counts one, or says when to come again; a refusal counts nothing.
    pub fn check(&self, class: Class, key: &impl Hash) -> Result<(), RetryAfter> {
        self.take(class, key, 1)
    }

    /// Counts `amount` at once, all or nothing.
    pub fn take(&self, class: Class, key: &impl Hash, amount: u32) -> Result<(), RetryAfter> {
        let Some(interval) = class.rate.interval() else {
            return Err(RetryAfter(class.rate.per));
        };
        let now = u64::try_from(self.clock.now().as_nanos()).unwrap_or(u64::MAX);
        let period = interval.saturating_mul(u64::from(class.rate.times));
        let hash = self.hasher.hash_one((class.number, key));
        let (shard, set) = (hash % u64::from(SHARDS), hash / u64::from(SHARDS));
        let Some(shard) = usize::try_from(shard)
            .ok()
            .and_then(|shard| self.shards.get(shard))
        else {
            return Ok(());
        };
        let mut shard = shard.lock().unwrap_or_else(PoisonError::into_inner);
        let sets = u64::try_from(shard.len()).unwrap_or(u64::MAX).max(1);
        let Some(set) = usize::try_from(set % sets)
            .ok()
            .and_then(|set| shard.get_mut(set))
        else {
            return Ok(());
        };
        let slot = find(set, hash.max(1));
        let cost = interval.saturating_mul(u64::from(amount));
        let whole_at = slot.whole_at.max(now).saturating_add(cost);
        let allowed_at = whole_at.saturating_sub(period);
        if allowed_at > now {
            return Err(RetryAfter(Duration::from_nanos(allowed_at - now)));
        }
        slot.whole_at = whole_at;
        Ok(())
    }
}

/// The slot of `mark`, or in its place the one that owes least, emptied.
fn find(set: &mut [Slot; WAYS], mark: u64) -> &mut Slot {
    let known = set.iter().position(|slot| slot.mark == mark);
    let [first, rest @ ..] = set;
    match known {
        Some(0) => first,
        Some(place) => rest.get_mut(place.saturating_sub(1)).unwrap_or(first),
        None => {
            let slot =
                rest.iter_mut()
                    .fold(first, |least, slot| match slot.whole_at < least.whole_at {
                        true => slot,
                        false => least,
                    });
            *slot = Slot { mark, whole_at: 0 };
            slot
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};

    #[derive(Clone, Default)]
    struct Hand(Arc<AtomicU64>);

    impl Hand {
        fn turn(&self, seconds: u64) {
            self.0.fetch_add(seconds, Ordering::Relaxed);
        }
    }

    impl Clock for Hand {
        fn now(&self) -> Duration {
            Duration::from_secs(self.0.load(Ordering::Relaxed))
        }
    }

    const SIX_A_MINUTE: Class = Class::new(1, Rate::new(6, Duration::from_secs(60)));
    const OTHER: Class = Class::new(2, Rate::new(1, Duration::from_secs(60)));

    fn wait(seconds: u64) -> Result<(), RetryAfter> {
        Err(RetryAfter(Duration::from_secs(seconds)))
    }

    #[test]
    fn a_whole_allowance_may_be_spent_at_once_and_comes_back_evenly() {
        let clock = Hand::default();
        let limiter = Limiter::new(100, clock.clone());
        for _ in 0..6 {
            assert_eq!(limiter.check(SIX_A_MINUTE, &"a"), Ok(()));
        }
        assert_eq!(limiter.check(SIX_A_MINUTE, &"a"), wait(10));
        clock.turn(9);
        assert_eq!(limiter.check(SIX_A_MINUTE, &"a"), wait(1));
        clock.turn(1);
        assert_eq!(limiter.check(SIX_A_MINUTE, &"a"), Ok(()));
        assert_eq!(limiter.check(SIX_A_MINUTE, &"a"), wait(10));
        clock.turn(3_600);
        for _ in 0..6 {
            assert_eq!(limiter.check(SIX_A_MINUTE, &"a"), Ok(()));
        }
        assert_eq!(limiter.check(SIX_A_MINUTE, &"a"), wait(10));
    }

    #[test]
    fn keys_and_classes_do_not_pay_for_each_other() {
        let limiter = Limiter::new(100, Hand::default());

        assert_eq!(limiter.check(OTHER, &"a"), Ok(()));
        assert_eq!(limiter.check(OTHER, &"a"), wait(60));
        assert_eq!(limiter.check(OTHER, &"b"), Ok(()));
        assert_eq!(limiter.check(SIX_A_MINUTE, &"a"), Ok(()));
    }

    #[test]
    fn amounts_are_taken_whole_or_not_at_all() {
        let limiter = Limiter::new(100, Hand::default());

        assert_eq!(limiter.take(SIX_A_MINUTE, &"a", 4), Ok(()));
        assert_eq!(limiter.take(SIX_A_MINUTE, &"a", 3), wait(10));
        assert_eq!(limiter.take(SIX_A_MINUTE, &"a", 2), Ok(()));
        let never = Class::new(3, Rate::new(0, Duration::from_secs(60)));
        assert_eq!(limiter.check(never, &"a"), wait(60));
        assert_eq!(Rate::new(10, Duration::from_secs(1)).divided_by(4).times, 3);
    }

    #[test]
    fn invented_keys_do_not_wash_away_those_who_owe() {
        let limiter = Limiter::new(1_000, Hand::default());
        for _ in 0..6 {
            assert_eq!(limiter.check(SIX_A_MINUTE, &"greedy"), Ok(()));
        }
        for invented in 0..50_000 {
            let _ = limiter.check(SIX_A_MINUTE, &invented);
        }

        assert_eq!(limiter.check(SIX_A_MINUTE, &"greedy"), wait(10));
        let slots: usize = limiter
            .shards
            .iter()
            .map(|shard| shard.lock().unwrap().len() * WAYS)
            .sum();
        assert!((1_000..1_200).contains(&slots));
    }

    #[test]
    fn the_answer_says_when_to_come_again() {
        let response = RetryAfter(Duration::from_millis(1_200)).into_response();

        assert_eq!(response.status(), 429);
        assert_eq!(response.headers()[http::header::RETRY_AFTER], "2");
    }

    #[test]
    fn many_at_once_get_no_more_than_there_is() {
        let limiter = Arc::new(Limiter::new(1_000, Hand::default()));
        let class = Class::new(7, Rate::new(100, Duration::from_secs(60)));
        let won: usize = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4)
                .map(|_| {
                    scope.spawn(|| {
                        (0..100)
                            .filter(|_| limiter.check(class, &1).is_ok())
                            .count()
                    })
                })
                .collect();
            threads
                .into_iter()
                .map(|thread| thread.join().unwrap())
                .sum()
        });

        assert_eq!(won, 100);
    }
}
