//! Percent-decoding, once, into text or a refusal.

use std::borrow::Cow;

/// Why bytes are not text we take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadText {
    /// The bytes are not UTF-8.
    #[error("this is not UTF-8")]
    NotUtf8,
    /// There is a NUL in it.
    #[error("this contains a NUL")]
    Nul,
}

/// Decodes `%XX` once. A percent sign that begins no escape stands for itself, as in browsers.
pub fn percent(text: &[u8]) -> Result<Cow<'_, str>, BadText> {
    decode(text, false)
}

/// The same for forms and queries, where `+` is a blank.
pub fn form(text: &[u8]) -> Result<Cow<'_, str>, BadText> {
    decode(text, true)
}

fn decode(text: &[u8], plus: bool) -> Result<Cow<'_, str>, BadText> {
    let escaped = |byte: &u8| *byte == b'%' || (plus && *byte == b'+');
    let decoded = if text.iter().any(escaped) {
        let bytes = unescape(text, plus);
        Cow::Owned(String::from_utf8(bytes).map_err(|_| BadText::NotUtf8)?)
    } else {
        Cow::Borrowed(std::str::from_utf8(text).map_err(|_| BadText::NotUtf8)?)
    };
    match decoded.as_bytes().contains(&0) {
        true => Err(BadText::Nul),
        false => Ok(decoded),
    }
}

fn unescape(mut text: &[u8], plus: bool) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    loop {
        text = match text {
            [] => return bytes,
            [b'%', high, low, rest @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                bytes.push(digit(*high) << 4 | digit(*low));
                rest
            }
            [b'+', rest @ ..] if plus => {
                bytes.push(b' ');
                rest
            }
            [byte, rest @ ..] => {
                bytes.push(*byte);
                rest
            }
        };
    }
}

fn digit(hex: u8) -> u8 {
    match hex {
        b'0'..=b'9' => hex - b'0',
        b'a'..=b'f' => hex - b'a' + 10,
        b'A'..=b'F' => hex - b'A' + 10,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_decoded_once() {
        assert_eq!(percent(b"/a%2fb%252fc+d").unwrap(), "/a/b%2fc+d");
        assert_eq!(form(b"a+b%2Bc").unwrap(), "a b+c");
        assert_eq!(percent("%C3%BCber über".as_bytes()).unwrap(), "über über");
        assert_eq!(percent(b"100%").unwrap(), "100%");
        assert_eq!(percent(b"%zz%2").unwrap(), "%zz%2");
        assert!(matches!(percent(b"plain").unwrap(), Cow::Borrowed(_)));
    }

    #[test]
    fn what_is_not_text_is_refused() {
        for (bytes, why) in [
            (&b"%ff"[..], BadText::NotUtf8),
            (b"%c3", BadText::NotUtf8),
            (b"%ed%a0%80", BadText::NotUtf8),
            (b"%c0%af", BadText::NotUtf8),
            (b"\xff", BadText::NotUtf8),
            (b"a%00b", BadText::Nul),
            (b"a\0b", BadText::Nul),
        ] {
            assert_eq!(percent(bytes), Err(why), "{bytes:?}");
        }
    }
}
