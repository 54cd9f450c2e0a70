//! What somebody types to ask in a poll.

use serde::Deserialize;

use super::{FEWEST, MOST, OPTION_LIMIT, QUESTION_LIMIT, Shown, Way};
use crate::problem::{self, Fault, Problems};

/// What somebody types.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Input {
    /// What is asked.
    #[serde(default)]
    pub question: String,
    /// What can be chosen, one a line.
    #[serde(default)]
    pub options: String,
    /// `single`, `many` or `ranked`.
    #[serde(default)]
    pub way: String,
    /// In a poll of `many`: how many at most; empty for all.
    #[serde(default)]
    pub most: String,
    /// `yes`, or anything else.
    #[serde(default)]
    pub named: String,
    /// `always`, `voted` or `closed`.
    #[serde(default)]
    pub shown: String,
    /// When it closes, as the site's local date and time; empty for in three days.
    #[serde(default)]
    pub closes: String,
}

/// Understood, but for when it closes: that takes a clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What is asked.
    pub question: String,
    /// What can be chosen: a few, none twice.
    pub options: Vec<String>,
    /// How one votes.
    pub way: Way,
    /// How many options one may choose at most.
    pub most: usize,
    /// Whether it is shown who chose what.
    pub named: bool,
    /// When the figures are shown.
    pub shown: Shown,
}

impl Input {
    /// Understands every field, or says what is wrong with each.
    ///
    /// # Errors
    /// The faults.
    pub fn parse(&self) -> Result<Draft, Problems> {
        let mut problems = Problems::default();
        let choice = Fault::new("error.choice");
        let question = problems.take(
            "question",
            problem::line(
                &self.question,
                QUESTION_LIMIT,
                "poll.question-empty",
                "error.too-long",
            ),
        );
        let options = problems.take("options", options(&self.options));
        let way = problems.take("way", Way::parse(&self.way).ok_or(choice));
        let shown = problems.take("shown", Shown::parse(&self.shown).ok_or(choice));
        let most = match (way, &options) {
            (Some(way), Some(options)) => {
                problems.take("most", most(way, &self.most, options.len()))
            }
            (_, _) => None,
        };
        problems.or(|| {
            Some(Draft {
                question: question?,
                options: options?,
                way: way?,
                most: most?,
                named: self.named == "yes",
                shown: shown?,
            })
        })
    }
}

fn options(raw: &str) -> Result<Vec<String>, Fault> {
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let mut options: Vec<String> = Vec::new();
    for line in raw.lines() {
        let option = problem::optional_line(line, OPTION_LIMIT, "poll.option-long")?;
        if option.is_empty() {
            continue;
        }
        if options.len() == MOST {
            return Err(Fault::with("poll.options-many", number(MOST)));
        }
        if options.contains(&option) {
            return Err(Fault::new("poll.option-twice"));
        }
        options.push(option);
    }
    match options.len() < FEWEST {
        true => Err(Fault::new("poll.options-few")),
        false => Ok(options),
    }
}

fn most(way: Way, raw: &str, options: usize) -> Result<usize, Fault> {
    let all = i64::try_from(options).unwrap_or(i64::MAX);
    match (way, raw.trim()) {
        (Way::Single, _) => Ok(1),
        (Way::Ranked, _) | (Way::Many, "") => Ok(options),
        (Way::Many, text) => {
            let most: Option<usize> = text.parse().ok();
            most.filter(|most| (FEWEST..=options).contains(most))
                .ok_or(Fault::with("poll.most-wrong", all))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(options: &str, way: &str, most: &str) -> Input {
        Input {
            question: "Which?".into(),
            options: options.into(),
            way: way.into(),
            most: most.into(),
            shown: "closed".into(),
            ..Input::default()
        }
    }

    #[test]
    fn options_are_lines_none_empty_and_none_twice() {
        let draft = input(" One \n\n\u{200b}\r\nTwo\n", "single", "7").parse();
        assert_eq!(draft.unwrap().options, ["One", "Two"]);
        for wrong in ["", "One", "One\n one \u{200b}\nTwo\nOne", &"x\n".repeat(30)] {
            let faults = input(wrong, "single", "").parse().unwrap_err();
            assert!(faults.of("options").is_some(), "{wrong:?}");
        }
        let lines: Vec<String> = (0..21).map(|n| format!("Option {n}")).collect();
        assert!(input(&lines.join("\n"), "ranked", "").parse().is_err());
        let twenty = lines.iter().take(20).cloned().collect::<Vec<_>>();
        assert!(input(&twenty.join("\n"), "ranked", "").parse().is_ok());
        let long = format!("{}\nTwo", "ä".repeat(51));
        assert!(input(&long, "single", "").parse().is_err());
    }

    #[test]
    fn many_are_at_least_two_and_at_most_all() {
        for (most, understood) in [("", Some(3)), ("2", Some(2)), ("3", Some(3)), ("4", None)] {
            let draft = input("A\nB\nC", "many", most).parse().ok();
            assert_eq!(draft.map(|draft| draft.most), understood, "{most}");
        }
        for most in ["0", "1", "-2", "two", "99999999999999999999"] {
            assert!(input("A\nB\nC", "many", most).parse().is_err(), "{most}");
        }
    }
}
