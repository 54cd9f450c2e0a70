//! Tables of what a rule says: a row for each state of its subject, a column for each who asks.

use std::fmt::Write as _;

use domain::{Origin, Role, Viewer};

use super::noun::{ELSE, ME};

/// Everybody who asks. Those called “own” are whom the subject belongs to.
fn viewers() -> Vec<(String, Viewer)> {
    let mut viewers = vec![("guest".to_owned(), Viewer::Guest)];
    for role in Role::ALL {
        viewers.push((
            role.to_string(),
            Viewer::seated(ELSE, *role, Origin::Raised),
        ));
        viewers.push((
            format!("own {role}"),
            Viewer::seated(ME, *role, Origin::Raised),
        ));
    }
    viewers
}

/// What one rule says, or who sees one noun.
pub(super) struct Table {
    name: String,
    is_rule: bool,
    /// Whether it stays open to whoever may only read for a while.
    pub(super) while_silenced: bool,
    rows: Vec<(String, Vec<String>)>,
}

impl Table {
    pub(super) fn row(&mut self, state: &str, cell: impl Fn(&Viewer) -> String) {
        let cells = viewers().iter().map(|(_, viewer)| cell(viewer)).collect();
        self.rows.push((state.to_owned(), cells));
    }
}

/// All tables.
#[derive(Default)]
pub(super) struct Tables(Vec<Table>);

impl Tables {
    pub(super) fn rule(&mut self, name: &str) -> &mut Table {
        self.add(name, true)
    }

    pub(super) fn sight(&mut self, name: &str) -> &mut Table {
        self.add(name, false)
    }

    fn add(&mut self, name: &str, is_rule: bool) -> &mut Table {
        self.0.push(Table {
            name: name.to_owned(),
            is_rule,
            while_silenced: false,
            rows: Vec::new(),
        });
        self.0.last_mut().unwrap()
    }

    pub(super) fn rules(&self) -> impl Iterator<Item = String> {
        let rules = self.0.iter().filter(|table| table.is_rule);
        rules.map(|table| table.name.clone())
    }

    /// States in which all get the same answers are told together, and so are viewers who get the same one.
    pub(super) fn print(&self) -> String {
        let names: Vec<String> = viewers().into_iter().map(|(name, _)| name).collect();
        let mut out = String::new();
        for table in &self.0 {
            let what = match (table.is_rule, table.while_silenced) {
                (false, _) => "sees",
                (true, false) => "may",
                (true, true) => "may, silenced too",
            };
            writeln!(out, "## {} ({what})\n", table.name).unwrap();
            let mut states: Vec<(&[String], Vec<&str>)> = Vec::new();
            for (state, cells) in &table.rows {
                gather(&mut states, cells.as_slice(), state);
            }
            for (cells, states) in states {
                let mut answers: Vec<(&str, Vec<&str>)> = Vec::new();
                for (name, cell) in names.iter().zip(cells) {
                    gather(&mut answers, cell.as_str(), name);
                }
                writeln!(out, "{}", states.join("\n")).unwrap();
                for (answer, who) in answers {
                    let who = match who.len() {
                        n if n == names.len() => "everybody".to_owned(),
                        _ => who.join(", "),
                    };
                    writeln!(out, "    {answer:24} {who}").unwrap();
                }
            }
            out.push('\n');
        }
        out
    }
}

/// Puts `name` with those that have the same `key`.
fn gather<'a, K: PartialEq>(groups: &mut Vec<(K, Vec<&'a str>)>, key: K, name: &'a str) {
    match groups.iter_mut().find(|(known, _)| *known == key) {
        Some((_, names)) => names.push(name),
        None => groups.push((key, vec![name])),
    }
}
