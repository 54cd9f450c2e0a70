//! The engines: each with a world that was made once, of which every story gets a copy.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, Once, OnceLock};

use base::Secret;
use postgres::{Client, NoTls};
use tokio::sync::OnceCell;

use super::world::{self, World};

/// An engine, and where it is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Engine {
    Sqlite,
    Postgres(&'static str),
}

/// SQLite, and PostgreSQL where `GUILDHALL_TEST_POSTGRES` says that there is one.
pub(super) fn all() -> Vec<Engine> {
    static POSTGRES: OnceLock<Option<String>> = OnceLock::new();
    static TOLD: Once = Once::new();
    let url = POSTGRES.get_or_init(|| std::env::var("GUILDHALL_TEST_POSTGRES").ok());
    let mut engines = vec![Engine::Sqlite];
    match url {
        Some(url) => engines.push(Engine::Postgres(url)),
        None => TOLD.call_once(|| {
            eprintln!("told on SQLite only: GUILDHALL_TEST_POSTGRES names no PostgreSQL");
        }),
    }
    engines
}

impl Engine {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        }
    }

    /// A place with a copy of the world in it.
    pub(super) async fn place(self) -> (Place, &'static World) {
        match self {
            Self::Sqlite => {
                static MADE: OnceCell<(Files, World)> = OnceCell::const_new();
                let make = async || {
                    let place = Place::folder();
                    let world = Box::pin(world::make(&place)).await;
                    std::fs::remove_dir_all(place.path().join("data")).unwrap();
                    std::fs::rename(place.path().join("copy"), place.path().join("data")).unwrap();
                    (Files::of(place.path()), world)
                };
                let (files, world) = MADE.get_or_init(make).await;
                let place = Place::folder();
                files.put(place.path());
                (place, world)
            }
            Self::Postgres(server) => {
                static MADE: OnceCell<(String, Files, World)> = OnceCell::const_new();
                let make = async || {
                    let model = on_a_thread(move || make_model(server));
                    let place = Place {
                        database: Some(Database {
                            server,
                            name: model.clone(),
                            is_model: true,
                        }),
                        ..Place::folder()
                    };
                    let world = Box::pin(world::make(&place)).await;
                    (model, Files::of(place.path()), world)
                };
                let (model, files, world) = MADE.get_or_init(make).await;
                let place = Place {
                    database: Some(Database::copy(server, model)),
                    ..Place::folder()
                };
                files.put(place.path());
                (place, world)
            }
        }
    }
}

/// A folder, and perhaps a database, that go away together.
pub(crate) struct Place {
    database: Option<Database>,
    folder: tempfile::TempDir,
}

impl Place {
    /// In memory where that is possible.
    pub(super) fn folder() -> Self {
        let make = |parent: &Path| {
            tempfile::Builder::new()
                .prefix("guildhall-story.")
                .tempdir_in(parent)
        };
        let folder = make(Path::new("/dev/shm")).or_else(|_| make(&std::env::temp_dir()));
        Self {
            folder: folder.unwrap(),
            database: None,
        }
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Where the store finds it.
    pub(super) fn store(&self) -> store::Place {
        match &self.database {
            None => store::Place::Directory(self.path().join("data")),
            Some(database) => store::Place::Postgres {
                url: database.url(),
                schema: "guildhall".into(),
            },
        }
    }

    /// The address of the database, if it is on PostgreSQL.
    pub(super) fn postgres(&self) -> Option<String> {
        self.database.as_ref().map(Database::url)
    }
}

/// All files of a folder, by their path in it.
struct Files(Vec<(PathBuf, Vec<u8>)>);

impl Files {
    fn of(folder: &Path) -> Self {
        let mut files = Vec::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(inner) = folders.pop() {
            for entry in std::fs::read_dir(inner).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let bytes = std::fs::read(&path).unwrap();
                    files.push((path.strip_prefix(folder).unwrap().to_owned(), bytes));
                }
            }
        }
        Self(files)
    }

    fn put(&self, folder: &Path) {
        for (path, bytes) in &self.0 {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
    }
}

/// A database of one story.
struct Database {
    server: &'static str,
    name: String,
    is_model: bool,
}

impl Database {
    fn copy(server: &'static str, model: &str) -> Self {
        let name = format!("guildhall_story_{}", Secret::new().digest().short());
        let text = format!("create database {name} template {model} strategy file_copy");
        on_a_thread(move || connect(server).batch_execute(&text).unwrap());
        Self {
            server,
            name,
            is_model: false,
        }
    }

    fn url(&self) -> String {
        let mut url = url::Url::parse(self.server).unwrap();
        url.set_path(&self.name);
        url.into()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if !self.is_model {
            let (server, text) = (
                self.server,
                format!("drop database {} with (force)", self.name),
            );
            on_a_thread(move || connect(server).batch_execute(&text).unwrap());
        }
    }
}

/// A database for the world that stories get copies of.
///
/// Nothing tells when the last story has ended. So a lock says which process a model belongs to, and the next process
/// that makes one clears away those of processes that are gone.
fn make_model(server: &'static str) -> String {
    static OWNER: Mutex<Option<Client>> = Mutex::new(None);
    let mut client = connect(server);
    let lock = |client: &mut Client, name: &str| -> bool {
        let taken = client.query_one("select pg_try_advisory_lock(hashtext($1))", &[&name]);
        taken.unwrap().get(0)
    };
    let left = "select datname::text from pg_database where datname like 'guildhall\\_model\\_%'";
    for row in client.query(left, &[]).unwrap() {
        let name: String = row.get(0);
        if lock(&mut client, &name) {
            // Another process may clear away at the same time; what is gone is gone.
            let _ = client.batch_execute(&format!("drop database {name} with (force)"));
        }
    }
    let name = format!("guildhall_model_{}", Secret::new().digest().short());
    assert!(lock(&mut client, &name));
    client
        .batch_execute(&format!("create database {name}"))
        .unwrap();
    *OWNER.lock().unwrap() = Some(client);
    name
}

fn connect(server: &str) -> Client {
    Client::connect(server, NoTls).unwrap()
}

/// The driver blocks, which the threads of a runtime do not allow.
fn on_a_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    std::thread::spawn(work).join().unwrap()
}
