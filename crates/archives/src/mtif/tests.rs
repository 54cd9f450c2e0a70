//! What the format and its producers demand, and what hostile files may not do.

mod entry;
mod hostile;
mod piece;
mod property;
mod separator;

use super::{Entry, Item, Oddity, Options, Reader, Status};

/// Everything in a file, with a status assumed for entries without one.
fn items(file: impl AsRef<[u8]>) -> Vec<Item> {
    let options = Options {
        absent_status: Status::Publish,
        ..Options::default()
    };
    Reader::new(file.as_ref(), options)
        .map(Result::unwrap)
        .collect()
}

/// The entries of a file in which nothing is skipped.
fn entries(file: impl AsRef<[u8]>) -> Vec<Entry> {
    let entry = |item| match item {
        Item::Entry(entry) => *entry,
        skipped @ Item::Skipped { .. } => panic!("{skipped:?}"),
    };
    items(file).into_iter().map(entry).collect()
}

fn only(file: impl AsRef<[u8]>) -> Entry {
    let mut entries = entries(file);
    assert_eq!(entries.len(), 1, "{entries:#?}");
    entries.remove(0)
}

/// An entry with these lines in its header.
fn with_header(lines: &str) -> Entry {
    only(format!(
        "{lines}\nSTATUS: publish\n-----\nBODY:\nText\n-----\n--------\n"
    ))
}

/// An entry with a body and these pieces.
fn with_pieces(pieces: &str) -> Entry {
    only(format!(
        "TITLE: One\nSTATUS: publish\n-----\nBODY:\nText\n-----\n{pieces}\n-----\n--------\n"
    ))
}

fn oddities(entry: &Entry) -> Vec<Oddity> {
    let statusless = |what: &Oddity| *what != Oddity::NoStatus;
    entry
        .warnings
        .iter()
        .map(|warning| warning.what.clone())
        .filter(statusless)
        .collect()
}
