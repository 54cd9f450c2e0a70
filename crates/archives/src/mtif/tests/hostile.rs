//! Files that are too much.

use std::io::{self, BufReader, Read};
use std::path::Path;

use super::super::{Detected, Encoding, Item, Limits, Options, Reader, Reason, Status};

/// Makes up a file: `head`, then `part` so many times, then `tail`.
struct MadeUp {
    head: Vec<u8>,
    part: Vec<u8>,
    times: usize,
    tail: Vec<u8>,
    ready: Vec<u8>,
    used: usize,
}

impl MadeUp {
    fn new(head: &str, part: &str, times: usize, tail: &str) -> Self {
        let part = part.as_bytes().to_vec();
        Self {
            head: vec![],
            part,
            times,
            tail: tail.as_bytes().to_vec(),
            ready: head.as_bytes().to_vec(),
            used: 0,
        }
    }
}

impl Read for MadeUp {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.used == self.ready.len() {
            self.used = 0;
            if self.times > 0 {
                let at_once = self.times.min(1000);
                self.times -= at_once;
                self.ready = self.part.repeat(at_once);
            } else {
                self.ready = std::mem::take(&mut self.tail);
                if self.ready.is_empty() {
                    return Ok(std::mem::take(&mut self.head).len());
                }
            }
        }
        let read = (&self.ready[self.used..]).read(into)?;
        self.used += read;
        Ok(read)
    }
}

const ENTRY: &str = "TITLE: One\nSTATUS: publish\n-----\nBODY:\n";
const NEXT: &str =
    "\n-----\n--------\nTITLE: Next\nSTATUS: publish\n-----\nBODY:\nfine\n-----\n--------\n";

fn read(file: impl Read, limits: Limits) -> Vec<Item> {
    let options = Options {
        limits,
        ..Options::default()
    };
    Reader::new(BufReader::new(file), options)
        .map(Result::unwrap)
        .collect()
}

fn skipped(item: &Item) -> (u64, &str, Reason) {
    match item {
        Item::Skipped { line, what, why } => (*line, what, *why),
        Item::Entry(entry) => panic!("{} was read", entry.title),
    }
}

fn body(item: &Item) -> &str {
    match item {
        Item::Entry(entry) => &entry.body,
        Item::Skipped { .. } => panic!("{item:?}"),
    }
}

#[test]
fn thirty_megabytes_of_entries_are_read_one_by_one() {
    let entry = format!(
        "{ENTRY}{}\n-----\nCOMMENT:\nAUTHOR: Bo\nHi\n-----\n--------\n",
        "Some words of text here.\n".repeat(400)
    );
    let times = (30 << 20) / entry.len();
    let Detected {
        encoding, guessed, ..
    } = Encoding::detect(&mut MadeUp::new("", &entry, times, "")).unwrap();
    assert_eq!((encoding, guessed), (Encoding::UTF_8, false));
    let mut reader = Reader::new(
        BufReader::new(MadeUp::new("", &entry, times, "")),
        Options::default(),
    );
    let whole = |item| matches!(item, Ok(Item::Entry(entry)) if entry.comments.len() == 1 && entry.body.len() == 9999);
    assert_eq!(
        reader
            .by_ref()
            .filter_map(|item| whole(item).then_some(()))
            .count(),
        times
    );
    assert_eq!(
        reader.bytes_read(),
        u64::try_from(entry.len() * times).unwrap()
    );
}

#[test]
fn an_entry_beyond_the_limit_is_let_go_and_the_next_one_read() {
    let limits = Limits {
        entry: 1 << 20,
        ..Limits::default()
    };
    let items = read(
        MadeUp::new(ENTRY, "a line of text\n--------\n", 100_000, NEXT),
        limits,
    );
    assert_eq!(skipped(&items[0]), (1, "One", Reason::EntryTooLarge));
    assert_eq!((items.len(), body(&items[1])), (2, "fine"));
}

#[test]
fn a_line_beyond_the_limit_is_let_go_and_its_entry_kept() {
    let limits = Limits {
        line: 1 << 20,
        ..Limits::default()
    };
    let items = read(
        MadeUp::new(
            &format!("{ENTRY}before\n"),
            "x",
            3 << 20,
            "\nafter\n-----\n--------\n",
        ),
        limits,
    );
    assert_eq!((items.len(), body(&items[0])), (2, "before\nafter"));
    assert_eq!(skipped(&items[1]), (6, "One", Reason::LinesTooLong(1)));
}

#[test]
fn comments_and_pings_beyond_the_limit_are_counted_and_left_out() {
    let limits = Limits {
        comments_per_entry: 10,
        ..Limits::default()
    };
    let part = "\n-----\nCOMMENT:\nAUTHOR: Bo\nHi\n-----\nPING:\nTITLE: x\n";
    let items = read(MadeUp::new(ENTRY, part, 100, NEXT), limits);
    let Item::Entry(entry) = &items[0] else {
        panic!("{:?}", items[0])
    };
    assert_eq!((entry.comments.len(), entry.pings.len()), (10, 10));
    assert_eq!(skipped(&items[1]), (87, "One", Reason::TooManyComments(90)));
    assert_eq!(skipped(&items[2]), (91, "One", Reason::TooManyPings(90)));
    assert_eq!(body(&items[3]), "fine");
}

#[test]
fn many_small_parts_cost_more_than_their_text() {
    let limits = Limits {
        entry: 1 << 20,
        ..Limits::default()
    };
    let distinct = |line: fn(usize) -> String| (0..10_000).map(line).collect::<String>();
    for header in [
        distinct(|at| format!("CATEGORY: {at}\n")),
        distinct(|at| format!("x{at}: y\n")),
        format!("TAGS: {}\n", distinct(|at| format!("{at},"))),
        distinct(|_| "DATE: x\n".to_owned()),
    ] {
        let items = read(
            format!("TITLE: One\n{header}-----\nBODY:\nx{NEXT}").as_bytes(),
            limits,
        );
        assert_eq!(skipped(&items[0]), (1, "One", Reason::EntryTooLarge));
        assert_eq!(body(&items[1]), "fine");
    }
}

#[test]
fn a_wall_of_hyphens_or_keys_is_read_in_linear_time() {
    for part in [
        "--------\n",
        "--------\nFOO: x\n",
        "-----\n",
        "--------\n\n\n",
        "--------\n-----\n",
        "FOO: x\n",
        "<a&amp;",
    ] {
        let items = read(MadeUp::new(ENTRY, part, 50_000, NEXT), Limits::default());
        assert_eq!(body(items.last().unwrap()), "fine", "{part}");
    }
}

#[test]
fn bytes_of_no_text_at_all_are_no_entry() {
    let noise: Vec<u8> = (0_u32..300_000)
        .map(|at| at.wrapping_mul(2_654_435_761).to_be_bytes()[0])
        .collect();
    let encoding = Encoding::detect(&mut noise.as_slice()).unwrap().encoding;
    let options = Options {
        encoding,
        absent_status: Status::Draft,
        ..Options::default()
    };
    assert!(
        Reader::new(noise.as_slice(), options).all(|item| matches!(item, Ok(Item::Skipped { .. })))
    );
}

/// Real exports lie outside the repository: name their folder to have them read.
#[test]
fn real_exports_are_read_whole() {
    let Some(folder) = std::env::var_os("GUILDHALL_TYPEPAD_DIR") else {
        return;
    };
    for file in std::fs::read_dir(Path::new(&folder)).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|end| end != "txt") {
            continue;
        }
        let mut source = std::fs::File::open(&path).unwrap();
        let encoding = Encoding::detect(&mut source).unwrap().encoding;
        io::Seek::rewind(&mut source).unwrap();
        let options = Options {
            encoding,
            absent_status: Status::Publish,
            ..Options::default()
        };
        let items: Vec<Item> = Reader::new(BufReader::new(source), options)
            .map(Result::unwrap)
            .collect();
        assert!(!items.is_empty(), "{path:?}");
        for item in &items {
            let Item::Entry(entry) = item else {
                panic!("{path:?}: {item:?}")
            };
            assert!(
                entry.date.is_some() && !entry.body.is_empty() && entry.author.is_some(),
                "{path:?}: {entry:?}"
            );
            let odd = super::oddities(entry);
            assert!(odd.is_empty(), "{path:?}: {odd:?}");
            assert!(
                entry
                    .comments
                    .iter()
                    .all(|comment| comment.date.is_some() && !comment.text.is_empty())
            );
        }
    }
}
