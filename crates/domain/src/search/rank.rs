//! How good a find is.
//!
//! Only the text itself and its age count, never how often a word occurs elsewhere: hidden texts would count too (R29).

use base::Moment;

/// What is true of something that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Traits {
    /// Whether every wanted word is in its title.
    pub title: bool,
    /// Whether the words are there as typed, and not only words that begin with them.
    pub exact: bool,
    /// Whether they stand together, in the order typed.
    pub phrase: bool,
    /// Whether it opens a conversation.
    pub anchor: bool,
    /// When it was published or said.
    pub at: Moment,
}

/// After how long something has lost half of what being new gives it: a year, in milliseconds.
const HALF: i64 = 31_557_600_000;

/// The rank of a find, seen at `now`; more is better.
///
/// Words as typed count twice as much as beginnings of words, standing together twice that again; a title so much that it
/// comes before every text without. What opens a conversation counts half as much again. What was said just now counts
/// twice as much as what is very old, and what is a year old one and a half times: mild, so that a good old answer stays
/// in front of a passing remark.
#[must_use]
pub fn rank(traits: &Traits, now: Moment) -> i64 {
    let bonus = |is: bool, worth: i64| if is { worth } else { 0 };
    let words = 1 + bonus(traits.exact, 1) + bonus(traits.phrase, 2) + bonus(traits.title, 12);
    let thousandths = words * if traits.anchor { 1_500 } else { 1_000 };
    thousandths * (1_000 + freshness(traits.at, now))
}

/// From 1,000 for what is new to 0 for what is very old.
fn freshness(at: Moment, now: Moment) -> i64 {
    let age = (now.ms() - at.ms()).max(0);
    1_000 * HALF / (HALF + age)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Moment = Moment::from_ms(1_750_000_000_000);

    fn traits() -> impl Strategy<Value = Traits> {
        let flags = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
        (flags, 0_i64..=NOW.ms()).prop_map(|((title, exact, phrase, anchor), at)| Traits {
            title,
            exact,
            phrase,
            // Only what opens a conversation has a title.
            anchor: anchor || title,
            at: Moment::from_ms(at),
        })
    }

    proptest! {
        #[test]
        fn a_title_comes_before_every_text_without(one in traits(), other in traits()) {
            let (titled, plain) = (Traits { title: true, anchor: true, ..one }, Traits { title: false, ..other });
            prop_assert!(rank(&titled, NOW) > rank(&plain, NOW));
        }

        #[test]
        fn what_is_newer_never_ranks_behind_and_never_counts_more_than_twice(one in traits(), earlier in 0_i64..2_000_000_000_000) {
            let old = Traits { at: Moment::from_ms(one.at.ms() - earlier), ..one };
            prop_assert!(rank(&one, NOW) >= rank(&old, NOW));
            prop_assert!(rank(&one, NOW) <= 2 * rank(&old, NOW));
        }
    }

    #[test]
    fn half_of_being_new_is_gone_after_a_year() {
        assert_eq!(freshness(NOW, NOW), 1_000);
        assert_eq!(
            freshness(
                NOW.before(std::time::Duration::from_millis(31_557_600_000)),
                NOW
            ),
            500
        );
        // A clock that runs ahead gives nothing.
        assert_eq!(
            freshness(NOW.after(std::time::Duration::from_hours(1)), NOW),
            1_000
        );
    }
}
