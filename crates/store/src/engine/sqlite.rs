//! SQLite: readers on their own threads, one writer that commits together what waits together.

use std::path::Path;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use base::moment::Clock;

use super::mark::{Mark, Versions};
use super::queue::Queue;
use super::sqlite_link::SqliteLink;
use super::unit::{Link, Ran, Reading, Snapshot, Tx, Writing};
use crate::{Error, Result};

/// Units that are committed together at most.
const BATCH: usize = 64;
/// How long a batch goes on taking more units.
///
/// A flush takes some milliseconds on a common disk: gathering about as long keeps both busy.
const GATHER: Duration = Duration::from_millis(8);
/// Longest time of a reading unit (R83).
const READ_LIMIT: Duration = Duration::from_secs(3);
/// Longest time of a writing unit (R83).
const WRITE_LIMIT: Duration = Duration::from_secs(5);

/// The threads.
pub(crate) struct Sqlite {
    readers: Queue<Box<dyn Reading>>,
    writer: Queue<Box<dyn Writing>>,
    threads: Vec<JoinHandle<()>>,
}

impl Sqlite {
    pub(crate) fn start(
        path: &Path,
        readers: usize,
        clock: &Arc<dyn Clock>,
        versions: &Arc<Versions>,
    ) -> Result<Self> {
        let mut started = Self {
            readers: Queue::new(),
            writer: Queue::new(),
            threads: Vec::new(),
        };
        let link = SqliteLink::open(path, false)?;
        let (queue, own_clock, own_versions) = (
            started.writer.clone(),
            Arc::clone(clock),
            Arc::clone(versions),
        );
        started.threads.push(
            thread::Builder::new()
                .name("store-writer".to_owned())
                .spawn(move || write_all(&link, &queue, own_clock.as_ref(), &own_versions))?,
        );
        for number in 0..readers.max(1) {
            let link = SqliteLink::open(path, true)?;
            let (queue, own_clock) = (started.readers.clone(), Arc::clone(clock));
            started.threads.push(
                thread::Builder::new()
                    .name(format!("store-reader-{number}"))
                    .spawn(move || read_all(&link, &queue, own_clock.as_ref()))?,
            );
        }
        Ok(started)
    }

    pub(crate) fn read(&self, unit: Box<dyn Reading>) {
        if let Err(unit) = self.readers.push(unit) {
            unit.settle(Err(Error::Busy("too much waits to be read")));
        }
    }

    pub(crate) fn write(&self, unit: Box<dyn Writing>) {
        if let Err(unit) = self.writer.push(unit) {
            unit.settle(Err(Error::Busy("too much waits to be written")));
        }
    }

    pub(crate) fn stop(&mut self) {
        self.readers.close();
        self.writer.close();
        for thread in self.threads.drain(..) {
            let _ = thread.join(); // A thread that panicked has settled nothing more; there is nothing to add.
        }
    }
}

fn read_all(link: &SqliteLink, queue: &Queue<Box<dyn Reading>>, clock: &dyn Clock) {
    while let Some(mut unit) = queue.pop() {
        link.limit(Some(READ_LIMIT));
        let outcome = link.step("begin").and_then(|()| {
            unit.run(&mut Snapshot::new(Link::Sqlite(link), clock.now()));
            link.limit(None);
            link.step("commit")
        });
        if outcome.is_err() && !link.connection().is_autocommit() {
            // Only to be free for the next; the error is already on its way.
            let _ = link.step("rollback");
        }
        unit.settle(outcome);
    }
}

fn write_all(
    link: &SqliteLink,
    queue: &Queue<Box<dyn Writing>>,
    clock: &dyn Clock,
    versions: &Versions,
) {
    while let Some(first) = queue.pop() {
        let started = Instant::now();
        let mut done = Vec::new();
        let mut marks = Vec::new();
        let mut outcome = link.step("begin immediate");
        let mut next = Some(first);
        while let Some(mut unit) = next {
            let fate = match &outcome {
                Ok(()) => one(link, unit.as_mut(), clock, &mut marks),
                Err(_) => Err(Error::GivenUp),
            };
            match fate {
                Ok(()) => done.push(unit),
                Err(error) => unit.settle(Err(error)),
            }
            if outcome.is_ok() && link.connection().is_autocommit() {
                // SQLite undid the whole transaction by itself (a full disk, for one): nobody's work is kept.
                outcome = Err(Error::GivenUp);
            }
            next = if done.len() < BATCH && started.elapsed() < GATHER {
                queue.try_pop()
            } else {
                None
            };
        }
        if outcome.is_ok() {
            outcome = link.step("commit");
        }
        if outcome.is_err() && !link.connection().is_autocommit() {
            // Nothing of it may stay; if even this fails, the next `begin` says so.
            let _ = link.step("rollback");
        }
        if outcome.is_ok() {
            versions.raise(&marks);
        }
        for unit in done {
            unit.settle(match &outcome {
                Ok(()) => Ok(()),
                Err(error) => Err(again(error)),
            });
        }
    }
}

/// One unit in a savepoint of its own: if it fails, it is undone alone.
fn one(
    link: &SqliteLink,
    unit: &mut dyn Writing,
    clock: &dyn Clock,
    marks: &mut Vec<Mark>,
) -> Result<()> {
    link.step("savepoint unit")?;
    link.limit(Some(WRITE_LIMIT));
    let mut tx = Tx::new(Snapshot::new(Link::Sqlite(link), clock.now()));
    let ran = unit.run(&mut tx);
    link.limit(None);
    match ran {
        Ran::Well => {
            marks.extend(tx.take_marks());
            link.step("release unit")
        }
        Ran::Badly => {
            link.step("rollback to unit")?;
            link.step("release unit")?;
            Err(Error::GivenUp) // The unit has better words of its own.
        }
    }
}

/// The same words for each unit of a batch that failed together.
fn again(error: &Error) -> Error {
    match error {
        Error::Busy(why) => Error::Busy(why),
        other => Error::Unfit(format!("the changes could not be kept: {other}")),
    }
}
