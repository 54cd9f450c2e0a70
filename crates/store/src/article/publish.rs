//! Publishing articles, now or later, and taking them back.

use super::path::{index, rename};
use crate::{Mark, Result, Snapshot, Tx};
use base::{Id, Moment};
use domain::article::{Article, Edit, TakeAway};
use domain::conversation::Stage;
use domain::{Permit, Visible};

/// Publishes an article, now or when its time comes. A draft moves to the address of its month.
pub fn publish(
    tx: &mut Tx<'_>,
    permit: &Permit<Edit>,
    at: Moment,
    month: (i16, i8),
    closes_at: Option<Moment>,
) -> Result<String> {
    set_published(tx, permit.subject(), at, month, closes_at)
}

/// Publishes an article that an import or seed brought.
pub fn bring_out(
    tx: &mut Tx<'_>,
    article: &Visible<Article>,
    at: Moment,
    month: (i16, i8),
) -> Result<String> {
    set_published(tx, article, at, month, None)
}

fn set_published(
    tx: &mut Tx<'_>,
    article: &Visible<Article>,
    at: Moment,
    month: (i16, i8),
    closes_at: Option<Moment>,
) -> Result<String> {
    let id = article.line.id;
    let slug: String = sql!("select slug from article where id = $1", id).one(tx)?;
    let path = rename(tx, id, &article.line.path, month, &slug, article.line.stage)?;
    let stage = if at > tx.now() {
        Stage::Scheduled
    } else {
        Stage::Published
    };
    sql!(
        "update conversation set stage = $2, published_at = $3, closes_at = $4 where id = $1",
        id,
        stage,
        at,
        closes_at,
    )
    .change_one(tx)?;
    sql!(
        "update article set updated_at = $2 where id = $1 and updated_at < $2",
        id,
        at
    )
    .change(tx)?;
    if stage == Stage::Published {
        index(tx, id, &article.line.title, &article.html)?;
    }
    tx.touch(Mark::Conversation(article.conversation()));
    tx.touch(Mark::Shown);
    Ok(path)
}

/// Takes a published or scheduled article back to the drafts.
pub fn withdraw(tx: &mut Tx<'_>, permit: &Permit<Edit>) -> Result<()> {
    let id = permit.line.id;
    sql!(
        "update conversation set stage = 'draft', published_at = null where id = $1",
        id
    )
    .change_one(tx)?;
    crate::search::unindex_conversation(tx, id.cast())?;
    tx.touch(Mark::Conversation(id.cast()));
    tx.touch(Mark::Shown);
    Ok(())
}

/// Takes an article away, or brings it back as it was. Its comments stay with it.
pub fn take_away(tx: &mut Tx<'_>, permit: &Permit<TakeAway>, away: bool) -> Result<()> {
    let id = permit.line.id;
    let stage = if away {
        Stage::Removed
    } else {
        Stage::Published
    };
    sql!(
        "update conversation set stage = $2 where id = $1",
        id,
        stage
    )
    .change_one(tx)?;
    if away {
        crate::search::unindex_conversation(tx, id.cast())?;
    } else {
        index(tx, id, &permit.line.title, &permit.html)?;
    }
    tx.touch(Mark::Conversation(id.cast()));
    tx.touch(Mark::Shown);
    Ok(())
}

/// Scheduled articles whose time has come or is coming, for the clock.
pub fn scheduled(from: &mut Snapshot<'_>, id: Id<Article>) -> Result<Option<Moment>> {
    sql!("select published_at from conversation where id = $1 and stage = 'scheduled' and published_at is not null", id)
        .optional(from)
}

/// The clock publishes what was scheduled. Says whether it was.
pub fn come_out(tx: &mut Tx<'_>, id: Id<Article>) -> Result<bool> {
    let now = tx.now();
    let changed = sql!(
        "update conversation set stage = 'published' where id = $1 and stage = 'scheduled' and published_at <= $2",
        id, now,
    )
    .change(tx)?;
    if changed == 1 {
        let (title, html): (String, String) =
            sql!("select c.title, a.html from conversation c join article a on a.id = c.id where c.id = $1", id).one(tx)?;
        index(tx, id, &title, &html)?;
        tx.touch(Mark::Conversation(id.cast()));
        tx.touch(Mark::Shown);
    }
    Ok(changed == 1)
}
