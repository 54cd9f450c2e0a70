//! The workers of the job queue: lanes of their own, leases, back-off, an end for what cannot be done (R110-R114).

use std::sync::Arc;
use std::time::Duration;

use base::{Id, Moment};
use domain::group::{Administer, Moderate, ROOT};
use domain::job::{Job, Queue, Work};
use domain::{Role, Rule};
use store::job::Leased;
use tokio::sync::watch;

use crate::error::Found;
use crate::fault::Fault;
use crate::{App, Caller, Result};

/// How long a lane sleeps at most before it looks again, should a wake-up have been lost.
const LOOK: Duration = Duration::from_secs(30);

/// How long mails are kept after they were written (R129).
pub const MAIL_KEPT: Duration = Duration::from_hours(30 * 24);
/// How many rows are tidied in one transaction, so that nobody waits long for it.
const PIECE: i64 = 200;
/// The hour, of UTC, in which the search index is put in order: once a day is often enough for thousands of comments.
const NIGHT: i64 = 3;
/// How long somebody may take to confirm an address before what they gave is forgotten.
pub const UNCONFIRMED_KEPT: Duration = Duration::from_hours(14 * 24);

/// Works in every lane until told to stop, then lets go of what it holds.
pub async fn work(app: Arc<App>, stop: watch::Receiver<bool>) {
    let lanes: Vec<_> = Queue::ALL
        .iter()
        .map(|queue| {
            let name = format!("{} {:08x}", queue, base::secret::random_u32());
            tokio::spawn(lane(Arc::clone(&app), *queue, name, stop.clone()))
        })
        .collect();
    if let Err(error) = app.write(first_tidying).await {
        tracing::error!(%error, "could not plan the tidying");
    }
    for lane in lanes {
        if let Err(error) = lane.await {
            tracing::error!(%error, "a lane of jobs ended badly");
        }
    }
}

fn first_tidying(tx: &mut store::Tx<'_>) -> Result<()> {
    let now = tx.now();
    Ok(store::job::add(
        tx,
        &Work::Tidy,
        now,
        Some(&tidy_name(now)),
    )?)
}

fn tidy_name(at: Moment) -> String {
    format!("tidy {}", at.ms().div_euclid(3_600_000))
}

async fn lane(app: Arc<App>, queue: Queue, worker: String, mut stop: watch::Receiver<bool>) {
    let mut more = app.store().versions().follow_jobs();
    while !*stop.borrow() {
        // Before looking: what comes between the look and the wait ends the wait.
        more.mark_unchanged();
        match one(&app, queue, &worker).await {
            Ok(true) => {}
            Ok(false) => {
                let due = app
                    .read(move |from| Ok(store::job::next_due(from, queue)?))
                    .await
                    .unwrap_or_default();
                let wait = due.map_or(LOOK, |at| {
                    let ms = u64::try_from((at.ms() - app.now().ms()).max(10)).unwrap_or(10);
                    Duration::from_millis(ms).min(LOOK)
                });
                tokio::select! {
                    _ = more.changed() => {}
                    () = tokio::time::sleep(wait) => {}
                    _ = stop.changed() => {}
                }
            }
            Err(error) => {
                tracing::error!(%error, %queue, "the queue cannot be read");
                tokio::select! {
                    () = tokio::time::sleep(Duration::from_secs(1)) => {}
                    _ = stop.changed() => {}
                }
            }
        }
    }
    let name = worker.clone();
    if let Err(error) = app
        .write(move |tx| Ok(store::job::release(tx, &name)?))
        .await
    {
        tracing::warn!(%error, "a lease was not let go; it runs out by itself");
    }
}

/// Does one job that is due. `false` if there is none.
async fn one(app: &App, queue: Queue, worker: &str) -> Result<bool> {
    let now = app.now();
    let due = app
        .read(move |from| Ok(store::job::next_due(from, queue)?))
        .await?;
    if due.is_none_or(|at| at > now) {
        return Ok(false);
    }
    let name = worker.to_owned();
    let Some(job) = app
        .write(move |tx| Ok(store::job::take(tx, queue, &name)?))
        .await?
    else {
        return Ok(false);
    };
    let Leased { id, work, attempt } = job;
    let name = worker.to_owned();
    match held(app, id, &name, Box::pin(perform(app, &work))).await {
        Ok(()) => {
            app.write(move |tx| Ok(store::job::done(tx, id, &name)?))
                .await?
        }
        Err(fault) => {
            let (why, retry_at) = match fault {
                Fault::Fail(why) => (why, None),
                Fault::Retry(why) if attempt >= store::job::TRIES => (why, None),
                Fault::Retry(why) => (why, Some(app.now().after(pause(queue, attempt)))),
            };
            tracing::warn!(job = %id, kind = work.name(), attempt, why, gave_up = retry_at.is_none(), "a job failed");
            app.write(move |tx| Ok(store::job::failed(tx, id, &name, &why, retry_at)?))
                .await?;
        }
    }
    Ok(true)
}

/// Does a job that may take longer than its lease, which is renewed meanwhile so that nobody else begins it, too.
async fn held<T>(
    app: &App,
    id: Id<Job>,
    worker: &str,
    mut work: impl Future<Output = T> + Unpin,
) -> T {
    loop {
        tokio::select! {
            done = &mut work => return done,
            () = tokio::time::sleep(store::job::LEASE / 3) => {
                let name = worker.to_owned();
                let kept = app.write(move |tx| Ok(store::job::hold(tx, id, &name)?)).await;
                if let Err(error) = kept {
                    tracing::warn!(%error, job = %id, "a lease was not renewed");
                }
            }
        }
    }
}

/// How long to wait after a try (R112 for mail), with a little chance so that many do not come back at once.
fn pause(queue: Queue, attempt: i64) -> Duration {
    let minutes: &[u64] = match queue {
        Queue::Mail => &[1, 5, 15, 60, 240, 720, 1_440, 1_440, 1_440],
        Queue::Reaction | Queue::Maintenance | Queue::Bulk => &[1, 2, 4, 8, 15, 30, 60, 120, 240],
    };
    let at = usize::try_from(attempt.max(1) - 1).unwrap_or(0);
    let minutes = minutes.get(at).or(minutes.last()).copied().unwrap_or(60);
    Duration::from_secs(minutes * 60 + u64::from(base::secret::random_below(20)))
}

async fn perform(app: &App, work: &Work) -> std::result::Result<(), Fault> {
    match *work {
        Work::SendMail { mail } => crate::mail::send(app, mail).await,
        Work::TellStaff { .. } | Work::RemindStaff => tell_staff(app).await,
        Work::Tell { activity } => Ok(crate::tell::tell_all(app, activity).await?),
        Work::Publish { article } => Ok(app
            .write(move |tx| crate::article::come_out(tx, article))
            .await?),
        Work::RefreshSearch => Ok(crate::search::refresh(app).await?),
        Work::EndPoll { conversation } => Ok(app
            .write(move |tx| crate::poll::come_to_end(tx, conversation))
            .await?),
        Work::MakeExport { export } => Box::pin(crate::export::make(app, export)).await,
        Work::EndPause { conversation } => Ok(app
            .write(move |tx| Ok(store::conversation::wake(tx, conversation)?))
            .await?),
        Work::Erase { person } => Box::pin(crate::erasure::run(app, person)).await,
        Work::Tidy => tidy(app).await,
    }
}

/// Does everything that is due, in every lane, until nothing is; says how much. For stories, which own the clock.
///
/// # Errors
/// The store's.
pub async fn run_due(app: &App) -> Result<usize> {
    let mut done = 0;
    loop {
        let before = done;
        for queue in Queue::ALL {
            while one(app, *queue, "story").await? {
                done += 1;
            }
        }
        if done == before {
            return Ok(done);
        }
    }
}

/// Tells moderators by mail what waits, if anything still does.
async fn tell_staff(app: &App) -> std::result::Result<(), Fault> {
    let site = app.site().await?;
    let (host, base) = (
        app.base().domain().to_owned(),
        app.base().as_str().to_owned(),
    );
    app.write(move |tx| {
        let staff = store::person::staff(tx)?;
        for (viewer, address) in staff {
            if !viewer.is_at_least(Role::Moderator) {
                continue;
            }
            let group = store::group::root(tx, &viewer)?.found()?;
            let permit = Moderate::permit(&viewer, group)?;
            let comments = store::comment::count_waiting(tx, &permit)?
                + store::post::count_waiting(tx, &permit)?;
            let applications = store::person::count_applied(tx, &permit)?;
            let cases = store::case::count_open(tx, &permit)?;
            let appeals = store::measure::count_appeals(tx, &permit)?;
            if comments + applications + cases + appeals == 0 {
                continue;
            }
            let lang = i18n::Lang::English;
            let args = [
                ("community", site.name.as_str().into()),
                ("comments", comments.into()),
                ("applications", applications.into()),
                ("cases", cases.into()),
                ("appeals", appeals.into()),
                ("address", base.as_str().into()),
            ];
            let about = format!("{}-{}", ROOT, tx.now().ms());
            crate::mail::write(
                tx,
                &host,
                crate::mail::Letter {
                    kind: "staff",
                    about: &about,
                    to: &address,
                    subject: i18n::text_with(lang, "mail.staff-subject", &args),
                    text: i18n::text_with(lang, "mail.staff-text", &args),
                },
            )?;
        }
        Ok(())
    })
    .await?;
    Ok(())
}

/// Removes what has expired, a bounded piece at a time, and plans the next round.
async fn tidy(app: &App) -> std::result::Result<(), Fault> {
    app.write(|tx| {
        let now = tx.now();
        let (day, month) = (Duration::from_hours(24), Duration::from_hours(30 * 24));
        store::form_key::forget(tx, now.before(store::form_key::LIFE))?;
        store::token::forget(tx, now.before(day))?;
        store::session::forget(tx, now)?;
        store::invitation::forget(tx, now.before(month))?;
        store::mail::forget(tx, now.before(MAIL_KEPT))?;
        store::person::forget_unconfirmed(tx, now.before(UNCONFIRMED_KEPT))?;
        if store::case::reminded(tx, now.before(domain::case::LATE))? > 0 {
            store::job::add(tx, &Work::RemindStaff, now, Some("remind-staff"))?;
        }
        crate::welcome::remind(tx)?;
        let next = now.after(Duration::from_hours(1));
        Ok(store::job::add(
            tx,
            &Work::Tidy,
            next,
            Some(&tidy_name(next)),
        )?)
    })
    .await?;
    while app
        .write(|tx| {
            let edge = tx.now().before(domain::notification::KEPT);
            Ok(store::notification::forget(tx, edge, PIECE)?)
        })
        .await?
        == PIECE.unsigned_abs()
    {}
    while app
        .write(|tx| {
            let edge = tx.now().before(domain::draft::KEPT);
            Ok(store::draft::forget(tx, edge, PIECE)?)
        })
        .await?
        == PIECE.unsigned_abs()
    {}
    // Before the pictures, since those that only a forgotten comment showed go with it.
    while app
        .write(|tx| Ok(store::comment::purge(tx, PIECE)?))
        .await?
        == PIECE
    {}
    let at_night = app.now().ms().div_euclid(3_600_000).rem_euclid(24) == NIGHT;
    crate::export::tidy(app).await?;
    crate::erasure::tidy(app).await?;
    if at_night {
        app.write(|tx| {
            store::spam::tidy(tx)?;
            let now = tx.now();
            if store::hold::is_late(tx, now.before(domain::case::LATE))? {
                store::job::add(tx, &Work::RemindStaff, now, Some("remind-staff"))?;
            }
            Ok(())
        })
        .await?;
    }
    crate::search::tidy(app, at_night).await?;
    Ok(crate::picture::tidy(app).await?)
}

/// Waiting and given-up jobs, as admins see them.
///
/// # Errors
/// Not an admin.
pub async fn list(app: &App, caller: Caller) -> Result<(Vec<Job>, Vec<Job>)> {
    app.read(move |from| {
        let group = store::group::root(from, &caller.viewer)?.found()?;
        let permit = Administer::permit(&caller.viewer, group)?;
        Ok(store::job::list(from, &permit)?)
    })
    .await
}

/// Tries a given-up job again.
///
/// # Errors
/// Not an admin, or no such job.
pub async fn retry(app: &App, caller: Caller, id: Id<Job>) -> Result<()> {
    app.write(move |tx| {
        let group = store::group::root(tx, &caller.viewer)?.found()?;
        let permit = Administer::permit(&caller.viewer, group)?;
        store::job::retry(tx, &permit, id)?.then_some(()).found()
    })
    .await
}

/// Throws a given-up job away.
///
/// # Errors
/// Not an admin, or no such job.
pub async fn discard(app: &App, caller: Caller, id: Id<Job>) -> Result<()> {
    app.write(move |tx| {
        let group = store::group::root(tx, &caller.viewer)?.found()?;
        let permit = Administer::permit(&caller.viewer, group)?;
        store::job::discard(tx, &permit, id)?.then_some(()).found()
    })
    .await
}
