//! The steps that are taken toward somebody, each longer than the last.

use std::time::Duration;

use crate::role::named;

/// A day.
const DAY: Duration = Duration::from_hours(24);

/// What is done about somebody. What it is about is dealt with beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Words to them.
    Notice,
    /// They read, and do not write, for a day.
    Day,
    /// For a week.
    Week,
    /// For a month.
    Month,
    /// They are shut out, once a second member of staff agrees.
    Removal,
}
named!(Step {
    Notice = "notice",
    Day = "day",
    Week = "week",
    Month = "month",
    Removal = "removal",
});

impl Step {
    /// How long they are silenced.
    #[must_use]
    pub fn silence(self) -> Option<Duration> {
        match self {
            Self::Notice | Self::Removal => None,
            Self::Day => Some(DAY),
            Self::Week => Some(7 * DAY),
            Self::Month => Some(30 * DAY),
        }
    }

    /// What to begin with for somebody toward whom this was the strongest step until now.
    #[must_use]
    pub const fn after(strongest: Option<Self>) -> Self {
        match strongest {
            None => Self::Notice,
            Some(Self::Notice) => Self::Day,
            Some(Self::Day) => Self::Week,
            Some(Self::Week) => Self::Month,
            Some(Self::Month | Self::Removal) => Self::Removal,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Step;

    #[test]
    fn each_step_follows_a_milder_one_and_only_silence_has_a_length() {
        let mut strongest = None;
        for step in Step::ALL {
            assert_eq!(Step::after(strongest), *step);
            strongest = Some(*step);
        }
        assert_eq!(Step::after(Some(Step::Removal)), Step::Removal);
        let lengths: Vec<_> = Step::ALL.iter().filter_map(|step| step.silence()).collect();
        assert!(lengths.is_sorted() && lengths.len() == 3);
    }
}
