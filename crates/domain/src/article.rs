//! Articles: the weblog's pieces, with their states, addresses and who may write them.

use base::{Id, Moment};
use serde::{Deserialize, Serialize};

use crate::conversation::{self, Conversation, Door, Stage};
use crate::group::{Group, OpenTo, Visibility};
use crate::person::{Byline, Person};
use crate::policy::{Guarded, Rule, Verdict, Viewer};
use crate::problem::{self, Fault, Problems};
use crate::role::named;
use crate::tag;

/// Bytes of a title (R35).
pub const TITLE_LIMIT: usize = 200;
/// Bytes of an article's source as typed here.
pub const SOURCE_LIMIT: usize = 200_000;
/// Bytes of an article's source that an import may bring.
pub const IMPORT_LIMIT: usize = 1_048_576;
/// Bytes of an excerpt.
pub const EXCERPT_LIMIT: usize = 1_000;
/// Bytes of the last part of an address.
pub const SLUG_LIMIT: usize = 120;

/// What an article's source is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Markdown.
    Markdown,
    /// HTML that came with an import.
    Html,
}
named!(Format { Markdown = "markdown", Html = "html" });

/// An article without its text: a line of a list, a neighbour, a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its id; the conversation under it has the same number.
    pub id: Id<Article>,
    /// The group it belongs to.
    pub group: Id<Group>,
    /// Its title.
    pub title: String,
    /// `/articles/{yyyy}/{mm}/{slug}`.
    pub path: String,
    /// Who may read.
    pub visibility: Visibility,
    /// Where it stands.
    pub stage: Stage,
    /// When it was, or will be, published; when it was begun if neither.
    pub at: Moment,
    /// When its text last changed in a way that readers should know of.
    pub updated_at: Moment,
    /// The one who began it.
    pub by: Byline,
    /// A few plain words about it.
    pub excerpt: String,
    /// Visible comments.
    pub comments: i64,
    /// When somebody last said something.
    pub last_comment_at: Option<Moment>,
}

/// An article whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// What a list shows.
    pub line: Line,
    /// All who wrote it, the one who began it first.
    pub authors: Vec<Byline>,
    /// As written.
    pub source: String,
    /// What it is written in.
    pub format: Format,
    /// As shown, sanitised.
    pub html: String,
    /// The excerpt as typed; empty if it is made from the text.
    pub own_excerpt: String,
    /// Whether comments are taken.
    pub door: Door,
    /// Whether guests may comment.
    pub guests: bool,
    /// Where the conversation goes on.
    pub continues_in: Option<Id<Conversation>>,
    /// Counts every change; edits carry the one they read (R106).
    pub revision: i64,
    /// Its id in feeds.
    pub feed_id: String,
}

impl Article {
    /// The conversation under it.
    #[must_use]
    pub const fn conversation(&self) -> Id<Conversation> {
        self.line.id.cast()
    }

    /// Whether this person wrote it.
    #[must_use]
    pub fn is_by(&self, person: Id<Person>) -> bool {
        self.authors.iter().any(|author| author.id == person)
    }
}

impl Guarded for Line {
    fn is_visible_to(&self, viewer: &Viewer) -> bool {
        conversation::is_open_to(viewer, self.group, self.stage, self.visibility, self.by.id)
    }
}

impl Guarded for Article {
    fn is_visible_to(&self, viewer: &Viewer) -> bool {
        // Whoever wrote it with others reads it before all may; then it is there for them as for everybody.
        self.line.is_visible_to(viewer)
            || (self.line.stage != Stage::Published
                && viewer.person().is_some_and(|person| self.is_by(person)))
    }
}

/// To change, publish or withdraw an article, and to read its history.
pub enum Edit {}

impl Rule for Edit {
    type Subject = Article;

    fn judge(viewer: &Viewer, article: &Article) -> Verdict {
        match viewer {
            Viewer::Guest => Verdict::SignIn,
            // Changed and published anew it would be back.
            Viewer::Member(_) | Viewer::Steward(_) | Viewer::Moderator(_)
                if article.line.stage == Stage::Removed =>
            {
                Verdict::Deny("article.taken-away")
            }
            Viewer::Member(seat) | Viewer::Steward(seat) | Viewer::Moderator(seat)
                if article.is_by(seat.person) =>
            {
                Verdict::Allow
            }
            Viewer::Member(_) | Viewer::Steward(_) | Viewer::Moderator(_) => {
                Verdict::Deny("article.not-yours")
            }
            Viewer::Admin(_) | Viewer::Owner(_) => Verdict::Allow,
        }
    }
}

/// To take a published article away, or bring it back: those who keep the peace, but not their own.
pub enum TakeAway {}

impl Rule for TakeAway {
    type Subject = Article;

    fn judge(viewer: &Viewer, article: &Article) -> Verdict {
        match (viewer, article.line.stage) {
            (Viewer::Guest, _) => Verdict::SignIn,
            (Viewer::Member(_) | Viewer::Steward(_), _) => Verdict::Deny("error.moderators-only"),
            (Viewer::Moderator(seat) | Viewer::Admin(seat) | Viewer::Owner(seat), _)
                if article.is_by(seat.person) =>
            {
                Verdict::Deny("case.about-you")
            }
            (
                Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_),
                Stage::Published | Stage::Removed,
            ) => Verdict::Allow,
            (
                Viewer::Moderator(_) | Viewer::Admin(_) | Viewer::Owner(_),
                Stage::Draft | Stage::Scheduled | Stage::Waiting,
            ) => Verdict::Deny("case.not-there"),
        }
    }
}

/// What somebody types.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Input {
    /// The title.
    #[serde(default)]
    pub title: String,
    /// The text, Markdown (or HTML, for an imported one).
    #[serde(default)]
    pub source: String,
    /// A few words about it; made from the text if empty.
    #[serde(default)]
    pub excerpt: String,
    /// Tags, separated by commas.
    #[serde(default)]
    pub tags: String,
    /// Categories, separated by commas.
    #[serde(default)]
    pub categories: String,
    /// The last part of the address; made from the title if empty.
    #[serde(default)]
    pub slug: String,
    /// Handles of those who wrote it too, separated by blanks or commas.
    #[serde(default)]
    pub authors: String,
    /// `public`, `members` or, in a group, `group`.
    #[serde(default)]
    pub visibility: String,
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
    /// Clean, never empty.
    pub title: String,
    /// Clean.
    pub source: String,
    /// Clean; may be empty.
    pub excerpt: String,
    /// At most [`tag::LIMIT`] of each kind.
    pub tags: Vec<tag::Draft>,
    /// Fit for an address; may still be taken.
    pub slug: String,
    /// Handles, without the one who began it; unknown ones are the operation's fault to find.
    pub authors: Vec<String>,
    /// Who may read.
    pub open_to: OpenTo,
    /// The revision that the form was filled from.
    pub revision: i64,
}

impl Input {
    /// Understands every field, or says what is wrong with each.
    ///
    /// # Errors
    /// The faults.
    pub fn parse(&self) -> Result<Draft, Problems> {
        self.parse_over(&Self::default())
    }

    /// The same for what is there already: an import may have brought more than is typed here, and that may stay.
    ///
    /// # Errors
    /// The faults.
    pub fn parse_over(&self, before: &Self) -> Result<Draft, Problems> {
        let mut problems = Problems::default();
        let title = problems.take(
            "title",
            problem::line(
                &self.title,
                TITLE_LIMIT.max(before.title.len()),
                "article.title-empty",
                "error.too-long",
            ),
        );
        let source = problems.take(
            "source",
            problem::text(
                &self.source,
                SOURCE_LIMIT.max(before.source.len()),
                "error.too-long",
            ),
        );
        let excerpt = problems.take(
            "excerpt",
            problem::text(&self.excerpt, EXCERPT_LIMIT, "error.too-long"),
        );
        let tags = problems.take(
            "tags",
            tag::parse_list(&self.tags, tag::Kind::Tag, &before.tags),
        );
        let categories = problems.take(
            "categories",
            tag::parse_list(&self.categories, tag::Kind::Category, &before.categories),
        );
        let visibility = problems.take(
            "visibility",
            match self.visibility.as_str() {
                "" => Ok(OpenTo::Others(Visibility::Public)),
                other => OpenTo::parse(other).ok_or(Fault::new("error.choice")),
            },
        );
        let authors: Vec<String> = self
            .authors
            .split([',', ' ', '\n', '\t'])
            .map(|handle| base::clean::line(handle).trim_start_matches('@').to_owned())
            .filter(|handle| !handle.is_empty())
            .collect();
        if authors.len() > 10 {
            problems.add("authors", Fault::with("article.too-many-authors", 10));
        }
        let slug = slug(if self.slug.trim().is_empty() {
            &self.title
        } else {
            &self.slug
        });
        problems.or(|| {
            let mut tags = tags?;
            tags.extend(categories?);
            Some(Draft {
                title: title?,
                source: source?,
                excerpt: excerpt?,
                tags,
                slug,
                authors,
                open_to: visibility?,
                revision: self.revision,
            })
        })
    }
}

/// The last part of an address made from a title; `article` when nothing of it can be used.
#[must_use]
pub fn slug(title: &str) -> String {
    let slug = base::clean::slug(title, SLUG_LIMIT);
    if slug.is_empty() {
        "article".to_owned()
    } else {
        slug
    }
}

/// The address of an article published `at` in the site's zone.
#[must_use]
pub fn path(year: i16, month: i8, slug: &str) -> String {
    format!("/articles/{year:04}/{month:02}/{slug}")
}

/// An earlier text of an article or a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Which one, counting from 1.
    pub number: i64,
    /// When it was replaced by the next one, or made, if it is the present one.
    pub at: Moment,
    /// Who wrote it.
    pub by: Option<Byline>,
    /// The title; empty for comments.
    pub title: String,
    /// The text as written.
    pub source: String,
}
