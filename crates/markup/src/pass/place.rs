//! Places within a text that links lead to. Their names begin with `u-`, so that none can pass for one of the page's own.

use std::collections::{HashMap, HashSet};

use crate::tree::{Node, each_mut};

/// Longer names are cut.
const LONGEST: usize = 64;

/// Renames every place to begin with `u-` and `prefix`, makes names unique, and lets links follow.
pub(crate) fn rename(nodes: &mut [Node], prefix: &str) {
    let prefix = match safe(prefix) {
        prefix if prefix.is_empty() => "u-".to_owned(),
        prefix => format!("u-{prefix}-"),
    };
    let mut names = Names::default();
    let mut renamed: HashMap<String, String> = HashMap::new();
    each_mut(nodes, &mut |element| {
        let Some(old) = element.get("id").map(str::to_owned) else {
            return;
        };
        let name = safe(&decoded(old.strip_prefix(&prefix).unwrap_or(&old)));
        if name.is_empty() {
            element.take("id");
            return;
        }
        let Some(new) = names.unique(format!("{prefix}{name}")) else {
            element.take("id");
            return;
        };
        element.set("id", new.clone());
        renamed.entry(old).or_insert(new);
    });
    each_mut(nodes, &mut |element| {
        let place = element.get("href").and_then(|href| href.strip_prefix('#'));
        let new = place.and_then(|place| {
            renamed
                .get(place)
                .cloned()
                .or_else(|| renamed.get(&decoded(place)).cloned())
        });
        if let Some(new) = new {
            element.set("href", format!("#{new}"));
        }
    });
}

#[derive(Default)]
struct Names {
    taken: HashSet<String>,
    /// How often each was asked for.
    asked: HashMap<String, u32>,
}

impl Names {
    /// The name, with a number if others have it. None if it is asked for too often to mean anything, or if a number
    /// would make it so long that it would be cut next time.
    fn unique(&mut self, name: String) -> Option<String> {
        if self.taken.insert(name.clone()) {
            return Some(name);
        }
        let long = name.chars().count() > LONGEST.saturating_sub(8);
        let asked = self.asked.entry(name.clone()).or_insert(1);
        while *asked < 100 && !long {
            *asked = asked.saturating_add(1);
            let numbered = format!("{name}-{asked}");
            if self.taken.insert(numbered.clone()) {
                return Some(numbered);
            }
        }
        None
    }
}

fn safe(name: &str) -> String {
    name.chars()
        .map(|c| {
            if c.is_alphanumeric() || c == '_' {
                c
            } else {
                '-'
            }
        })
        .take(LONGEST)
        .collect()
}

fn decoded(place: &str) -> String {
    let mut bytes = Vec::with_capacity(place.len());
    let mut rest = place.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let digits = match (byte, ahead.next(), ahead.next()) {
            (b'%', Some(high), Some(low)) => hex(high).zip(hex(low)),
            _ => None,
        };
        match digits {
            Some((high, low)) => {
                bytes.push((high << 4) | low);
                rest = ahead;
            }
            None => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(byte: u8) -> Option<u8> {
    let digit = char::from(byte).to_digit(16)?;
    u8::try_from(digit).ok()
}
