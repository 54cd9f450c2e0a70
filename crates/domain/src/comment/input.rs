//! What somebody types to say something.

use base::Id;
use serde::Deserialize;

use super::{Comment, SOURCE_LIMIT};
use crate::problem::{self, Fault, Problems};

/// What somebody types.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Input {
    /// The words, Markdown.
    #[serde(default)]
    pub text: String,
    /// The comment that is answered; empty if none.
    #[serde(default)]
    pub parent: String,
    /// A guest's name.
    #[serde(default)]
    pub name: String,
    /// A guest's address, kept private.
    #[serde(default)]
    pub email: String,
    /// A guest's web site.
    #[serde(default)]
    pub url: String,
    /// A field that people do not see: whoever fills it in is not one.
    #[serde(default)]
    pub website: String,
    /// The revision that an edit was made from.
    #[serde(default)]
    pub revision: i64,
    /// The form's one-time key (R105).
    #[serde(default)]
    pub key: String,
}

/// Understood.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Clean, never empty.
    pub text: String,
    /// What it answers.
    pub parent: Option<Id<Comment>>,
    /// Who says it, if a guest.
    pub guest: Option<crate::guest::Draft>,
    /// The revision that an edit was made from.
    pub revision: i64,
}

impl Input {
    /// Understands every field, or says what is wrong with each. A guest has to give a name and an address.
    ///
    /// # Errors
    /// The faults.
    pub fn parse(&self, guest: bool) -> Result<Draft, Problems> {
        let mut problems = Problems::default();
        let text = problems.take(
            "text",
            problem::text(&self.text, SOURCE_LIMIT, "error.too-long"),
        );
        // What nobody can see says nothing.
        if text
            .as_ref()
            .is_some_and(|text| base::clean::line(text).is_empty())
        {
            problems.add("text", Fault::new("comment.empty"));
        }
        let parent = match self.parent.as_str() {
            "" => Some(None),
            raw => problems.take(
                "parent",
                raw.parse()
                    .map(Some)
                    .map_err(|_| Fault::new("comment.parent-gone")),
            ),
        };
        let guest = if guest {
            crate::guest::parse(&self.name, &self.email, &self.url, &mut problems).map(Some)
        } else {
            Some(None)
        };
        problems.or(|| {
            Some(Draft {
                text: text?,
                parent: parent?,
                guest: guest?,
                revision: self.revision,
            })
        })
    }
}
