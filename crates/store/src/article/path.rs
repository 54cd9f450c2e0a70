//! Where an article stands: its address, and its place in the index.

use crate::{Error, Result, Tx};
use base::{Id, Moment};
use domain::article::Article;
use domain::conversation::Stage;

/// The first free address for this month and slug; `own` does not stand in its own way.
pub(super) fn free_path(
    tx: &mut Tx<'_>,
    own: Option<Id<Article>>,
    month: (i16, i8),
    slug: &str,
) -> Result<(String, String)> {
    for number in 1..10_000_i64 {
        let tried = if number == 1 {
            slug.to_owned()
        } else {
            format!("{slug}-{number}")
        };
        let path = domain::article::path(month.0, month.1, &tried);
        let taken: i64 = sql!(
            "select (select count(*) from conversation where path = $1 and id <> $2)
                  + (select count(*) from old_address where address = $1 and target <> coalesce(
                        (select path from conversation where id = $2), ''))",
            path,
            own.map_or(0, Id::raw),
        )
        .one(tx)?;
        if taken == 0 {
            return Ok((tried, path));
        }
    }
    Err(Error::Constraint(
        "there are too many articles of this name".to_owned(),
    ))
}

/// Gives the article its new address; a published one's old address redirects for ever.
pub(super) fn rename(
    tx: &mut Tx<'_>,
    id: Id<Article>,
    old: &str,
    month: (i16, i8),
    slug: &str,
    stage: Stage,
) -> Result<String> {
    let (slug, path) = free_path(tx, Some(id), month, slug)?;
    if path != old {
        sql!(
            "update article set year = $2, month = $3, slug = $4 where id = $1",
            id,
            i64::from(month.0),
            i64::from(month.1),
            slug
        )
        .change_one(tx)?;
        sql!("update conversation set path = $2 where id = $1", id, path).change_one(tx)?;
        crate::old_address::forget(tx, &path)?;
        if stage == Stage::Published {
            crate::old_address::moved(tx, old, &path)?;
        }
    }
    Ok(path)
}

pub(super) fn index(tx: &mut Tx<'_>, id: Id<Article>, title: &str, html: &str) -> Result<()> {
    let at: Moment = sql!(
        "select coalesce(published_at, made_at) from conversation where id = $1",
        id
    )
    .one(tx)?;
    crate::search::index(tx, id.raw(), id.cast(), None, at, title, html)
}
