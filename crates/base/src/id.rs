//! Identifiers that sort by making, are not dense, and grant nothing.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::moment::Moment;
use crate::secret;

/// Milliseconds of 2008-07-10T00:00:00Z, from which ids count.
const EPOCH: i64 = 1_215_648_000_000;
/// Bits below the milliseconds.
const LOW_BITS: u32 = 21;
/// How far the low bits of one id are from those of the next: odd, so that every value comes once before one comes twice.
const STRIDE: u32 = 0x9E37_79B9;
/// Crockford's base 32: no I, L, O, U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters of an id when shown.
pub const LENGTH: usize = 13;

/// The row key of a `T`: a positive 63-bit integer, 42 bits of milliseconds since 2008-07-10 and 21 bits that tell
/// apart what was made in the same one.
///
/// Shown as 13 characters of Crockford base 32. It never grants access (R18, R23).
pub struct Id<T: ?Sized>(i64, PhantomData<fn() -> Box<T>>);

impl<T: ?Sized> Id<T> {
    /// A fresh id for something made `at`.
    ///
    /// One process never makes two alike before it has made two million in between: many units of work share a
    /// millisecond, and ids drawn blindly would meet every minute or so on a busy site. Two processes that make ids in the
    /// same millisecond start at random places; there the primary key has the last word.
    #[must_use]
    pub fn new(at: Moment) -> Self {
        static TURN: LazyLock<AtomicU32> = LazyLock::new(|| AtomicU32::new(secret::random_u32()));
        let ms = (at.ms() - EPOCH).clamp(1, (1 << 42) - 1);
        let low = i64::from(TURN.fetch_add(STRIDE, Relaxed) & ((1 << LOW_BITS) - 1));
        Self((ms << LOW_BITS) | low, PhantomData)
    }

    /// The id whose number is `raw`, if it is positive.
    #[must_use]
    pub const fn from_raw(raw: i64) -> Option<Self> {
        if raw > 0 {
            Some(Self(raw, PhantomData))
        } else {
            None
        }
    }

    /// An id that the program itself reserves, such as the root group's.
    #[must_use]
    pub const fn fixed(raw: u32) -> Self {
        // A literal of the program, so widening is all that happens.
        #[expect(
            clippy::as_conversions,
            reason = "u32 to i64 in a const fn loses nothing"
        )]
        Self(raw as i64, PhantomData)
    }

    /// The number behind it.
    #[must_use]
    pub const fn raw(self) -> i64 {
        self.0
    }

    /// The same number as the key of another kind of thing, where two tables share a key.
    #[must_use]
    pub const fn cast<U: ?Sized>(self) -> Id<U> {
        Id(self.0, PhantomData)
    }
}

impl<T: ?Sized> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = [b'0'; LENGTH];
        let mut rest = self.0;
        for place in text.iter_mut().rev() {
            let digit = usize::try_from(rest & 31).unwrap_or(0);
            *place = ALPHABET.get(digit).copied().unwrap_or(b'0');
            rest >>= 5;
        }
        f.write_str(std::str::from_utf8(&text).unwrap_or_default())
    }
}

/// Not the text of an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAnId;

impl fmt::Display for NotAnId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an id: 13 characters of Crockford base 32 are wanted")
    }
}

impl std::error::Error for NotAnId {}

impl<T: ?Sized> FromStr for Id<T> {
    type Err = NotAnId;

    /// Reads exactly the canonical form, so that one thing has one address.
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        if text.len() != LENGTH {
            return Err(NotAnId);
        }
        let mut raw: i64 = 0;
        for byte in text.bytes() {
            let digit = ALPHABET
                .iter()
                .position(|&letter| letter == byte)
                .ok_or(NotAnId)?;
            let digit = i64::try_from(digit).map_err(|_| NotAnId)?;
            raw = raw
                .checked_mul(32)
                .and_then(|shifted| shifted.checked_add(digit))
                .ok_or(NotAnId)?;
        }
        Self::from_raw(raw).ok_or(NotAnId)
    }
}

impl<T: ?Sized> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
impl<T: ?Sized> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T: ?Sized> Copy for Id<T> {}
impl<T: ?Sized> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T: ?Sized> Eq for Id<T> {}
impl<T: ?Sized> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T: ?Sized> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}
impl<T: ?Sized> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<T: ?Sized> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
impl<'de, T: ?Sized> Deserialize<'de> for Id<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ids_sort_by_making() {
        let early: Id<()> = Id::new(Moment::from_ms(EPOCH + 1_000));
        let late: Id<()> = Id::new(Moment::from_ms(EPOCH + 1_001));
        assert!(early < late);
        assert!(early.to_string() < late.to_string());
    }

    #[test]
    fn ids_of_one_millisecond_are_all_different() {
        let now = Moment::from_ms(EPOCH + 1_000);
        let ids: std::collections::HashSet<i64> =
            (0..1 << 18).map(|_| Id::<()>::new(now).raw()).collect();
        assert_eq!(ids.len(), 1 << 18);
    }

    #[test]
    fn a_time_before_the_epoch_still_gives_a_positive_id() {
        assert!(Id::<()>::new(Moment::from_ms(0)).raw() > 0);
    }

    proptest! {
        #[test]
        fn text_and_number_are_one(raw in 1i64..) {
            let id = Id::<()>::from_raw(raw).unwrap();
            prop_assert_eq!(id.to_string().parse::<Id<()>>(), Ok(id));
        }

        #[test]
        fn anything_else_is_refused(text in "\\PC{0,20}") {
            if let Ok(id) = text.parse::<Id<()>>() {
                prop_assert_eq!(id.to_string(), text);
            }
        }
    }
}
