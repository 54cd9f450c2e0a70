//! One file of many, written piece by piece: a ZIP archive. Nothing of it is held but the list of its names.

use std::io::{self, Read, Seek, Write};

use jiff::civil::DateTime;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// How much is copied at once.
const PIECE: usize = 64 * 1024;
/// Files in one archive: more is nobody's, and the list of names has to be held.
pub const MOST: usize = 2_000_000;

/// An archive that is being written.
pub struct Pack<W: Write + Seek> {
    zip: ZipWriter<W>,
    files: usize,
    bytes: u64,
    limit: u64,
    at: zip::DateTime,
}

impl<W: Write + Seek> Pack<W> {
    /// Begins one of at most so many bytes before compression, all of whose files say that they were made at this time.
    pub fn new(into: W, limit: u64, at: DateTime) -> Self {
        let part = |n: i8| u8::try_from(n).unwrap_or(0);
        let at = zip::DateTime::from_date_and_time(
            u16::try_from(at.year()).unwrap_or(1980),
            part(at.month()),
            part(at.day()),
            part(at.hour()),
            part(at.minute()),
            part(at.second()),
        )
        .unwrap_or_default();
        Self {
            zip: ZipWriter::new(into),
            files: 0,
            bytes: 0,
            limit,
            at,
        }
    }

    fn begin(&mut self, name: &str, packed: bool) -> io::Result<()> {
        self.files += 1;
        if self.files > MOST {
            return Err(too_large());
        }
        let method = match packed {
            true => CompressionMethod::Stored,
            false => CompressionMethod::Deflated,
        };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(self.at)
            .unix_permissions(0o600)
            .large_file(self.limit > u64::from(u32::MAX));
        Ok(self.zip.start_file(name, options)?)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let more = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.bytes = self.bytes.saturating_add(more);
        if self.bytes > self.limit {
            return Err(too_large());
        }
        self.zip.write_all(bytes)
    }

    /// Adds a text.
    ///
    /// # Errors
    /// It does not fit, or cannot be written.
    pub fn text(&mut self, name: &str, text: &str) -> io::Result<()> {
        self.begin(name, false)?;
        self.write(text.as_bytes())
    }

    /// Adds what can be read, to its end; `packed` if packing it again would save nothing.
    ///
    /// # Errors
    /// It does not fit, or cannot be read or written.
    pub fn copy(&mut self, name: &str, mut from: impl Read, packed: bool) -> io::Result<()> {
        self.begin(name, packed)?;
        let mut piece = vec![0; PIECE];
        loop {
            let read = from.read(&mut piece)?;
            match piece.get(..read) {
                Some(bytes) if read > 0 => self.write(bytes)?,
                _ => return Ok(()),
            }
        }
    }

    /// Ends it, and gives back what it was written into.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn finish(self) -> io::Result<W> {
        Ok(self.zip.finish()?)
    }
}

fn too_large() -> io::Error {
    io::Error::new(
        io::ErrorKind::FileTooLarge,
        "the archive would be too large",
    )
}

/// Whether writing failed because it was too much.
#[must_use]
pub fn is_too_large(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::FileTooLarge
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn pack(limit: u64) -> Pack<Cursor<Vec<u8>>> {
        let at = DateTime::constant(2026, 3, 20, 10, 46, 40, 0);
        Pack::new(Cursor::new(Vec::new()), limit, at)
    }

    #[test]
    fn what_was_put_in_comes_out() {
        let mut pack = pack(1_000_000);
        pack.text("a.md", "Words").unwrap();
        pack.copy("b/c.bin", &[7_u8; 200_000][..], true).unwrap();
        let file = pack.finish().unwrap();

        let mut zip = zip::ZipArchive::new(file).unwrap();
        let mut text = String::new();
        zip.by_name("a.md")
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        assert_eq!(text, "Words");
        let mut bytes = Vec::new();
        zip.by_name("b/c.bin")
            .unwrap()
            .read_to_end(&mut bytes)
            .unwrap();
        assert_eq!(bytes, vec![7; 200_000]);
    }

    #[test]
    fn more_than_the_limit_is_refused() {
        let mut pack = pack(10);
        pack.text("a", "12345").unwrap();
        let error = pack.text("b", "678901").unwrap_err();
        assert!(is_too_large(&error));
    }
}
