//! Which characters may stand in a feed at all.

use std::borrow::Cow;

/// Takes out the characters that XML 1.0 forbids, even escaped: imported comments are full of them.
///
/// Tab, line feed and carriage return stay.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_legal) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter(|c| is_legal(*c)).collect())
    }
}

/// The `Char` production of XML 1.0; surrogates cannot occur in a `str`.
pub(crate) fn is_legal(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => true,
        c => c >= ' ' && c != '\u{fffe}' && c != '\u{ffff}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_is_not_copied() {
        assert!(matches!(
            clean("Käse\tund\r\nBrot 🧀 \u{85}"),
            Cow::Borrowed(_)
        ));
    }

    #[test]
    fn forbidden_characters_disappear() {
        assert_eq!(
            clean("a\0b\u{8}c\u{b}d\u{1f}e\u{fffe}f\u{ffff}g"),
            "abcdefg"
        );
    }
}
