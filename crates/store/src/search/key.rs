//! Where something stands in the index, and where a page of finds ended.
//!
//! Keys sort by when a thing was published or said, so that the newest finds come without sorting, and a span of time is a
//! span of keys.

use std::fmt;
use std::str::FromStr;

use base::Moment;

/// Bits below the milliseconds. They tell apart what came out in the same one.
const LOW_BITS: u32 = 21;
/// The last millisecond that keys know, in the year 2109.
const LAST: i64 = (1 << 42) - 1;

/// The first key of a moment.
pub(super) fn first(at: Moment) -> i64 {
    at.ms().clamp(0, LAST) << LOW_BITS
}

/// The last key before a moment.
pub(super) fn before(at: Moment) -> i64 {
    first(at) - 1
}

/// The key to be tried first for the thing of that number: half of the room of its millisecond stays free behind it.
pub(super) fn of(at: Moment, subject: i64) -> i64 {
    let low = subject & ((1 << (LOW_BITS - 1)) - 1);
    (first(at) | low).max(1)
}

/// Whether a key is one of that moment.
pub(super) fn is_of(key: i64, at: Moment) -> bool {
    key >> LOW_BITS == at.ms().clamp(0, LAST)
}

/// The moment of a key.
pub(super) const fn moment(key: i64) -> Moment {
    Moment::from_ms(key >> LOW_BITS)
}

/// Where a page ended: as of when it was made, and the rank and key of its last find.
///
/// Ranks depend on the time at which they are made. Later pages are made as of the same one, so nothing is left out or comes
/// twice, whatever is said meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub(super) as_of: Moment,
    pub(super) rank: i64,
    pub(super) key: i64,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.as_of.ms(), self.rank, self.key)
    }
}

/// Not a cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoCursor;

impl FromStr for Cursor {
    type Err = NoCursor;

    /// A made-up one only begins somewhere else: it shows nothing more.
    fn from_str(text: &str) -> Result<Self, NoCursor> {
        let mut numbers = text.splitn(3, '.').map(|part| part.parse::<i64>());
        match (numbers.next(), numbers.next(), numbers.next()) {
            (Some(Ok(as_of)), Some(Ok(rank)), Some(Ok(key))) => Ok(Self {
                as_of: Moment::from_ms(as_of),
                rank,
                key,
            }),
            _ => Err(NoCursor),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_is_written() {
        let cursor = Cursor {
            as_of: Moment::from_ms(1_700_000_000_000),
            rank: 19_500_000,
            key: 77,
        };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        for wrong in [
            "",
            "1",
            "1.2",
            "1.2.x",
            "1.2.3.4",
            "9999999999999999999999.1.1",
        ] {
            assert_eq!(wrong.parse::<Cursor>(), Err(NoCursor), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn keys_sort_by_time(one in 0_i64..=LAST, other in 0_i64..=LAST, a: i64, b: i64) {
            let (here, there) = (Moment::from_ms(one), Moment::from_ms(other));
            prop_assert!(one >= other || of(here, a.max(1)) < of(there, b.max(1)));
            prop_assert!(is_of(of(here, a.max(1)), here) && moment(of(here, a.max(1))) == here);
            prop_assert!(of(here, a.max(1)) >= first(here) && before(here) < first(here));
        }

        #[test]
        fn no_moment_is_without_a_key(ms: i64, subject in 1_i64..) {
            prop_assert!(of(Moment::from_ms(ms), subject) > 0);
        }
    }
}
