//! A year, a month or a day, as people bound a search by it.

use std::fmt;

use base::Moment;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A year, a month or a day of the calendar. Which moments it is depends on where one lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// A whole year.
    Year(i16),
    /// A whole month.
    Month(i16, i8),
    /// One day.
    Day(Date),
}

impl When {
    /// Understands `2024`, `2024-03` and `2024-03-15`.
    #[must_use]
    pub fn parse(raw: &str) -> Option<Self> {
        let mut parts = raw.split('-');
        let year = number(parts.next()?, 4..=4)?;
        let month = parts.next().map(|part| number(part, 1..=2));
        let day = parts.next().map(|part| number(part, 1..=2));
        if parts.next().is_some() {
            return None;
        }
        let found = match (month, day) {
            (None, _) => Self::Year(year),
            (Some(month), None) => Self::Month(year, i8::try_from(month?).ok()?),
            (Some(month), Some(day)) => {
                let (month, day) = (i8::try_from(month?).ok()?, i8::try_from(day?).ok()?);
                Self::Day(Date::new(year, month, day).ok()?)
            }
        };
        found.date().map(|_| found)
    }

    /// Its first day.
    #[must_use]
    pub fn date(self) -> Option<Date> {
        match self {
            Self::Year(year) => Date::new(year, 1, 1).ok(),
            Self::Month(year, month) => Date::new(year, month, 1).ok(),
            Self::Day(date) => Some(date),
        }
    }

    /// The first day after it.
    fn after(self) -> Option<Date> {
        let span = match self {
            Self::Year(_) => 1.year(),
            Self::Month(..) => 1.month(),
            Self::Day(_) => 1.day(),
        };
        self.date()?.checked_add(span).ok()
    }

    /// When it begins there.
    #[must_use]
    pub fn start(self, zone: &TimeZone) -> Moment {
        self.date()
            .map_or(Moment::from_ms(i64::MIN), |date| midnight(date, zone))
    }

    /// When it is over there: the first moment after it.
    #[must_use]
    pub fn end(self, zone: &TimeZone) -> Moment {
        self.after()
            .map_or(Moment::from_ms(i64::MAX), |date| midnight(date, zone))
    }
}

fn midnight(date: Date, zone: &TimeZone) -> Moment {
    match zone.to_timestamp(date.at(0, 0, 0, 0)) {
        Ok(at) => Moment::from(at),
        // Only at the ends of the calendar.
        Err(_) => Moment::from_ms(if date.year() < 1970 {
            i64::MIN
        } else {
            i64::MAX
        }),
    }
}

fn number(text: &str, digits: std::ops::RangeInclusive<usize>) -> Option<i16> {
    let plain = digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(date) => write!(f, "{date}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn years_months_and_days_begin_and_end_at_midnight_there() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        for (raw, start, end) in [
            ("2024", "2023-12-31T23:00:00Z", "2024-12-31T23:00:00Z"),
            ("2024-03", "2024-02-29T23:00:00Z", "2024-03-31T22:00:00Z"),
            ("2024-3-31", "2024-03-30T23:00:00Z", "2024-03-31T22:00:00Z"),
        ] {
            let when = When::parse(raw).unwrap();
            assert_eq!(when.start(&zone).rfc3339(), start, "{raw}");
            assert_eq!(when.end(&zone).rfc3339(), end, "{raw}");
        }
        assert_eq!(When::parse("2024-3-1").unwrap().to_string(), "2024-03-01");
    }

    #[test]
    fn what_is_no_date_is_none() {
        for raw in [
            "",
            "24",
            "02024",
            "2024-",
            "2024-13",
            "2024-00",
            "2024-02-30",
            "2024-1-1-1",
            "2024-+1",
            "yesterday",
            "2024/03",
            "٢٠٢٤",
        ] {
            assert_eq!(When::parse(raw), None, "{raw}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_understood_is_written_as_it_is_read(raw in "[0-9]{4}(-[0-9]{1,2}){0,2}") {
            if let Some(when) = When::parse(&raw) {
                prop_assert_eq!(When::parse(&when.to_string()), Some(when));
                prop_assert!(when.start(&TimeZone::UTC) < when.end(&TimeZone::UTC));
            }
        }
    }
}
