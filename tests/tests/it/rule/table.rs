//! Tables of what a rule says: a row for each state of its subject, a column for each who asks.

use std::fmt::Write as _;

use domain::group::{Membership, Memberships, Office};
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

/// Everybody who asks about what belongs to a group: offices on the site, and offices in the group.
fn around() -> Vec<(String, Viewer)> {
    let mut viewers = vec![("guest".to_owned(), Viewer::Guest)];
    for role in Role::ALL {
        viewers.push((
            role.to_string(),
            Viewer::seated(ELSE, *role, Origin::Raised),
        ));
        for office in Office::ALL {
            let group = super::noun::CIRCLE;
            let office = *office;
            let inside = Memberships::new(vec![Membership { group, office }]);
            let viewer = Viewer::seated(ELSE, *role, Origin::Raised).with(inside);
            viewers.push((format!("{role} and group {office}"), viewer));
        }
    }
    let own = Viewer::seated(ME, Role::Member, Origin::Raised);
    viewers.push(("own member outside".to_owned(), own.clone()));
    for office in Office::ALL {
        let (group, office) = (super::noun::CIRCLE, *office);
        let inside = Memberships::new(vec![Membership { group, office }]);
        viewers.push((format!("own group {office}"), own.clone().with(inside)));
    }
    viewers
}

/// What one rule says, or who sees one noun.
pub(super) struct Table {
    name: String,
    is_rule: bool,
    /// Whether it stays open to whoever may only read for a while.
    pub(super) while_silenced: bool,
    /// Whether its subjects belong to a group beside the site's own.
    in_circle: bool,
    rows: Vec<(String, Vec<String>)>,
}

impl Table {
    fn viewers(&self) -> Vec<(String, Viewer)> {
        match self.in_circle {
            true => around(),
            false => viewers(),
        }
    }

    pub(super) fn row(&mut self, state: &str, cell: impl Fn(&Viewer) -> String) {
        let cells = self
            .viewers()
            .iter()
            .map(|(_, viewer)| cell(viewer))
            .collect();
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

    /// The same about what belongs to a group.
    pub(super) fn rule_in_circle(&mut self, name: &str) -> &mut Table {
        let table = self.add(name, true);
        table.in_circle = true;
        table
    }

    /// The same about what belongs to a group.
    pub(super) fn sight_in_circle(&mut self, name: &str) -> &mut Table {
        let table = self.add(name, false);
        table.in_circle = true;
        table
    }

    fn add(&mut self, name: &str, is_rule: bool) -> &mut Table {
        self.0.push(Table {
            name: name.to_owned(),
            is_rule,
            while_silenced: false,
            in_circle: false,
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
        let mut out = String::new();
        for table in &self.0 {
            let names: Vec<String> = table.viewers().into_iter().map(|(name, _)| name).collect();
            let inside = if table.in_circle { " of a group" } else { "" };
            let what = match (table.is_rule, table.while_silenced) {
                (false, _) => "sees",
                (true, false) => "may",
                (true, true) => "may, silenced too",
            };
            writeln!(out, "## {}{inside} ({what})\n", table.name).unwrap();
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
