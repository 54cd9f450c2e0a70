//! Places for tests: a folder that goes away, and a schema of its own on a PostgreSQL, if there is one.

use std::future::Future;
use std::path::PathBuf;

use crate::{Options, Place, Store};

/// A place to open stores in. Declare it before them, so that it goes away after them.
pub(super) struct Spot {
    pub(super) place: Place,
    folder: Option<tempfile::TempDir>,
}

pub(super) fn sqlite() -> Spot {
    let folder = tempfile::tempdir().unwrap();
    Spot {
        place: Place::Directory(folder.path().join("data")),
        folder: Some(folder),
    }
}

/// A schema of its own; nothing where no PostgreSQL is at hand.
pub(super) fn postgres() -> Option<Spot> {
    let Ok(url) = std::env::var("GUILDHALL_TEST_POSTGRES") else {
        eprintln!("GUILDHALL_TEST_POSTGRES is not set: the PostgreSQL half is left out");
        return None;
    };
    let schema = format!(
        "store_{:08x}{:08x}",
        base::secret::random_u32(),
        base::secret::random_u32()
    );
    Some(Spot {
        place: Place::Postgres { url, schema },
        folder: None,
    })
}

/// Tells the story on every engine at hand.
pub(super) fn everywhere(story: impl AsyncFn(&Spot)) {
    for spot in std::iter::once(sqlite()).chain(postgres()) {
        run(story(&spot));
    }
}

pub(super) fn run<T>(story: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
        .block_on(story)
}

impl Spot {
    pub(super) fn open(&self) -> Store {
        self.open_with(&Options {
            threads: 8,
            ..Options::default()
        })
    }

    pub(super) fn open_with(&self, options: &Options) -> Store {
        Store::open(&self.place, options).unwrap()
    }

    /// Has the connections of stores opened from now on bear the schema's name, so that they can be found and cut.
    pub(super) fn name_connections(&mut self) {
        if let Place::Postgres { url, schema } = &mut self.place {
            let joint = if url.contains('?') { '&' } else { '?' };
            url.push_str(&format!("{joint}application_name={schema}"));
        }
    }

    pub(super) fn file(&self) -> PathBuf {
        match &self.place {
            Place::Directory(directory) => directory.join("guildhall.sqlite"),
            Place::Postgres { .. } => panic!("PostgreSQL has no file of ours"),
        }
    }

    /// A connection that the store knows nothing of.
    pub(super) fn to_sqlite(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.file()).unwrap()
    }

    /// What `work` finds through a connection that the store knows nothing of.
    pub(super) fn with_postgres<T: Send>(
        &self,
        work: impl FnOnce(&mut postgres::Client) -> T + Send,
    ) -> T {
        let Place::Postgres { url, schema } = &self.place else {
            panic!("this is SQLite");
        };
        // The blocking driver must not run where a runtime runs.
        std::thread::scope(|scope| {
            scope
                .spawn(|| {
                    let mut client = postgres::Client::connect(url, postgres::NoTls).unwrap();
                    client
                        .batch_execute(&format!("set search_path = {schema}"))
                        .unwrap();
                    work(&mut client)
                })
                .join()
                .unwrap()
        })
    }

    /// A number, asked for from outside.
    pub(super) fn number(&self, sql: &str) -> i64 {
        match &self.place {
            Place::Directory(_) => self
                .to_sqlite()
                .query_row(sql, [], |row| row.get(0))
                .unwrap(),
            Place::Postgres { .. } => {
                self.with_postgres(|client| client.query_one(sql, &[]).unwrap().get(0))
            }
        }
    }

    /// Changes something from outside.
    pub(super) fn execute(&self, sql: &str) {
        match &self.place {
            Place::Directory(_) => self.to_sqlite().execute_batch(sql).unwrap(),
            Place::Postgres { .. } => {
                self.with_postgres(|client| client.batch_execute(sql).unwrap());
            }
        }
    }
}

impl Drop for Spot {
    fn drop(&mut self) {
        if let (Place::Postgres { schema, .. }, None) = (&self.place, &self.folder) {
            self.with_postgres(|client| {
                client
                    .batch_execute(&format!("drop schema if exists {schema} cascade"))
                    .unwrap();
            });
        }
    }
}
