//! Names of categories or tags, each once, in the order of the file.

use std::collections::HashSet;

#[derive(Default)]
pub(super) struct Names {
    list: Vec<String>,
    seen: HashSet<String>,
}

impl Names {
    /// Says whether it is new.
    pub(super) fn add(&mut self, name: &str) -> bool {
        let new = !self.seen.contains(name);
        if new {
            self.seen.insert(name.to_owned());
            self.list.push(name.to_owned());
        }
        new
    }

    /// All of them, with `primary` at the front.
    pub(super) fn first(self, primary: Option<&str>) -> Vec<String> {
        let rest = self
            .list
            .into_iter()
            .filter(|name| Some(name.as_str()) != primary);
        primary.map(str::to_owned).into_iter().chain(rest).collect()
    }
}
