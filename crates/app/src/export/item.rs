//! One thing of somebody's, in the three forms in which it is taken away: a text, a line, a record.

use base::Moment;
use serde_json::Value;

/// A thing.
#[derive(Debug, Default)]
pub(super) struct Item {
    /// A file of its own: its name and text.
    pub(super) file: Option<(String, String)>,
    /// Its line in `everything.json`, in the order in which it is read.
    line: Vec<(&'static str, Value)>,
    /// Its record in `comments.csv`.
    pub(super) record: Option<Vec<String>>,
}

impl Item {
    /// A line of some kind.
    pub(super) fn of(kind: &str) -> Self {
        let mut item = Self::default();
        item.set("kind", kind);
        item
    }

    /// Adds a field; what is absent or empty is left out.
    pub(super) fn set(&mut self, name: &'static str, value: impl Into<Value>) {
        let value = value.into();
        let empty = match &value {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Array(all) => all.is_empty(),
            Value::Bool(_) | Value::Number(_) | Value::Object(_) => false,
        };
        if !empty {
            self.line.push((name, value));
        }
    }

    /// The text of a field; empty if there is none.
    pub(super) fn field(&self, name: &str) -> &str {
        let found = self.line.iter().find(|(known, _)| *known == name);
        found.and_then(|(_, value)| value.as_str()).unwrap_or("")
    }

    /// Takes a field out again.
    pub(super) fn remove(&mut self, name: &str) {
        self.line.retain(|(known, _)| *known != name);
    }

    /// The line.
    pub(super) fn to_line(&self) -> String {
        let fields = self.line.iter();
        let fields: Vec<String> = fields
            .map(|(name, value)| format!("\"{name}\":{value}"))
            .collect();
        format!("{{{}}}\n", fields.join(","))
    }

    /// The text of a file of its own: what is known of it in front, then the words as they were written.
    pub(super) fn with_words(&self, words: &str) -> String {
        let mut text = String::from("---\n");
        for (name, value) in &self.line {
            // JSON is YAML: nothing in a title can end the front matter.
            text.push_str(&format!("{name}: {value}\n"));
        }
        text.push_str("---\n\n");
        text.push_str(words);
        if !words.ends_with('\n') {
            text.push('\n');
        }
        text
    }
}

/// A moment as files have it.
pub(super) fn at(moment: Moment) -> String {
    moment.rfc3339()
}

/// The name of a file: a day, what it is about as far as every file system can bear it, and what makes it the only one.
pub(super) fn name(folder: &str, day: Moment, about: &str, id: &str) -> String {
    let day = day.timestamp().strftime("%Y-%m-%d");
    let about: String = about
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .take(60)
        .collect();
    match about.is_empty() {
        true => format!("{folder}/{day}-{id}.md"),
        false => format!("{folder}/{day}-{about}-{id}.md"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_title_ends_what_stands_in_front() {
        let mut item = Item::of("article");
        item.set("title", "---\nvisibility: \"public\"");
        item.set("empty", "");
        assert_eq!(
            item.with_words("Words"),
            "---\nkind: \"article\"\ntitle: \"---\\nvisibility: \\\"public\\\"\"\n---\n\nWords\n"
        );
        assert_eq!(item.to_line().lines().count(), 1);
    }

    #[test]
    fn names_of_files_lead_nowhere_else() {
        let day = Moment::from_ms(1_774_000_000_000);
        assert_eq!(
            name("articles", day, "../../a b", "0abc"),
            "articles/2026-03-20-ab-0abc.md"
        );
        assert_eq!(
            name("comments", day, "", "0abc"),
            "comments/2026-03-20-0abc.md"
        );
    }
}
