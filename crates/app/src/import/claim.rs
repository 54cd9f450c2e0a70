//! Which entry an old address belongs to: the first public one that surely had it, else the first that may have had it.
//!
//! One number is kept for each address, as long as not more than one entry lays claim to it.

use std::collections::HashMap;

use super::place::Place;

/// Says of a claim that it goes by custom only.
const GUESS: u32 = 1 << 31;
/// Says of a claim that the entry was on the host that most are of: its paths are kept without that host.
const MAIN: u32 = 1 << 30;
/// What remains is a number.
const NUMBER: u32 = MAIN - 1;

/// Claims of entries to addresses.
#[derive(Default)]
pub(super) struct Claims {
    first: HashMap<Place, u32>,
    /// Those that came too late, should the first of them come to nothing.
    more: Vec<(Place, u32)>,
}

/// What an address leads to, and whether that is sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lead(u32);

impl Lead {
    pub(super) const fn guessed(target: u32) -> Self {
        Self(target | GUESS)
    }

    #[cfg(test)]
    pub(super) const fn sure(target: u32) -> Self {
        Self(target & NUMBER)
    }

    pub(super) const fn target(self) -> u32 {
        self.0 & NUMBER
    }

    pub(super) const fn is_sure(self) -> bool {
        self.0 & GUESS == 0
    }
}

impl Claims {
    /// Entry `number` had the address with these places, on its host and on any. Says whether no entry before had it.
    pub(super) fn address(&mut self, host: Place, any: Place, is_main: bool, number: u32) -> bool {
        let number = if is_main { number | MAIN } else { number };
        let before = self.first.get(&any).copied();
        let is_first = self.claim(any, number);
        match before {
            // The same host and path: one address.
            Some(other) if !is_first && is_main && other & MAIN != 0 => false,
            _ if is_first && is_main => true,
            _ => self.claim(host, number),
        }
    }

    /// Entry `number` surely had this. Says whether it is the first.
    pub(super) fn claim(&mut self, place: Place, number: u32) -> bool {
        match self.first.insert(place, number) {
            None => true,
            Some(guess) if guess & GUESS != 0 => {
                self.more.push((place, guess));
                true
            }
            Some(first) => {
                self.first.insert(place, first);
                if first & NUMBER != number & NUMBER {
                    self.more.push((place, number));
                }
                false
            }
        }
    }

    /// Entry `number` may have had this.
    pub(super) fn guess(&mut self, place: Place, number: u32) {
        let first = *self.first.entry(place).or_insert(number | GUESS);
        if first & NUMBER != number {
            self.more.push((place, number | GUESS));
        }
    }

    /// Where all of them lead, given what each entry is now; nothing for those that nobody may see.
    pub(super) fn settle(self, target: impl Fn(u32) -> Option<u32>) -> HashMap<Place, Lead> {
        let lead = |claim: u32| {
            let target = target(claim & NUMBER)?;
            Some(Lead(target & NUMBER | claim & GUESS))
        };
        let Self { first, more } = self;
        let mut leads: HashMap<Place, Lead> = first
            .into_iter()
            .filter_map(|(place, claim)| Some((place, lead(claim)?)))
            .collect();
        for (place, claim) in more {
            let Some(new) = lead(claim) else { continue };
            let old = leads.entry(place).or_insert(new);
            if new.is_sure() && !old.is_sure() {
                *old = new;
            }
        }
        leads
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: Place = [1; 8];
    const B: Place = [2; 8];
    const ANY: Place = [3; 8];

    fn settled(claims: Claims) -> Vec<(Place, u32, bool)> {
        let mut all: Vec<_> = claims
            .settle(|number| (number < 10).then_some(number + 100))
            .into_iter()
            .map(|(place, lead)| (place, lead.target(), lead.is_sure()))
            .collect();
        all.sort_unstable();
        all
    }

    #[test]
    fn the_first_that_surely_had_an_address_keeps_it() {
        let mut claims = Claims::default();
        claims.guess(ANY, 0);
        assert!(claims.address(A, ANY, true, 1));
        assert!(!claims.address(A, ANY, true, 2), "it is the same address");
        claims.guess(ANY, 3);
        assert_eq!(settled(claims), [(ANY, 101, true)]);
    }

    #[test]
    fn one_path_on_two_hosts_is_two_addresses() {
        let mut claims = Claims::default();
        assert!(claims.address(B, ANY, false, 1));
        assert!(claims.address(A, ANY, true, 2));
        assert!(!claims.address(B, ANY, false, 3));
        assert_eq!(
            settled(claims),
            [(A, 102, true), (B, 101, true), (ANY, 101, true)]
        );
    }

    #[test]
    fn what_nobody_may_see_claims_nothing() {
        let mut claims = Claims::default();
        assert!(claims.address(A, ANY, true, 20));
        claims.address(A, ANY, true, 2);
        claims.guess(B, 30);
        claims.guess(B, 3);
        assert_eq!(settled(claims), [(B, 103, false), (ANY, 102, true)]);
    }
}
