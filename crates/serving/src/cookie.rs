//! Reading the `Cookie` header and writing `Set-Cookie`, as strictly as R4 wants it.

use crate::base_url::BaseUrl;
use http::header::COOKIE;
use http::{HeaderMap, HeaderValue};
use std::fmt::Write as _;
use std::time::Duration;

/// Longer values do not fit into a browser's cookie with name and attributes.
const LONGEST: usize = 3_800;

/// How this site names and marks its cookies.
///
/// Over TLS names begin with `__Host-`, so that no sibling domain can set them. Over plain http, which is for a
/// machine of one's own, browsers refuse that prefix, and the plain name is used.
#[derive(Clone, Copy, Debug)]
pub struct Cookies {
    secure: bool,
}

/// A cookie to set.
#[derive(Clone, Copy, Debug)]
pub struct Cookie<'a> {
    /// Without prefix.
    pub name: &'a str,
    /// Letters, digits and what else a cookie may hold; no quotes, blanks, commas, semicolons.
    pub value: &'a str,
    /// Until the browser closes, if not given.
    pub max_age: Option<Duration>,
    /// Whether scripts may read it. Only the theme is.
    pub readable: bool,
}

/// The value cannot stand in a cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this name or value cannot stand in a cookie")]
pub struct BadCookie;

impl Cookies {
    /// The cookies of the site at `base`.
    pub fn new(base: &BaseUrl) -> Self {
        Self {
            secure: base.is_https(),
        }
    }

    /// The value of one cookie, without looking at the prefix yourself. A name that comes twice with
    /// different values is nobody's: one of the two was planted.
    pub fn get<'h>(&self, headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
        let mut found = None;
        for line in headers.get_all(COOKIE) {
            let Ok(line) = line.to_str() else { continue };
            for pair in line.split(';') {
                let Some((key, value)) = pair.trim_matches([' ', '\t']).split_once('=') else {
                    continue;
                };
                if !self.is(key, name) {
                    continue;
                }
                if !is_value(value) || found.is_some_and(|earlier| earlier != value) {
                    return None;
                }
                found = Some(value);
            }
        }
        found
    }

    /// Sets a cookie for the whole site.
    pub fn set(&self, cookie: Cookie<'_>) -> Result<HeaderValue, BadCookie> {
        if !is_name(cookie.name) || !is_value(cookie.value) || cookie.value.len() > LONGEST {
            return Err(BadCookie);
        }
        let (prefix, secure) = if self.secure {
            ("__Host-", "; Secure")
        } else {
            ("", "")
        };
        let http_only = if cookie.readable { "" } else { "; HttpOnly" };
        let mut text = format!(
            "{prefix}{}={}; Path=/{secure}{http_only}; SameSite=Lax",
            cookie.name, cookie.value
        );
        if let Some(age) = cookie.max_age {
            let _ = write!(text, "; Max-Age={}", age.as_secs());
        }
        HeaderValue::from_str(&text).map_err(|_| BadCookie)
    }

    /// Takes a cookie away.
    pub fn clear(&self, name: &str) -> Result<HeaderValue, BadCookie> {
        self.set(Cookie {
            name,
            value: "",
            max_age: Some(Duration::ZERO),
            readable: false,
        })
    }

    fn is(&self, key: &str, name: &str) -> bool {
        match self.secure {
            true => key.strip_prefix("__Host-") == Some(name),
            false => key == name,
        }
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// RFC 6265 cookie-octets.
fn is_value(value: &str) -> bool {
    value
        .bytes()
        .all(|byte| matches!(byte, 0x21 | 0x23..=0x2b | 0x2d..=0x3a | 0x3c..=0x5b | 0x5d..=0x7e))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cookies(base: &str) -> Cookies {
        Cookies::new(&BaseUrl::parse(base).unwrap())
    }

    fn get(base: &str, lines: &[&'static str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(COOKIE, HeaderValue::from_static(line));
        }
        cookies(base).get(&headers, "s").map(str::to_owned)
    }

    #[test]
    fn over_tls_only_the_prefixed_name_counts() {
        let base = "https://hall.example";
        for (lines, expected) in [
            (&["__Host-s=abc"][..], Some("abc")),
            (&["a=b; __Host-s=abc; c=d"], Some("abc")),
            (&["a=b", "__Host-s=abc"], Some("abc")),
            (&["__Host-s=a=b"], Some("a=b")),
            (&["__Host-s="], Some("")),
            (&["s=abc"], None),
            (&["__host-s=abc"], None),
            (&["__Secure-s=abc"], None),
            (&["x__Host-s=abc"], None),
            (&["__Host-s"], None),
            (&["__Host-s=\"abc\""], None),
            (&["__Host-s=a b"], None),
            (&["__Host-s=a,b"], None),
            (&["__Host-s=one; __Host-s=two"], None),
            (&["__Host-s=one; __Host-s=one"], Some("one")),
            (&["=x; ;; __Host-s=abc;"], Some("abc")),
            (&[], None),
        ] {
            assert_eq!(get(base, lines).as_deref(), expected, "{lines:?}");
        }
        assert_eq!(
            get("http://localhost:8080", &["s=abc"]).as_deref(),
            Some("abc")
        );
        assert_eq!(get("http://localhost:8080", &["s=abc; s=def"]), None);
    }

    #[test]
    fn cookies_are_set_with_everything_that_guards_them() {
        let cookie = Cookie {
            name: "s",
            value: "abc",
            max_age: Some(Duration::from_secs(600)),
            readable: false,
        };

        assert_eq!(
            cookies("https://hall.example").set(cookie).unwrap(),
            "__Host-s=abc; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=600"
        );
        for plain in [
            "http://localhost:8080",
            "http://127.0.0.1",
            "http://[::1]:80",
        ] {
            assert_eq!(
                cookies(plain).set(cookie).unwrap(),
                "s=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=600"
            );
        }
        let theme = Cookie {
            name: "t",
            value: "dark",
            max_age: None,
            readable: true,
        };
        assert_eq!(
            cookies("https://hall.example").set(theme).unwrap(),
            "__Host-t=dark; Path=/; Secure; SameSite=Lax"
        );
        assert_eq!(
            cookies("https://hall.example").clear("s").unwrap(),
            "__Host-s=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0"
        );
    }

    #[test]
    fn nothing_can_be_smuggled_into_a_cookie() {
        let long = "x".repeat(3_801);
        for (name, value) in [
            ("s", "a; Domain=evil.example"),
            ("s", "a\r\nSet-Cookie: b=c"),
            ("s", "a b"),
            ("s", "é"),
            ("s", &long),
            ("s;", "a"),
            ("", "a"),
            ("s=", "a"),
        ] {
            let cookie = Cookie {
                name,
                value,
                max_age: None,
                readable: false,
            };
            assert_eq!(
                cookies("https://hall.example").set(cookie),
                Err(BadCookie),
                "{name}={value}"
            );
        }
    }
}
