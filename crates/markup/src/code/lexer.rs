//! Divides code into comments, strings, numbers, keywords and the rest, in one pass over the text.

use super::language::{Case, Language, Quote, Reach, Shape};

/// What a piece of code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Rest,
    Keyword,
    String,
    Comment,
    Number,
}

impl Kind {
    /// The class that colours it.
    pub(crate) fn class(self) -> Option<&'static str> {
        match self {
            Self::Rest => None,
            Self::Keyword => Some("hl-k"),
            Self::String => Some("hl-s"),
            Self::Comment => Some("hl-c"),
            Self::Number => Some("hl-n"),
        }
    }
}

/// The pieces of `code` in order; together they are the code.
pub(crate) fn pieces<'a>(code: &'a str, language: &Language) -> Vec<(Kind, &'a str)> {
    let mut lexer = Lexer {
        rest: code,
        pieces: Vec::new(),
    };
    match language.shape {
        Shape::Words => lexer.words(language),
        Shape::Markup => lexer.markup(language),
        Shape::Lines => lexer.lines(),
    }
    lexer.pieces
}

struct Lexer<'a> {
    rest: &'a str,
    pieces: Vec<(Kind, &'a str)>,
}

impl<'a> Lexer<'a> {
    /// Takes `length` bytes as one piece, together with the last if that is of the same kind.
    fn take(&mut self, length: usize, kind: Kind) {
        let Some((piece, rest)) = self.rest.split_at_checked(length) else {
            return self.take_all(kind);
        };
        self.rest = rest;
        if !piece.is_empty() {
            self.pieces.push((kind, piece));
        }
    }

    fn take_all(&mut self, kind: Kind) {
        if !self.rest.is_empty() {
            self.pieces.push((kind, self.rest));
        }
        self.rest = "";
    }

    fn words(&mut self, language: &Language) {
        // Bytes of `rest` that have been passed and are nothing in particular.
        let mut before = ' ';
        let mut plain = 0;
        while let Some(here) = self.rest.get(plain..)
            && let Some(first) = here.chars().next()
        {
            let (length, kind) = next(here, first, before, language);
            if kind == Kind::Rest {
                plain = plain.saturating_add(length);
            } else {
                self.take(plain, Kind::Rest);
                self.take(length, kind);
                plain = 0;
            }
            before = here
                .get(..length)
                .and_then(|passed| passed.chars().next_back())
                .unwrap_or(first);
        }
        self.take_all(Kind::Rest);
    }

    fn markup(&mut self, language: &Language) {
        while let Some(start) = self.rest.find('<') {
            self.take(start, Kind::Rest);
            if let Some(length) = comment(self.rest, ' ', language) {
                self.take(length, Kind::Comment);
            } else if is_tag(self.rest) {
                self.tag();
            } else {
                self.take(1, Kind::Rest);
            }
        }
        self.take_all(Kind::Rest);
    }

    fn tag(&mut self) {
        let name = self
            .rest
            .find(|c: char| c.is_whitespace() || c == '>')
            .unwrap_or(self.rest.len());
        self.take(name, Kind::Keyword);
        while let Some(at) = self.rest.find(['>', '"', '\'', '<']) {
            let mark = self.rest.get(at..).and_then(|rest| rest.chars().next());
            match mark {
                Some('>') => {
                    self.take(at, Kind::Rest);
                    return self.take(1, Kind::Keyword);
                }
                Some(quote @ ('"' | '\'')) => {
                    self.take(at, Kind::Rest);
                    let inside = self.rest.get(1..).unwrap_or_default();
                    let end = inside.find(quote).unwrap_or(inside.len());
                    self.take(end.saturating_add(2).min(self.rest.len()), Kind::String);
                }
                _ => return self.take(at, Kind::Rest),
            }
        }
    }

    fn lines(&mut self) {
        while !self.rest.is_empty() {
            let length = self
                .rest
                .find('\n')
                .map_or(self.rest.len(), |end| end.saturating_add(1));
            let kind = match self.rest.as_bytes() {
                [b'+', b'+', b'+', ..] | [b'-', b'-', b'-', ..] | [b'd' | b'i', ..] => {
                    Kind::Comment
                }
                [b'+', ..] => Kind::String,
                [b'-', ..] => Kind::Keyword,
                [b'@', b'@', ..] => Kind::Number,
                _ => Kind::Rest,
            };
            self.take(length, kind);
        }
    }
}

/// The length and kind of what stands at the beginning of `here`.
fn next(here: &str, first: char, before: char, language: &Language) -> (usize, Kind) {
    if let Some(length) = comment(here, before, language) {
        return (length, Kind::Comment);
    }
    if let Some(length) = language
        .strings
        .iter()
        .find_map(|quote| string(here, quote))
    {
        return (length, Kind::String);
    }
    if first.is_ascii_digit() {
        return (number(here), Kind::Number);
    }
    let in_word = |c: char| c.is_alphanumeric() || c == '_' || language.in_words.contains(&c);
    let word = here.find(|c| !in_word(c)).unwrap_or(here.len());
    match here.get(..word) {
        Some(text) if !text.is_empty() => {
            let kind = if is_keyword(text, language) {
                Kind::Keyword
            } else {
                Kind::Rest
            };
            (word, kind)
        }
        _ => (first.len_utf8(), Kind::Rest),
    }
}

fn comment(here: &str, before: char, language: &Language) -> Option<usize> {
    let opens = |mark: &&&str| {
        // `#` within a word, and `//` within an address, begin nothing.
        here.starts_with(**mark) && !before.is_alphanumeric() && before != ':' && before != '$'
    };
    if language.line_comments.iter().find(opens).is_some() {
        return Some(here.find('\n').unwrap_or(here.len()));
    }
    let (open, close) = language
        .block_comments
        .iter()
        .find(|(open, _)| here.starts_with(open))?;
    let inside = here.get(open.len()..)?;
    Some(match inside.find(close) {
        Some(end) => open.len().saturating_add(end).saturating_add(close.len()),
        None => here.len(),
    })
}

fn string(here: &str, quote: &Quote) -> Option<usize> {
    let mut inside = here.strip_prefix(quote.open)?;
    let mut characters = 0_usize;
    loop {
        if let Some(rest) = inside
            .strip_prefix(quote.close)
            .filter(|_| quote.reach != Reach::Character || characters == 1)
        {
            return Some(here.len().saturating_sub(rest.len()));
        }
        if quote.reach == Reach::Character && characters == 1 {
            return None;
        }
        let mut rest = inside.chars();
        match rest.next() {
            None => return (quote.reach != Reach::Character).then_some(here.len()),
            Some('\n') if quote.reach == Reach::Line => {
                return Some(here.len().saturating_sub(inside.len()));
            }
            Some('\n') if quote.reach == Reach::Character => return None,
            Some('\\') if quote.escape => {
                if quote.reach == Reach::Character {
                    // `'\u{1f600}'` is the longest.
                    let end = inside
                        .bytes()
                        .take(12)
                        .skip(2)
                        .position(|byte| byte == b'\'')?;
                    return Some(quote.open.len().saturating_add(end).saturating_add(3));
                }
                rest.next();
            }
            Some(_) => {}
        }
        inside = rest.as_str();
        characters = characters.saturating_add(1);
    }
}

fn number(here: &str) -> usize {
    let mut length = 0_usize;
    let mut characters = here.chars().peekable();
    while let Some(c) = characters.next() {
        let fraction = c == '.' && characters.peek().is_some_and(char::is_ascii_digit);
        if !(c.is_ascii_alphanumeric() || c == '_' || fraction) {
            break;
        }
        length = length.saturating_add(c.len_utf8());
    }
    length
}

fn is_keyword(word: &str, language: &Language) -> bool {
    let word = match language.case {
        Case::Matters => word,
        Case::Ignored => &word.to_ascii_lowercase(),
    };
    language.keywords.split(' ').any(|keyword| keyword == word)
}

fn is_tag(rest: &str) -> bool {
    rest.as_bytes()
        .get(1)
        .is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!' | b'?'))
}

#[cfg(test)]
mod tests {
    use super::super::language::of_class;
    use super::*;
    use proptest::prelude::*;

    fn marked(name: &str, code: &str) -> String {
        let language = of_class(&format!("language-{name}")).unwrap();
        pieces(code, language)
            .into_iter()
            .map(|(kind, text)| match kind.class() {
                Some(class) => format!("[{}:{text}]", class.trim_start_matches("hl-")),
                None => text.to_owned(),
            })
            .collect()
    }

    #[test]
    fn each_language_is_coloured_by_its_own_rules() {
        let samples = [
            (
                "rust",
                "fn a<'x>(c: char) -> u8 { let s = r#\"a\"b\"#; if c == '\\'' { 0xff_u8 } else { 1.5e3; 'q' } } // end",
            ),
            (
                "python",
                "def f(self):\n  '''doc\n  more'''\n  return \"a#b\" # no",
            ),
            ("ts", "const a: string = `x\n${b}`; /* c */ let $if = 1;"),
            ("json", "{\"a\": [1, -2.5, true, null]}"),
            ("html", "<!-- c --><a href=\"x>y\" b='c'>1 < 2</a>"),
            (
                "css",
                "@media print { .a-1 { color: #fff; margin: 1.5em auto } } /* x */",
            ),
            ("sql", "SELECT a FROM b WHERE c = 'it''s' -- why"),
            ("bash", "if [ $# -gt 0 ]; then echo \"a # b\"; fi # c"),
            ("go", "func main() { s := `raw\\`; x := 'a' }"),
            ("java", "public class A { String s = \"\\\"\"; }"),
            ("c++", "#include <a.h>\nint x = 'a'; // c"),
            ("ruby", "def a\n  @b = 'c' # d\nend"),
            ("php", "<?php function a($b) { Return 1; } # c"),
            ("yaml", "a: true # b\nurl: http://x#y"),
            ("toml", "[a]\nb = '''\nc''' # d"),
            ("diff", "--- a\n+++ b\n@@ -1 +1 @@\n-old\n+new\n same"),
        ];
        let shown: Vec<String> = samples
            .iter()
            .map(|(name, code)| format!("{name}: {}", marked(name, code)))
            .collect();

        insta::assert_snapshot!(shown.join("\n"));
    }

    #[test]
    fn unfinished_things_end_with_the_text() {
        for code in [
            "\"", "'", "/*", "r#\"", "`", "'\\", "<a b=\"", "<!--", "1.", "'''", "<",
        ] {
            for name in ["rust", "python", "js", "html", "toml", "diff"] {
                let language = of_class(&format!("language-{name}")).unwrap();
                let all: String = pieces(code, language)
                    .iter()
                    .map(|(_, text)| *text)
                    .collect();
                assert_eq!(all, code, "{name}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_character_is_lost(code in "[a-z0-9 \n'\"`#/*<>=!é\\\\.-]{0,200}", which in 0_usize..16) {
            let names = ["rust", "python", "js", "json", "html", "css", "sql", "sh", "go", "java", "c", "ruby", "php", "yaml", "toml", "diff"];
            let language = of_class(&format!("language-{}", names[which])).unwrap();
            let all: String = pieces(&code, language).iter().map(|(_, text)| *text).collect();
            prop_assert_eq!(all, code);
        }
    }
}
