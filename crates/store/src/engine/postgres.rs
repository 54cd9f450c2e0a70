//! PostgreSQL: a bounded pool of threads, each with a connection; serializable, tried again on conflict.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::listener;
use super::mark::{Mark, Versions};
use super::postgres_link::{Address, PostgresLink};
use super::queue::Queue;
use super::unit::{Limits, Link, Ran, Reading, Snapshot, Trouble, Tx, Writing};
use crate::{Error, Result};
use base::moment::Clock;

/// How often a unit is tried when others change the same at the same time.
const TRIES: u32 = 40;
/// How often a unit is tried that lost its connection before the commit.
///
/// A database that is started anew cuts every connection of the pool once; more than twice is a fault.
const RETURNS: u32 = 3;
/// How long a lost database is waited for before a unit is given up, in tenths of a second.
const PATIENCE: u32 = 20;

enum Unit {
    Read(Box<dyn Reading>),
    Write(Box<dyn Writing>),
}

/// The threads.
pub(crate) struct Postgres {
    queue: Queue<Unit>,
    threads: Vec<JoinHandle<()>>,
    ending: Arc<AtomicBool>,
}

struct Worker {
    address: Address,
    queue: Queue<Unit>,
    limits: Limits,
    clock: Arc<dyn Clock>,
    versions: Arc<Versions>,
    /// Tells our own notifications from those of other processes.
    mark: String,
    link: Option<PostgresLink>,
}

impl Postgres {
    pub(crate) fn start(
        address: &Address,
        size: usize,
        limits: Limits,
        clock: &Arc<dyn Clock>,
        versions: &Arc<Versions>,
    ) -> Result<Self> {
        let mark = format!("{:08x}", base::secret::random_u32());
        let mut started = Self {
            queue: Queue::new(),
            threads: Vec::new(),
            ending: Arc::new(AtomicBool::new(false)),
        };
        for number in 0..size.max(2) {
            let mut worker = Worker {
                address: address.clone(),
                queue: started.queue.clone(),
                limits,
                clock: Arc::clone(clock),
                versions: Arc::clone(versions),
                mark: mark.clone(),
                link: None,
            };
            started.threads.push(
                thread::Builder::new()
                    .name(format!("store-{number}"))
                    .spawn(move || worker.work())?,
            );
        }
        versions.trust(false);
        listener::start(address, &mark, versions, &started.ending)?;
        Ok(started)
    }

    pub(crate) fn read(&self, unit: Box<dyn Reading>) {
        if let Err(Unit::Read(unit)) = self.queue.push(Unit::Read(unit)) {
            unit.settle(Err(Error::Busy("too much waits to be read")));
        }
    }

    pub(crate) fn write(&self, unit: Box<dyn Writing>) {
        if let Err(Unit::Write(unit)) = self.queue.push(Unit::Write(unit)) {
            unit.settle(Err(Error::Busy("too much waits to be written")));
        }
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        self.ending.store(true, Ordering::Release);
        self.queue.close();
        for thread in self.threads.drain(..) {
            let _ = thread.join(); // A thread that panicked has settled nothing more; there is nothing to add.
        }
    }
}

/// What is to be done after a try.
enum Fate {
    /// The unit is over, one way or the other.
    Over(Result<()>),
    /// Nothing of it was kept, for a reason that may have passed.
    Again(Error),
}

impl Worker {
    fn work(&mut self) {
        while let Some(unit) = self.queue.pop() {
            match unit {
                Unit::Read(mut unit) => {
                    if unit.is_wanted() {
                        let outcome =
                            self.until_over(|worker, link| worker.read(link, unit.as_mut()));
                        unit.settle(outcome);
                    }
                }
                Unit::Write(mut unit) => {
                    if unit.is_wanted() {
                        let outcome =
                            self.until_over(|worker, link| worker.write(link, unit.as_mut()));
                        unit.settle(outcome);
                    }
                }
            }
        }
    }

    /// Tries until it is over, or has been tried often enough.
    fn until_over(&mut self, mut once: impl FnMut(&Self, &mut PostgresLink) -> Fate) -> Result<()> {
        let mut tried = 0;
        loop {
            tried += 1;
            let mut link = self.connect()?;
            let fate = once(self, &mut link);
            let gone = matches!(
                &fate,
                Fate::Over(Err(Error::Gone)) | Fate::Again(Error::Gone)
            );
            self.link = (!gone).then_some(link);
            match fate {
                Fate::Over(outcome) => return outcome,
                Fate::Again(error) if tried >= if gone { RETURNS } else { TRIES } => {
                    return Err(error);
                }
                Fate::Again(_) => {
                    let jitter = base::secret::random_below(2 + 2 * tried.min(10));
                    thread::sleep(Duration::from_millis(u64::from(jitter)));
                }
            }
        }
    }

    /// The connection, made anew if it was lost.
    fn connect(&mut self) -> Result<PostgresLink> {
        if let Some(link) = self.link.take()
            && !link.is_closed()
        {
            return Ok(link);
        }
        let mut tried = 0;
        loop {
            match self.address.connect(self.limits.write) {
                Ok(link) => return Ok(link),
                Err(_) if tried < PATIENCE => {
                    tried += 1;
                    thread::sleep(Duration::from_millis(100));
                }
                Err(error) => {
                    tracing::error!(%error, "the database does not answer");
                    return Err(Error::Busy("the database does not answer"));
                }
            }
        }
    }

    fn read(&self, link: &mut PostgresLink, unit: &mut dyn Reading) -> Fate {
        let limit = self.limits.read;
        let begun = link.batch(&format!(
            "begin isolation level repeatable read read only; set local statement_timeout = {}",
            limit.as_millis().max(1)
        ));
        if let Err(error) = begun {
            return Fate::not_begun(error);
        }
        let mut from = Snapshot::new(
            Link::Postgres(link),
            self.clock.now(),
            Instant::now() + limit,
        );
        unit.run(&mut from);
        let gone = from.trouble() == Some(Trouble::Gone);
        match link.batch("commit") {
            _ if gone => Fate::Again(Error::Gone),
            Err(Error::Gone) => Fate::Again(Error::Gone),
            outcome => Fate::Over(outcome),
        }
    }

    fn write(&self, link: &mut PostgresLink, unit: &mut dyn Writing) -> Fate {
        if let Err(error) = link.batch("begin isolation level serializable") {
            return Fate::not_begun(error);
        }
        let until = Instant::now() + self.limits.write;
        let mut tx = Tx::new(Snapshot::new(Link::Postgres(link), self.clock.now(), until));
        let ran = unit.run(&mut tx);
        let trouble = tx.trouble();
        let marks = tx.take_marks();
        match (ran, trouble) {
            (_, Some(Trouble::Gone)) => Fate::Again(Error::Gone),
            (Ran::Badly, _) => match link.batch("rollback") {
                Err(Error::Gone) => Fate::Again(Error::Gone),
                Err(error) => Fate::Over(Err(error)),
                Ok(()) if trouble == Some(Trouble::Contended) => Fate::Again(Error::Contended),
                Ok(()) => Fate::Over(Err(Error::GivenUp)), // The unit has better words of its own.
            },
            (Ran::Well, _) => {
                let kept = self.tell(link, &marks).and_then(|()| link.batch("commit"));
                match kept {
                    Ok(()) => {
                        self.versions.raise(&marks);
                        Fate::Over(Ok(()))
                    }
                    // Whether it was kept is not known, so it is not done again.
                    Err(Error::Gone) => Fate::Over(Err(Error::Gone)),
                    Err(error) => {
                        // Already undone by the failure; this only leaves the transaction.
                        let _ = link.batch("rollback");
                        match error {
                            Error::Contended => Fate::Again(error),
                            other => Fate::Over(Err(other)),
                        }
                    }
                }
            }
        }
    }

    /// Tells the other processes, at the commit.
    fn tell(&self, link: &mut PostgresLink, marks: &[Mark]) -> Result<()> {
        for some in marks.chunks(200) {
            let words: Vec<String> = some.iter().map(|mark| mark.to_text()).collect();
            let payload = format!("{} {}", self.mark, words.join(" "));
            let statement = link.prepare("select pg_notify($1, $2)")?;
            link.query(&statement, &[&self.address.channel(), &payload])?;
        }
        Ok(())
    }
}

impl Fate {
    fn not_begun(error: Error) -> Self {
        match error {
            Error::Gone => Self::Again(error),
            other => Self::Over(Err(other)),
        }
    }
}
