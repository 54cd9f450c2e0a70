//! Tags and categories: words under which articles are found.

use base::Id;

use crate::problem::Fault;
use crate::role::named;

/// Bytes of a tag (R35).
pub const NAME_LIMIT: usize = 30;
/// Bytes of a tag or category that an import may bring.
pub const IMPORT_LIMIT: usize = 200;
/// Most tags, and most categories, of one article as typed here.
pub const LIMIT: usize = 20;

/// Whether a word was meant as a shelf or as a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A label.
    Tag,
    /// A shelf, as TypePad and WordPress have them.
    Category,
}
named!(Kind { Tag = "tag", Category = "category" });

impl Kind {
    /// The part of an address that lists the articles under it.
    #[must_use]
    pub const fn segment(self) -> &'static str {
        match self {
            Self::Tag => "tagged",
            Self::Category => "in",
        }
    }
}

/// A tag or category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Its id.
    pub id: Id<Tag>,
    /// Which of the two.
    pub kind: Kind,
    /// As shown.
    pub name: String,
    /// As in addresses.
    pub slug: String,
}

impl Tag {
    /// The address of the list of articles under it.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/articles/{}/{}", self.kind.segment(), self.slug)
    }
}

/// A tag as understood from a form or an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Which of the two.
    pub kind: Kind,
    /// As shown.
    pub name: String,
    /// As in addresses; what makes two the same.
    pub slug: String,
}

impl Draft {
    /// A tag of this name, unless nothing of it can stand in an address.
    #[must_use]
    pub fn new(kind: Kind, name: &str, limit: usize) -> Option<Self> {
        let name = base::clean::clip(&base::clean::line(name), limit)
            .trim()
            .to_owned();
        let slug = base::clean::slug(&name, limit);
        (!slug.is_empty()).then_some(Self { kind, name, slug })
    }
}

/// Words between commas.
fn words(raw: &str) -> impl Iterator<Item = String> {
    raw.split([',', '\n'])
        .map(|word| base::clean::line(word).trim_start_matches('#').to_owned())
        .filter(|word| !word.is_empty())
}

/// Reads words separated by commas; the same word twice counts once.
///
/// What was there `before` may be longer, and more, than what is typed here.
pub(crate) fn parse_list(raw: &str, kind: Kind, before: &str) -> Result<Vec<Draft>, Fault> {
    let before: Vec<String> = words(before).collect();
    let mut tags: Vec<Draft> = Vec::new();
    for word in words(raw) {
        if word.len() > NAME_LIMIT && !before.contains(&word) {
            return Err(Fault::with("tag.too-long", 30));
        }
        let Some(tag) = Draft::new(kind, &word, IMPORT_LIMIT) else {
            return Err(Fault::new("tag.no-letters"));
        };
        if !tags.iter().any(|known| known.slug == tag.slug) {
            tags.push(tag);
        }
    }
    if tags.len() > LIMIT.max(before.len()) {
        return Err(Fault::with("tag.too-many", 20));
    }
    Ok(tags)
}

/// A tag with the number of articles that the viewer can find under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The tag.
    pub tag: Tag,
    /// Articles under it.
    pub articles: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: &str, before: &str) -> Result<Vec<String>, Fault> {
        let tags = parse_list(raw, Kind::Tag, before)?;
        Ok(tags.into_iter().map(|tag| tag.name).collect())
    }

    #[test]
    fn what_an_import_brought_may_stay_however_long_and_many_it_is() {
        let long = "a label that nobody would ever type here";
        assert!(read(long, "").is_err());
        assert_eq!(read(long, long).unwrap(), [long]);
        let many: Vec<String> = (0..30).map(|number| format!("label {number}")).collect();
        let many = many.join(", ");
        assert!(read(&many, "").is_err());
        assert_eq!(read(&many, &many).unwrap().len(), 30);
        assert!(read(&format!("{many}, one more"), &many).is_err());
    }
}
