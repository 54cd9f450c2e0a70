//! The store as the rest of the program holds it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use base::moment::{Clock, SystemClock};

use super::lock::{self, Lock};
use super::mark::Versions;
use super::migrate;
use super::postgres::Postgres;
use super::postgres_link::Address;
use super::sqlite::Sqlite;
use super::sqlite_link;
use super::unit::{Engine, Limits, Snapshot, Tx, Work};
use crate::{Error, Result};

/// Where the data is.
#[derive(Clone, Debug)]
pub enum Place {
    /// `guildhall.sqlite` in this directory, made if it is not there.
    Directory(PathBuf),
    /// A PostgreSQL database, and the schema in it.
    Postgres {
        /// `postgres://…`
        url: String,
        /// Usually `guildhall`.
        schema: String,
    },
}

/// How to open it.
#[derive(Clone)]
pub struct Options {
    /// Threads that read (SQLite), or connections (PostgreSQL).
    pub threads: usize,
    /// Whoever says what time it is.
    pub clock: Arc<dyn Clock>,
    /// Whether to be the only process on a SQLite file. Everything but looking wants it.
    pub exclusive: bool,
    /// Whether to put up with a PostgreSQL that may lose acknowledged writes.
    pub trust_losses: bool,
    /// How long a reading unit of work may take (R83).
    pub read_limit: Duration,
    /// How long a writing unit of work may take (R83).
    pub write_limit: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            threads: 2,
            clock: Arc::new(SystemClock),
            exclusive: true,
            trust_losses: false,
            read_limit: Duration::from_secs(3),
            write_limit: Duration::from_secs(5),
        }
    }
}

enum Inner {
    Sqlite {
        threads: Sqlite,
        path: PathBuf,
        /// Let go of last, when the threads have ended.
        _lock: Option<Lock>,
    },
    Postgres {
        threads: Postgres,
    },
}

/// The store. When dropped, it does what waits and ends its threads.
pub struct Store {
    inner: Inner,
    versions: Arc<Versions>,
    clock: Arc<dyn Clock>,
}

impl Store {
    /// Opens it, migrated and ready. Blocks; call it before serving.
    ///
    /// # Errors
    /// The place is in use, unfit, or cannot be reached.
    pub fn open(place: &Place, options: &Options) -> Result<Self> {
        let versions = Arc::new(Versions::default());
        let now = options.clock.now();
        let limits = Limits {
            read: options.read_limit,
            write: options.write_limit,
        };
        let inner = match place {
            Place::Directory(directory) => {
                let path = directory.join("guildhall.sqlite");
                let lock = if options.exclusive {
                    make_private(directory)?;
                    let lock = lock::take(directory)?;
                    migrate::sqlite(&path, now)?;
                    Some(lock)
                } else {
                    migrate::sqlite_is_ready(&path)?;
                    None
                };
                let threads =
                    Sqlite::start(&path, options.threads, limits, &options.clock, &versions)?;
                Inner::Sqlite {
                    threads,
                    path,
                    _lock: lock,
                }
            }
            Place::Postgres { url, schema } => {
                let address = Address::parse(url, schema, options.trust_losses)?;
                // A thread of its own, since this may be called where the blocking driver is not allowed.
                std::thread::scope(|scope| {
                    let migrating = scope.spawn(|| migrate::postgres(&address, now));
                    migrating.join().unwrap_or(Err(Error::GivenUp))
                })?;
                let threads =
                    Postgres::start(&address, options.threads, limits, &options.clock, &versions)?;
                Inner::Postgres { threads }
            }
        };
        Ok(Self {
            inner,
            versions,
            clock: Arc::clone(&options.clock),
        })
    }

    /// Which engine it is.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        match self.inner {
            Inner::Sqlite { .. } => Engine::Sqlite,
            Inner::Postgres { .. } => Engine::Postgres,
        }
    }

    /// Versions of what may be held rendered.
    #[must_use]
    pub fn versions(&self) -> &Arc<Versions> {
        &self.versions
    }

    /// The clock that units of work go by.
    #[must_use]
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// Runs a reading unit of work whole, on one consistent snapshot.
    ///
    /// # Errors
    /// The unit's own, or the store's.
    pub async fn read<T, E, F>(&self, work: F) -> std::result::Result<T, E>
    where
        F: FnMut(&mut Snapshot<'_>) -> std::result::Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (unit, answer) = Work::new(work);
        match &self.inner {
            Inner::Sqlite { threads, .. } => threads.read(unit),
            Inner::Postgres { threads } => threads.read(unit),
        }
        answer
            .await
            .unwrap_or_else(|_| Err(E::from(Error::GivenUp)))
    }

    /// Runs a writing unit of work whole: all of it is durable when this answers `Ok`, and none of it otherwise.
    /// It may run more than once before it is kept. Once begun it is ended, but nobody waiting any more, it is not begun (R83).
    ///
    /// # Errors
    /// The unit's own, or the store's.
    pub async fn write<T, E, F>(&self, work: F) -> std::result::Result<T, E>
    where
        F: FnMut(&mut Tx<'_>) -> std::result::Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (unit, answer) = Work::new(work);
        match &self.inner {
            Inner::Sqlite { threads, .. } => threads.write(unit),
            Inner::Postgres { threads } => threads.write(unit),
        }
        answer
            .await
            .unwrap_or_else(|_| Err(E::from(Error::GivenUp)))
    }

    /// Copies a SQLite store to `target` while it is in use, whole or not at all.
    ///
    /// # Errors
    /// PostgreSQL has tools of its own for this; the disk may be full.
    pub fn copy_to(&self, target: &std::path::Path) -> Result<()> {
        match &self.inner {
            Inner::Sqlite { path, .. } => sqlite_link::copy(path, target),
            Inner::Postgres { .. } => {
                Err(Error::Unfit("back PostgreSQL up with pg_dump".to_owned()))
            }
        }
    }
}

/// A directory that only its owner enters (R133).
fn make_private(directory: &std::path::Path) -> Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    if !directory.exists() {
        std::fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(directory)?;
    }
    Ok(())
}
