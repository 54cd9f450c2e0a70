//! The form in which articles are written, as it is sent.

use base::Secret;
use domain::article::Input;
use serde::Deserialize;

/// What is to be done with what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    /// Keep it as it is: a draft stays one, what is published is changed for all.
    Save,
    /// Show how it will look.
    Preview,
    /// Publish it now.
    Publish,
    /// Publish it at the time given.
    Schedule,
    /// Take it back to the drafts.
    Withdraw,
}

impl Wish {
    fn parse(text: &str) -> Self {
        match text {
            "preview" => Self::Preview,
            "publish" => Self::Publish,
            "schedule" => Self::Schedule,
            "withdraw" => Self::Withdraw,
            _ => Self::Save,
        }
    }

    /// Whether readers will see it because of this.
    pub(crate) const fn publishes(self) -> bool {
        matches!(self, Self::Publish | Self::Schedule)
    }
}

/// The form with the button that was pressed.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Sent {
    #[serde(default)]
    title: String,
    #[serde(default)]
    source: String,
    #[serde(default)]
    excerpt: String,
    #[serde(default)]
    tags: String,
    #[serde(default)]
    categories: String,
    #[serde(default)]
    slug: String,
    #[serde(default)]
    authors: String,
    #[serde(default)]
    visibility: String,
    #[serde(default)]
    revision: i64,
    #[serde(default)]
    key: String,
    #[serde(default, rename = "do")]
    wish: String,
    #[serde(default)]
    at: String,
}

impl Sent {
    /// The article, the wish, and the time as typed.
    pub(crate) fn take(self) -> (Input, Wish, String) {
        let wish = Wish::parse(&self.wish);
        let input = Input {
            title: self.title,
            source: self.source,
            excerpt: self.excerpt,
            tags: self.tags,
            categories: self.categories,
            slug: self.slug,
            authors: self.authors,
            visibility: self.visibility,
            revision: self.revision,
            key: self.key,
        };
        (input, wish, self.at)
    }
}

/// A fresh one-time key (R105).
pub(crate) fn key() -> String {
    base::clean::clip(&Secret::new().reveal(), 32).to_owned()
}
