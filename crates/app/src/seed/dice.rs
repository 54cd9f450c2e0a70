//! Dice that fall the same for the same seed. For made-up communities only: nothing secret may come from here.

use std::time::Duration;

use base::{Id, Moment};

/// The low bits of an id that are free to choose.
const LOW: i64 = (1 << 21) - 1;

/// What an id is of, so that ids of one moment differ where things of several kinds share a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    Person,
    Article,
    Comment,
    Other,
}

/// A small generator (xoshiro256**), begun from one number.
#[derive(Clone, Debug)]
pub(super) struct Dice([u64; 4]);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        let mut state = seed;
        // Neighbouring seeds must not give neighbouring dice (splitmix64).
        Self(std::array::from_fn(|_| {
            state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut mixed = state;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            mixed ^ (mixed >> 31)
        }))
    }

    /// Dice of their own for a part of the work, so that a change of one part leaves the others as they are.
    pub(super) fn apart(&mut self) -> Self {
        Self::new(self.next())
    }

    fn next(&mut self) -> u64 {
        let [a, mut b, mut c, mut d] = self.0;
        let out = b.wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        let shifted = b << 17;
        c ^= a;
        d ^= b;
        b ^= c;
        let a = a ^ d;
        c ^= shifted;
        d = d.rotate_left(45);
        self.0 = [a, b, c, d];
        out
    }

    /// A number below `below`; 0 if that is 0.
    pub(super) fn below(&mut self, below: u64) -> u64 {
        let wide = u128::from(self.next()) * u128::from(below);
        u64::try_from(wide >> 64).unwrap_or(0)
    }

    /// A place in a list of this length; 0 if it is empty.
    pub(super) fn place(&mut self, length: usize) -> usize {
        let length = u64::try_from(length).unwrap_or(u64::MAX);
        usize::try_from(self.below(length)).unwrap_or(0)
    }

    /// A place nearer to the front than to the back.
    pub(super) fn front(&mut self, length: usize) -> usize {
        let most = self.place(length).saturating_add(1);
        self.place(most)
    }

    /// A number from `least` to `most`, both included.
    pub(super) fn between(&mut self, least: u64, most: u64) -> u64 {
        least.saturating_add(self.below(most.saturating_sub(least).saturating_add(1)))
    }

    /// True so many times in a thousand.
    pub(super) fn chance(&mut self, per_mille: u64) -> bool {
        self.below(1_000) < per_mille
    }

    /// One of a list that is not empty; the empty text of one that is.
    pub(super) fn word(&mut self, list: &'static [&'static str]) -> &'static str {
        list.get(self.place(list.len()))
            .copied()
            .unwrap_or_default()
    }

    /// A span below `most`, short ones far more often than long ones.
    pub(super) fn soon(&mut self, most: Duration) -> Duration {
        let most = u64::try_from(most.as_millis()).unwrap_or(u64::MAX);
        let halvings = self.below(12);
        Duration::from_millis(self.below(most) >> halvings)
    }

    /// An id of something made `at` a moment. The generator of real ids says which moment; the dice say the rest.
    pub(super) fn id<T: ?Sized>(&mut self, at: Moment, of: Of) -> Id<T> {
        let kind = match of {
            Of::Person => 0,
            Of::Article => 1,
            Of::Comment => 2,
            Of::Other => 3,
        };
        let low = i64::try_from(self.below(1 << 19)).unwrap_or(0) * 4 + kind;
        let timed = Id::<T>::new(at).raw();
        Id::from_raw((timed & !LOW) | low).unwrap_or(Id::fixed(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_throws_and_its_neighbour_others() {
        let throws = |seed| {
            let mut dice = Dice::new(seed);
            (0..20).map(|_| dice.below(1_000)).collect::<Vec<_>>()
        };
        assert_eq!(throws(7), throws(7));
        assert_ne!(throws(7), throws(8));
    }

    #[test]
    fn throws_are_spread_evenly_and_stay_below_their_bound() {
        let mut dice = Dice::new(1);
        let mut seen = [0_u32; 10];
        for _ in 0..10_000 {
            seen[dice.place(10)] += 1;
        }
        assert!(
            seen.iter().all(|times| (800..1_200).contains(times)),
            "{seen:?}"
        );
        assert_eq!(dice.below(0), 0);
        assert_eq!(dice.word(&[]), "");
    }

    #[test]
    fn an_id_keeps_its_moment_and_differs_by_what_it_is_of() {
        let at = Moment::from_ms(1_700_000_000_000);
        let (mut one, mut other) = (Dice::new(3), Dice::new(3));
        let article = one.id::<()>(at, Of::Article);
        let comment = other.id::<()>(at, Of::Comment);
        assert_ne!(article, comment);
        assert_eq!(article.raw() >> 21, Id::<()>::new(at).raw() >> 21);
        assert_eq!(Dice::new(3).id::<()>(at, Of::Article), article);
    }
}
