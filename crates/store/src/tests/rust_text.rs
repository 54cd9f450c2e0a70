//! Reads just enough of Rust to find calls of our macros: strings, comments, characters, brackets.

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Word(String),
    Text(String),
    Mark(char),
}

/// The tokens of a source, each with its line.
pub(super) fn tokens(source: &str) -> Vec<(usize, Token)> {
    let mut reader = Reader {
        rest: source.chars().collect(),
        at: 0,
        line: 1,
    };
    let mut found = Vec::new();
    while let Some(c) = reader.peek(0) {
        let line = reader.line;
        match c {
            '/' if reader.peek(1) == Some('/') => reader.skip_line(),
            '/' if reader.peek(1) == Some('*') => reader.skip_block(),
            '"' => found.push((line, Token::Text(reader.text()))),
            'r' if reader.begins_raw() => found.push((line, Token::Text(reader.raw()))),
            '\'' => reader.skip_character_or_lifetime(),
            c if c.is_alphanumeric() || c == '_' => {
                found.push((line, Token::Word(reader.word())));
            }
            c => {
                if !c.is_whitespace() {
                    found.push((line, Token::Mark(c)));
                }
                reader.next();
            }
        }
    }
    found
}

struct Reader {
    rest: Vec<char>,
    at: usize,
    line: usize,
}

impl Reader {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.rest.get(self.at + ahead).copied()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek(0)?;
        self.at += 1;
        if c == '\n' {
            self.line += 1;
        }
        Some(c)
    }

    fn skip_line(&mut self) {
        while self.next().is_some_and(|c| c != '\n') {}
    }

    fn skip_block(&mut self) {
        let mut depth = 0;
        loop {
            match (self.peek(0), self.peek(1)) {
                (Some('/'), Some('*')) => {
                    depth += 1;
                    self.next();
                }
                (Some('*'), Some('/')) => {
                    depth -= 1;
                    self.next();
                }
                (None, _) => return,
                _ => {}
            }
            self.next();
            if depth == 0 {
                return;
            }
        }
    }

    fn word(&mut self) -> String {
        let mut word = String::new();
        while let Some(c) = self.peek(0).filter(|c| c.is_alphanumeric() || *c == '_') {
            word.push(c);
            self.next();
        }
        word
    }

    fn text(&mut self) -> String {
        let mut text = String::new();
        self.next();
        while let Some(c) = self.next() {
            match c {
                '"' => break,
                '\\' => match self.next() {
                    Some('n') => text.push('\n'),
                    Some('t') => text.push('\t'),
                    Some('\n') => {
                        while self.peek(0).is_some_and(char::is_whitespace) {
                            self.next();
                        }
                    }
                    Some(c @ ('"' | '\\' | '\'')) => text.push(c),
                    other => panic!("line {}: an escape nobody expected: {other:?}", self.line),
                },
                c => text.push(c),
            }
        }
        text
    }

    fn begins_raw(&self) -> bool {
        let mut ahead = 1;
        while self.peek(ahead) == Some('#') {
            ahead += 1;
        }
        self.peek(ahead) == Some('"')
    }

    fn raw(&mut self) -> String {
        self.next();
        let mut hashes = 0;
        while self.peek(0) == Some('#') {
            hashes += 1;
            self.next();
        }
        self.next();
        let mut text = String::new();
        while let Some(c) = self.next() {
            if c == '"' && (0..hashes).all(|ahead| self.peek(ahead) == Some('#')) {
                self.at += hashes;
                break;
            }
            text.push(c);
        }
        text
    }

    fn skip_character_or_lifetime(&mut self) {
        self.next();
        match (self.peek(0), self.peek(1)) {
            (Some('\\'), _) => {
                self.next();
                self.next();
                while self.next().is_some_and(|c| c != '\'') {}
            }
            (Some(_), Some('\'')) => {
                self.next();
                self.next();
            }
            _ => {
                self.word();
            }
        }
    }
}

/// A call of a macro: its first argument and how many follow.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Call {
    pub(super) line: usize,
    pub(super) first: Token,
    pub(super) values: usize,
}

/// The calls of `name!(…)`.
pub(super) fn calls(source: &str, name: &str) -> Vec<Call> {
    let tokens = tokens(source);
    let mut found = Vec::new();
    for (place, (line, token)) in tokens.iter().enumerate() {
        let begins = *token == Token::Word(name.to_owned())
            && tokens
                .get(place + 1)
                .is_some_and(|t| t.1 == Token::Mark('!'))
            && tokens
                .get(place + 2)
                .is_some_and(|t| t.1 == Token::Mark('('));
        if !begins {
            continue;
        }
        let mut depth = 0;
        let mut values = 0;
        let mut filled = false;
        let mut inside = tokens.iter().skip(place + 3).map(|(_, token)| token);
        let first = inside.next().cloned().expect("a call has arguments");
        for token in inside {
            match token {
                Token::Mark(')') if depth == 0 => break,
                Token::Mark('(' | '[' | '{') => depth += 1,
                Token::Mark(')' | ']' | '}') => depth -= 1,
                Token::Mark(',') if depth == 0 => {
                    values += usize::from(filled);
                    filled = false;
                    continue;
                }
                _ => {}
            }
            filled = true;
        }
        values += usize::from(filled);
        found.push(Call {
            line: *line,
            first,
            values,
        });
    }
    found
}

#[test]
fn calls_are_found_among_everything_that_only_looks_like_one() {
    let source = r##"
        // sql!("no")
        /* sql!("no") /* nested */ sql!("no") */
        let text = "sql!(\"no\")"; let c = '"'; let d = '\''; fn f<'a>(x: &'a str) {}
        sql!("select \"a\" \
              from b", x.map(|y, z| y), [1, 2],)
        sql!(
            r#"raw "text""#
        )
        other!("no")
    "##;
    let found = calls(source, "sql");
    assert_eq!(
        found
            .iter()
            .map(|call| (call.first.clone(), call.values))
            .collect::<Vec<_>>(),
        vec![
            (Token::Text("select \"a\" from b".to_owned()), 2),
            (Token::Text("raw \"text\"".to_owned()), 0),
        ]
    );
}
