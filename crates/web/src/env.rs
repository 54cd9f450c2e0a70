//! What filters in templates ask for: the language, the zone, the time.

use std::any::Any;

use askama::Values;
use base::Moment;
use http::HeaderMap;
use http::header::ACCEPT_LANGUAGE;
use i18n::Lang;
use jiff::tz::TimeZone;

/// What filters in templates ask for.
pub(crate) struct Env {
    pub(crate) lang: Lang,
    pub(crate) zone: TimeZone,
    pub(crate) now: Moment,
}

impl Values for Env {
    fn get_value(&self, key: &str) -> Option<&dyn Any> {
        (key == "env").then_some(self)
    }
}

/// The language that a request asks for.
pub(crate) fn lang(headers: &HeaderMap) -> Lang {
    headers
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .map_or(Lang::English, Lang::negotiate)
}
