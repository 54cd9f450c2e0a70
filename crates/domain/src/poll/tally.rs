//! Counting what was chosen.

use super::Way;
use super::ballot::Ballot;
use super::ranked::{self, Round};

/// What was counted. Places are counted from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many voted.
    pub voters: i64,
    /// Votes of each option; in a ranked poll those who put it first.
    pub counts: Vec<i64>,
    /// The option that won; several if they did equally well; none if nobody voted.
    pub winners: Vec<usize>,
    /// How a ranked poll was counted.
    pub rounds: Vec<Round>,
}

impl Tally {
    /// Votes of the option at a place.
    #[must_use]
    pub fn count(&self, place: usize) -> i64 {
        let at = place.checked_sub(1);
        at.and_then(|at| self.counts.get(at)).copied().unwrap_or(0)
    }

    /// The share of those who voted, in whole percent.
    #[must_use]
    pub fn share(&self, place: usize) -> i64 {
        let halves = self.count(place) * 200 + self.voters;
        halves.checked_div(2 * self.voters).unwrap_or(0)
    }
}

/// Counts ballots, each with how often it was cast, of a poll with so many options.
#[must_use]
pub fn tally(way: Way, options: usize, ballots: &[(Ballot, i64)]) -> Tally {
    let voters = ballots.iter().map(|(_, weight)| weight).sum();
    let mut counts = vec![0; options];
    for (ballot, weight) in ballots {
        let counted = match way {
            Way::Single | Way::Ranked => 1,
            Way::Many => options,
        };
        for place in ballot.places().iter().take(counted) {
            let at = place.checked_sub(1);
            if let Some(count) = at.and_then(|at| counts.get_mut(at)) {
                *count += weight;
            }
        }
    }
    let (winners, rounds) = match way {
        Way::Single | Way::Many => (most(&counts), Vec::new()),
        Way::Ranked => ranked::count(options, ballots),
    };
    Tally {
        voters,
        counts,
        winners,
        rounds,
    }
}

/// The places with the most votes, if there are votes at all.
fn most(counts: &[i64]) -> Vec<usize> {
    let top = counts.iter().copied().max().unwrap_or(0);
    let all = (1_usize..).zip(counts);
    all.filter(|(_, count)| **count == top && top > 0)
        .map(|(place, _)| place)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ballots(texts: &[(&str, i64)]) -> Vec<(Ballot, i64)> {
        texts
            .iter()
            .map(|(text, weight)| (Ballot::parse_text(text).unwrap(), *weight))
            .collect()
    }

    #[test]
    fn whoever_has_most_wins_and_equals_are_all_named() {
        let one = tally(Way::Single, 3, &ballots(&[("1", 2), ("3", 3)]));
        assert_eq!(
            (one.counts.clone(), one.winners.clone()),
            (vec![2, 0, 3], vec![3])
        );
        assert_eq!((one.share(1), one.share(3), one.share(9)), (40, 60, 0));
        let tie = tally(Way::Many, 3, &ballots(&[("1 2", 2), ("1 3", 1), ("2", 1)]));
        assert_eq!((tie.voters, tie.winners), (4, vec![1, 2]));
        let none = tally(Way::Single, 2, &[]);
        assert_eq!((none.winners.clone(), none.share(1)), (vec![], 0));
    }
}
