//! A connection to SQLite, set up, that stops what takes too long.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::{Error, Result};

/// The oldest SQLite without the WAL-reset fault (R103).
const OLDEST: i32 = 3_051_003;
/// Steps of SQLite's machine between two looks at the clock: about a millisecond.
const STEPS: i32 = 20_000;

/// A connection that stops what takes too long.
pub(crate) struct SqliteLink {
    connection: Connection,
    start: Instant,
    /// Milliseconds after `start` at which running statements are stopped; 0 for never.
    until: Arc<AtomicU64>,
}

impl SqliteLink {
    pub(crate) fn open(path: &Path, reading: bool) -> Result<Self> {
        if rusqlite::version_number() < OLDEST {
            return Err(Error::Unfit(format!(
                "SQLite {} is too old; 3.51.3 is the least",
                rusqlite::version()
            )));
        }
        let connection = Connection::open_with_flags(
            path,
            OpenFlags::SQLITE_OPEN_READ_WRITE
                | OpenFlags::SQLITE_OPEN_CREATE
                | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        connection.busy_timeout(Duration::from_secs(5))?;
        // A plan is made once for a statement, not again for each value.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        connection.execute_batch(
            "pragma journal_mode = wal;
             pragma synchronous = full;
             pragma foreign_keys = on;
             pragma trusted_schema = off;
             pragma cell_size_check = on;
             pragma temp_store = memory;
             pragma cache_size = -8000;
             pragma journal_size_limit = 67108864;",
        )?;
        if reading {
            connection.execute_batch("pragma query_only = on;")?;
        }
        connection.set_prepared_statement_cache_capacity(512);
        let start = Instant::now();
        let until = Arc::new(AtomicU64::new(0));
        let seen = Arc::clone(&until);
        let mut link = Self {
            connection,
            start,
            until,
        };
        link.connection.progress_handler(
            STEPS,
            Some(move || {
                let until = seen.load(Ordering::Relaxed);
                until != 0 && millis(start.elapsed()) > until
            }),
        )?;
        Ok(link)
    }

    pub(crate) const fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Whatever runs is stopped after this long. Says when that is.
    pub(crate) fn limit(&self, span: Duration) -> Instant {
        let until = millis(self.start.elapsed().saturating_add(span)).max(1);
        self.until.store(until, Ordering::Relaxed);
        Instant::now() + span
    }

    /// Nothing is stopped any more.
    pub(crate) fn no_limit(&self) {
        self.until.store(0, Ordering::Relaxed);
    }

    /// Runs a statement without values, cached.
    pub(crate) fn step(&self, sql: &str) -> Result<()> {
        self.connection.prepare_cached(sql)?.raw_execute()?;
        Ok(())
    }
}

fn millis(span: Duration) -> u64 {
    u64::try_from(span.as_millis()).unwrap_or(u64::MAX)
}

/// Copies a live database to `target`, whole or not at all (R117).
pub(crate) fn copy(from: &Path, target: &Path) -> Result<()> {
    let source = Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let partial: PathBuf = target.with_extension("partial");
    if partial.exists() {
        std::fs::remove_file(&partial)?;
    }
    let mut copy = Connection::open(&partial)?;
    rusqlite::backup::Backup::new(&source, &mut copy)?.run_to_completion(
        1_000,
        Duration::from_millis(1),
        None,
    )?;
    copy.close().map_err(|(_, error)| error)?;
    std::fs::File::open(&partial)?.sync_all()?;
    std::fs::rename(&partial, target)?;
    Ok(())
}
