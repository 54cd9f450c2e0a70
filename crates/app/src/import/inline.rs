//! Pictures that are written into a text as letters (`data:image/…;base64,…`): taken out and put in files of their own.

/// Bytes of one picture; larger ones are not taken anyway.
const LARGEST: usize = adapters::picture::limit::INPUT_BYTES;
/// Most pictures of one text.
const MOST: usize = 200;
/// What stands in a text in the place of a picture. Nobody is at home there.
const PLACE: &str = "https://inline.invalid/";

/// The text without them, each replaced by an address that [`number`] understands, and the pictures.
pub(super) fn pull(text: &str, into: &mut Vec<Vec<u8>>) -> String {
    const MARK: &str = "data:image/";
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(MARK) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let end = from
            .find(|c: char| matches!(c, '"' | '\'' | '>' | '<' | ')') || c.is_whitespace())
            .unwrap_or(from.len());
        let (address, after) = from.split_at(end);
        match picture(address) {
            Some(picture) if into.len() < MOST => {
                out.push_str(&format!("{PLACE}{}", into.len()));
                into.push(picture);
            }
            // Of no use, and no renderer would show it.
            _ => out.push_str(PLACE),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Which picture stands at this address.
pub(super) fn number(address: &str) -> Option<usize> {
    address.strip_prefix(PLACE)?.parse().ok()
}

fn picture(address: &str) -> Option<Vec<u8>> {
    let (kind, letters) = address.split_once(',')?;
    kind.ends_with(";base64")
        .then(|| decoded(letters))
        .flatten()
}

/// Base 64, in its usual and its address form. Nothing if it is anything else, or too much.
fn decoded(letters: &str) -> Option<Vec<u8>> {
    if letters.len() / 4 * 3 > LARGEST {
        return None;
    }
    let mut bytes = Vec::with_capacity(letters.len() / 4 * 3 + 3);
    let mut held: u32 = 0;
    let mut bits: u32 = 0;
    for letter in letters.trim_end_matches('=').bytes() {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        held = (held << 6) | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((held >> bits) & 0xFF).ok()?);
            held &= (1 << bits) - 1;
        }
    }
    (!bytes.is_empty()).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_leave_a_place_behind() {
        let mut pictures = Vec::new();
        let text = pull(
            r#"a <img src="data:image/png;base64,iVBORw0KGgo="> b <img src='data:image/svg+xml,<svg>'>"#,
            &mut pictures,
        );
        assert_eq!(pictures, vec![b"\x89PNG\r\n\x1a\n".to_vec()]);
        assert!(
            text.starts_with(r#"a <img src="https://inline.invalid/0"> b"#),
            "{text}"
        );
        assert_eq!(number("https://inline.invalid/0"), Some(0));
        assert_eq!(number("https://inline.invalid/"), None);
        assert_eq!(number("https://other.invalid/0"), None);
    }

    #[test]
    fn letters_that_are_no_base_64_are_nothing() {
        assert_eq!(decoded("Zm9vYmE="), Some(b"fooba".to_vec()));
        assert_eq!(decoded("Zm9v*mE="), None);
        assert_eq!(decoded(""), None);
        assert_eq!(decoded(&"A".repeat(LARGEST * 2)), None);
    }
}
