//! Who wrote the entries of a file, and which of its comments are theirs.

use std::collections::HashMap;

use archives::mtif::Comment;
use email::Address;

use super::address::Old;
use super::words;

/// Bytes of a name (the schema's limit).
const NAME: usize = 200;
/// Most authors of one file; whoever comes later is taken for one of them.
const MOST: usize = 5_000;

/// Somebody who wrote entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Author {
    /// As to be shown.
    pub(super) name: String,
    /// Only TypePad tells it.
    pub(super) email: Option<Address>,
}

/// All who wrote entries.
#[derive(Clone, Debug, Default)]
pub(super) struct Authors {
    list: Vec<Author>,
    by_mail: HashMap<String, usize>,
    by_name: HashMap<String, usize>,
}

/// An address, if it is one that mail could go to.
pub(super) fn mail(text: Option<&str>) -> Option<Address> {
    Address::parse(text?.trim()).ok()
}

/// A name as it is shown: one line, without tags; of an address of a page only what tells it apart.
pub(super) fn shown_name(name: &str) -> String {
    let name = base::clean::line(&words::plain(base::clean::clip(name, 4 * NAME)));
    let bare = name
        .strip_prefix("https://")
        .or_else(|| name.strip_prefix("http://"))
        .map(|rest| rest.trim_start_matches("www.").trim_end_matches('/'));
    let name = bare.filter(|bare| !bare.is_empty()).unwrap_or(&name);
    base::clean::clip(name, NAME).trim().to_owned()
}

/// Whether a name has to be cut to be shown.
pub(super) fn is_cut(name: &str) -> bool {
    name.len() > NAME && shown_name(name).len() + 4 > NAME
}

fn folded(name: &str) -> String {
    base::name::skeleton(name)
}

impl Authors {
    /// Meets an author in the header of an entry.
    pub(super) fn meet(&mut self, name: Option<&str>, email: Option<&str>) {
        let author = Author {
            name: shown_name(name.unwrap_or_default()),
            email: mail(email),
        };
        if self.list.len() >= MOST {
            return;
        }
        let number = self.list.len();
        let name = folded(&author.name);
        match &author.email {
            Some(address) => {
                let key = address.identity().to_owned();
                if self.by_mail.contains_key(&key) {
                    return;
                }
                self.by_mail.insert(key, number);
                // A name alone means the one whose address is known.
                let known = self.by_name.get(&name).and_then(|at| self.list.get(*at));
                if known.is_none_or(|known| known.email.is_none()) {
                    self.by_name.insert(name, number);
                }
            }
            None if self.by_name.contains_key(&name) => return,
            None => {
                self.by_name.insert(name, number);
            }
        }
        self.list.push(author);
    }

    /// Which one wrote an entry with this header.
    pub(super) fn find(&self, name: Option<&str>, email: Option<&str>) -> Option<usize> {
        let by_mail = mail(email).and_then(|address| self.by_mail.get(address.identity()));
        by_mail
            .or_else(|| {
                self.by_name
                    .get(&folded(&shown_name(name.unwrap_or_default())))
            })
            .copied()
    }

    /// Which one a comment is by: whoever has its address; or has its name, and gave the weblog for their page.
    pub(super) fn of_comment(
        &self,
        comment: &Comment,
        is_weblog: impl Fn(&Old) -> bool,
    ) -> Option<usize> {
        if let Some(address) = mail(comment.email.as_deref()) {
            let by_mail = self.by_mail.get(address.identity());
            if by_mail.is_some() {
                return by_mail.copied();
            }
        }
        let number = *self.by_name.get(&folded(&shown_name(&comment.author)))?;
        let author = self.list.get(number)?;
        // Two addresses that differ are two people, whatever they call themselves.
        let may_be = author.email.is_none() || comment.email.is_none();
        let page = comment.url.as_deref().and_then(Old::parse)?;
        (may_be && !author.name.is_empty() && is_weblog(&page)).then_some(number)
    }

    pub(super) fn list(&self) -> &[Author] {
        &self.list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comment(author: &str, email: Option<&str>, url: Option<&str>) -> Comment {
        Comment {
            line: 1,
            author: author.to_owned(),
            email: email.map(str::to_owned),
            ip: None,
            url: url.map(str::to_owned),
            date: None,
            text: String::new(),
        }
    }

    fn authors() -> Authors {
        let mut authors = Authors::default();
        authors.meet(Some("Joe"), None);
        authors.meet(Some("Joe"), Some("joe@bloggs.example"));
        authors.meet(Some("joe"), None);
        authors.meet(Some("Imke"), None);
        authors
    }

    #[test]
    fn a_name_alone_is_the_author_whose_address_is_known() {
        let authors = authors();
        let joe = authors.find(None, Some("joe@Bloggs.example")).unwrap();
        assert_eq!(authors.find(Some("JOE"), None), Some(joe));
        assert_eq!(
            authors.list()[joe].email.as_ref().unwrap().as_str(),
            "joe@bloggs.example"
        );
        assert_eq!(authors.find(Some("Nobody"), None), None);
    }

    #[test]
    fn authors_are_recognised_below_their_entries() {
        let authors = authors();
        let joe = authors.find(Some("Joe"), None);
        let imke = authors.find(Some("Imke"), None);
        let weblog = |old: &Old| old.host == "joe.typepad.com";
        let who = |author, email, url| authors.of_comment(&comment(author, email, url), weblog);
        assert_eq!(who("J.", Some("joe@bloggs.example"), None), joe);
        assert_eq!(who("Imke", None, Some("http://joe.typepad.com/")), imke);
        assert_eq!(who("Imke", None, Some("http://other.example/")), None);
        assert_eq!(who("Imke", None, None), None);
        assert_eq!(
            who(
                "Joe",
                Some("other@x.example"),
                Some("http://joe.typepad.com/")
            ),
            None,
            "somebody else of the same name"
        );
    }

    #[test]
    fn names_are_shown_without_what_makes_them_addresses() {
        assert_eq!(shown_name(" https://x.wordpress.com/ "), "x.wordpress.com");
        assert_eq!(shown_name("O&#39;Brien <b>Jr</b>"), "O'Brien Jr");
        assert_eq!(shown_name("http://"), "http://");
        assert!(shown_name(&"ж".repeat(900)).len() <= 200);
    }
}
