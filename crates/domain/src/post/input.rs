//! What members type to open a post, change it, or decide about it.

use serde::Deserialize;

use super::wish::Terms;
use super::{REASON_LIMIT, SOURCE_LIMIT, Standing, slug};
use crate::article::TITLE_LIMIT;
use crate::conversation::Kind;
use crate::group::{OpenTo, Visibility};
use crate::problem::{self, Fault, Problems};
use crate::tag;

/// What somebody types.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Input {
    /// One of [`Kind::POSTS`].
    #[serde(default)]
    pub kind: String,
    /// The title.
    #[serde(default)]
    pub title: String,
    /// The first words, Markdown.
    #[serde(default)]
    pub source: String,
    /// Tags, separated by commas.
    #[serde(default)]
    pub tags: String,
    /// `public`, `members` or, in a group, `group`.
    #[serde(default)]
    pub visibility: String,
    /// The handle of the group in which it is opened; empty for the site's own.
    #[serde(default)]
    pub group: String,
    /// Of an ask or an offer: when, in words.
    #[serde(default)]
    pub when: String,
    /// On which day, `2026-04-11`.
    #[serde(default)]
    pub day: String,
    /// Where, in words.
    #[serde(default)]
    pub place: String,
    /// The last day on which it is open.
    #[serde(default)]
    pub until: String,
    /// The revision that the form was filled from.
    #[serde(default)]
    pub revision: i64,
    /// The form's one-time key (R105).
    #[serde(default)]
    pub key: String,
}

/// Understood.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What it is.
    pub kind: Kind,
    /// Clean, never empty.
    pub title: String,
    /// Clean; may be empty, since some titles say it all.
    pub source: String,
    /// At most [`tag::LIMIT`].
    pub tags: Vec<tag::Draft>,
    /// The last part of its address.
    pub slug: String,
    /// Who may read.
    pub open_to: OpenTo,
    /// Of an ask or an offer: when, where and until when.
    pub terms: Option<Terms>,
    /// The revision that the form was filled from.
    pub revision: i64,
}

impl Input {
    /// Understands every field, or says what is wrong with each.
    ///
    /// # Errors
    /// The faults.
    pub fn parse(&self) -> Result<Draft, Problems> {
        let mut problems = Problems::default();
        let kind = problems.take(
            "kind",
            Kind::parse(&self.kind)
                .filter(|kind| kind.is_post())
                .ok_or(Fault::new("error.choice")),
        );
        let title = problems.take(
            "title",
            problem::line(
                &self.title,
                TITLE_LIMIT,
                "post.title-empty",
                "error.too-long",
            ),
        );
        let source = problems.take(
            "source",
            problem::text(&self.source, SOURCE_LIMIT, "error.too-long"),
        );
        let tags = problems.take("tags", tag::parse_list(&self.tags, tag::Kind::Tag, ""));
        let visibility = problems.take(
            "visibility",
            match self.visibility.as_str() {
                "" => Ok(OpenTo::Others(Visibility::Public)),
                other => OpenTo::parse(other).ok_or(Fault::new("error.choice")),
            },
        );
        let terms = kind.filter(|kind| kind.is_wish()).and_then(|_| {
            let typed = (&*self.when, &*self.day, &*self.place, &*self.until);
            Terms::parse(&mut problems, typed)
        });
        problems.or(|| {
            let (kind, title) = (kind?, title?);
            Some(Draft {
                kind,
                slug: slug(&title, kind),
                title,
                source: source?,
                tags: tags?,
                open_to: visibility?,
                terms,
                revision: self.revision,
            })
        })
    }
}

/// Understands what becomes of an idea and why: nothing if it is open again. A reason is part of a decision.
///
/// # Errors
/// The faults.
pub fn parse_decision(
    standing: &str,
    reason: &str,
) -> Result<Option<(Standing, String)>, Problems> {
    if standing == "open" {
        return Ok(None);
    }
    let mut problems = Problems::default();
    let standing = problems.take(
        "standing",
        Standing::parse(standing).ok_or(Fault::new("error.choice")),
    );
    let reason = problems.take(
        "reason",
        problem::text(reason, REASON_LIMIT, "error.too-long"),
    );
    if reason
        .as_ref()
        .is_some_and(|text| base::clean::line(text).is_empty())
    {
        problems.add("reason", Fault::new("post.reason-empty"));
    }
    problems.or(|| Some(Some((standing?, reason?))))
}
