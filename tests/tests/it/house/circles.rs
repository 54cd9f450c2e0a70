//! No circle of files within a crate.
//!
//! A file uses another when it names something of it by a path: `crate::a::X`, `super::a::X`, `self::a::X`, or `a::X` after
//! `mod a;`. What a parent only passes on (`pub use a::X;`) counts as the child's: who takes `crate::X` uses `a.rs`, and
//! the parent uses nothing by passing it on. To hold an id is not to use its file either: `Id<Person>` is a number with a label,
//! and things that refer to each other by id need to know nothing more. Tests may use what they like.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::none;
use super::source::{Source, sources};
use super::uses::File;

struct Crate<'a> {
    files: BTreeMap<&'a [String], (&'a Source, File)>,
}

#[test]
fn no_files_of_a_crate_use_each_other_in_a_circle() {
    let mut crates: BTreeMap<&str, Vec<&Source>> = BTreeMap::new();
    for source in sources().iter().filter(|source| !source.is_test) {
        crates.entry(&source.krate).or_default().push(source);
    }
    none(
        crates
            .into_values()
            .flat_map(|sources| Crate::read(&sources).circles())
            .collect(),
    );
}

impl<'a> Crate<'a> {
    fn read(sources: &[&'a Source]) -> Self {
        let files = sources
            .iter()
            .filter(|source| source.module.first().is_none_or(|first| first != "bin"))
            .map(|source| (source.module.as_slice(), (*source, File::read(source))))
            .collect();
        Self { files }
    }

    fn circles(&self) -> Vec<String> {
        let mut uses: BTreeMap<&[String], BTreeMap<&[String], String>> = BTreeMap::new();
        for (module, (source, file)) in &self.files {
            for mention in file
                .mentions
                .iter()
                .filter(|mention| !mention.passed_on && !mention.held)
            {
                let Some(target) = self
                    .home(&mention.path, 0)
                    .filter(|target| target != module)
                else {
                    continue;
                };
                let proof = format!(
                    "    {}:{} names {}",
                    source.path,
                    mention.line,
                    mention.path.join("::")
                );
                uses.entry(module)
                    .or_default()
                    .entry(target)
                    .or_insert(proof);
            }
        }
        let mut told = BTreeSet::new();
        let mut problems = Vec::new();
        for start in self.files.keys() {
            if let Some(circle) = shortest_circle(start, &uses) {
                let members: BTreeSet<_> = circle.iter().map(|(module, _)| *module).collect();
                if told.insert(members) {
                    let steps: Vec<&str> = circle.iter().map(|(_, proof)| *proof).collect();
                    problems.push(format!(
                        "files in a circle: move what both need into a file of its own, below them:\n{}",
                        steps.join("\n")
                    ));
                }
            }
        }
        problems
    }

    /// The file in which what `path` names is defined.
    fn home(&self, path: &[String], depth: usize) -> Option<&'a [String]> {
        let at = (0..=path.len())
            .rev()
            .find(|length| self.files.contains_key(&path[..*length]))?;
        let (module, (_, file)) = self.files.get_key_value(&path[..at])?;
        let Some(name) = path.get(at).filter(|_| depth < 8) else {
            return Some(module);
        };
        if at == 0 {
            let made_here = self
                .files
                .iter()
                .find(|(_, (_, file))| file.macros.contains(name));
            if let Some((module, _)) = made_here {
                return Some(module);
            }
        }
        if file.defines.contains(name) {
            return Some(module);
        }
        for mention in &file.mentions {
            let passed = match mention.alias.as_deref() {
                Some("*") => {
                    let mut inside = mention.path.clone();
                    inside.push(name.clone());
                    let home = self.home(&inside, depth + 1);
                    home.filter(|home| {
                        self.files
                            .get(home)
                            .is_some_and(|(_, file)| file.defines.contains(name))
                    })
                }
                Some(alias) if alias == name => self.home(&mention.path, depth + 1),
                _ => None,
            };
            if passed.is_some() {
                return passed;
            }
        }
        Some(module)
    }
}

/// The shortest way from `start` back to itself.
fn shortest_circle<'a, 'u>(
    start: &'a [String],
    uses: &'u BTreeMap<&'a [String], BTreeMap<&'a [String], String>>,
) -> Option<Vec<(&'a [String], &'u str)>> {
    let mut waiting = VecDeque::from([(start, Vec::new())]);
    let mut seen = BTreeSet::new();
    while let Some((here, way)) = waiting.pop_front() {
        for (next, proof) in uses.get(here).into_iter().flatten() {
            let mut way: Vec<(&[String], &str)> = way.clone();
            way.push((here, proof));
            if *next == start {
                return Some(way);
            }
            if seen.insert(*next) {
                waiting.push_back((*next, way));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::lexer::tokens;
    use super::*;

    fn circles(files: &[(&str, &str)]) -> Vec<String> {
        let sources: Vec<Source> = files
            .iter()
            .map(|(path, text)| Source {
                path: format!("{path}.rs"),
                krate: "crates/x".to_owned(),
                module: path
                    .split('/')
                    .filter(|part| *part != "lib")
                    .map(str::to_owned)
                    .collect(),
                all: Vec::new(),
                code: tokens(text),
                lines: 0,
                is_test: false,
                opening: String::new(),
            })
            .collect();
        Crate::read(&sources.iter().collect::<Vec<_>>()).circles()
    }

    #[test]
    fn two_files_that_use_each_other_are_found() {
        let found = circles(&[
            ("lib", "mod a; mod b;"),
            ("a", "use crate::b::B; struct A;"),
            ("b", "fn f() -> crate::a::A { super::a::A }\nstruct B;"),
        ]);
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("a.rs:1 names b::B"));
        assert!(found[0].contains("b.rs:1 names a::A"));
    }

    #[test]
    fn a_longer_way_round_and_a_way_through_the_parent_are_found() {
        assert_eq!(
            circles(&[
                ("lib", "mod a; mod b; mod c;"),
                ("a", "use crate::{b::B, x};"),
                ("b", "use super::c;"),
                ("c", "use super::a::{self as first};"),
            ])
            .len(),
            1
        );
        assert_eq!(
            circles(&[
                ("lib", "mod a; struct X; fn f() { a::g() }"),
                ("a", "use crate::X;")
            ])
            .len(),
            1
        );
        assert_eq!(
            circles(&[
                ("lib", "mod a;"),
                ("a", "mod b; struct A(b::B);"),
                ("a/b", "struct B(super::A);")
            ])
            .len(),
            1
        );
    }

    #[test]
    fn passing_on_is_not_using() {
        let passed = [
            ("lib", "mod a; mod b; pub use a::A; pub(crate) use b::*;"),
            ("a", "use crate::B; pub struct A;"),
            ("b", "pub struct B;"),
        ];
        assert_eq!(circles(&passed), Vec::<String>::new());
        let circle = [
            ("lib", "mod a; mod b; pub use a::A; pub(crate) use b::*;"),
            ("a", "use crate::B; pub struct A;"),
            ("b", "use crate::A; pub struct B;"),
        ];
        assert_eq!(circles(&circle).len(), 1);
    }

    #[test]
    fn what_stands_in_the_file_itself_is_no_circle() {
        let files = [
            ("lib", "mod a; mod b;"),
            (
                "a",
                "mod inner { use super::A; use crate::b::B; } struct A; pub(in crate::b) fn f() {}",
            ),
            (
                "b",
                "use std::fmt; use serde::{Serialize, de::Error}; pub struct B; macro_rules! m { () => { $crate::b::B } }",
            ),
        ];
        assert_eq!(circles(&files), Vec::<String>::new());
    }

    #[test]
    fn holding_an_id_is_not_using() {
        let ids = [
            ("lib", "mod a; mod b;"),
            (
                "a",
                "use crate::b::B; struct A { b: Id<B>, again: Option<Id<crate::b::B>> }",
            ),
            ("b", "use crate::a::A; struct B { a: Id<A> }"),
        ];
        assert_eq!(circles(&ids), Vec::<String>::new());
        let more = [
            ("lib", "mod a; mod b;"),
            ("a", "use crate::b::B; struct A { b: Id<B>, whole: B }"),
            ("b", "use crate::a::A; struct B { a: A }"),
        ];
        assert_eq!(circles(&more).len(), 1);
    }

    #[test]
    fn a_macro_belongs_to_the_file_that_makes_it() {
        let files = [
            ("lib", "mod a; mod b;"),
            ("a", "macro_rules! sql { () => { $crate::b::run() } }"),
            ("b", "fn run() {} fn f() { crate::sql!() }"),
        ];
        assert_eq!(circles(&files).len(), 1);
    }
}
