//! The file: its encoding, and reading it from its beginning, as often as needed.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use archives::mtif::{Detected, Encoding, Item, Options, Reader, Status};

use tokio::sync::oneshot;

use super::task::{ImportError, LIMITS};

/// Bytes read at a time.
const CHUNK: usize = 256 * 1024;

fn open(path: &Path) -> Result<File, ImportError> {
    File::open(path).map_err(|error| ImportError::Read(path.to_owned(), error))
}

/// Runs what reads the file on a thread of its own, which takes with it, when it ends, what memory long lines needed.
pub(super) fn apart<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<oneshot::Receiver<T>, ImportError> {
    let (sender, receiver) = oneshot::channel();
    std::thread::Builder::new()
        .name("import-reader".to_owned())
        .spawn(move || {
            // Nobody listens any more: then nobody needs to know.
            let _ = sender.send(work());
        })
        .map_err(|error| ImportError::Store(crate::Error::Unavailable(error.to_string())))?;
    Ok(receiver)
}

/// How large the file is.
pub(super) fn size(path: &Path) -> Result<u64, ImportError> {
    let found = open(path)?.metadata();
    Ok(found
        .map_err(|error| ImportError::Read(path.to_owned(), error))?
        .len())
}

/// Finds out the encoding, unless it is given. Reads all of the file; blocks.
pub(super) fn detect(path: &Path, given: Option<Encoding>) -> Result<Detected, ImportError> {
    if let Some(encoding) = given {
        return Ok(Detected {
            encoding,
            bom: false,
            guessed: false,
            invalid: 0,
        });
    }
    Encoding::detect(&mut open(path)?).map_err(|error| ImportError::Read(path.to_owned(), error))
}

/// Reads the file; blocks. `each` gets every thing with the number of bytes read by then, and says whether to go on.
pub(super) fn read(
    path: &Path,
    encoding: Encoding,
    absent_status: Status,
    each: &mut dyn FnMut(Item, u64) -> Result<bool, ImportError>,
) -> Result<(), ImportError> {
    let options = Options {
        encoding,
        limits: LIMITS,
        absent_status,
    };
    let mut reader = Reader::new(BufReader::with_capacity(CHUNK, open(path)?), options);
    while let Some(item) = reader.next() {
        let item = item.map_err(|archives::mtif::Error::Read { source, .. }| {
            ImportError::Read(path.to_owned(), source)
        })?;
        if !each(item, reader.bytes_read())? {
            break;
        }
    }
    Ok(())
}
