//! A light lexer for Rust: words, texts and marks with their lines. It knows comments, all kinds of strings, and the difference
//! between a lifetime and a character; it does not understand the language.

use std::iter::Peekable;
use std::str::Chars;

/// What stands in a source, comments and blanks left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A name, a keyword or a number.
    Word(String),
    /// The inside of a string, as written.
    Text(String),
    /// Any other single character.
    Mark(char),
}

/// One piece of a source.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) what: What,
    pub(super) line: usize,
}

impl Token {
    pub(super) fn word(&self) -> Option<&str> {
        match &self.what {
            What::Word(word) => Some(word),
            What::Text(_) | What::Mark(_) => None,
        }
    }

    pub(super) fn is(&self, mark: char) -> bool {
        self.what == What::Mark(mark)
    }
}

struct Reader<'a> {
    rest: Peekable<Chars<'a>>,
    line: usize,
    tokens: Vec<Token>,
}

/// Takes a source apart.
pub(super) fn tokens(source: &str) -> Vec<Token> {
    let mut reader = Reader {
        rest: source.chars().peekable(),
        line: 1,
        tokens: Vec::new(),
    };
    while let Some(first) = reader.next() {
        reader.token(first);
    }
    reader.tokens
}

impl Reader<'_> {
    fn next(&mut self) -> Option<char> {
        let next = self.rest.next();
        if next == Some('\n') {
            self.line += 1;
        }
        next
    }

    fn push(&mut self, what: What, line: usize) {
        self.tokens.push(Token { what, line });
    }

    fn token(&mut self, first: char) {
        let line = self.line;
        match first {
            '/' if self.rest.peek() == Some(&'/') => {
                while self.next().is_some_and(|c| c != '\n') {}
            }
            '/' if self.rest.peek() == Some(&'*') => self.block_comment(),
            '"' => self.string(line),
            '\'' => self.quote(),
            c if c.is_alphanumeric() || c == '_' => self.word(c, line),
            c if c.is_whitespace() => {}
            c => self.push(What::Mark(c), line),
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0_usize;
        let mut before = '/';
        while let Some(c) = self.next() {
            match (before, c) {
                ('/', '*') => depth += 1,
                ('*', '/') => depth -= 1,
                _ => {
                    before = c;
                    continue;
                }
            }
            if depth == 0 {
                return;
            }
            before = ' ';
        }
    }

    fn string(&mut self, line: usize) {
        let mut text = String::new();
        while let Some(c) = self.next() {
            match c {
                '"' => break,
                '\\' => {
                    text.push(c);
                    text.extend(self.next());
                }
                c => text.push(c),
            }
        }
        self.push(What::Text(text), line);
    }

    /// After the `r` of a raw string, or of a raw name (`r#type`), which is read on as a plain one.
    fn raw(&mut self, line: usize) {
        let mut hashes = 0;
        while self.rest.peek() == Some(&'#') {
            self.next();
            hashes += 1;
        }
        if self.rest.next_if_eq(&'"').is_none() {
            return;
        }
        let end = format!("\"{}", "#".repeat(hashes));
        let mut text = String::new();
        while let Some(c) = self.next() {
            text.push(c);
            if (c == '#' || hashes == 0)
                && let Some(inside) = text.strip_suffix(&end)
            {
                text = inside.to_owned();
                break;
            }
        }
        self.push(What::Text(text), line);
    }

    fn word(&mut self, first: char, line: usize) {
        let mut word = String::from(first);
        while let Some(&c) = self.rest.peek() {
            if !(c.is_alphanumeric() || c == '_') {
                break;
            }
            word.push(c);
            self.next();
        }
        match (word.as_str(), self.rest.peek()) {
            ("r" | "br" | "cr", Some('"' | '#')) => self.raw(line),
            ("b" | "c", Some('"')) => {
                self.next();
                self.string(line);
            }
            ("b", Some('\'')) => {
                self.next();
                self.quote();
            }
            _ => self.push(What::Word(word), line),
        }
    }

    /// A character (left out) or a lifetime (left out as well).
    fn quote(&mut self) {
        match self.next() {
            Some('\\') => {
                self.next();
                while self.next().is_some_and(|c| c != '\'') {}
            }
            Some(_) if self.rest.next_if_eq(&'\'').is_some() => {}
            Some(_) => {
                while self
                    .rest
                    .next_if(|c| c.is_alphanumeric() || *c == '_')
                    .is_some()
                {}
            }
            None => {}
        }
    }
}

#[test]
fn the_lexer_leaves_out_what_only_looks_like_code() {
    let source = r####"
        // use crate::a; /* " */
        /* nested /* comment */ " */
        fn f<'long>(x: &'long str) { g('"', '\'', '\u{22}', b'x', "a \" b", r#"raw " text"#, b"bytes"); }
        let r#type = 1_u8;
    "####;
    let words: Vec<_> = tokens(source)
        .into_iter()
        .filter(|token| !matches!(token.what, What::Mark(_)))
        .collect();
    let shown: Vec<String> = words
        .iter()
        .map(|token| match &token.what {
            What::Text(text) => format!("{}:<{text}>", token.line),
            What::Word(word) => format!("{}:{word}", token.line),
            What::Mark(_) => String::new(),
        })
        .collect();
    assert_eq!(
        shown.join(" "),
        r#"4:fn 4:f 4:x 4:str 4:g 4:<a \" b> 4:<raw " text> 4:<bytes> 5:let 5:type 5:1_u8"#
    );
}
