//! Plain text as people may type it: titles, names, one line or several (R38).

/// Characters that change how their neighbours look or that nobody can see.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Marks that sit on the letter before them.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// A zero-width joiner is part of many pictures; anywhere else it hides.
fn joins(before: Option<char>) -> bool {
    before.is_some_and(|c| u32::from(c) >= 0x2190 || c == '\u{fe0f}')
}

/// One line: controls and hidden characters gone, blanks folded, at most two marks on a letter, trimmed.
#[must_use]
pub fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() {
            if !out.is_empty() && !out.ends_with(' ') && c.is_whitespace() {
                out.push(' ');
            }
            marks = 0;
        } else if c == '\u{200d}' {
            if joins(out.chars().next_back()) {
                out.push(c);
            }
        } else if is_hidden(c) {
        } else if is_mark(c) {
            marks += 1;
            if marks <= 2 && !out.is_empty() {
                out.push(c);
            }
        } else {
            marks = 0;
            out.push(c);
        }
    }
    while out.ends_with([' ', '\u{200d}']) {
        out.pop();
    }
    out
}

/// Text of several lines: line ends made `\n`, other controls gone, trailing blanks of the whole gone.
///
/// Bidirectional controls stay: the renderer shows them where they could deceive.
#[must_use]
pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\n' | '\t' => out.push(c),
            c if c.is_control() || c == '\u{feff}' => {}
            c => out.push(c),
        }
    }
    let kept = out.trim_end().len();
    out.truncate(kept);
    out
}

/// At most `bytes` bytes of `text`, cut between characters.
#[must_use]
pub fn clip(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// The part of an address made from a title: lower-case words joined by hyphens, at most `bytes` long.
///
/// Letters of every script stay; an empty result is the caller's to replace.
#[must_use]
pub fn slug(title: &str, bytes: usize) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut out = String::new();
    let mut gap = false;
    for c in title
        .nfkd()
        .filter(|c| !matches!(c, '\u{300}'..='\u{36f}' | '\'' | '’'))
        .nfc()
    {
        if c.is_alphanumeric() || is_mark(c) {
            if gap && !out.is_empty() {
                out.push('-');
            }
            gap = false;
            out.extend(c.to_lowercase());
        } else {
            gap = true;
        }
    }
    let cut = clip(&out, bytes);
    if cut.len() < out.len() {
        // Rather a word less than half a word.
        if let Some((whole, _)) = cut.rsplit_once('-') {
            return whole.to_owned();
        }
    }
    cut.to_owned()
}

/// Signs above, below and in letters that people leave out when they search: accents, Hebrew and Arabic points.
const fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{640}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// The text as searching compares it: lower-case, without accents, of several forms of a letter always the same.
///
/// Search, and whatever marks what was found, have to fold both sides with this.
#[must_use]
pub fn fold(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut out = String::with_capacity(text.len());
    let bare = text
        .nfkd()
        .filter(|c| !is_accent(*c) && !is_hidden(*c) && *c != '\u{200d}');
    for c in bare.flat_map(char::to_lowercase) {
        // Letters that do not come apart, as people without them on their keyboard write them.
        match c {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            'ø' => out.push('o'),
            'đ' | 'ð' => out.push('d'),
            'ł' => out.push('l'),
            'ħ' => out.push('h'),
            'ı' => out.push('i'),
            'ς' => out.push('σ'),
            // A capital dotted İ becomes two characters, the second an accent.
            c if is_accent(c) => {}
            c => out.push(c),
        }
    }
    out.nfc().collect()
}

/// Whether `c` is a letter of a script that does not show where words end, or lets them run together: Han, kana, Thai, …
#[must_use]
pub fn is_unspaced(c: char) -> bool {
    use unicode_script::{Script, UnicodeScript};
    matches!(
        c.script(),
        Script::Han
            | Script::Hiragana
            | Script::Katakana
            | Script::Bopomofo
            | Script::Hangul
            | Script::Yi
            | Script::Thai
            | Script::Lao
            | Script::Khmer
            | Script::Myanmar
            | Script::Tibetan
    ) || c == 'ー' // Lengthens vowels of both kana, so it belongs to neither.
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_loses_what_deceives() {
        assert_eq!(line("  pay\u{202e}pal\u{200b} \t\n me\0 "), "paypal me");
        assert_eq!(line("Z\u{300}\u{301}\u{302}\u{303}a"), "Z\u{300}\u{301}a");
        assert_eq!(line("\u{3164}\u{115f}"), "");
        assert_eq!(line("👩\u{200d}🔧 fixes"), "👩\u{200d}🔧 fixes");
        assert_eq!(line("a\u{200d}b"), "ab");
    }

    #[test]
    fn text_keeps_lines() {
        assert_eq!(text("a\r\nb\rc\u{7}\n\n"), "a\nb\nc");
    }

    #[test]
    fn slugs_are_readable() {
        assert_eq!(
            slug("What forty-one dead kettles taught us!", 80),
            "what-forty-one-dead-kettles-taught-us"
        );
        assert_eq!(slug("Über Größe & l’été", 80), "uber-große-lete");
        assert_eq!(slug("日本語 の 記事", 80), "日本語-の-記事");
        assert_eq!(slug("one two three", 9), "one-two");
        assert_eq!(slug("…", 9), "");
    }

    #[test]
    fn folding_forgets_what_a_keyboard_may_lack() {
        assert_eq!(fold("Crème BRÛLÉE"), "creme brulee");
        assert_eq!(fold("re\u{301}sume\u{301}"), fold("résumé"));
        assert_eq!(
            fold("Smørrebrød, Straße, Łódź, İstanbul, ılık"),
            "smorrebrod, strasse, lodz, istanbul, ilik"
        );
        assert_eq!(fold("ΟΔΟΣ"), fold("οδος"));
        assert_eq!(fold("ﬁne ＡＢＣ ｶﾞ"), "fine abc ガ");
        assert_eq!(fold("한국어 が"), "한국어 が");
        assert_eq!(fold("ёлка"), "елка");
        assert_eq!(fold("הַשָׁלוֹם"), "השלום");
        assert_eq!(fold("ket\u{ad}tle"), "kettle");
        assert_eq!(fold("हिन्दी"), "हिन्दी");
    }

    #[test]
    fn scripts_without_gaps_are_known() {
        assert!("日本ひカーキ한ไ".chars().all(is_unspaced));
        assert!(!"aéд9".chars().any(is_unspaced));
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(raw in "\\PC*") {
            let once = fold(&raw);
            prop_assert_eq!(fold(&once), once.clone());
        }

        #[test]
        fn cleaning_twice_changes_nothing(raw in "\\PC*") {
            let once = line(&raw);
            prop_assert_eq!(line(&once), once.clone());
            prop_assert!(slug(&raw, 60).len() <= 60);
        }
    }
}
