//! Addresses that things had before: renamed here, or brought along from elsewhere.

use crate::{Mark, Result, Snapshot, Tx};

/// Longest address that anything was kept under.
const LONGEST: usize = 600;

/// Where something is now that was at this path (with its query, if that told things apart).
///
/// One address is kept for each thing; weblogs answered to more. So `…/a.html`, `…/a`, `…/a/` and `…/a/index.html` are
/// the same here, and what was below an article, its pages of comments and their feed, leads to the article and its feed.
pub fn find(from: &mut Snapshot<'_>, address: &str) -> Result<Option<String>> {
    if address.is_empty() || address.len() > LONGEST {
        return Ok(None);
    }
    if let Some(target) = exact(from, address)? {
        return Ok(Some(target));
    }
    if address.contains('?') {
        return Ok(None);
    }
    if let Some(target) = alike(from, address)? {
        return Ok(Some(target));
    }
    if let Some(target) = listed(from, address)? {
        return Ok(Some(target));
    }
    let Some((above, below)) = address.rsplit_once("/comments") else {
        return Ok(None);
    };
    if above.is_empty() || !below.starts_with('/') {
        return Ok(None);
    }
    let target = alike(from, above)?;
    Ok(target.map(|target| match below {
        "/atom.xml" => format!("{target}/feed.atom"),
        "/rss.xml" | "/index.rdf" => format!("{target}/feed.rss"),
        _ => target,
    }))
}

/// What was below a list of articles: the page of a day, `…/2005/07/31/`, the feed of a category, a further page of either.
fn listed(from: &mut Snapshot<'_>, address: &str) -> Result<Option<String>> {
    let bare = address.strip_suffix("index.html").unwrap_or(address);
    let Some((above, last)) = bare.trim_end_matches('/').rsplit_once('/') else {
        return Ok(None);
    };
    let is_number = last.bytes().all(|byte| byte.is_ascii_digit());
    let (above, feed) = match last {
        "atom.xml" => (above, "/feed.atom"),
        "rss.xml" | "index.rdf" => (above, "/feed.rss"),
        _ if !is_number => return Ok(None),
        _ => (above.strip_suffix("/page").unwrap_or(above), ""),
    };
    let target = exact(from, &format!("{above}/"))?;
    let fits = |target: &String| match feed {
        "" => target.starts_with("/articles"),
        _ => target.starts_with("/articles/in/"),
    };
    Ok(target.filter(fits).map(|target| format!("{target}{feed}")))
}

fn exact(from: &mut Snapshot<'_>, address: &str) -> Result<Option<String>> {
    sql!("select target from old_address where address = $1", address).optional(from)
}

/// Under one of the forms that an address had.
fn alike(from: &mut Snapshot<'_>, address: &str) -> Result<Option<String>> {
    let bare = address.strip_suffix("index.html").unwrap_or(address);
    let bare = bare.strip_suffix(".html").unwrap_or(bare);
    let bare = bare.trim_end_matches('/');
    if bare.is_empty() {
        return Ok(None);
    }
    sql!(
        "select target from old_address where address in ($1, $2, $3, $4)
         order by case address when $2 then 0 when $3 then 1 else 2 end limit 1",
        bare,
        format!("{bare}.html"),
        format!("{bare}/"),
        format!("{bare}/index.html"),
    )
    .optional(from)
}

/// Something moved: the old address leads to the new one, and so does every address that led to the old one.
pub fn moved(tx: &mut Tx<'_>, old: &str, new: &str) -> Result<()> {
    sql!(
        "update old_address set target = $2 where target = $1",
        old,
        new
    )
    .change(tx)?;
    keep(tx, old, new)
}

/// An address from elsewhere leads to something here.
pub fn keep(tx: &mut Tx<'_>, old: &str, new: &str) -> Result<()> {
    sql!(
        "insert into old_address (address, target) values ($1, $2)
         on conflict (address) do update set target = excluded.target",
        old,
        new,
    )
    .change_one(tx)?;
    tx.touch(Mark::Site);
    Ok(())
}

/// What came of offering an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offered {
    /// It leads there now.
    Kept,
    /// It led there before.
    Known,
    /// It leads somewhere else.
    Taken(String),
}

/// An address from elsewhere leads to something here, unless it leads somewhere already.
pub fn offer(tx: &mut Tx<'_>, old: &str, new: &str) -> Result<Offered> {
    let added = sql!(
        "insert into old_address (address, target) values ($1, $2) on conflict (address) do nothing",
        old,
        new,
    )
    .change(tx)?;
    if added == 1 {
        tx.touch(Mark::Site);
        return Ok(Offered::Kept);
    }
    Ok(match exact(tx, old)? {
        Some(target) if target != new => Offered::Taken(target),
        Some(_) | None => Offered::Known,
    })
}

/// Something stands at this address again.
pub(crate) fn forget(tx: &mut Tx<'_>, address: &str) -> Result<()> {
    sql!("delete from old_address where address = $1", address).change(tx)?;
    Ok(())
}

/// Every old address and where it leads, a page at a time by address.
pub fn list(from: &mut Snapshot<'_>, after: &str, limit: i64) -> Result<Vec<(String, String)>> {
    sql!(
        "select address, target from old_address where address > $1 order by address limit $2",
        after,
        limit
    )
    .all(from)
}

/// How many there are.
pub fn count(from: &mut Snapshot<'_>) -> Result<i64> {
    sql!("select count(*) from old_address").one(from)
}
