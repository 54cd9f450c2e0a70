//! What a source file says about the files that it uses: the paths it names, under which names it knows them, what it defines.
//!
//! No more than the lexer's words in order; names that a macro makes up are not seen.

use std::collections::BTreeSet;
use std::ops::Range;

use super::lexer::{Token, What};
use super::source::Source;

/// A path from the root of a crate.
pub(super) type Path = Vec<String>;

/// A path that a file names, and where.
pub(super) struct Mention {
    pub(super) path: Path,
    pub(super) line: usize,
    /// By a `pub use`: passed on, not used.
    pub(super) passed_on: bool,
    /// Under which name the file knows it from then on; `*` for all that is in it.
    pub(super) alias: Option<String>,
    /// Only as the label of an id.
    pub(super) held: bool,
}

/// What one file says.
#[derive(Default)]
pub(super) struct File {
    pub(super) mentions: Vec<Mention>,
    pub(super) defines: BTreeSet<String>,
    pub(super) macros: BTreeSet<String>,
}

impl File {
    pub(super) fn read(source: &Source) -> Self {
        Scan::of(source)
    }
}

/// Reads the tokens of one file once.
struct Scan<'a> {
    tokens: &'a [Token],
    module: &'a [String],
    /// Inline modules that are open, each with the depth of braces at which it closes.
    open: Vec<(String, usize)>,
    children: BTreeSet<String>,
    /// Where the `use` statements stand.
    imports: Vec<Range<usize>>,
    file: File,
}

const DEFINERS: &[&str] = &[
    "fn", "struct", "enum", "trait", "type", "const", "static", "union", "mod",
];

impl<'a> Scan<'a> {
    fn of(source: &'a Source) -> File {
        let mut scan = Scan {
            tokens: &source.code,
            module: &source.module,
            open: Vec::new(),
            children: BTreeSet::new(),
            imports: Vec::new(),
            file: File::default(),
        };
        scan.names();
        scan.paths();
        scan.set_held();
        scan.file
    }

    fn word(&self, at: usize) -> Option<&'a str> {
        self.tokens.get(at).and_then(Token::word)
    }

    fn is(&self, at: usize, mark: char) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is(mark))
    }

    fn colons(&self, at: usize) -> bool {
        self.is(at, ':') && self.is(at + 1, ':')
    }

    /// What the file defines at all (how deep does not matter here), and its child files.
    fn names(&mut self) {
        for at in 0..self.tokens.len() {
            let Some(name) = self.word(at + 1).map(str::to_owned) else {
                continue;
            };
            match self.word(at) {
                Some("mod") if self.is(at + 2, ';') => {
                    self.children.insert(name);
                }
                Some(word) if DEFINERS.contains(&word) => {
                    self.file.defines.insert(name);
                }
                _ => {}
            }
        }
        for at in 0..self.tokens.len() {
            if self.word(at) == Some("macro_rules") {
                self.file
                    .macros
                    .extend(self.word(at + 2).map(str::to_owned));
            }
        }
    }

    fn paths(&mut self) {
        let (mut at, mut depth) = (0, 0_usize);
        while at < self.tokens.len() {
            match &self.tokens[at].what {
                What::Mark('{') => depth += 1,
                What::Mark('}') => {
                    depth = depth.saturating_sub(1);
                    self.open.retain(|(_, closes)| *closes <= depth);
                }
                What::Word(word) if word == "mod" && self.is(at + 2, '{') => {
                    let name = self.word(at + 1).unwrap_or_default().to_owned();
                    self.open.push((name, depth + 1));
                }
                What::Word(word) if word == "use" => {
                    let passed_on =
                        at > 0 && (self.word(at - 1) == Some("pub") || self.is(at - 1, ')'));
                    let end = self.tree(at + 1, &[], passed_on, true);
                    self.imports.push(at..end);
                    at = end;
                    continue;
                }
                What::Word(_) if self.begins_a_path(at) => {
                    at = self.tree(at, &[], false, false);
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
    }

    /// Whether what begins here is the label of an id.
    fn is_label(&self, at: usize) -> bool {
        at >= 2 && self.is(at - 1, '<') && self.word(at - 2) == Some("Id")
    }

    /// Finds out which imports are there for ids only.
    fn set_held(&mut self) {
        let mut mentions = std::mem::take(&mut self.file.mentions);
        for mention in &mut mentions {
            let Some(alias) = mention.alias.as_deref() else {
                continue;
            };
            let mut used = (0..self.tokens.len())
                .filter(|at| self.word(*at) == Some(alias))
                .filter(|at| !self.imports.iter().any(|import| import.contains(at)))
                .peekable();
            mention.held = used.peek().is_some() && used.all(|at| self.is_label(at));
        }
        self.file.mentions = mentions;
    }

    /// A path in the middle of code, from a word that can only mean one of our files.
    fn begins_a_path(&self, at: usize) -> bool {
        let before = at.checked_sub(1);
        let goes_on = before.is_some_and(|before| self.is(before, ':') || self.is(before, '.'));
        let says_where_visible = before.is_some_and(|before| self.word(before) == Some("in"));
        let leads_home = self.word(at).is_some_and(|word| match word {
            "crate" | "self" | "super" => true,
            child => self.open.is_empty() && self.children.contains(child),
        });
        leads_home && self.colons(at + 1) && !says_where_visible && (!goes_on || self.is_a_type(at))
    }

    /// After the single colon of `name: Type`.
    fn is_a_type(&self, at: usize) -> bool {
        self.is(at - 1, ':') && at.checked_sub(2).is_none_or(|before| !self.is(before, ':'))
    }

    /// Reads `a::b::{c, d as e}` from `at`, notes all of its paths, and returns where it ends. Without `in_use`, a path ends
    /// before anything but a name.
    fn tree(&mut self, mut at: usize, before: &[String], passed_on: bool, in_use: bool) -> usize {
        let line = self.tokens.get(at).map_or(0, |token| token.line);
        let held = self.is_label(at);
        let mut path = before.to_vec();
        loop {
            if in_use && self.is(at, '{') {
                at += 1;
                while at < self.tokens.len() && !self.is(at, '}') {
                    at = if self.is(at, ',') {
                        at + 1
                    } else {
                        self.tree(at, &path, passed_on, in_use)
                    };
                }
                return at + 1;
            }
            if in_use && self.is(at, '*') {
                self.note(path, line, passed_on, Some("*".to_owned()));
                return at + 1;
            }
            let Some(word) = self.word(at) else {
                return at + 1;
            };
            path.push(word.to_owned());
            at += 1;
            let goes_on = self.colons(at) && (in_use || self.word(at + 2).is_some());
            if !goes_on {
                break;
            }
            at += 2;
        }
        let mut alias = in_use.then(|| path.last().cloned()).flatten();
        if alias.as_deref() == Some("self") {
            path.pop();
            alias = path.last().cloned();
        }
        if in_use && self.word(at) == Some("as") {
            alias = self.word(at + 1).map(str::to_owned);
            at += 2;
        }
        if !held {
            self.note(path, line, passed_on, alias);
        }
        at
    }

    /// Makes the path start at the root of the crate, or drops it when it leads out of the crate.
    fn note(&mut self, path: Path, line: usize, passed_on: bool, alias: Option<String>) {
        let mut base: Path = self.module.to_vec();
        base.extend(self.open.iter().map(|(name, _)| name.clone()));
        let mut rest = path.as_slice();
        match rest.first().map(String::as_str) {
            Some("crate") => base.clear(),
            Some("self") => {}
            Some("super") => {
                while let Some(("super", after)) = rest
                    .split_first()
                    .map(|(first, after)| (first.as_str(), after))
                {
                    base.pop();
                    rest = after;
                }
                base.extend(rest.iter().cloned());
                rest = &[];
            }
            Some(first) if self.children.contains(first) => {
                base = self.module.to_vec();
                base.extend(rest.iter().cloned());
                rest = &[];
            }
            _ => return,
        }
        base.extend(rest.iter().skip(1).cloned());
        self.file.mentions.push(Mention {
            path: base,
            line,
            passed_on,
            alias,
            held: false,
        });
    }
}
