//! Dates and times in words. The zone is the reader's: whoever asks has converted already.

use jiff::ZonedDateTime;
use jiff::civil::{Date, DateTime, Time};

use crate::arg::Arg;
use crate::lang::Lang;
use crate::lookup::{part, text, text_with};

/// How long a thing is told in hours though midnight lies between, in seconds.
///
/// At one in the morning, what was said at eleven in the evening was not yet "yesterday" to those awake.
const NIGHT: i64 = 12 * HOUR;
const HOUR: i64 = 60 * MINUTE;
const MINUTE: i64 = 60;
/// From how many days on the date itself says more.
const WEEK: i64 = 7;

/// A way of asking for words: whole, or as a part of others.
type Ask = fn(Lang, &str, &[(&str, Arg<'_>)]) -> String;

/// "Monday, 23 March 2026"
#[must_use]
pub fn date_long(lang: Lang, date: impl Into<Date>) -> String {
    dated(text_with, lang, "date-long", date.into())
}

/// "23 March 2026"
#[must_use]
pub fn date_short(lang: Lang, date: impl Into<Date>) -> String {
    dated(text_with, lang, "date-short", date.into())
}

/// "March 2026"
#[must_use]
pub fn month_year(lang: Lang, date: impl Into<Date>) -> String {
    dated(text_with, lang, "date-month-year", date.into())
}

/// "14:05"
#[must_use]
pub fn clock(lang: Lang, time: impl Into<Time>) -> String {
    timed(text_with, lang, time.into())
}

/// "23 March 2026, 14:05"
#[must_use]
pub fn date_time(lang: Lang, moment: impl Into<DateTime>) -> String {
    let moment = moment.into();
    let date = dated(part, lang, "date-short", moment.date());
    let clock = timed(part, lang, moment.time());
    text_with(
        lang,
        "date-time",
        &[("date", Arg::Text(&date)), ("clock", Arg::Text(&clock))],
    )
}

/// "3 hours ago", "yesterday", "in 2 days"; from a week on the date. Days are those of the zone of `now`.
#[must_use]
pub fn relative(lang: Lang, then: &ZonedDateTime, now: &ZonedDateTime) -> String {
    let there = then.with_time_zone(now.time_zone().clone()).date();
    let seconds = now.timestamp().as_second() - then.timestamp().as_second();
    let days = now
        .date()
        .since(there)
        .map_or(WEEK, |span| span.get_days().into());
    let past = seconds >= 0;
    let (key, n) = match (seconds.abs(), days.abs()) {
        (0..MINUTE, _) => (if past { "date-now" } else { "date-soon" }, 0),
        (s @ ..HOUR, _) => (
            pick(past, "date-minutes-ago", "date-in-minutes"),
            s / MINUTE,
        ),
        (s, d) if s < NIGHT || d == 0 => (pick(past, "date-hours-ago", "date-in-hours"), s / HOUR),
        (_, 1) => (pick(past, "date-yesterday", "date-tomorrow"), 1),
        (_, d @ ..WEEK) => (pick(past, "date-days-ago", "date-in-days"), d),
        _ => return date_short(lang, there),
    };
    if n == 0 {
        return text(lang, key).into_owned();
    }
    text_with(lang, key, &[("n", Arg::Number(n))])
}

fn pick(past: bool, ago: &'static str, ahead: &'static str) -> &'static str {
    if past { ago } else { ahead }
}

fn dated(ask: Ask, lang: Lang, key: &str, date: Date) -> String {
    let weekday = date.weekday().to_monday_one_offset();
    let weekday = part(lang, &format!("date-weekday-{weekday}"), &[]);
    let month = part(lang, &format!("date-month-{}", date.month()), &[]);
    // A text, for a year has no separators.
    let year = date.year().to_string();
    let args = [
        ("weekday", Arg::Text(&weekday)),
        ("day", Arg::Number(date.day().into())),
        ("month", Arg::Text(&month)),
        ("year", Arg::Text(&year)),
    ];
    ask(lang, key, &args)
}

fn timed(ask: Ask, lang: Lang, time: Time) -> String {
    let hour = format!("{:02}", time.hour());
    let minute = format!("{:02}", time.minute());
    ask(
        lang,
        "date-clock",
        &[("hour", Arg::Text(&hour)), ("minute", Arg::Text(&minute))],
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn zoned(text: &str) -> ZonedDateTime {
        text.parse().unwrap()
    }

    #[test]
    fn a_date_is_written_long_and_short() {
        let moment = zoned("2026-03-23T14:05:09[Europe/Berlin]");

        assert_eq!(date_long(Lang::English, &moment), "Monday, 23 March 2026");
        assert_eq!(date_short(Lang::English, &moment), "23 March 2026");
        assert_eq!(month_year(Lang::English, &moment), "March 2026");
        assert_eq!(clock(Lang::English, &moment), "14:05");
        assert_eq!(date_time(Lang::English, &moment), "23 March 2026, 14:05");
        assert_eq!(
            date_long(Lang::English, jiff::civil::date(2024, 12, 1)),
            "Sunday, 1 December 2024"
        );
    }

    #[test]
    fn how_long_ago_is_told_as_people_do() {
        let now = zoned("2026-03-25T01:00:00[Europe/Berlin]");

        for (then, said) in [
            ("2026-03-25T01:00:00[Europe/Berlin]", "just now"),
            ("2026-03-25T00:59:01[Europe/Berlin]", "just now"),
            ("2026-03-25T00:59:00[Europe/Berlin]", "1 minute ago"),
            ("2026-03-25T00:00:01[Europe/Berlin]", "59 minutes ago"),
            ("2026-03-24T23:30:00[Europe/Berlin]", "1 hour ago"),
            ("2026-03-24T22:00:00[Europe/Berlin]", "3 hours ago"),
            ("2026-03-24T13:00:00[Europe/Berlin]", "yesterday"),
            ("2026-03-23T23:59:00[Europe/Berlin]", "2 days ago"),
            ("2026-03-19T00:00:00[Europe/Berlin]", "6 days ago"),
            ("2026-03-18T23:59:00[Europe/Berlin]", "18 March 2026"),
            ("2008-07-10T00:00:00[UTC]", "10 July 2008"),
            ("2026-03-25T01:00:59[Europe/Berlin]", "in a moment"),
            ("2026-03-25T01:01:00[Europe/Berlin]", "in 1 minute"),
            ("2026-03-25T23:59:00[Europe/Berlin]", "in 22 hours"),
            ("2026-03-26T12:00:00[Europe/Berlin]", "tomorrow"),
            ("2026-03-30T12:00:00[Europe/Berlin]", "in 5 days"),
            ("2026-04-11T12:00:00[Europe/Berlin]", "11 April 2026"),
        ] {
            assert_eq!(relative(Lang::English, &zoned(then), &now), said, "{then}");
        }
    }

    #[test]
    fn days_are_those_of_the_reader() {
        let then = zoned("2026-03-23T23:30:00[UTC]");

        let in_berlin = zoned("2026-03-25T14:00:00[Europe/Berlin]");
        let in_new_york = zoned("2026-03-25T14:00:00[America/New_York]");

        assert_eq!(relative(Lang::English, &then, &in_berlin), "yesterday");
        assert_eq!(relative(Lang::English, &then, &in_new_york), "2 days ago");
    }

    #[test]
    fn an_invented_date_is_one_text() {
        let moment = zoned("2026-03-23T14:05:09[UTC]");

        assert_eq!(date_long(Lang::Pseudo, &moment), "⟦Ṁóñđáý, 23 Ṁáŕçĥ 2026⟧");
        assert_eq!(
            date_time(Lang::PseudoRtl, &moment),
            "⟦23 Ṁáŕçĥ 2026, 14:05⟧"
        );
        assert_eq!(relative(Lang::Pseudo, &moment, &moment), "⟦ĵúšţ ñóŵ⟧");
    }

    proptest! {
        #[test]
        fn any_two_moments_can_be_told(a in any::<i64>(), b in any::<i64>()) {
            let moment = |n: i64| {
                let span = jiff::Timestamp::MAX.as_second() - jiff::Timestamp::MIN.as_second();
                let second = jiff::Timestamp::MIN.as_second() + n.rem_euclid(span);
                jiff::Timestamp::from_second(second).unwrap().to_zoned_datetime(jiff::tz::TimeZone::UTC)
            };

            let said = relative(Lang::English, &moment(a), &moment(b));

            let whole = !said.is_empty() && !said.contains('{');
            prop_assert!(whole);
        }
    }
}
