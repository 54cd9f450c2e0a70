//! What is wrong with a form, field by field.

use std::collections::BTreeMap;

/// A fault: the key of its sentence and, where the sentence needs one, a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Key of the words.
    pub key: &'static str,
    /// Usually the limit that was passed.
    pub number: Option<i64>,
}

impl Fault {
    /// A fault that needs no number.
    #[must_use]
    pub const fn new(key: &'static str) -> Self {
        Self { key, number: None }
    }

    /// A fault with the limit that was passed.
    #[must_use]
    pub const fn with(key: &'static str, number: i64) -> Self {
        Self {
            key,
            number: Some(number),
        }
    }
}

/// The first fault of each field, by the field's name in the form. The empty name is the whole form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems(BTreeMap<&'static str, Fault>);

impl Problems {
    /// One fault of one field.
    #[must_use]
    pub fn one(field: &'static str, key: &'static str) -> Self {
        let mut problems = Self::default();
        problems.add(field, Fault::new(key));
        problems
    }

    /// Notes a fault, unless the field has one already.
    pub fn add(&mut self, field: &'static str, fault: Fault) {
        self.0.entry(field).or_insert(fault);
    }

    /// Takes the value, or notes the fault and gives nothing.
    pub fn take<T>(&mut self, field: &'static str, result: Result<T, Fault>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(fault) => {
                self.add(field, fault);
                None
            }
        }
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The fault of a field.
    #[must_use]
    pub fn of(&self, field: &str) -> Option<Fault> {
        self.0.get(field).copied()
    }

    /// All faults, by field.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, Fault)> + '_ {
        self.0.iter().map(|(field, fault)| (*field, *fault))
    }

    /// `value` if nothing is wrong.
    ///
    /// # Errors
    /// The problems themselves.
    pub fn or<T>(self, value: impl FnOnce() -> Option<T>) -> Result<T, Self> {
        if self.is_empty() {
            value().ok_or_else(|| Self::one("", "error.incomplete"))
        } else {
            Err(self)
        }
    }
}

/// One cleaned line of at most `most` bytes; `empty` is the fault of an empty one.
pub(crate) fn line(
    raw: &str,
    most: usize,
    empty: &'static str,
    long: &'static str,
) -> Result<String, Fault> {
    let text = base::clean::line(raw);
    if text.is_empty() {
        return Err(Fault::new(empty));
    }
    within(text, most, long)
}

/// One cleaned line of at most `most` bytes that may be empty.
pub(crate) fn optional_line(raw: &str, most: usize, long: &'static str) -> Result<String, Fault> {
    within(base::clean::line(raw), most, long)
}

/// Cleaned text of several lines, at most `most` bytes.
pub(crate) fn text(raw: &str, most: usize, long: &'static str) -> Result<String, Fault> {
    within(base::clean::text(raw), most, long)
}

fn within(text: String, most: usize, long: &'static str) -> Result<String, Fault> {
    if text.len() > most {
        return Err(Fault::with(long, i64::try_from(most).unwrap_or(i64::MAX)));
    }
    Ok(text)
}

/// A web address of a person or guest: `http` or `https`, with a host, at most 500 bytes; empty is none.
pub(crate) fn web_address(raw: &str) -> Result<Option<String>, Fault> {
    let text = base::clean::line(raw);
    if text.is_empty() {
        return Ok(None);
    }
    let lower = text.to_ascii_lowercase();
    let (text, lower) = if lower.contains("://") {
        (text, lower)
    } else {
        (format!("https://{text}"), format!("https://{lower}"))
    };
    let rest = lower
        .strip_prefix("https://")
        .or_else(|| lower.strip_prefix("http://"));
    let host = rest.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let fits = host.is_some_and(|host| {
        !host.is_empty() && host.contains('.') && !host.contains(['@', ' ', '"', '<', '>', '\\'])
    });
    if !fits || text.len() > 500 || text.contains(['"', '<', '>', ' ', '\\']) {
        return Err(Fault::new("error.web-address"));
    }
    Ok(Some(text))
}
