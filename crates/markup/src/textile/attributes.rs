//! Classes, styles, languages and alignments of blocks and phrases: passed over.

/// The rest after any attributes.
pub(super) fn without_attributes(text: &str) -> &str {
    let mut rest = text;
    loop {
        let close = match rest.chars().next() {
            Some('(')
                if rest
                    .get(1..)
                    .is_some_and(|rest| !rest.starts_with(['(', '.'])) =>
            {
                ')'
            }
            Some('{') => '}',
            Some('[') => ']',
            Some('<' | '>' | '=' | '(' | ')') => {
                rest = rest.get(1..).unwrap_or_default();
                continue;
            }
            _ => return rest,
        };
        // Attributes are short; what is not is text.
        match rest
            .char_indices()
            .take(100)
            .find(|(_, c)| *c == close || *c == '\n')
        {
            Some((at, c)) if c == close => {
                rest = rest.get(at.saturating_add(1)..).unwrap_or_default()
            }
            _ => return rest,
        }
    }
}
