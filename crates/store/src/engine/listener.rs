//! Listens to what other processes on the same PostgreSQL commit, and raises versions for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use super::mark::{Mark, Versions};
use super::postgres_link::Address;
use crate::{Error, Result};

/// Starts a thread of its own. It ends within a second after `ending` is set.
pub(crate) fn start(
    address: &Address,
    own: &str,
    versions: &Arc<Versions>,
    ending: &Arc<AtomicBool>,
) -> Result<()> {
    let (address, own) = (address.clone(), own.to_owned());
    let (versions, ending) = (Arc::clone(versions), Arc::clone(ending));
    thread::Builder::new()
        .name("store-listener".to_owned())
        .spawn(move || listen(&address, &own, &versions, &ending))?;
    Ok(())
}

/// While the connection is lost, nothing is trusted.
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
    let mut link = address.connect(Duration::from_secs(5))?;
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
            return Err(Error::Gone);
        }
    }
    Ok(())
}
