//! Mails as kept, from the transaction that causes them until they leave.

use base::{Id, Moment};
use domain::Permit;
use domain::group::Administer;
use domain::mail::Mail;

use crate::engine::{FromRow, Row, next};
use crate::{Result, Snapshot, Tx};

impl FromRow for Mail {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "address",
        "subject",
        "body",
        "message_id",
        "made_at",
        "sent_at",
        "failed",
    ];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        Ok(Self {
            id: next(row, at)?,
            to: next(row, at)?,
            subject: next(row, at)?,
            text: next(row, at)?,
            message_id: next(row, at)?,
            made_at: next(row, at)?,
            sent_at: next(row, at)?,
            failed: next(row, at)?,
        })
    }
}

/// Keeps a mail that is to leave.
pub fn insert(tx: &mut Tx<'_>, mail: &Mail) -> Result<()> {
    sql!(
        "insert into mail (id, address, subject, body, message_id, made_at) values ($1, $2, $3, $4, $5, $6)",
        mail.id, mail.to, mail.subject, mail.text, mail.message_id, mail.made_at,
    )
    .change_one(tx)
}

/// One, to be sent.
pub fn find(from: &mut Snapshot<'_>, id: Id<Mail>) -> Result<Option<Mail>> {
    sql!("select * from mail where id = $1", id).optional(from)
}

/// The carrier took it.
pub fn sent(tx: &mut Tx<'_>, id: Id<Mail>) -> Result<()> {
    let now = tx.now();
    sql!(
        "update mail set sent_at = $2, failed = null where id = $1",
        id,
        now
    )
    .change(tx)?;
    Ok(())
}

/// What a mail said that has left, and what may open an account, is its reader's alone from now on (R129).
pub fn forget_text(tx: &mut Tx<'_>, id: Id<Mail>) -> Result<()> {
    sql!(
        "update mail set body = '' where id = $1 and sent_at is not null",
        id
    )
    .change(tx)?;
    Ok(())
}

/// It did not leave, and never will.
pub fn failed(tx: &mut Tx<'_>, id: Id<Mail>, why: &str) -> Result<()> {
    sql!(
        "update mail set failed = $2 where id = $1",
        id,
        base::clean::clip(why, 1_000)
    )
    .change(tx)?;
    Ok(())
}

/// The last mails, as admins see them.
pub fn list(from: &mut Snapshot<'_>, _: &Permit<Administer>, limit: i64) -> Result<Vec<Mail>> {
    latest(from, limit)
}

/// The last mails, for the demo, whose mails nobody else gets.
pub fn latest(from: &mut Snapshot<'_>, limit: i64) -> Result<Vec<Mail>> {
    sql!(
        "select * from mail order by made_at desc, id desc limit $1",
        limit
    )
    .all(from)
}

/// How many mails an address was written since a moment (R77).
pub fn count_to(from: &mut Snapshot<'_>, address: &str, since: Moment) -> Result<i64> {
    sql!(
        "select count(*) from mail where address = $1 and made_at >= $2",
        address,
        since
    )
    .one(from)
}

/// Forgets mails written before a moment (R129).
pub fn forget(tx: &mut Tx<'_>, before: Moment) -> Result<u64> {
    sql!("delete from mail where made_at < $1", before).change(tx)
}
