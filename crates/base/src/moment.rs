//! A point in time, in UTC milliseconds.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01 UTC. Zones exist only where people read or plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(i64);

/// The last moment that we show or store: the end of the year 9999.
const LAST: i64 = 253_402_300_799_999;
/// The first one: the start of the year 0.
const FIRST: i64 = -62_167_219_200_000;

impl Moment {
    /// The moment `ms` milliseconds after 1970, kept within the years 0 to 9999.
    #[must_use]
    pub const fn from_ms(ms: i64) -> Self {
        Self(if ms < FIRST {
            FIRST
        } else if ms > LAST {
            LAST
        } else {
            ms
        })
    }

    /// Milliseconds since 1970.
    #[must_use]
    pub const fn ms(self) -> i64 {
        self.0
    }

    /// The machine's clock. Only the server's wiring calls this; everybody else is handed the time.
    #[must_use]
    pub fn now() -> Self {
        Self::from(Timestamp::now())
    }

    /// As a timestamp of `jiff`, for zones and formats.
    #[must_use]
    pub fn timestamp(self) -> Timestamp {
        Timestamp::from_millisecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// RFC 3339 with milliseconds left out, as feeds and `<time datetime>` want it.
    #[must_use]
    pub fn rfc3339(self) -> String {
        self.timestamp().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    /// This moment and `span` later.
    #[must_use]
    pub fn after(self, span: std::time::Duration) -> Self {
        let ms = i64::try_from(span.as_millis()).unwrap_or(i64::MAX);
        Self::from_ms(self.0.saturating_add(ms))
    }

    /// This moment and `span` earlier.
    #[must_use]
    pub fn before(self, span: std::time::Duration) -> Self {
        let ms = i64::try_from(span.as_millis()).unwrap_or(i64::MAX);
        Self::from_ms(self.0.saturating_sub(ms))
    }
}

impl From<Timestamp> for Moment {
    fn from(at: Timestamp) -> Self {
        Self::from_ms(at.as_millisecond())
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.rfc3339())
    }
}

/// Whoever says what time it is. Time is handed in; only the wiring chooses the clock.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Moment;
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Moment {
        Moment::now()
    }
}

/// A clock that stands still until it is moved: for stories and for making up the past.
#[derive(Debug)]
pub struct SetClock(std::sync::atomic::AtomicI64);

impl SetClock {
    /// Stands at `at`.
    #[must_use]
    pub const fn new(at: Moment) -> Self {
        Self(std::sync::atomic::AtomicI64::new(at.0))
    }

    /// Moves to `at`.
    pub fn set(&self, at: Moment) {
        self.0.store(at.0, std::sync::atomic::Ordering::Release);
    }

    /// Moves on by `span`.
    pub fn advance(&self, span: std::time::Duration) {
        self.set(self.now().after(span));
    }
}

impl Clock for SetClock {
    fn now(&self) -> Moment {
        Moment::from_ms(self.0.load(std::sync::atomic::Ordering::Acquire))
    }
}
