//! PostgreSQL: a bounded pool of threads, each with a connection; serializable, tried again on conflict.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::mark::{Mark, Versions};
use super::postgres_link::{Address, PostgresLink};
use super::queue::Queue;
use super::unit::{Link, Ran, Reading, Snapshot, Tx, Writing};
use crate::{Error, Result};
use base::moment::Clock;

/// How often a unit is tried when others change the same at the same time.
const TRIES: u32 = 40;
/// How long a lost database is waited for before a unit is given up.
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
        clock: &Arc<dyn Clock>,
        versions: &Arc<Versions>,
    ) -> Result<Self> {
        let mark = format!("{:08x}", base::secret::random_u32());
        let queue = Queue::new();
        let mut threads = Vec::new();
        for number in 0..size.max(2) {
            let mut worker = Worker {
                address: address.clone(),
                queue: queue.clone(),
                clock: Arc::clone(clock),
                versions: Arc::clone(versions),
                mark: mark.clone(),
                link: None,
            };
            threads.push(
                thread::Builder::new()
                    .name(format!("store-{number}"))
                    .spawn(move || worker.work())?,
            );
        }
        let ending = Arc::new(AtomicBool::new(false));
        let (address, versions, over) =
            (address.clone(), Arc::clone(versions), Arc::clone(&ending));
        versions.trust(false);
        thread::Builder::new()
            .name("store-listener".to_owned())
            .spawn(move || listen(&address, &mark, &versions, &over))?;
        Ok(Self {
            queue,
            threads,
            ending,
        })
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

    pub(crate) fn stop(&mut self) {
        self.ending.store(true, Ordering::Release);
        self.queue.close();
        for thread in self.threads.drain(..) {
            let _ = thread.join(); // A thread that panicked has settled nothing more; there is nothing to add.
        }
    }
}

impl Worker {
    fn work(&mut self) {
        while let Some(unit) = self.queue.pop() {
            let connected = self.connect();
            match (unit, connected) {
                (Unit::Read(unit), Err(error)) => unit.settle(Err(error)),
                (Unit::Write(unit), Err(error)) => unit.settle(Err(error)),
                (Unit::Read(mut unit), Ok(mut link)) => {
                    let outcome = self.read(&mut link, unit.as_mut());
                    self.link = Some(link);
                    unit.settle(outcome);
                }
                (Unit::Write(mut unit), Ok(mut link)) => {
                    let outcome = self.write(&mut link, unit.as_mut());
                    self.link = Some(link);
                    unit.settle(outcome);
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
            match self.address.connect() {
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

    fn read(&self, link: &mut PostgresLink, unit: &mut dyn Reading) -> Result<()> {
        link.begin("begin isolation level repeatable read read only")?;
        unit.run(&mut Snapshot::new(Link::Postgres(link), self.clock.now()));
        link.batch("commit")
    }

    fn write(&self, link: &mut PostgresLink, unit: &mut dyn Writing) -> Result<()> {
        let mut tried = 0;
        loop {
            tried += 1;
            match self.write_once(link, unit) {
                Err(Error::Contended) if tried < TRIES => {
                    let jitter = base::secret::random_below(2 + 2 * tried.min(10));
                    thread::sleep(Duration::from_millis(u64::from(jitter)));
                }
                other => return other,
            }
        }
    }

    fn write_once(&self, link: &mut PostgresLink, unit: &mut dyn Writing) -> Result<()> {
        link.begin("begin isolation level serializable")?;
        let mut tx = Tx::new(Snapshot::new(Link::Postgres(link), self.clock.now()));
        let ran = unit.run(&mut tx);
        let marks = tx.take_marks();
        match ran {
            Ran::Badly => {
                // What the unit says counts, unless it only failed because of others.
                let contended = unit.was_contended();
                link.batch("rollback")?;
                Err(if contended {
                    Error::Contended
                } else {
                    Error::GivenUp
                })
            }
            Ran::Well => {
                let told = self.tell(link, &marks).and_then(|()| link.batch("commit"));
                if told.is_err() {
                    // Already undone by the failure; this only leaves the transaction.
                    let _ = link.batch("rollback");
                } else {
                    self.versions.raise(&marks);
                }
                told
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

/// Raises versions for what other processes commit. While the connection is lost, nothing is trusted.
fn listen(address: &Address, own: &str, versions: &Versions, ending: &AtomicBool) {
    while !ending.load(Ordering::Acquire) {
        if let Err(error) = listen_once(address, own, versions, ending) {
            tracing::warn!(%error, "lost the connection that listens to other processes");
        }
        versions.trust(false);
        if !ending.load(Ordering::Acquire) {
            thread::sleep(Duration::from_millis(500));
        }
    }
}

fn listen_once(
    address: &Address,
    own: &str,
    versions: &Versions,
    ending: &AtomicBool,
) -> Result<()> {
    use postgres::fallible_iterator::FallibleIterator;
    let mut link = address.connect()?;
    link.batch(&format!("listen {}", address.channel()))?;
    versions.raise_all();
    versions.trust(true);
    while !ending.load(Ordering::Acquire) {
        {
            let mut notes = link.client().notifications();
            let mut waiting = notes.timeout_iter(Duration::from_secs(1));
            while let Some(note) = waiting.next()? {
                let mut words = note.payload().split(' ');
                if words.next() != Some(own) {
                    let marks: Vec<Mark> = words.filter_map(Mark::parse).collect();
                    versions.raise(&marks);
                }
            }
        }
        if link.is_closed() {
            return Err(Error::Busy("the connection is closed"));
        }
    }
    Ok(())
}
