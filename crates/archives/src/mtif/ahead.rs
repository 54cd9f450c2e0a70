//! Lines with a look at those to come, to tell an entry's end from hyphens in its text.

use std::collections::VecDeque;
use std::io::{self, BufRead};

use super::header::{self, Look};
use super::lines::{Line, Lines};

/// Lines looked at, blank ones aside. An entry names one of its known keys long before.
const LINES: usize = 32;
/// Blank lines looked at: behind so many any end is an end.
const BLANKS: usize = 4096;
/// Bytes looked at; the line that goes beyond is the last.
const BYTES: usize = 64 * 1024;

pub(super) struct Ahead<R> {
    lines: Lines<R>,
    queue: VecDeque<Line>,
}

impl<R: BufRead> Ahead<R> {
    pub(super) fn new(lines: Lines<R>) -> Self {
        Self {
            lines,
            queue: VecDeque::new(),
        }
    }

    pub(super) fn bytes_read(&self) -> u64 {
        self.lines.bytes_read()
    }

    pub(super) fn next(&mut self) -> io::Result<Option<Line>> {
        match self.queue.pop_front() {
            Some(line) => Ok(Some(line)),
            None => self.lines.next().transpose(),
        }
    }

    /// Puts a line back to be the next.
    pub(super) fn put_back(&mut self, line: Line) {
        self.queue.push_front(line);
    }

    /// Whether an entry begins here, or nothing more comes.
    ///
    /// It begins with a known key, perhaps behind others that look like keys; or, without any header, with a piece.
    pub(super) fn entry_begins(&mut self) -> io::Result<bool> {
        let (mut lines, mut blanks, mut bytes) = (0, 0, 0);
        let mut keys = false;
        let mut piece = false;
        for at in 0.. {
            let Some(line) = self.peek(at)? else {
                return Ok(!keys);
            };
            let Some(text) = &line.text else {
                return Ok(false);
            };
            bytes += text.len();
            match header::look(text) {
                Look::Blank => blanks += 1,
                Look::EntryEnd if !keys => lines += 1,
                Look::PieceEnd => {
                    piece = true;
                    lines += 1;
                }
                Look::KeyLike if !piece => {
                    keys = true;
                    lines += 1;
                }
                Look::Label if piece => return Ok(true),
                Look::Known if !piece => return Ok(true),
                _ => return Ok(false),
            }
            if blanks > BLANKS {
                return Ok(lines == 0);
            }
            if lines > LINES || bytes > BYTES {
                break;
            }
        }
        Ok(false)
    }

    fn peek(&mut self, at: usize) -> io::Result<Option<&Line>> {
        while self.queue.len() <= at {
            match self.lines.next().transpose()? {
                Some(line) => self.queue.push_back(line),
                None => return Ok(None),
            }
        }
        Ok(self.queue.get(at))
    }
}
