//! Earlier texts.

use crate::{Result, Snapshot};
use base::{Id, Moment};
use domain::article::{Edit, Revision};
use domain::person::{Byline, Person};
use domain::{Permit, Visible};

struct Kept {
    number: i64,
    at: Moment,
    by_id: Option<Id<Person>>,
    handle: Option<String>,
    name: Option<String>,
    portrait: Option<Id<domain::picture::Picture>>,
    title: String,
    source: String,
}
row!(Kept {
    number,
    at,
    by_id,
    handle,
    name,
    portrait,
    title,
    source
});

/// Earlier texts of an article, newest first, at most 200.
pub fn history(from: &mut Snapshot<'_>, permit: &Permit<Edit>) -> Result<Vec<Visible<Revision>>> {
    let kept = revisions(from, permit.line.id.raw())?;
    Ok(kept
        .into_iter()
        .map(|revision| permit.subject().clone().part(|_| revision))
        .collect())
}

pub(crate) fn revisions(from: &mut Snapshot<'_>, subject: i64) -> Result<Vec<Revision>> {
    let kept: Vec<Kept> = sql!(
        "select r.number, r.at, p.id as by_id, p.handle, p.name, p.portrait, r.title, r.source
         from revision r left join person p on p.id = r.by_person
         where r.subject_id = $1 order by r.number desc limit 200",
        subject,
    )
    .all(from)?;
    Ok(kept
        .into_iter()
        .map(|row| Revision {
            number: row.number,
            at: row.at,
            by: match (row.by_id, row.handle, row.name) {
                (Some(id), Some(handle), Some(name)) => Some(Byline {
                    id,
                    handle,
                    name,
                    portrait: row.portrait,
                }),
                _ => None,
            },
            title: row.title,
            source: row.source,
        })
        .collect())
}
