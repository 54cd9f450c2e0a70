//! Dates as these files write them: American, often without a zone, now and then in some other manner.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::temporal::DateTimeParser;
use jiff::tz::{Offset, TimeZone};

/// Longer than any date: what is longer is not looked at.
const LONGEST: usize = 64;
/// Two digits below this are a year of our century: no weblog is older than the last one's end.
const RECENT: i16 = 70;

/// A date and what is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Dated {
    /// As the clock on the author's wall showed it.
    pub civil: DateTime,
    /// Only dates in other manners carry one; the format itself has none.
    pub offset: Option<Offset>,
    /// It was not written as the format wants it, yet understood.
    pub loose: bool,
}

impl Dated {
    /// Understands `MM/DD/YYYY HH:MM:SS [AM|PM]` and, loosely, shorter forms of it, ISO 8601 and the dates of mails.
    ///
    /// Two-digit years are of the twentieth century, as in the program that set the format; but those of the first years
    /// of this one, in which weblogs were written, are taken for what they must mean, loosely.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() > LONGEST {
            return None;
        }
        american(text).or_else(|| iso(text)).or_else(|| mail(text))
    }

    /// The moment, to the millisecond, given the zone of the weblog.
    ///
    /// A time that the clock skipped is moved on by what it skipped; of one that came twice the first is taken.
    pub fn at(&self, zone: &TimeZone) -> Timestamp {
        let exact = match self.offset {
            Some(offset) => offset.to_timestamp(self.civil),
            None => zone.to_timestamp(self.civil),
        };
        let bound = if self.civil.year() > 0 {
            Timestamp::MAX
        } else {
            Timestamp::MIN
        };
        let exact = exact.unwrap_or(bound);
        Timestamp::from_millisecond(exact.as_millisecond()).unwrap_or(exact)
    }
}

fn american(text: &str) -> Option<Dated> {
    let upper = text.to_ascii_uppercase();
    let (rest, half) = match (upper.strip_suffix("AM"), upper.strip_suffix("PM")) {
        (Some(rest), _) => (rest, Some(Half::Morning)),
        (_, Some(rest)) => (rest, Some(Half::Afternoon)),
        _ => (upper.as_str(), None),
    };
    let mut words = rest.split_whitespace();
    let (date, is_short) = slashed(words.next()?)?;
    let clock = words.next();
    if words.next().is_some() {
        return None;
    }
    let (hour, minute, second) = clock.map_or(Some((0, 0, None)), colons)?;
    let hour = match half {
        Some(Half::Morning) if hour == 12 => 0,
        // `21:29:10 PM` exists.
        Some(Half::Afternoon) if hour < 12 => hour + 12,
        _ => hour,
    };
    let time = Time::new(hour, minute, second.unwrap_or(0), 0).ok()?;
    Some(Dated {
        civil: DateTime::from_parts(date, time),
        offset: None,
        loose: second.is_none() || is_short,
    })
}

enum Half {
    Morning,
    Afternoon,
}

/// A date, and whether its century had to be thought of. With the year first it is read as that.
fn slashed(text: &str) -> Option<(Date, bool)> {
    let mut fields = text.split('/');
    let (one, second, three) = (fields.next()?, fields.next()?, fields.next()?);
    if fields.next().is_some() {
        return None;
    }
    let (year, month, day) = if one.len() == 4 {
        (one, two(second)?, two(three)?)
    } else {
        (three, two(one)?, two(second)?)
    };
    let number: i16 = digits(year)?.parse().ok()?;
    let (century, is_short) = match year.len() {
        2 if number < RECENT => (2000, true),
        2 => (1900, false),
        4 => (0, one.len() == 4),
        _ => return None,
    };
    Some((Date::new(number + century, month, day).ok()?, is_short))
}

fn colons(text: &str) -> Option<(i8, i8, Option<i8>)> {
    let mut fields = text.split(':');
    let (hour, minute) = (two(fields.next()?)?, two(fields.next()?)?);
    let second = match fields.next() {
        Some(second) => Some(two(second)?),
        None => None,
    };
    fields.next().is_none().then_some((hour, minute, second))
}

fn two(text: &str) -> Option<i8> {
    (text.len() <= 2)
        .then(|| digits(text)?.parse().ok())
        .flatten()
}

fn digits(text: &str) -> Option<&str> {
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then_some(text)
}

/// As mails and feeds write it: `Sun, 31 Jul 2005 21:29:10 +0200`.
fn mail(text: &str) -> Option<Dated> {
    let at = jiff::fmt::rfc2822::DateTimeParser::new()
        .relaxed_weekday(true)
        .parse_timestamp(text)
        .ok()?;
    Some(Dated {
        civil: Offset::UTC.to_datetime(at),
        offset: Some(Offset::UTC),
        loose: true,
    })
}

fn iso(text: &str) -> Option<Dated> {
    let pieces = DateTimeParser::new().parse_pieces(text).ok()?;
    let time = pieces.time().unwrap_or(Time::midnight());
    Some(Dated {
        civil: DateTime::from_parts(pieces.date(), time),
        offset: pieces.to_numeric_offset(),
        loose: true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn civil(text: &str) -> String {
        let dated = Dated::parse(text).unwrap_or_else(|| panic!("{text} is not understood"));
        assert!(!dated.loose, "{text} is loose");
        dated.civil.to_string()
    }

    #[test]
    fn am_and_pm_are_optional() {
        assert_eq!(civil("01/31/2002 03:31:05 PM"), "2002-01-31T15:31:05");
        assert_eq!(civil("01/31/2002 03:31:05 AM"), "2002-01-31T03:31:05");
        assert_eq!(civil("01/31/2002 15:47:06"), "2002-01-31T15:47:06");
        assert_eq!(civil(" 01/31/2002  03:31:05pm "), "2002-01-31T15:31:05");
    }

    #[test]
    fn twelve_am_is_midnight_and_twelve_pm_noon() {
        assert_eq!(civil("05/18/2019 12:34:00 AM"), "2019-05-18T00:34:00");
        assert_eq!(civil("05/18/2019 12:34:00 PM"), "2019-05-18T12:34:00");
    }

    #[test]
    fn pm_adds_twelve_only_below_twelve() {
        assert_eq!(civil("05/18/2019 21:29:10 PM"), "2019-05-18T21:29:10");
        assert_eq!(civil("05/18/2019 21:29:10 AM"), "2019-05-18T21:29:10");
    }

    #[test]
    fn fields_may_have_one_digit_and_years_two() {
        assert_eq!(civil("1/2/99 3:4:5"), "1999-01-02T03:04:05");
        let recent = Dated::parse("1/2/03 3:4:5 PM").unwrap();
        assert_eq!(
            (recent.civil.to_string().as_str(), recent.loose),
            ("2003-01-02T15:04:05", true)
        );
    }

    #[test]
    fn what_is_no_date_is_none() {
        let long = "1".repeat(100);
        for text in [
            "",
            "AM",
            "soon",
            "13/01/2020 00:00:00",
            "02/30/2020 00:00:00",
            "1/1/2020 25:00:00",
            "1/1/202 0:0:0",
        ]
        .into_iter()
        .chain([
            "1/1/2020 1:2:3 4 PM",
            "1/1/2020/1 1:2:3",
            "1/1/2020 1:2:3:4",
            "+1/1/2020 1:2:3",
            "//  ::",
            &long,
        ]) {
            assert_eq!(Dated::parse(text), None, "{text}");
        }
    }

    #[test]
    fn shorter_forms_are_understood_loosely() {
        let minutes = Dated::parse("1/2/2020 3:04 PM").unwrap();
        assert_eq!(
            (minutes.civil.to_string().as_str(), minutes.loose),
            ("2020-01-02T15:04:00", true)
        );
        assert_eq!(
            Dated::parse("1/2/2020").unwrap().civil.to_string(),
            "2020-01-02T00:00:00"
        );
    }

    #[test]
    fn iso_dates_are_understood_loosely_and_keep_their_offset() {
        let tokyo = Dated::parse("2020-01-02T03:04:05+09:00").unwrap();
        assert!(tokyo.loose);
        assert_eq!(tokyo.offset, Some(Offset::constant(9)));
        assert_eq!(tokyo.at(&TimeZone::UTC).to_string(), "2020-01-01T18:04:05Z");
        assert_eq!(
            Dated::parse("2020-01-02T03:04:05Z").unwrap().offset,
            Some(Offset::UTC)
        );
        let plain = Dated::parse("2020-01-02 03:04:05").unwrap();
        assert_eq!((plain.loose, plain.offset), (true, None));
    }

    #[test]
    fn a_year_may_stand_first_and_mails_have_dates_of_their_own() {
        for text in ["2005/07/31 21:29:10", "Sun, 31 Jul 2005 23:29:10 +0200"] {
            let dated = Dated::parse(text).unwrap();
            assert_eq!(dated.civil.to_string(), "2005-07-31T21:29:10", "{text}");
            assert!(dated.loose);
        }
        assert_eq!(Dated::parse("31/07/2005 21:29:10"), None);
    }

    fn in_berlin(text: &str) -> String {
        Dated::parse(text)
            .unwrap()
            .at(&TimeZone::get("Europe/Berlin").unwrap())
            .to_string()
    }

    #[test]
    fn the_zone_of_the_weblog_is_given_with_its_summer_time() {
        assert_eq!(in_berlin("01/10/2010 12:00:00 PM"), "2010-01-10T11:00:00Z");
        assert_eq!(in_berlin("07/10/2010 12:00:00 PM"), "2010-07-10T10:00:00Z");
    }

    #[test]
    fn a_skipped_hour_is_moved_on_and_of_a_doubled_one_the_first_is_taken() {
        assert_eq!(in_berlin("03/28/2010 02:30:00 AM"), "2010-03-28T01:30:00Z");
        assert_eq!(in_berlin("10/31/2010 02:30:00 AM"), "2010-10-31T00:30:00Z");
    }

    #[test]
    fn moments_are_whole_milliseconds_and_stay_in_range() {
        let fine = Dated::parse("2020-01-02T03:04:05.123456789Z").unwrap();
        assert_eq!(
            fine.at(&TimeZone::UTC).to_string(),
            "2020-01-02T03:04:05.123Z"
        );
        let west = TimeZone::get("Pacific/Honolulu").unwrap();
        Dated::parse("12/31/9999 23:59:59").unwrap().at(&west);
        Dated::parse("01/01/0000 00:00:00").unwrap().at(&west);
    }
}
