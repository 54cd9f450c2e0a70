//! Whether what is kept agrees with itself, and mending what can be counted anew. The index looks after itself in `search`.
//!
//! Nothing here is needed by pages: it looks at everything, for the operator's `check`.

use std::path::Path;

use base::{Digest, Id, Moment};
use domain::comment::Comment;
use domain::conversation::Conversation;
use rusqlite::{Connection, OpenFlags};

use crate::{Error, Mark, Result, Snapshot, Tx};

/// Findings of one kind that are shown; more would only be scrolled past.
pub const SHOWN: i64 = 100;

/// What SQLite itself finds wrong with a database file. Beside a process that uses it, it only reads.
pub fn file(path: &Path) -> Result<Vec<String>> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    let mut found = Vec::new();
    let mut pages = db.prepare(&format!("pragma quick_check({SHOWN})"))?;
    let mut rows = pages.query([])?;
    while let Some(row) = rows.next()? {
        let line: String = row.get(0)?;
        if line != "ok" {
            found.push(line);
        }
    }
    let mut keys = db.prepare("pragma foreign_key_check")?;
    let mut rows = keys.query([])?;
    while let Some(row) = rows.next()? {
        let (table, id, parent): (String, Option<i64>, String) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        let id = id.map_or_else(|| "without a number".to_owned(), |id| id.to_string());
        found.push(format!(
            "row {id} of {table} belongs to a row of {parent} that is not there"
        ));
    }
    Ok(found)
}

/// A conversation whose counters are not what its comments say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miscounted {
    /// Which one.
    pub id: Id<Conversation>,
    /// Its address.
    pub path: String,
    /// Comments as kept.
    pub kept: i64,
    /// Comments as counted.
    pub counted: i64,
    /// The last comment as kept.
    pub kept_last: Option<Moment>,
    /// The last comment as found.
    pub found_last: Option<Moment>,
}
row!(Miscounted {
    id,
    path,
    kept,
    counted,
    kept_last,
    found_last
});

/// Conversations whose counters are wrong, at most [`SHOWN`].
pub fn counters(from: &mut Snapshot<'_>) -> Result<Vec<Miscounted>> {
    sql!(
        "select c.id, c.path, c.comment_count as kept, coalesce(m.counted, 0) as counted,
             c.last_comment_at as kept_last, m.found_last
         from conversation c
         left join (
             select conversation_id, count(*) as counted, max(at) as found_last
             from comment where state = 'visible' group by conversation_id
         ) m on m.conversation_id = c.id
         where c.comment_count <> coalesce(m.counted, 0) or c.last_comment_at is distinct from m.found_last
         order by c.id limit $1",
        SHOWN,
    )
    .all(from)
}

/// Counts the comments of a conversation anew.
pub fn mend_counters(tx: &mut Tx<'_>, id: Id<Conversation>) -> Result<()> {
    sql!(
        "update conversation set
             comment_count = (select count(*) from comment where conversation_id = $1 and state = 'visible'),
             last_comment_at = (select max(at) from comment where conversation_id = $1 and state = 'visible')
         where id = $1",
        id,
    )
    .change_one(tx)?;
    tx.touch(Mark::Conversation(id));
    Ok(())
}

/// Comments whose number of thanks is wrong, with the number kept and the number counted, at most [`SHOWN`].
pub fn thanks(from: &mut Snapshot<'_>) -> Result<Vec<(Id<Comment>, i64, i64)>> {
    sql!(
        "select m.id, m.thanks, coalesce(t.counted, 0)
         from comment m
         left join (select comment_id, count(*) as counted from thanks group by comment_id) t on t.comment_id = m.id
         where m.thanks <> coalesce(t.counted, 0)
         order by m.id limit $1",
        SHOWN,
    )
    .all(from)
}

/// Counts the thanks for a comment anew.
pub fn mend_thanks(tx: &mut Tx<'_>, id: Id<Comment>) -> Result<()> {
    sql!(
        "update comment set thanks = (select count(*) from thanks where comment_id = $1) where id = $1",
        id,
    )
    .change_one(tx)?;
    let conversation = sql!("select conversation_id from comment where id = $1", id).one(tx)?;
    tx.touch(Mark::Conversation(conversation));
    Ok(())
}

/// The files that pictures need and how long each is, by hash, after one of them.
pub fn files(
    from: &mut Snapshot<'_>,
    after: Option<Digest>,
    limit: i64,
) -> Result<Vec<(Digest, i64)>> {
    sql!(
        "select hash, max(bytes) from picture_variant where hash > $1 group by hash order by hash limit $2",
        after.map(|digest| digest.hex()).unwrap_or_default(),
        limit,
    )
    .all(from)
}

/// Whether something stands at the address of an article.
pub fn stands(from: &mut Snapshot<'_>, path: &str) -> Result<bool> {
    let found: i64 = sql!("select count(*) from conversation where path = $1", path).one(from)?;
    Ok(found > 0)
}

/// A copy of the whole SQLite database at `target`, and proof that it can be read.
pub fn copy(store: &crate::Store, target: &Path) -> Result<()> {
    store.copy_to(target)?;
    let faults = file(target)?;
    match faults.first() {
        None => Ok(()),
        Some(first) => Err(Error::Unfit(format!(
            "the copy is damaged, and so the database may be: {first}"
        ))),
    }
}
