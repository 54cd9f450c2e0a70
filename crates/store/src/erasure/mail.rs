//! Mails that speak of somebody: those to them go, in those to others stands somebody else.

use base::Id;
use domain::mail::Mail;
use domain::person::Person;

use super::called::{Blank, Called, clean};
use crate::{Result, Tx};

struct Line {
    id: Id<Mail>,
    address: String,
    subject: String,
    body: String,
    failed: Option<String>,
}
row!(Line {
    id,
    address,
    subject,
    body,
    failed
});

/// Goes through mails after one of them, at most `most`, and gives the last one that was looked at.
pub fn mails(
    tx: &mut Tx<'_>,
    me: Id<Person>,
    blank: &Blank,
    after: i64,
    most: i64,
) -> Result<Option<i64>> {
    let Some(called) = Called::find(tx, me)? else {
        return Ok(None);
    };
    let lines: Vec<Line> = sql!(
        "select id, address, subject, body, failed from mail where id > $1 order by id limit $2",
        after,
        most,
    )
    .all(tx)?;
    let last = lines.last().map(|line| line.id.raw());
    for line in lines {
        if called.has(&line.address) {
            sql!("delete from mail where id = $1", line.id).change_one(tx)?;
            continue;
        }
        let failed = line
            .failed
            .as_deref()
            .map(|text| clean(text, &called, blank));
        let (subject, body) = (
            clean(&line.subject, &called, blank),
            clean(&line.body, &called, blank),
        );
        if subject != line.subject || body != line.body || failed != line.failed {
            sql!(
                "update mail set subject = $2, body = $3, failed = $4 where id = $1",
                line.id,
                base::clean::clip(&subject, 400),
                body,
                failed,
            )
            .change_one(tx)?;
        }
    }
    Ok(last)
}
