//! The job queue, which is the outbox: rows of the causing transaction, leased one at a time (R110-R114).

use std::time::Duration;

use base::{Id, Moment};
use domain::Permit;
use domain::group::Administer;
use domain::job::{Job, Queue, Work};

use crate::{Error, Mark, Result, Snapshot, Tx};

/// How long a worker has a job for itself (R113).
pub const LEASE: Duration = Duration::from_secs(60);
/// Tries before a job is given up (R114).
pub const TRIES: i64 = 10;

row!(Job {
    id,
    queue,
    work,
    run_at,
    attempts,
    error,
    dead_at
});

/// Adds a job, to be done at once or at a set time. With `once`, it is added only if no job of that name is there.
pub fn add(tx: &mut Tx<'_>, work: &Work, run_at: Moment, once: Option<&str>) -> Result<()> {
    let text = serde_json::to_string(work).map_err(|error| Error::Shape {
        column: "job.work".to_owned(),
        problem: error.to_string(),
    })?;
    let id: Id<Job> = Id::new(tx.now());
    sql!(
        "insert into job (id, queue, work, once, run_at) values ($1, $2, $3, $4, $5) on conflict do nothing",
        id,
        work.queue(),
        text,
        once,
        run_at,
    )
    .change(tx)?;
    tx.touch(Mark::Jobs);
    Ok(())
}

/// A job somebody works on.
#[derive(Debug)]
pub struct Leased {
    /// Which one.
    pub id: Id<Job>,
    /// What is to be done.
    pub work: Work,
    /// This is the how-manieth try, from 1.
    pub attempt: i64,
}

/// Takes the next job that is due, for [`LEASE`]. `worker` names the process and lane.
///
/// A job whose row cannot be read is given up here, so that it does not stop its lane.
pub fn take(tx: &mut Tx<'_>, queue: Queue, worker: &str) -> Result<Option<Leased>> {
    let now = tx.now();
    let due: Option<(Id<Job>, String, i64)> = sql!(
        "select id, work, attempts from job
         where queue = $1 and run_at <= $2 and leased_until <= $2 and dead_at is null
         order by run_at, id limit 1",
        queue,
        now,
    )
    .optional(tx)?;
    let Some((id, text, attempts)) = due else {
        return Ok(None);
    };
    match serde_json::from_str::<Work>(&text) {
        Ok(work) => {
            sql!(
                "update job set attempts = attempts + 1, lease = $2, leased_until = $3 where id = $1",
                id,
                worker,
                now.after(LEASE),
            )
            .change_one(tx)?;
            Ok(Some(Leased {
                id,
                work,
                attempt: attempts + 1,
            }))
        }
        Err(error) => {
            let words = error.to_string();
            sql!(
                "update job set dead_at = $2, error = $3 where id = $1",
                id,
                now,
                base::clean::clip(&words, 1_000)
            )
            .change_one(tx)?;
            Ok(None)
        }
    }
}

/// The worker is still at it: it has the job for itself for another [`LEASE`].
pub fn hold(tx: &mut Tx<'_>, id: Id<Job>, worker: &str) -> Result<()> {
    let until = tx.now().after(LEASE);
    sql!(
        "update job set leased_until = $3 where id = $1 and lease = $2",
        id,
        worker,
        until
    )
    .change(tx)?;
    Ok(())
}

/// The job is done. Nothing happens if somebody else has taken its lease over.
pub fn done(tx: &mut Tx<'_>, id: Id<Job>, worker: &str) -> Result<()> {
    sql!("delete from job where id = $1 and lease = $2", id, worker).change(tx)?;
    Ok(())
}

/// The job failed: try again at `retry_at`, or give it up.
pub fn failed(
    tx: &mut Tx<'_>,
    id: Id<Job>,
    worker: &str,
    error: &str,
    retry_at: Option<Moment>,
) -> Result<()> {
    let error = base::clean::clip(error, 1_000);
    let now = tx.now();
    sql!(
        "update job set error = $3, leased_until = 0, lease = null, run_at = coalesce($4, run_at),
             dead_at = case when cast($4 as bigint) is null then cast($5 as bigint) else null end
         where id = $1 and lease = $2",
        id,
        worker,
        error,
        retry_at,
        now,
    )
    .change(tx)?;
    Ok(())
}

/// Lets go of every lease of a worker that stops, so that nobody has to wait for it to run out (R91).
pub fn release(tx: &mut Tx<'_>, worker: &str) -> Result<()> {
    sql!(
        "update job set leased_until = 0, lease = null, attempts = attempts - 1 where lease = $1",
        worker
    )
    .change(tx)?;
    Ok(())
}

/// When there is something to take in a queue again: the first job that nobody works on falls due, or a lease runs out.
pub fn next_due(from: &mut Snapshot<'_>, queue: Queue) -> Result<Option<Moment>> {
    let now = from.now();
    let free: Option<Moment> = sql!(
        "select run_at from job where queue = $1 and leased_until <= $2 and dead_at is null
         order by run_at, id limit 1",
        queue,
        now,
    )
    .optional(from)?;
    if free.is_some_and(|at| at <= now) {
        return Ok(free);
    }
    // Nothing is to be done but what is leased: only these few rows have come to their time.
    let lapse: Option<Moment> = sql!(
        "select min(leased_until) from job where queue = $1 and run_at <= $2 and leased_until > $2 and dead_at is null",
        queue,
        now,
    )
    .one(from)?;
    Ok([free, lapse].into_iter().flatten().min())
}

/// Jobs that wait, and jobs that were given up, as admins see them: newest first, at most 100 of each.
pub fn list(from: &mut Snapshot<'_>, _: &Permit<Administer>) -> Result<(Vec<Job>, Vec<Job>)> {
    let waiting =
        sql!("select * from job where dead_at is null order by run_at, id limit 100").all(from)?;
    let dead = sql!(
        "select * from job where dead_at is not null order by dead_at desc, id desc limit 100"
    )
    .all(from)?;
    Ok((waiting, dead))
}

/// Tries a job again that was given up.
pub fn retry(tx: &mut Tx<'_>, _: &Permit<Administer>, id: Id<Job>) -> Result<bool> {
    let now = tx.now();
    let changed = sql!(
        "update job set dead_at = null, attempts = 0, run_at = $2 where id = $1 and dead_at is not null",
        id,
        now,
    )
    .change(tx)?;
    tx.touch(Mark::Jobs);
    Ok(changed == 1)
}

/// Throws a job away that was given up.
pub fn discard(tx: &mut Tx<'_>, _: &Permit<Administer>, id: Id<Job>) -> Result<bool> {
    Ok(sql!("delete from job where id = $1 and dead_at is not null", id).change(tx)? == 1)
}

/// How many wait and how many were given up.
pub fn counts(from: &mut Snapshot<'_>) -> Result<(i64, i64)> {
    sql!(
        "select (select count(*) from job where dead_at is null), (select count(*) from job where dead_at is not null)"
    )
    .one(from)
}
