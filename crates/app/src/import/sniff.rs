//! What a file is that is no export: the usual mistakes, each with what to do about it.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::task::{Import, ImportError};

/// Bytes that are looked at.
const HEAD: usize = 8 * 1024;

/// What is packed, by its first bytes.
const PACKED: [(&[u8], &str); 7] = [
    (b"\x1F\x8B", "packed with gzip"),
    (b"PK\x03\x04", "a zip archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"BZh", "packed with bzip2"),
    (b"\xFD7zXZ\0", "packed with xz"),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive"),
    (b"Rar!", "a rar archive"),
];

/// Pictures and papers, by their first bytes.
const NO_TEXT: [(&[u8], &str); 7] = [
    (b"\x89PNG", "a picture"),
    (b"\xFF\xD8\xFF", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a sound"),
    (b"%PDF", "a PDF document"),
    (b"\x7FELF", "a program"),
    (b"SQLite format 3\0", "a database"),
];

const UNPACK: &str = "unpack it, and import the text file that is in it";
const ANOTHER: &str = "name the text file that TypePad or Movable Type exported";

/// Refuses what cannot be meant, before anything is done.
pub fn refuse(import: &Import) -> Result<(), ImportError> {
    let path = &import.file;
    if import
        .report
        .as_ref()
        .is_some_and(|report| is_same(report, path))
    {
        return Err(ImportError::ReportIsFile);
    }
    let read = |error| ImportError::Read(path.to_owned(), error);
    let refused = |what, then| Err(ImportError::Other(path.to_owned(), what, then));
    let file = File::open(path).map_err(read)?;
    if file.metadata().map_err(read)?.is_dir() {
        return refused("a folder", "name the export file that is in it");
    }
    let mut head = Vec::with_capacity(HEAD);
    let most = u64::try_from(HEAD).unwrap_or(u64::MAX);
    file.take(most).read_to_end(&mut head).map_err(read)?;
    match other(&head) {
        Some((what, then)) => refused(what, then),
        None => Ok(()),
    }
}

fn is_same(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// What the beginning of a file says it is, and what to do then; nothing if it may be an export.
fn other(head: &[u8]) -> Option<(&'static str, &'static str)> {
    if head.is_empty() {
        return Some(("empty", "copy or export it once more"));
    }
    let begins = |(mark, what): &(&[u8], &'static str)| head.starts_with(mark).then_some(*what);
    if let Some(what) = PACKED.iter().find_map(begins) {
        return Some((what, UNPACK));
    }
    if let Some(what) = NO_TEXT.iter().find_map(begins) {
        return Some((what, ANOTHER));
    }
    if head.get(257..262) == Some(b"ustar") {
        return Some(("a tar archive", UNPACK));
    }
    // Every other byte of UTF-16 may be zero; in other text there is hardly any.
    let zeros = head.iter().filter(|byte| **byte == 0).count();
    let odd = |byte: &&u8| **byte < b' ' && !b"\0\t\n\r\x0B\x0C\x1B".contains(*byte);
    if head.iter().filter(odd).count() * 20 > head.len() || zeros * 4 > head.len() * 3 {
        return Some(("no text", ANOTHER));
    }
    markup(&String::from_utf8_lossy(head).to_ascii_lowercase())
}

fn markup(head: &str) -> Option<(&'static str, &'static str)> {
    let start = head.trim_start_matches('\u{feff}').trim_start();
    if !start.starts_with(['<', '{', '[']) {
        return None;
    }
    if ["wordpress.org/export/", "<wp:", "xmlns:wp"]
        .iter()
        .any(|word| head.contains(word))
    {
        return Some((
            "an export of WordPress",
            "this imports the text files of TypePad and Movable Type only",
        ));
    }
    if start.starts_with("<!doctype html") || start.starts_with("<html") {
        return Some((
            "a web page",
            "perhaps it was saved in place of the export: sign in there and download the file itself",
        ));
    }
    if start.starts_with("<?xml") || start.starts_with("<rss") || start.starts_with("<feed") {
        return Some((
            "XML, such as a feed or an export of another program",
            ANOTHER,
        ));
    }
    (start.starts_with("{\"") || start.starts_with("[{"))
        .then_some(("JSON, as other programs export it", ANOTHER))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn what(head: &[u8]) -> Option<&'static str> {
        other(head).map(|(what, _)| what)
    }

    #[test]
    fn the_usual_mistakes_are_known_by_their_beginning() {
        for (head, name) in [
            (&b""[..], "empty"),
            (b"\x1F\x8B\x08\0\0", "packed with gzip"),
            (b"PK\x03\x04\x14", "a zip archive"),
            (b"\x89PNG\r\n", "a picture"),
            (b"\x01\x02\x03\x04\x05\x06", "no text"),
            (&[0; 600], "no text"),
            (b"\xEF\xBB\xBF\n<!DOCTYPE html><p>", "a web page"),
            (
                b"<?xml version='1.0'?><rss xmlns:wp='http://wordpress.org/export/1.2/'>",
                "an export of WordPress",
            ),
            (b"{\"db\": []}", "JSON, as other programs export it"),
        ] {
            assert_eq!(what(head), Some(name));
        }
        assert_eq!(
            what(b"<feed xmlns='a'>"),
            Some("XML, such as a feed or an export of another program")
        );
    }

    #[test]
    fn what_may_be_an_export_is_let_through() {
        for head in [
            &b"AUTHOR: Joe\nTITLE: <b>x</b>\n"[..],
            b"--------\nTITLE: x",
            b"\n\n  ",
            b"<b>some text of a customer</b>\nTITLE: x",
            b"[A note before]\nTITLE: x",
            b"A\0U\0T\0H\0O\0R\0",
            b"\x07A\x1B[0mUTHOR: nobody knows what this is, and there is a bell in it",
        ] {
            assert_eq!(what(head), None);
        }
    }
}
