//! Where to go after signing in: a place on this site, or nowhere (R17).

use crate::decode::percent;

/// A path on this site, safe to stand in a `Location` header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnTo(String);

/// Longer ones are nobody's address.
const LONGEST: usize = 2_048;

impl ReturnTo {
    /// Takes a parameter as it came out of the form or query, that is, decoded there once.
    /// It must hold both as it is and decoded once more: browsers and proxies differ in how often they do.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > LONGEST || !text.is_ascii() || text.contains(' ') || !is_local(text) {
            return None;
        }
        is_local(&percent(text.as_bytes()).ok()?).then(|| Self(text.to_owned()))
    }

    /// The path with its query and fragment.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_local(text: &str) -> bool {
    let unsafe_anywhere = |c: char| c.is_control() || c == '\\' || is_invisible(c);
    if !text.starts_with('/') || text.contains(unsafe_anywhere) {
        return false;
    }
    let path = text.split(['?', '#']).next().unwrap_or_default();
    // `//host` is another host, and dot segments can make one of an innocent path.
    !path.contains("//") && !path.split('/').any(|segment| matches!(segment, "." | ".."))
}

/// Bidi and zero-width characters only serve to make an address look like another.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The corpus of R17: 60 cases, 20 to take and 40 to refuse.
    const TAKEN: [&str; 20] = [
        "/",
        "/conversations",
        "/conversations/0abc/a-title",
        "/articles/2026/11/hello",
        "/@anna",
        "/?page=2",
        "/search?q=a+b",
        "/search?q=a%20b",
        "/search?q=100%25",
        "/search?next=https://evil.example/",
        "/search?next=//evil.example",
        "/conversations/0abc#comment-1",
        "/#//evil.example",
        "/a/b/",
        "/a.b/c",
        "/...",
        "/%C3%BCber",
        "/a:b@c",
        "/javascript:alert(1)",
        "/%252f%252fevil.example",
    ];

    const REFUSED: [&str; 40] = [
        "",
        " ",
        " /",
        "evil.example",
        "https://evil.example/",
        "HTTPS:/evil.example",
        "https:evil.example",
        "//evil.example",
        "///evil.example",
        "//evil.example/..",
        "/\\evil.example",
        "\\/evil.example",
        "\\\\evil.example",
        "/\\/evil.example",
        "/a\\..\\..\\evil.example",
        "/\t/evil.example",
        "\t//evil.example",
        "/\n/evil.example",
        "/\r\nLocation: https://evil.example",
        "/a\0b",
        "/%2fevil.example",
        "/%2Fevil.example",
        "/%5cevil.example",
        "/%5Cevil.example",
        "/%09/evil.example",
        "/%0d%0aSet-Cookie:a=b",
        "/%00",
        "%2f%2fevil.example",
        "%2f",
        "/%ff",
        "/.//evil.example",
        "/..//evil.example",
        "/a/..//evil.example",
        "/%2e%2e//evil.example",
        "/%2e/%2fevil.example",
        "/../etc",
        "javascript:alert(1)",
        "data:text/html,x",
        "@evil.example",
        "/über",
    ];

    #[test]
    fn places_on_this_site_are_taken() {
        for text in TAKEN {
            assert_eq!(
                ReturnTo::parse(text).as_ref().map(ReturnTo::as_str),
                Some(text)
            );
        }
    }

    #[test]
    fn everything_that_could_lead_elsewhere_is_refused() {
        for text in REFUSED {
            assert_eq!(ReturnTo::parse(text), None, "{text:?}");
        }
        assert_eq!(ReturnTo::parse(&format!("/{}", "a".repeat(2_048))), None);
        assert_eq!(ReturnTo::parse("/%E2%80%AEgpj.evil"), None);
    }
}
