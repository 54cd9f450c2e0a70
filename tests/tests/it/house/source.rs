//! The repository as these tests see it: its files, and its Rust sources without what is only there for tests.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use super::lexer::{Token, tokens};

/// A Rust source file.
pub(super) struct Source {
    /// From the root of the repository, with `/`.
    pub(super) path: String,
    /// The folder of its crate: `crates/store`, `tests`, `bench`.
    pub(super) krate: String,
    /// The path of its module within the crate; empty for the root.
    pub(super) module: Vec<String>,
    /// Everything, tests too.
    pub(super) all: Vec<Token>,
    /// Without items under `#[cfg(test)]`.
    pub(super) code: Vec<Token>,
    /// Lines without those of such items.
    pub(super) lines: usize,
    /// Whether the whole file is for tests only.
    pub(super) is_test: bool,
    /// The first line.
    pub(super) opening: String,
}

impl Source {
    /// Whether it belongs to the product: a crate, and no test.
    pub(super) fn is_product(&self) -> bool {
        self.krate.starts_with("crates/") && !self.is_test
    }

    pub(super) fn is_of(&self, krate: &str) -> bool {
        self.krate.strip_prefix("crates/") == Some(krate)
    }
}

/// The root of the repository.
pub(super) fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// A file of the repository as text; empty where there is none.
pub(super) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_default()
}

/// All files that belong to the repository, from its root, sorted.
pub(super) fn files() -> &'static [String] {
    static FILES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let mut files = Vec::new();
        walk(root(), "", &mut files);
        files.sort();
        files
    });
    &FILES
}

fn walk(folder: &Path, prefix: &str, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let made = matches!(
            name.as_str(),
            ".git" | "target" | "node_modules" | "guildhall-data"
        );
        let path = format!("{prefix}{name}");
        match entry.file_type() {
            _ if made => {}
            Ok(kind) if kind.is_dir() => walk(&entry.path(), &format!("{path}/"), files),
            Ok(kind) if kind.is_file() => files.push(path),
            _ => {}
        }
    }
}

/// All Rust sources.
pub(super) fn sources() -> &'static [Source] {
    static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
        let mut only_tests = BTreeSet::new();
        let mut sources: Vec<Source> = files()
            .iter()
            .filter(|path| path.ends_with(".rs"))
            .filter_map(|path| source(path, &mut only_tests))
            .collect();
        for source in &mut sources {
            let mut inside = source.module.as_slice();
            while let [outer @ .., _] = inside {
                source.is_test |= only_tests.contains(&(source.krate.clone(), inside.to_vec()));
                inside = outer;
            }
        }
        sources
    });
    &SOURCES
}

fn source(path: &str, only_tests: &mut BTreeSet<(String, Vec<String>)>) -> Option<Source> {
    let parts: Vec<&str> = path.split('/').collect();
    let (krate, inner) = match parts.as_slice() {
        ["crates", name, inner @ ..] => (format!("crates/{name}"), inner),
        [krate @ ("tests" | "bench"), inner @ ..] => ((*krate).to_owned(), inner),
        _ => return None,
    };
    let mut module: Vec<String> = inner
        .iter()
        .skip(1)
        .map(|part| part.trim_end_matches(".rs").to_owned())
        .collect();
    if matches!(
        module.last().map(String::as_str),
        Some("mod" | "lib" | "main")
    ) {
        module.pop();
    }
    let text = read(path);
    let all = tokens(&text);
    let (code, hidden, declared) = without_tests(&all);
    for name in declared {
        let mut child = module.clone();
        child.push(name);
        only_tests.insert((krate.clone(), child));
    }
    Some(Source {
        is_test: inner.first() != Some(&"src") || krate == "tests",
        path: path.to_owned(),
        krate,
        module,
        lines: text.lines().count() - hidden,
        all,
        code,
        opening: text.lines().next().unwrap_or_default().to_owned(),
    })
}

/// The tokens outside of `#[cfg(test)]` items, how many lines those take, and the names of the modules among them that stand in
/// files of their own.
fn without_tests(all: &[Token]) -> (Vec<Token>, usize, Vec<String>) {
    let (mut kept, mut hidden, mut declared) = (Vec::new(), 0, Vec::new());
    let mut at = 0;
    while let Some(token) = all.get(at) {
        if !is_test_mark(&all[at..]) {
            kept.push(token.clone());
            at += 1;
            continue;
        }
        let end = end_of_item(all, at);
        let item = &all[at..end];
        let last = item.last().map_or(token.line, |last| last.line);
        hidden += last - token.line + 1;
        if item.last().is_some_and(|last| last.is(';')) {
            let name = item
                .windows(2)
                .find(|pair| pair[0].word() == Some("mod"))
                .and_then(|pair| pair[1].word());
            declared.extend(name.map(str::to_owned));
        }
        at = end;
    }
    (kept, hidden, declared)
}

/// `#[cfg(test)]`, and nothing more in it: what is also there without tests counts as code.
fn is_test_mark(tokens: &[Token]) -> bool {
    let mark: String = tokens
        .iter()
        .take(7)
        .map(|token| {
            token
                .word()
                .unwrap_or(if token.is('#') { "#" } else { "." })
        })
        .collect();
    mark == "#.cfg.test.."
}

/// Past the item that begins at `at` with its attributes: its closing brace, or its semicolon.
fn end_of_item(all: &[Token], at: usize) -> usize {
    let mut depth = 0_usize;
    for (index, token) in all.iter().enumerate().skip(at) {
        if token.is('{') || token.is('(') || token.is('[') {
            depth += 1;
        } else if token.is('}') || token.is(')') || token.is(']') {
            depth -= 1;
            if depth == 0 && token.is('}') {
                return index + 1;
            }
        } else if depth == 0 && token.is(';') {
            return index + 1;
        }
    }
    all.len()
}

/// The folders of all crates, `tests` and `bench` among them.
pub(super) fn crates() -> Vec<PathBuf> {
    let mut crates: Vec<PathBuf> = files()
        .iter()
        .filter(|path| path.ends_with("/Cargo.toml"))
        .filter_map(|path| path.strip_suffix("/Cargo.toml"))
        .map(PathBuf::from)
        .collect();
    crates.sort();
    crates
}

#[test]
fn what_is_only_for_tests_is_set_aside() {
    let text = "use a::B;\n#[cfg(test)]\nmod tests;\n#[cfg(not(test))]\nfn c() {}\n#[cfg(test)]\nmod more {\n  fn d() { [1]; }\n}\nfn e() {}\n";
    let (code, hidden, declared) = without_tests(&tokens(text));
    let words: Vec<&str> = code.iter().filter_map(Token::word).collect();
    assert_eq!(
        words,
        ["use", "a", "B", "cfg", "not", "test", "fn", "c", "fn", "e"]
    );
    assert_eq!((hidden, declared), (6, vec!["tests".to_owned()]));
}
