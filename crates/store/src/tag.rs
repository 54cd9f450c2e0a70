//! Tags and categories of conversations.

use base::Id;
use domain::article::Article;
use domain::conversation::Conversation;
use domain::tag::{Count, Draft, Kind, Tag};
use domain::{Viewer, Visible};

use crate::engine::{FromRow, Row, next};
use crate::{Result, Snapshot, Tx};

row!(Tag {
    id,
    kind,
    name,
    slug
});

struct Counted(Count);

impl FromRow for Counted {
    const COLUMNS: &'static [&'static str] = &["id", "kind", "name", "slug", "articles"];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        Ok(Self(Count {
            tag: Tag {
                id: next(row, at)?,
                kind: next(row, at)?,
                name: next(row, at)?,
                slug: next(row, at)?,
            },
            articles: next(row, at)?,
        }))
    }
}

/// Sets the tags of an article, in this order; those it had before go.
pub(crate) fn set(tx: &mut Tx<'_>, article: Id<Article>, tags: &[Draft]) -> Result<()> {
    sql!("delete from tagging where conversation_id = $1", article).change(tx)?;
    for (position, tag) in (1_i64..).zip(tags) {
        let fresh: Id<Tag> = Id::new(tx.now());
        sql!(
            "insert into tag (id, kind, name, slug) values ($1, $2, $3, $4) on conflict (kind, slug) do nothing",
            fresh,
            tag.kind,
            tag.name,
            tag.slug,
        )
        .change(tx)?;
        sql!(
            "insert into tagging (tag_id, conversation_id, position)
             select id, $2, $3 from tag where kind = $1 and slug = $4
             on conflict do nothing",
            tag.kind,
            article,
            position,
            tag.slug,
        )
        .change(tx)?;
    }
    Ok(())
}

/// The tags of an article that is already visible, in its author's order.
pub fn of(from: &mut Snapshot<'_>, article: &Visible<Article>) -> Result<Vec<Tag>> {
    of_id(from, article.line.id)
}

/// The tags of a conversation that is already visible, in the order of whoever opened it.
pub fn under(from: &mut Snapshot<'_>, conversation: &Visible<Conversation>) -> Result<Vec<Tag>> {
    of_id(from, conversation.id.cast())
}

pub(crate) fn of_id(from: &mut Snapshot<'_>, article: Id<Article>) -> Result<Vec<Tag>> {
    sql!(
        "select t.id, t.kind, t.name, t.slug from tagging g join tag t on t.id = g.tag_id
         where g.conversation_id = $1 order by g.position, t.id",
        article,
    )
    .all(from)
}

/// A tag by its kind and slug, if the viewer can find an article under it.
pub fn of_articles(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    kind: Kind,
    slug: &str,
) -> Result<Option<Tag>> {
    let member = viewer.person();
    sql!(
        "select t.id, t.kind, t.name, t.slug from tag t
         where t.kind = $1 and t.slug = $2 and exists (
             select 1 from tagging g join conversation c on c.id = g.conversation_id
             where g.tag_id = t.id and c.kind = 'article' and c.stage = 'published' and (c.audience = 0 or c.audience in (select group_id from sight where person_id = $3)))",
        kind,
        slug,
        member,
    )
    .optional(from)
}

/// A tag by its slug, if the viewer can find a conversation of any kind under it.
pub fn find(from: &mut Snapshot<'_>, viewer: &Viewer, slug: &str) -> Result<Option<Tag>> {
    let member = viewer.person();
    sql!(
        "select t.id, t.kind, t.name, t.slug from tag t
         where t.kind = 'tag' and t.slug = $1 and exists (
             select 1 from tagging g join conversation c on c.id = g.conversation_id
             where g.tag_id = t.id and c.stage = 'published' and (c.audience = 0 or c.audience in (select group_id from sight where person_id = $2)))",
        slug,
        member,
    )
    .optional(from)
}

/// The tags most in use among the articles that the viewer can read, at most `limit`, by name.
pub fn most_used(from: &mut Snapshot<'_>, viewer: &Viewer, limit: i64) -> Result<Vec<Count>> {
    let member = viewer.person();
    let found: Vec<Counted> = sql!(
        "select t.id, t.kind, t.name, t.slug, count(*) as articles
         from tag t
         join tagging g on g.tag_id = t.id
         join conversation c on c.id = g.conversation_id
         where c.kind = 'article' and c.stage = 'published' and (c.audience = 0 or c.audience in (select group_id from sight where person_id = $1))
         group by t.id, t.kind, t.name, t.slug
         order by count(*) desc, t.name, t.id
         limit $2",
        member,
        limit,
    )
    .all(from)?;
    let mut counts: Vec<Count> = found.into_iter().map(|counted| counted.0).collect();
    counts.sort_by(|a, b| {
        a.tag
            .name
            .to_lowercase()
            .cmp(&b.tag.name.to_lowercase())
            .then(a.tag.id.cmp(&b.tag.id))
    });
    Ok(counts)
}
