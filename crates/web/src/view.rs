//! An article with what stands around it, as loaded for a page.

use base::Moment;
use domain::Visible;
use domain::article::{Article, Line};
use domain::conversation::{Conversation, Stage};
use domain::tag::Tag;

use crate::cache::Weight;

/// An article as a page shows it, the same for all of an audience.
pub(crate) struct View {
    pub(crate) article: Visible<Article>,
    pub(crate) tags: Vec<Tag>,
    pub(crate) previous: Option<Visible<Line>>,
    pub(crate) next: Option<Visible<Line>>,
    pub(crate) continues_in: Option<Visible<Conversation>>,
    pub(crate) conversation: Visible<Conversation>,
    /// Whether there is a poll under it.
    pub(crate) polled: bool,
    /// How long the article takes to read, in minutes.
    pub(crate) minutes: i64,
    pub(crate) made_at: Moment,
    /// The version of the site before it was loaded.
    pub(crate) stamp: u64,
}

impl View {
    /// Whether all of an audience see it: what only some of them see is nobody else's and is not kept.
    pub(crate) fn is_common(&self) -> bool {
        let published = |stage| stage == Stage::Published;
        published(self.article.line.stage)
            && self
                .continues_in
                .as_ref()
                .is_none_or(|next| published(next.stage))
    }
}

impl Weight for View {
    fn weight(&self) -> usize {
        self.article.html.len() + self.article.source.len() + 2_000
    }
}
