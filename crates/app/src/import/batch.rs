//! The second reading, on a thread of its own: entries in batches, never more in memory than there is room for.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use archives::mtif::{Encoding, Entry, Item, Reason, Status};
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};

use super::note::{Fate, Note};
use super::task::ImportError;

/// Entries of a batch.
const ENTRIES: usize = 40;
/// Kilobytes of a batch, beyond which no entry is added.
const FULL: u32 = 1_024;
/// Kilobytes of all batches that are under way.
const ROOM: u32 = 8 * 1_024;

/// Some entries, with their numbers in the file.
pub(super) struct Batch {
    pub(super) entries: Vec<(usize, Box<Entry>)>,
    /// What the reader left out.
    pub(super) notes: Vec<Note>,
    /// How far the file was read.
    pub(super) bytes: u64,
    /// Given back when the batch is done with.
    _room: Option<OwnedSemaphorePermit>,
}

/// What to read.
#[derive(Clone)]
pub(super) struct Reading {
    pub(super) path: PathBuf,
    pub(super) encoding: Encoding,
    pub(super) absent_status: Status,
    /// The numbers of the only entries wanted, if not all are.
    pub(super) only: Option<HashSet<usize>>,
}

/// Begins to read. Ends by itself when nobody takes batches any more.
pub(super) fn start(
    reading: Reading,
) -> Result<mpsc::Receiver<Result<Batch, ImportError>>, ImportError> {
    let (sender, receiver) = mpsc::channel(1);
    let runtime = Handle::current();
    super::source::apart(move || {
        if let Err(error) = read(&reading, &runtime, &sender) {
            // Nobody listens any more: then nobody needs to know.
            let _ = sender.blocking_send(Err(error));
        }
    })?;
    Ok(receiver)
}

fn read(
    reading: &Reading,
    runtime: &Handle,
    sender: &mpsc::Sender<Result<Batch, ImportError>>,
) -> Result<(), ImportError> {
    let room = Arc::new(Semaphore::new(usize::try_from(ROOM).unwrap_or(usize::MAX)));
    let mut number = 0;
    let mut batch = Gathering::default();
    let (path, encoding, absent) = (&reading.path, reading.encoding, reading.absent_status);
    super::source::read(path, encoding, absent, &mut |item, bytes| {
        batch.bytes = bytes;
        match item {
            Item::Entry(entry) => {
                let wanted = reading
                    .only
                    .as_ref()
                    .is_none_or(|only| only.contains(&number));
                if wanted {
                    batch.kilobytes = batch.kilobytes.saturating_add(kilobytes(&entry));
                    batch.entries.push((number, entry));
                }
                number += 1;
            }
            Item::Skipped { line, what, why } if reading.only.is_none() => {
                let kind = match why {
                    Reason::LinesTooLong(_) => "line",
                    Reason::TooManyComments(_) => "comment",
                    Reason::TooManyPings(_) => "ping",
                    Reason::EntryTooLarge | Reason::NotAnEntry => "entry",
                };
                let why = why.to_string();
                batch
                    .notes
                    .push(Note::new(line, Fate::Skipped, kind, &what, why));
            }
            Item::Skipped { .. } => {}
        }
        if batch.is_full() {
            return Ok(batch.send(runtime, &room, sender));
        }
        Ok(true)
    })?;
    batch.send(runtime, &room, sender);
    Ok(())
}

#[derive(Default)]
struct Gathering {
    entries: Vec<(usize, Box<Entry>)>,
    notes: Vec<Note>,
    bytes: u64,
    kilobytes: u32,
}

impl Gathering {
    fn is_full(&self) -> bool {
        self.entries.len() >= ENTRIES || self.kilobytes >= FULL || self.notes.len() >= ENTRIES
    }

    /// Waits for room, and hands it over. Says whether somebody took it.
    fn send(
        &mut self,
        runtime: &Handle,
        room: &Arc<Semaphore>,
        sender: &mpsc::Sender<Result<Batch, ImportError>>,
    ) -> bool {
        let gathered = std::mem::take(self);
        // One that is larger than all the room goes alone.
        let needed = gathered.kilobytes.clamp(1, ROOM);
        let permit = runtime.block_on(async {
            tokio::select! {
                permit = Arc::clone(room).acquire_many_owned(needed) => permit.ok(),
                () = sender.closed() => None,
            }
        });
        let batch = Batch {
            entries: gathered.entries,
            notes: gathered.notes,
            bytes: gathered.bytes,
            _room: permit,
        };
        sender.blocking_send(Ok(batch)).is_ok()
    }
}

/// About how much an entry takes.
fn kilobytes(entry: &Entry) -> u32 {
    let comments = entry
        .comments
        .iter()
        .map(|comment| comment.text.len() + 500);
    let pings = entry.pings.iter().map(|ping| ping.text.len() + 500);
    let texts = entry.body.len() + entry.extended.len() + entry.excerpt.len() + 1_000;
    let bytes = comments.chain(pings).fold(texts, usize::saturating_add);
    u32::try_from(bytes / 1_024 + 1).unwrap_or(u32::MAX)
}
