//! Puts the application together from the settings.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use adapters::files::Folder;
use adapters::mail::{Carrier, Smtp};
use adapters::password::Hasher;
use adapters::picture::Workshop;
use app::{App, BaseUrl, Parts};
use store::{Options, Place, Store};

use crate::cli::PICTURE_WORKER;
use crate::config::Config;
use crate::fault::Fault;

/// How long one unit of work may take for commands that work through everything.
const PATIENCE: Duration = Duration::from_hours(12);

/// What the application is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To answer requests.
    Serve,
    /// To answer requests in the demo, where anybody may be anybody.
    Demo,
    /// To work through much at once, alone on the data.
    Work,
    /// To look, beside a process that serves.
    Look,
}

/// Puts everything together. Blocks while the store is opened; call it off the runtime's threads.
pub(crate) fn assemble(config: &Config, base: BaseUrl, purpose: Purpose) -> Result<App, Fault> {
    let store = open(config, purpose)?;
    make_private(&config.data)?;
    let master = crate::key::key(&config.key)?;
    let carrier = match &config.mail {
        None => None,
        Some(settings) => {
            let smtp = Smtp::new(settings.clone()).map_err(crate::config::ConfigFault::from)?;
            let carrier: Arc<dyn Carrier> = Arc::new(smtp);
            Some(carrier)
        }
    };
    let files = config.data.join("files");
    let folder = Folder::new(&files).map_err(|error| Fault::at(&files, &error))?;
    let program = std::env::current_exe()?;
    Ok(App::new(Parts {
        store,
        base,
        master,
        carrier,
        files: Arc::new(folder),
        parcels: adapters::files::Parcels::new(config.data.join("exports")),
        workshop: Workshop::new(program, vec![PICTURE_WORKER.into()]),
        hasher: Hasher::new(Hasher::usual_workers(), None)?,
        limits: config.limits,
        demo: purpose == Purpose::Demo,
    }))
}

/// Opens the store alone.
pub(crate) fn open(config: &Config, purpose: Purpose) -> Result<Store, Fault> {
    let place = match &config.database {
        None => Place::Directory(config.data.clone()),
        Some(url) => Place::Postgres {
            url: url.clone(),
            schema: config.schema.clone(),
        },
    };
    let usual = Options::default();
    let (read_limit, write_limit) = match purpose {
        Purpose::Serve | Purpose::Demo => (usual.read_limit, usual.write_limit),
        Purpose::Work | Purpose::Look => (PATIENCE, PATIENCE),
    };
    let options = Options {
        threads: config.threads,
        exclusive: purpose != Purpose::Look,
        trust_losses: config.unsafe_database,
        read_limit,
        write_limit,
        ..usual
    };
    Store::open(&place, &options).map_err(|error| match (error, &config.database) {
        (store::Error::Io(error), None) => Fault::Failed(format!(
            "{} cannot be used: {error}. Give --data a directory that this account may write into.",
            config.data.display()
        )),
        (error, _) => error.into(),
    })
}

/// A directory that only its owner enters (R133).
fn make_private(directory: &Path) -> Result<(), Fault> {
    use std::os::unix::fs::DirBuilderExt;
    if directory.is_dir() {
        return Ok(());
    }
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(directory)
        .map_err(|error| Fault::at(directory, &error))
}
