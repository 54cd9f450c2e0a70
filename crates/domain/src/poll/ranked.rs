//! Counting orders in rounds (instant run-off).
//!
//! In each round every ballot counts for the option that stands first in it among those still in. Whoever has more than half
//! of the ballots that count has won. Otherwise the option with the fewest goes, and the next round begins.
//!
//! If several have equally few, no lot is drawn. If all of them together have fewer than the next one, they go together, since
//! none of them can win any more. If not, every one of them is tried as the one that goes: if the same option wins whichever
//! it is, it has won; if not, the poll is a tie between all that win in some way.

use std::collections::BTreeMap;

use super::ballot::Ballot;

/// Ways of a tie that are tried. More need a made-up poll: then what is left counts as tied, which it is.
const TRIED: usize = 2_000;

/// What an equal number of fewest votes meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// The same option wins, whichever of them goes.
    Idle,
    /// Which of them goes decides: the poll is a tie.
    Deciding,
}

/// A round. Places are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// Those still in, with their votes.
    pub counts: Vec<(usize, i64)>,
    /// Ballots of which no option is left.
    pub spent: i64,
    /// Who goes after it; nobody after the last one.
    pub out: Vec<usize>,
    /// Who had equally few, and what that meant, if one of them had to go.
    pub tied: Option<(Vec<usize>, Tie)>,
}

/// A set of places.
type Set = u32;

const fn bit(place: usize) -> Set {
    1 << place
}

fn places(set: Set, options: usize) -> Vec<usize> {
    (1..=options)
        .filter(|place| set & bit(*place) != 0)
        .collect()
}

struct Count<'a> {
    options: usize,
    ballots: &'a [(Ballot, i64)],
    known: BTreeMap<Set, Set>,
}

/// What comes after a round.
enum Step {
    /// It is decided: these have won.
    Won(Set),
    /// These go together.
    Out(Set),
    /// One of these goes.
    OneOf(Set),
}

impl Count<'_> {
    /// Votes of each place among those still in, and of nobody.
    fn votes(&self, left: Set) -> (Vec<(usize, i64)>, i64) {
        let mut votes: BTreeMap<usize, i64> = places(left, self.options)
            .into_iter()
            .map(|place| (place, 0))
            .collect();
        let mut spent = 0;
        for (ballot, weight) in self.ballots {
            let first = ballot
                .places()
                .iter()
                .find(|place| votes.contains_key(place));
            match first.and_then(|place| votes.get_mut(place)) {
                Some(count) => *count += weight,
                None => spent += weight,
            }
        }
        (votes.into_iter().collect(), spent)
    }

    fn step(votes: &[(usize, i64)]) -> Step {
        let total: i64 = votes.iter().map(|(_, count)| count).sum();
        let top = votes.iter().map(|(_, count)| *count).max().unwrap_or(0);
        let low = votes.iter().map(|(_, count)| *count).min().unwrap_or(0);
        let with = |wanted: i64| {
            let with = votes.iter().filter(|(_, count)| *count == wanted);
            with.fold(0, |set, (place, _)| set | bit(*place))
        };
        if 2 * top > total || (votes.len() == 2 && top == low) || votes.len() < 2 {
            return Step::Won(with(top));
        }
        let tied = with(low);
        let few = i64::from(tied.count_ones());
        let next = votes
            .iter()
            .map(|(_, count)| *count)
            .filter(|count| *count > low);
        match next.min() {
            // Together they cannot reach the next one.
            Some(next) if few == 1 || few * low < next => Step::Out(tied),
            Some(_) | None => Step::OneOf(tied),
        }
    }

    /// Who wins if these are still in; several if a tie decides.
    fn winners(&mut self, left: Set) -> Set {
        if let Some(known) = self.known.get(&left) {
            return *known;
        }
        if self.known.len() >= TRIED {
            return left;
        }
        let (votes, _) = self.votes(left);
        let won = match Self::step(&votes) {
            Step::Won(won) => won,
            Step::Out(out) => self.winners(left & !out),
            Step::OneOf(tied) => places(tied, self.options)
                .into_iter()
                .fold(0, |won, place| won | self.winners(left & !bit(place))),
        };
        self.known.insert(left, won);
        won
    }

    /// The rounds; after a tie as if the last of those in it had to go.
    fn rounds(&mut self) -> Vec<Round> {
        let mut left = (1..=self.options).fold(0, |set, place| set | bit(place));
        let mut rounds = Vec::new();
        loop {
            let (counts, spent) = self.votes(left);
            let (out, tied) = match Self::step(&counts) {
                Step::Won(_) => (0, None),
                Step::Out(out) => (out, None),
                Step::OneOf(tied) => {
                    let tied = places(tied, self.options);
                    let mut ways: Vec<Set> = tied
                        .iter()
                        .map(|place| self.winners(left & !bit(*place)))
                        .collect();
                    ways.dedup();
                    let tie = match ways.as_slice() {
                        [one] if one.count_ones() == 1 => Tie::Idle,
                        _ => Tie::Deciding,
                    };
                    let last = tied.last().copied().map_or(0, bit);
                    (last, Some((tied, tie)))
                }
            };
            let decides = matches!(tied, Some((_, Tie::Deciding)));
            rounds.push(Round {
                counts,
                spent,
                out: if decides {
                    Vec::new()
                } else {
                    places(out, self.options)
                },
                tied,
            });
            // What comes after a tie that decides would be one story of several.
            if out == 0 || decides {
                return rounds;
            }
            left &= !out;
        }
    }
}

/// Who wins, and how that was counted. Nobody if there are no ballots.
pub(super) fn count(options: usize, ballots: &[(Ballot, i64)]) -> (Vec<usize>, Vec<Round>) {
    if ballots.iter().all(|(_, weight)| *weight <= 0) {
        return (Vec::new(), Vec::new());
    }
    let options = options.min(super::MOST);
    let mut count = Count {
        options,
        ballots,
        known: BTreeMap::new(),
    };
    let all = (1..=options).fold(0, |set, place| set | bit(place));
    let won = count.winners(all);
    (places(won, options), count.rounds())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(options: usize, texts: &[(&str, i64)]) -> (Vec<usize>, Vec<Round>) {
        let ballots: Vec<_> = texts
            .iter()
            .map(|(text, weight)| (Ballot::parse_text(text).unwrap(), *weight))
            .collect();
        count(options, &ballots)
    }

    #[test]
    fn more_than_half_wins_at_once() {
        let (won, rounds) = counted(3, &[("1 2", 3), ("2", 2)]);
        assert_eq!((won, rounds.len()), (vec![1], 1));
    }

    #[test]
    fn votes_go_on_to_the_next_in_ones_order() {
        // 1 has most at first; those of 3 prefer 2.
        let (won, rounds) = counted(3, &[("1", 4), ("2 1", 3), ("3 2", 2)]);
        assert_eq!(won, [2]);
        assert_eq!(rounds.len(), 2);
        assert_eq!(rounds[0].out, [3]);
        assert_eq!(rounds[1].counts, [(1, 4), (2, 5)]);
    }

    #[test]
    fn spent_ballots_count_for_nobody() {
        let (won, rounds) = counted(3, &[("1", 4), ("2", 3), ("3", 2)]);
        assert_eq!(won, [1]);
        assert_eq!(rounds[1].spent, 2);
    }

    #[test]
    fn those_who_cannot_win_go_together() {
        let (won, rounds) = counted(5, &[("1", 4), ("2 1", 3), ("3 2", 1), ("4 2", 1)]);
        assert_eq!(rounds[0].out, [5]);
        assert_eq!(rounds[1].out, [3, 4]);
        assert_eq!(won, [2]);
    }

    #[test]
    fn a_tie_that_makes_no_difference_is_told_and_changes_nothing() {
        let (won, rounds) = counted(3, &[("1 2", 4), ("2 1", 3), ("3 1", 3)]);
        assert_eq!(won, [1]);
        assert_eq!(rounds[0].tied, Some((vec![2, 3], Tie::Idle)));
    }

    #[test]
    fn a_tie_that_decides_has_several_winners() {
        // If 2 goes, 1 wins; if 3 goes, 2 wins.
        let (won, rounds) = counted(3, &[("1", 4), ("2 1", 3), ("3 2", 3)]);
        assert_eq!(won, [1, 2]);
        assert_eq!(rounds.len(), 1);
        assert_eq!(rounds[0].tied, Some((vec![2, 3], Tie::Deciding)));
        let (won, _) = counted(2, &[("1", 5), ("2", 5)]);
        assert_eq!(won, [1, 2]);
        let (won, _) = counted(3, &[("1 2 3", 2), ("2 3 1", 2), ("3 1 2", 2)]);
        assert_eq!(won, [1, 2, 3]);
    }

    #[test]
    fn nobody_wins_where_nobody_voted() {
        assert_eq!(counted(4, &[]), (vec![], vec![]));
    }

    #[test]
    fn a_poll_made_to_be_slow_is_not() {
        // Every option first on one ballot, each order turned by one: everything ties with everything.
        let texts: Vec<String> = (0..20)
            .map(|first| {
                let order: Vec<String> = (0..20)
                    .map(|n| ((first + n) % 20 + 1).to_string())
                    .collect();
                order.join(" ")
            })
            .collect();
        let ballots: Vec<(&str, i64)> = texts.iter().map(|text| (text.as_str(), 1)).collect();
        let (won, _) = counted(20, &ballots);
        assert!(!won.is_empty());
    }
}
