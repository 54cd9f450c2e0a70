//! What somebody may mean who is still typing: titles, people, tags. Only what they may see, and few of it, so that it is
//! there before the next letter.

use base::Moment;
use domain::conversation::{Kind, Stage};
use domain::group::Visibility;
use domain::person::Person;
use domain::policy::Guarded;
use domain::search::Query;
use domain::tag::Tag;
use domain::{Viewer, Visible};

use super::mark;
use super::sought::{Sought, Taken};
use crate::engine::{FromRow, Row, next};
use crate::{Result, Snapshot};

/// Something with a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// The title.
    pub title: String,
    /// Its address from the root.
    pub path: String,
    /// What it is.
    pub kind: Kind,
    visibility: Visibility,
    stage: Stage,
}

impl Guarded for Title {
    fn is_visible_to(&self, viewer: &Viewer) -> bool {
        self.stage == Stage::Published && self.visibility.admits(viewer)
    }
}

impl FromRow for Title {
    const COLUMNS: &'static [&'static str] = &["title", "path", "kind", "audience", "stage"];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        Ok(Self {
            title: next(row, at)?,
            path: next(row, at)?,
            kind: next(row, at)?,
            visibility: next(row, at)?,
            stage: next(row, at)?,
        })
    }
}

/// What is sought when this was typed so far; nothing if there is no word in it.
fn typed(text: &str) -> Option<Sought> {
    let sought = Sought::of(&Query::of_words(text)).typed();
    sought.has_words().then_some(sought)
}

/// The newest conversations with these words in their title, the last word perhaps not typed to its end.
pub fn suggest_titles(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    text: &str,
    limit: i64,
) -> Result<Vec<Visible<Title>>> {
    let Some(mut sought) = typed(text) else {
        return Ok(Vec::new());
    };
    super::ask::plan(from)?;
    let member = viewer.person();
    if let Some(hidden) = mark::hidden_from(viewer) {
        sought.bar(hidden.to_owned());
    }
    let words = sought.named().expression(Taken::Whole, from.engine());
    let found: Vec<Title> = dialect!(SUGGEST_TITLES, words, member, limit).all(from)?;
    Ok(viewer.see_all(found))
}

/// People of that name.
pub fn suggest_people(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    text: &str,
    limit: i64,
) -> Result<Vec<Visible<Person>>> {
    let Some(sought) = typed(text) else {
        return Ok(Vec::new());
    };
    super::ask::plan(from)?;
    let ever = (Moment::from_ms(i64::MIN), Moment::from_ms(i64::MAX));
    super::people::newest(from, viewer, &sought.named(), Taken::Whole, ever, limit)
}

/// Tags and categories that begin so and have something under them that the viewer may read, by name.
pub fn suggest_tags(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    text: &str,
    limit: i64,
) -> Result<Vec<Tag>> {
    let slug = base::clean::slug(text, domain::tag::IMPORT_LIMIT);
    if slug.is_empty() {
        return Ok(Vec::new());
    }
    let member = viewer.person();
    sql!(
        "select t.id, t.kind, t.name, t.slug from tag t
         where substr(t.slug, 1, length(cast($1 as text))) = $1 and exists (
             select 1 from tagging g join conversation c on c.id = g.conversation_id
             where g.tag_id = t.id and c.stage = 'published' and (c.audience = 0 or c.audience in (select group_id from sight where person_id = $2)))
         order by t.slug, t.id limit $3",
        slug,
        member,
        limit,
    )
    .all(from)
}
