//! How much words are like those that were turned away as advertising here before. It is counted on this machine, from what
//! moderators decided and nothing else; it can have words wait, and say which of them weighed, and no more.

use crate::blocked::hosts;
use crate::role::named;

/// Different tokens of one text that are looked at.
pub const TOKENS: usize = 120;
/// Decisions of either kind before there is an opinion.
pub const LEAST: u32 = 5;
/// Tokens that are known at most; the rarest are forgotten first.
pub const KNOWN: i64 = 20_000;
/// Decisions that can be unlearnt; older ones stay counted.
pub const LESSONS: i64 = 2_000;
/// Tokens that an opinion rests on.
const TELLING: usize = 15;
/// Bytes of one token.
const LONGEST: usize = 40;

/// What somebody decided about words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// They were advertising.
    Spam,
    /// They were not.
    Fine,
}
named!(Verdict { Spam = "spam", Fine = "fine" });

/// How often something was there in what was decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// In advertising.
    pub spam: u32,
    /// In all else.
    pub fine: u32,
}

/// What is thought of words, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opinion {
    /// How likely they are advertising, in percent.
    pub percent: i64,
    /// What weighed most, and whether it speaks for advertising.
    pub words: Vec<(String, bool)>,
}

impl Opinion {
    /// As it is kept: the number, then what weighed, with a sign before what speaks against advertising.
    #[must_use]
    pub fn detail(&self) -> String {
        let mut detail = self.percent.to_string();
        for (word, spam) in &self.words {
            detail.push(' ');
            if !spam {
                detail.push('-');
            }
            detail.push_str(word);
        }
        base::clean::clip(&detail, 400).to_owned()
    }

    /// Reads what [`Opinion::detail`] gave.
    #[must_use]
    pub fn read(detail: &str) -> Option<Self> {
        let mut parts = detail.split(' ');
        let percent = parts.next()?.parse().ok()?;
        let words = parts.map(|word| match word.strip_prefix('-') {
            Some(word) => (word.to_owned(), false),
            None => (word.to_owned(), true),
        });
        Some(Self {
            percent,
            words: words.collect(),
        })
    }
}

/// What of a text is counted: its words, pairs of letters where words have no gaps, the hosts of its links; each once.
#[must_use]
pub fn tokens(text: &str, links: &[String]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut add = |token: String| {
        if token.len() <= LONGEST && found.len() < TOKENS && !found.contains(&token) {
            found.push(token);
        }
    };
    for host in hosts(links) {
        add(format!("host:{host}"));
    }
    let folded = base::clean::fold(text);
    for run in folded.split(|c: char| !c.is_alphanumeric()) {
        if run.chars().any(base::clean::is_unspaced) {
            let letters: Vec<char> = run.chars().take(2 * TOKENS).collect();
            for pair in letters.windows(2) {
                add(pair.iter().collect());
            }
        } else if run.chars().count() >= 3 {
            add(run.to_owned());
        }
    }
    found
}

/// What is thought of tokens that were there so often, of so many decisions; nothing while there are too few of either kind.
#[must_use]
pub fn opinion(tokens: &[(String, Count)], decided: Count) -> Option<Opinion> {
    if decided.spam < LEAST || decided.fine < LEAST {
        return None;
    }
    let share = |n: u32, of: u32| f64::from(n) / f64::from(of);
    let mut telling: Vec<(&str, f64)> = tokens
        .iter()
        .filter(|(_, count)| count.spam.saturating_add(count.fine) > 0)
        .map(|(token, count)| {
            let (spam, fine) = (
                share(count.spam, decided.spam),
                share(count.fine, decided.fine),
            );
            let seen = f64::from(count.spam) + f64::from(count.fine);
            // A word that was there once says less than one that was there often.
            let likely = seen.mul_add(spam / (spam + fine), 0.5) / (seen + 1.0);
            (token.as_str(), likely)
        })
        .filter(|(_, likely)| (likely - 0.5).abs() >= 0.1)
        .collect();
    telling.sort_by(|(a, one), (b, other)| {
        let far = |likely: &f64| (likely - 0.5).abs();
        far(other).total_cmp(&far(one)).then_with(|| a.cmp(b))
    });
    telling.truncate(TELLING);
    let sum: f64 = telling
        .iter()
        .map(|(_, likely)| (likely / (1.0 - likely)).ln())
        .sum();
    let likely = 100.0 / (1.0 + (-sum).exp());
    Some(Opinion {
        // Counting words is never certain of anything.
        percent: format!("{:.0}", likely.clamp(1.0, 99.0))
            .parse()
            .unwrap_or(50),
        words: telling
            .iter()
            .map(|(word, likely)| ((*word).to_owned(), *likely > 0.5))
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[derive(Default)]
    struct Memory {
        known: HashMap<String, Count>,
        decided: Count,
    }

    impl Memory {
        fn learn(&mut self, text: &str, verdict: Verdict) {
            for token in tokens(text, &[]) {
                let count = self.known.entry(token).or_default();
                match verdict {
                    Verdict::Spam => count.spam += 1,
                    Verdict::Fine => count.fine += 1,
                }
            }
            match verdict {
                Verdict::Spam => self.decided.spam += 1,
                Verdict::Fine => self.decided.fine += 1,
            }
        }

        fn think(&self, text: &str) -> Option<Opinion> {
            let counted: Vec<_> = tokens(text, &[])
                .into_iter()
                .map(|token| {
                    let count = self.known.get(&token).copied().unwrap_or_default();
                    (token, count)
                })
                .collect();
            opinion(&counted, self.decided)
        }
    }

    fn taught() -> Memory {
        let mut memory = Memory::default();
        for n in 0..LEAST {
            assert_eq!(memory.think("casino bonus"), None);
            memory.learn(
                &format!("Win big at our casino, bonus {n}00"),
                Verdict::Spam,
            );
            memory.learn(
                &format!("The kettle leaks at the base since {n}"),
                Verdict::Fine,
            );
        }
        memory
    }

    #[test]
    fn what_is_like_what_was_turned_away_is_told_from_what_is_not() {
        let memory = taught();
        let spam = memory.think("A casino with a bonus for you").unwrap();
        assert!(spam.percent > 90, "{spam:?}");
        assert!(spam.words.contains(&("casino".to_owned(), true)));
        let fine = memory.think("My kettle leaks, too").unwrap();
        assert!(fine.percent < 10, "{fine:?}");
        assert!(fine.words.contains(&("kettle".to_owned(), false)));
        let neither = memory.think("Nobody ever said this").unwrap();
        assert_eq!((neither.percent, neither.words.len()), (50, 0));
    }

    #[test]
    fn an_opinion_is_kept_and_read_again() {
        let opinion = taught().think("casino kettle").unwrap();
        assert_eq!(Opinion::read(&opinion.detail()), Some(opinion));
        assert_eq!(Opinion::read(""), None);
    }

    #[test]
    fn tokens_are_bounded_whatever_the_text() {
        let long: String = (0..5_000).map(|n| format!("word{n} ")).collect();
        assert_eq!(tokens(&long, &[]).len(), TOKENS);
        let link = ["https://Www.Spam.example/x".to_owned()];
        assert_eq!(tokens("", &link), ["host:spam.example"]);
        assert_eq!(tokens("賭博場", &[]), ["賭博", "博場"]);
        assert!(tokens(&"x".repeat(100_000), &[]).is_empty());
    }

    proptest::proptest! {
        #[test]
        fn nothing_makes_it_fall_over(text in "\\PC{0,300}", spam in 0u32..50, fine in 0u32..50) {
            let counted: Vec<_> = tokens(&text, &[]).into_iter().map(|token| (token, Count { spam, fine })).collect();
            let decided = Count { spam: 50, fine: 50 };
            let opinion = opinion(&counted, decided).unwrap();
            proptest::prop_assert!((0..=100).contains(&opinion.percent));
        }
    }
}
