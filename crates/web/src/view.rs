//! An article with what stands around it, as loaded for a page.

use base::Moment;
use domain::Visible;
use domain::article::{Article, Line};
use domain::conversation::Conversation;
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
    pub(crate) people: i64,
    /// How long the article takes to read, in minutes.
    pub(crate) minutes: i64,
    pub(crate) made_at: Moment,
}

impl Weight for View {
    fn weight(&self) -> usize {
        self.article.html.len() + self.article.source.len() + 2_000
    }
}
