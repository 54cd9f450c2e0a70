//! What somebody is called who is about to go, and a text without it.

use base::Id;
use domain::person::{Person, State};
use email::Address;

use crate::{Result, Snapshot};

/// What stands where words and names stood.
#[derive(Clone, Debug)]
pub struct Blank {
    /// In the place of a name.
    pub name: String,
    /// In the place of a title.
    pub title: String,
}

/// What somebody is called who is about to go.
#[derive(Clone, Debug)]
pub(super) struct Called {
    pub(super) handle: String,
    pub(super) name: String,
    /// Addresses that they have shown to be theirs.
    pub(super) confirmed: Vec<String>,
    /// These, and those that they have yet to confirm.
    pub(super) addresses: Vec<String>,
}

impl Called {
    /// `None` if they are nobody any more.
    pub(super) fn find(from: &mut Snapshot<'_>, me: Id<Person>) -> Result<Option<Self>> {
        let found: Option<(String, String, Option<String>, Option<String>)> = sql!(
            "select handle, name, email, wanted from person where id = $1 and state <> $2",
            me,
            State::Gone,
        )
        .optional(from)?;
        Ok(found.map(|(handle, name, email, wanted)| Self {
            handle,
            name,
            confirmed: email.iter().cloned().collect(),
            addresses: email.into_iter().chain(wanted).collect(),
        }))
    }

    /// Whether an address is theirs.
    pub(super) fn has(&self, address: &str) -> bool {
        let address = Address::parse(address);
        let address = address.as_ref().map_or("", Address::identity);
        self.addresses.iter().any(|own| own == address)
    }
}

/// A text without what they are called.
pub(super) fn clean(text: &str, called: &Called, blank: &Blank) -> String {
    without(text, called, blank).unwrap_or_else(|| text.to_owned())
}

/// A text without what they are called; `None` if nothing of it stands there.
pub(super) fn without(text: &str, called: &Called, blank: &Blank) -> Option<String> {
    let at = format!("@{}", called.handle);
    let words = [called.name.as_str(), at.as_str()];
    let addresses = called.addresses.iter().map(String::as_str);
    let mut cleaned = text.to_owned();
    for word in words.into_iter().chain(addresses) {
        cleaned = replaced(&cleaned, word, &blank.name);
    }
    (cleaned != text).then_some(cleaned)
}

/// Puts something in the place of a word wherever it stands alone: a short name is a part of many words.
fn replaced(text: &str, word: &str, by: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(word).filter(|_| !word.is_empty()) {
        out.push_str(before);
        let begins = !out.chars().next_back().is_some_and(char::is_alphanumeric);
        let ends = !after.chars().next().is_some_and(char::is_alphanumeric);
        out.push_str(if begins && ends { by } else { word });
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_goes_where_it_stands_alone() {
        assert_eq!(
            replaced("Al says: also Al’s, Alan, Al", "Al", "Nobody"),
            "Nobody says: also Nobody’s, Alan, Nobody"
        );
        assert_eq!(replaced("nothing", "", "x"), "nothing");
    }
}
