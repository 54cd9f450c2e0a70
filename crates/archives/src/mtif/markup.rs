//! The little that must be understood of HTML here: entities, one link, and words without tags.

use std::borrow::Cow;

/// Takes one layer of entities off text that clearly has one too many (`&amp;quot;`, `&amp;lt;`).
///
/// Clearly: all its ampersands are `&amp;`, and one of them opens an entity. The result never has a tag or an attribute's
/// end that was not there before.
pub fn undouble(text: &str) -> Cow<'_, str> {
    let mut doubled = false;
    for after in text.split('&').skip(1) {
        match after.strip_prefix("amp;") {
            Some(rest) => doubled |= opens_entity(rest),
            None => return Cow::Borrowed(text),
        }
    }
    if !doubled {
        return Cow::Borrowed(text);
    }
    let mut parts = text.split('&');
    let mut once = String::with_capacity(text.len());
    once.push_str(parts.next().unwrap_or_default());
    for part in parts {
        once.push('&');
        once.push_str(
            part.strip_prefix("amp;")
                .filter(|rest| opens_entity(rest))
                .unwrap_or(part),
        );
    }
    Cow::Owned(once)
}

/// `lt;…`, `#39;…`, `#x27;…`
fn opens_entity(text: &str) -> bool {
    let Some((name, _)) = text.split_once(';') else {
        return false;
    };
    let word = |text: &str, longest: usize, fits: fn(&u8) -> bool| {
        !text.is_empty() && text.len() <= longest && text.bytes().all(|byte| fits(&byte))
    };
    match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(hex) => word(hex, 6, u8::is_ascii_hexdigit),
            None => word(number, 7, u8::is_ascii_digit),
        },
        None => {
            name.starts_with(|first: char| first.is_ascii_alphabetic())
                && word(name, 31, u8::is_ascii_alphanumeric)
        }
    }
}

/// The address in `<a href="…">`, or the text as it is.
pub(super) fn unwrap_link(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if !text.starts_with('<') {
        return Cow::Borrowed(text);
    }
    let Some(href) = text.to_ascii_lowercase().find("href") else {
        return Cow::Borrowed(text);
    };
    let value = text.get(href..).and_then(|rest| rest.split_once('='));
    let value = value
        .map(|(_, value)| value.trim_start())
        .unwrap_or_default();
    let address = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value.split(quote).nth(1),
        _ => value
            .split(|end: char| end == '>' || end.is_whitespace())
            .next(),
    };
    decode(address.unwrap_or_default().trim())
}

/// The first `count` words of some HTML or plain text.
pub(super) fn first_words(html: &str, count: usize) -> String {
    /// A word of a language without blanks is a whole sentence.
    const LONGEST: usize = 80;

    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut rest = html;
    while words.len() < count && !rest.is_empty() {
        let mut characters = rest.chars();
        let first = characters.next().unwrap_or_default();
        rest = characters.as_str();
        let tag = first == '<'
            && rest
                .starts_with(|next: char| next.is_ascii_alphabetic() || matches!(next, '/' | '!'));
        let ends_word = if tag {
            let (name, after) = rest.split_once('>').unwrap_or((rest, ""));
            rest = after;
            parts_words(name)
        } else {
            first.is_whitespace()
        };
        if ends_word && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        } else if !ends_word && !tag && word.len() < LONGEST {
            word.push(first);
        }
    }
    if words.len() < count && !word.is_empty() {
        words.push(word);
    }
    decode(&words.join(" ")).into_owned()
}

/// Whether this tag stands between words, as `</p>` does and `</b>` does not.
fn parts_words(tag: &str) -> bool {
    let name = tag.trim_start_matches('/');
    let name = name
        .split(|end: char| !end.is_ascii_alphanumeric())
        .next()
        .unwrap_or_default();
    const INLINE: [&str; 12] = [
        "a", "abbr", "b", "code", "em", "font", "i", "small", "span", "strong", "sub", "sup",
    ];
    !INLINE
        .iter()
        .any(|inline| inline.eq_ignore_ascii_case(name))
}

/// Decodes the entities that titles and addresses carry.
fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut parts = text.split('&');
    let mut plain = String::with_capacity(text.len());
    plain.push_str(parts.next().unwrap_or_default());
    for part in parts {
        match part
            .split_once(';')
            .and_then(|(name, rest)| Some((character(name)?, rest)))
        {
            Some((character, rest)) => {
                plain.push(character);
                plain.push_str(rest);
            }
            None => {
                plain.push('&');
                plain.push_str(part);
            }
        }
    }
    Cow::Owned(plain)
}

fn character(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "hellip" => '…',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            return char::from_u32(code.ok()?).filter(|character| !character.is_control());
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubled_entities_lose_one_layer() {
        assert_eq!(
            undouble("It&amp;#39;s &amp;lt;b&amp;gt; &amp;quot;so&amp;quot;"),
            "It&#39;s &lt;b&gt; &quot;so&quot;"
        );
        assert_eq!(
            undouble("<p>R&amp;amp;D &amp;#x27;n&amp;hellip;</p>"),
            "<p>R&amp;D &#x27;n&hellip;</p>"
        );
        assert_eq!(
            undouble("a &amp; b says &amp;quot;x"),
            "a &amp; b says &quot;x"
        );
    }

    #[test]
    fn text_that_may_be_right_is_left_alone() {
        for text in [
            "",
            "a & b &amp;lt;",
            "R&amp;D",
            "&lt;b&gt; is written &amp;lt;b&amp;gt;",
            "?a=1&amp;b=2; x",
            "&amp;amp",
            "&amp;;",
        ] {
            assert!(
                matches!(undouble(text), Cow::Borrowed(same) if same == text),
                "{text}"
            );
        }
    }

    #[test]
    fn an_address_may_be_wrapped_in_a_link() {
        assert_eq!(
            unwrap_link(r#"<a href="http://x.org/?a=1&amp;b=2" rel="nofollow">x</a>"#),
            "http://x.org/?a=1&b=2"
        );
        assert_eq!(
            unwrap_link("<A target=_blank HREF = 'http://x.org/'>x</A>"),
            "http://x.org/"
        );
        assert_eq!(unwrap_link("<a href=http://x.org/>x</a>"), "http://x.org/");
        assert_eq!(unwrap_link(" http://x.org/?a&b "), "http://x.org/?a&b");
        assert_eq!(unwrap_link("<a name=x>"), "<a name=x>");
        assert_eq!(unwrap_link("<a href"), "");
    }

    #[test]
    fn first_words_are_free_of_tags() {
        assert_eq!(
            first_words("<p>One <b>t</b>wo</p><p>three&nbsp;3 four<br>five six", 5),
            "One two three 3 four five"
        );
        assert_eq!(first_words("a < b &amp; c", 9), "a < b & c");
        assert_eq!(first_words("<img src=", 5), "");
        assert!(first_words(&"長い文".repeat(1000), 5).len() < 100);
    }
}
