//! The reader of a whole file.

use std::collections::VecDeque;
use std::io::{self, BufRead};

use super::ahead::Ahead;
use super::assembly::Assembly;
use super::header::{self, ENTRY_END};
use super::item::{Error, Item, Options};
use super::lines::{Line, Lines};

/// Yields the entries of a file as they come. It holds one of them, and never fails on what the file says.
pub struct Reader<R> {
    lines: Ahead<R>,
    options: Options,
    ready: VecDeque<Item>,
    line: u64,
    replaced: u64,
    removed: u64,
    ended: bool,
}

impl<R: BufRead> Reader<R> {
    /// Reads from the beginning of a file.
    pub fn new(source: R, options: Options) -> Self {
        Self {
            lines: Ahead::new(Lines::new(source, options.encoding, options.limits.line)),
            options,
            ready: VecDeque::new(),
            line: 0,
            replaced: 0,
            removed: 0,
            ended: false,
        }
    }

    /// How far it is, in bytes of the source.
    pub fn bytes_read(&self) -> u64 {
        self.lines.bytes_read()
    }

    /// Characters so far that could not be read, in all entries.
    pub fn unreadable(&self) -> u64 {
        self.replaced
    }

    /// Control characters taken out so far, in all entries.
    pub fn control_characters(&self) -> u64 {
        self.removed
    }

    /// Reads up to the end of an entry.
    fn read(&mut self) -> io::Result<Vec<Item>> {
        let mut assembly = Assembly::new(self.options);
        while let Some(line) = self.lines.next()? {
            self.line = line.number;
            self.replaced += line.replaced;
            self.removed += line.removed;
            match line.text.as_deref() {
                Some(ENTRY_END) => {
                    if !assembly.in_piece() || self.lines.entry_begins()? {
                        return Ok(assembly.finish(None));
                    }
                    assembly.add_hyphens(line.number);
                }
                Some(text) if let Some(rest) = header::joined(text) => {
                    let rest = Some(rest.to_owned());
                    self.lines.put_back(Line {
                        text: rest,
                        replaced: 0,
                        removed: 0,
                        ..line
                    });
                    return Ok(assembly.finish(None));
                }
                _ => assembly.add(line),
            }
        }
        self.ended = true;
        Ok(assembly.finish(Some(self.line)))
    }
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Result<Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.ready.is_empty() && !self.ended {
            match self.read() {
                Ok(items) => self.ready.extend(items),
                Err(source) => {
                    self.ended = true;
                    return Some(Err(Error::Read {
                        line: self.line,
                        source,
                    }));
                }
            }
        }
        self.ready.pop_front().map(Ok)
    }
}
