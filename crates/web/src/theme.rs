//! Day or evening.

use http::HeaderMap;
use serving::cookie::Cookies;

/// Day or evening, as the reader wants it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Theme {
    /// As the system does.
    #[default]
    Auto,
    /// Day.
    Light,
    /// Evening.
    Dark,
}

impl Theme {
    /// As in the cookie and in `data-theme`.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    pub(crate) fn parse(text: &str) -> Self {
        match text {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::Auto,
        }
    }

    /// The one that a request's cookie says.
    pub(crate) fn of(cookies: &Cookies, headers: &HeaderMap) -> Self {
        cookies.get(headers, "t").map_or(Self::Auto, Self::parse)
    }

    pub(crate) fn is(self, name: &str) -> bool {
        self.as_str() == name
    }
}
