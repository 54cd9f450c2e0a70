//! Values that end up in mail headers, made harmless whatever they were (R70).

/// A header that a reader sees: a subject or a name. One line, no controls, nothing that turns the
/// direction of what follows, at most `most` characters.
pub(crate) fn line(text: &str, most: usize) -> String {
    let mut out = String::new();
    let mut count = 0;
    for c in text.chars() {
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
                count += 1;
            }
        } else if !c.is_control() && !turns(c) {
            out.push(c);
            count += 1;
        }
        if count > most {
            out.pop();
            out.truncate(out.trim_end().len());
            out.push('…');
            return out;
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// `<left@right>` with nothing else in it, or nothing.
pub(crate) fn message_id(text: &str) -> Option<String> {
    let kept: String = text
        .chars()
        .filter(|c| c.is_ascii_graphic() && !"<>()[]\\\",;:".contains(*c))
        .collect();
    let (left, right) = kept.split_once('@')?;
    let whole = !left.is_empty() && !right.is_empty() && !right.contains('@');
    (whole && kept.len() <= 900).then(|| format!("<{kept}>"))
}

/// A web address for a header in angle brackets, or nothing.
pub(crate) fn link(text: &str) -> Option<String> {
    let kept: String = text
        .chars()
        .filter(|c| c.is_ascii_graphic() && !"<>,\"\\".contains(*c))
        .collect();
    let web = kept.starts_with("https://") || kept.starts_with("http://");
    (web && kept.len() <= 900).then_some(kept)
}

/// Marks that make a name read backwards.
fn turns(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
