//! SQLite: readers on their own threads, one writer that commits together what waits together.

use std::path::Path;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use base::moment::Clock;

use super::mark::{Mark, Versions};
use super::queue::Queue;
use super::sqlite_link::SqliteLink;
use super::unit::{Limits, Link, Ran, Reading, Snapshot, Tx, Writing};
use crate::{Error, Result};

/// Units that are committed together at most.
const BATCH: usize = 64;
/// How long a batch goes on taking more units.
///
/// A flush takes some milliseconds on a common disk: gathering about as long keeps both busy.
const GATHER: Duration = Duration::from_millis(8);

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
        limits: Limits,
        clock: &Arc<dyn Clock>,
        versions: &Arc<Versions>,
    ) -> Result<Self> {
        let mut started = Self {
            readers: Queue::new(),
            writer: Queue::new(),
            threads: Vec::new(),
        };
        let writer = Writer {
            link: SqliteLink::open(path, false)?,
            queue: started.writer.clone(),
            limit: limits.write,
            clock: Arc::clone(clock),
            versions: Arc::clone(versions),
        };
        started.threads.push(
            thread::Builder::new()
                .name("store-writer".to_owned())
                .spawn(move || writer.work())?,
        );
        for number in 0..readers.max(1) {
            let reader = Reader {
                link: SqliteLink::open(path, true)?,
                queue: started.readers.clone(),
                limit: limits.read,
                clock: Arc::clone(clock),
            };
            started.threads.push(
                thread::Builder::new()
                    .name(format!("store-reader-{number}"))
                    .spawn(move || reader.work())?,
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
}

impl Drop for Sqlite {
    fn drop(&mut self) {
        self.readers.close();
        self.writer.close();
        for thread in self.threads.drain(..) {
            let _ = thread.join(); // A thread that panicked has settled nothing more; there is nothing to add.
        }
    }
}

struct Reader {
    link: SqliteLink,
    queue: Queue<Box<dyn Reading>>,
    limit: Duration,
    clock: Arc<dyn Clock>,
}

impl Reader {
    fn work(&self) {
        while let Some(mut unit) = self.queue.pop() {
            if !unit.is_wanted() {
                continue;
            }
            let outcome = self.one(unit.as_mut());
            if outcome.is_err() && !self.link.connection().is_autocommit() {
                // Only to be free for the next; the error is already on its way.
                let _ = self.link.step("rollback");
            }
            unit.settle(outcome);
        }
    }

    fn one(&self, unit: &mut dyn Reading) -> Result<()> {
        self.link.step("begin")?;
        let until = self.link.limit(self.limit);
        unit.run(&mut Snapshot::new(
            Link::Sqlite(&self.link),
            self.clock.now(),
            until,
        ));
        self.link.no_limit();
        self.link.step("commit")
    }
}

struct Writer {
    link: SqliteLink,
    queue: Queue<Box<dyn Writing>>,
    limit: Duration,
    clock: Arc<dyn Clock>,
    versions: Arc<Versions>,
}

impl Writer {
    fn work(&self) {
        while let Some(first) = self.queue.pop() {
            for unit in self.together(first, BATCH) {
                // Its neighbour cost it the transaction. By itself it can only fail by itself.
                self.together(unit, 1);
            }
        }
    }

    /// Commits at most `most` of what waits together. Gives back what SQLite undid for a fault that was not theirs.
    fn together(&self, first: Box<dyn Writing>, most: usize) -> Vec<Box<dyn Writing>> {
        if let Err(error) = self.link.step("begin immediate") {
            first.settle(Err(error));
            return Vec::new();
        }
        let started = Instant::now();
        let mut done = Vec::new();
        let mut marks = Vec::new();
        let mut next = Some(first);
        while let Some(mut unit) = next {
            if unit.is_wanted() {
                match self.one(unit.as_mut(), &mut marks) {
                    Ok(()) => done.push(unit),
                    Err(error) => unit.settle(Err(error)),
                }
            }
            if self.link.connection().is_autocommit() {
                // SQLite undid everything: a change was stopped in its middle, or the disk is full.
                return done;
            }
            next = if done.len() < most && started.elapsed() < GATHER {
                self.queue.try_pop()
            } else {
                None
            };
        }
        self.keep(done, &marks);
        Vec::new()
    }

    /// One unit in a savepoint of its own: if it fails, it is undone alone.
    fn one(&self, unit: &mut dyn Writing, marks: &mut Vec<Mark>) -> Result<()> {
        self.link.step("savepoint unit")?;
        let until = self.link.limit(self.limit);
        let mut tx = Tx::new(Snapshot::new(
            Link::Sqlite(&self.link),
            self.clock.now(),
            until,
        ));
        let ran = unit.run(&mut tx);
        self.link.no_limit();
        match ran {
            Ran::Well => {
                self.link.step("release unit")?;
                marks.extend(tx.take_marks());
                Ok(())
            }
            Ran::Badly => {
                if !self.link.connection().is_autocommit() {
                    self.link.step("rollback to unit")?;
                    self.link.step("release unit")?;
                }
                Err(Error::GivenUp) // The unit has better words of its own.
            }
        }
    }

    /// Commits, and only then says so to everybody.
    fn keep(&self, done: Vec<Box<dyn Writing>>, marks: &[Mark]) {
        let outcome = self.link.step("commit");
        match &outcome {
            Ok(()) => self.versions.raise(marks),
            Err(error) => {
                tracing::error!(%error, units = done.len(), "changes could not be kept");
                if !self.link.connection().is_autocommit() {
                    // Nothing of it may stay; if even this fails, the next `begin` says so.
                    let _ = self.link.step("rollback");
                }
            }
        }
        for unit in done {
            unit.settle(match &outcome {
                Ok(()) => Ok(()),
                Err(error) => Err(again(error)),
            });
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
