//! Filters of the templates: words by key, dates where the site reads, addresses.
#![expect(
    unreachable_pub,
    reason = "the macro of the filters writes `pub`; the module itself is private"
)]

use std::fmt::Display;

use askama::{Result, Values};
use base::Moment;
use i18n::Arg;
use jiff::ZonedDateTime;

use crate::address;
use crate::env::Env;

fn env(values: &dyn Values) -> Result<&Env> {
    askama::get_value::<Env>(values, "env")
}

fn zoned(env: &Env, at: Moment) -> ZonedDateTime {
    at.timestamp().to_zoned_datetime(env.zone.clone())
}

/// `{{ "button.save"|t }}`
#[askama::filter_fn]
pub(crate) fn t(key: impl Display, values: &dyn Values) -> Result<String> {
    Ok(i18n::text(env(values)?.lang, &key.to_string()).into_owned())
}

/// `{{ "comment.heading"|tn(count) }}`: with a number called `n`.
#[askama::filter_fn]
pub(crate) fn tn(key: impl Display, values: &dyn Values, n: &i64) -> Result<String> {
    Ok(i18n::text_with(
        env(values)?.lang,
        &key.to_string(),
        &[("n", Arg::from(*n))],
    ))
}

/// `{{ "article.by"|tw("name", author.name) }}`: with a word of that name.
#[askama::filter_fn]
pub(crate) fn tw(key: impl Display, values: &dyn Values, name: &str, word: &str) -> Result<String> {
    Ok(i18n::text_with(
        env(values)?.lang,
        &key.to_string(),
        &[(name, Arg::Text(word))],
    ))
}

/// The words of a fault, with its limit.
#[askama::filter_fn]
pub(crate) fn fault(fault: &domain::problem::Fault, values: &dyn Values) -> Result<String> {
    let lang = env(values)?.lang;
    Ok(match fault.number {
        None => i18n::text(lang, fault.key).into_owned(),
        Some(n) => i18n::text_with(lang, fault.key, &[("n", Arg::from(n))]),
    })
}

/// Monday, 23 March 2026
#[askama::filter_fn]
pub(crate) fn day(at: &Moment, values: &dyn Values) -> Result<String> {
    let env = env(values)?;
    Ok(i18n::date_long(env.lang, zoned(env, *at)))
}

/// Saturday, 11 April 2026, of a day that has no time.
#[askama::filter_fn]
pub(crate) fn date(day: &jiff::civil::Date, values: &dyn Values) -> Result<String> {
    Ok(i18n::date_long(env(values)?.lang, *day))
}

/// 23 March 2026, 08:11
#[askama::filter_fn]
pub(crate) fn day_time(at: &Moment, values: &dyn Values) -> Result<String> {
    let env = env(values)?;
    Ok(i18n::date_time(env.lang, zoned(env, *at)))
}

/// 3 hours ago; for pages that nobody keeps.
#[askama::filter_fn]
pub(crate) fn ago(at: &Moment, values: &dyn Values) -> Result<String> {
    let env = env(values)?;
    Ok(i18n::relative(
        env.lang,
        &zoned(env, *at),
        &zoned(env, env.now),
    ))
}

/// For `<time datetime>`.
#[askama::filter_fn]
pub(crate) fn iso(at: &Moment, _: &dyn Values) -> Result<String> {
    Ok(at.rfc3339())
}

/// March 2026, of a year and a month.
#[askama::filter_fn]
pub(crate) fn month_of(year: &i64, values: &dyn Values, month: &i64) -> Result<String> {
    let env = env(values)?;
    let date = i16::try_from(*year)
        .ok()
        .zip(i8::try_from(*month).ok())
        .and_then(|(y, m)| jiff::civil::Date::new(y, m, 1).ok());
    Ok(date.map_or_else(String::new, |date| i18n::month_year(env.lang, date)))
}

/// A path as links carry it.
#[askama::filter_fn]
pub(crate) fn href(path: impl Display, _: &dyn Values) -> Result<String> {
    Ok(address::ascii(&path.to_string()))
}

/// The first letter of a name, for a window without a portrait.
#[askama::filter_fn]
pub(crate) fn initial(name: impl Display, _: &dyn Values) -> Result<String> {
    let name = name.to_string();
    Ok(name
        .chars()
        .find(|c| c.is_alphanumeric())
        .map(|c| c.to_uppercase().collect())
        .unwrap_or_default())
}
