//! Lines of text from bytes: decoded, ended by LF, CRLF or CR, cleaned, and none longer than a limit.

use std::io::{self, BufRead};

use encoding_rs::{Decoder, DecoderResult};

use super::encoding::Encoding;

/// Decoded text held at a time.
const CHUNK: usize = 64 * 1024;

/// One line, without its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Counted from 1.
    pub number: u64,
    /// Nothing if it was longer than the limit: then it was let go as it came.
    pub text: Option<String>,
    /// Sequences that mean nothing in the encoding; each is now U+FFFD.
    pub replaced: u64,
    /// Control characters that were taken out.
    pub removed: u64,
}

/// Reads lines, one held at a time.
pub struct Lines<R> {
    source: R,
    decoder: Decoder,
    limit: usize,
    chunk: String,
    /// How much of the chunk is used up.
    used: usize,
    /// The chunk's last character stands for something unreadable.
    damaged: bool,
    ended: bool,
    /// The line before ended with CR: an LF now belongs to that.
    after_return: bool,
    number: u64,
    bytes: u64,
}

impl<R: BufRead> Lines<R> {
    /// Lines of at most `limit` bytes of UTF-8.
    pub fn new(source: R, encoding: Encoding, limit: usize) -> Self {
        Self {
            source,
            decoder: encoding.decoder(),
            limit,
            chunk: String::with_capacity(CHUNK),
            used: 0,
            damaged: false,
            ended: false,
            after_return: false,
            number: 0,
            bytes: 0,
        }
    }

    /// Bytes taken from the source so far.
    pub fn bytes_read(&self) -> u64 {
        self.bytes
    }

    fn read(&mut self) -> io::Result<Option<Line>> {
        let mut line = Growing {
            limit: self.limit,
            ..Growing::default()
        };
        let mut after_return = std::mem::take(&mut self.after_return);
        loop {
            if self.used >= self.chunk.len() {
                line.replaced += u64::from(std::mem::take(&mut self.damaged));
                self.fill()?;
                if self.chunk.is_empty() {
                    return Ok(line.started().then(|| line.end(&mut self.number)));
                }
            }
            let rest = self.chunk.get(self.used..).unwrap_or_default();
            let stop = rest.bytes().position(|byte| byte < b' ' && byte != b'\t');
            let plain = stop.and_then(|at| rest.get(..at)).unwrap_or(rest);
            let control = stop.and_then(|at| rest.as_bytes().get(at));
            self.used += plain.len() + usize::from(control.is_some());
            line.push(plain);
            match control {
                None => {}
                Some(b'\n') if after_return && !line.started() => after_return = false,
                Some(b'\n') => return Ok(Some(line.end(&mut self.number))),
                Some(b'\r') => {
                    self.after_return = true;
                    return Ok(Some(line.end(&mut self.number)));
                }
                Some(_) => line.removed += 1,
            }
        }
    }

    /// The next chunk; an empty one is the end.
    fn fill(&mut self) -> io::Result<()> {
        self.chunk.clear();
        self.used = 0;
        while self.chunk.is_empty() && !self.ended {
            let bytes = match self.source.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            let last = bytes.is_empty();
            let (result, read) =
                self.decoder
                    .decode_to_string_without_replacement(bytes, &mut self.chunk, last);
            self.source.consume(read);
            self.bytes = self
                .bytes
                .saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
            match result {
                DecoderResult::InputEmpty => self.ended = last,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => {
                    self.chunk.push(char::REPLACEMENT_CHARACTER);
                    self.damaged = true;
                }
            }
        }
        Ok(())
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<Line>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}

/// A line whose end has not come yet.
#[derive(Default)]
struct Growing {
    text: String,
    limit: usize,
    over: bool,
    replaced: u64,
    removed: u64,
}

impl Growing {
    fn push(&mut self, part: &str) {
        if self.over {
            return;
        }
        if part.len() > self.limit.saturating_sub(self.text.len()) {
            self.over = true;
            self.text = String::new();
        } else {
            self.text.push_str(part);
        }
    }

    fn started(&self) -> bool {
        self.over || self.removed > 0 || !self.text.is_empty()
    }

    fn end(mut self, number: &mut u64) -> Line {
        *number += 1;
        // Joined exports carry a mark wherever one of the files began.
        if self.text.starts_with('\u{FEFF}') {
            self.text.remove(0);
        }
        Line {
            number: *number,
            text: (!self.over).then_some(self.text),
            replaced: self.replaced,
            removed: self.removed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8], encoding: &str, limit: usize) -> Vec<Line> {
        // A tiny buffer, so that every sequence is cut somewhere.
        let source = io::BufReader::with_capacity(1, bytes);
        Lines::new(source, Encoding::named(encoding).unwrap(), limit)
            .map(Result::unwrap)
            .collect()
    }

    fn texts(bytes: &[u8], encoding: &str) -> Vec<String> {
        lines(bytes, encoding, 1000)
            .into_iter()
            .map(|line| line.text.unwrap())
            .collect()
    }

    #[test]
    fn lines_end_with_lf_crlf_or_cr_and_the_last_with_nothing() {
        assert_eq!(
            texts(b"a\nb\r\nc\rd\n\n\r\r\n\re", "utf-8"),
            ["a", "b", "c", "d", "", "", "", "", "e"]
        );
        assert_eq!(texts(b"a\r", "utf-8"), ["a"]);
        assert_eq!(texts(b"", "utf-8"), [""; 0]);
    }

    #[test]
    fn marks_at_the_start_of_lines_are_dropped() {
        assert_eq!(
            texts("\u{feff}a\n\u{feff}b\nc\u{feff}d".as_bytes(), "utf-8"),
            ["a", "b", "c\u{feff}d"]
        );
    }

    #[test]
    fn invalid_bytes_are_replaced_and_counted_with_their_line() {
        let read = lines(b"fine\nx\xFFy\xE9\n\xE2\x80", "utf-8", 1000);
        assert_eq!(read[1].text.as_deref(), Some("x\u{FFFD}y\u{FFFD}"));
        assert_eq!(
            read.iter().map(|line| line.replaced).collect::<Vec<_>>(),
            [0, 2, 1]
        );
    }

    #[test]
    fn control_characters_are_removed_and_counted() {
        let read = lines(b"a\0b\x0Bc\x1B[0m\td", "utf-8", 1000);
        assert_eq!(
            (read[0].text.as_deref(), read[0].removed),
            (Some("abc[0m\td"), 3)
        );
    }

    #[test]
    fn other_encodings_are_decoded_across_buffers() {
        let (euc, ..) = encoding_rs::EUC_JP.encode("日本語\nです");
        assert_eq!(texts(&euc, "euc-jp"), ["日本語", "です"]);
        let (sjis, ..) = encoding_rs::SHIFT_JIS.encode("表示\rソ");
        assert_eq!(texts(&sjis, "shift_jis"), ["表示", "ソ"]);
        assert_eq!(texts(b"caf\xE9", "latin1"), ["café"]);
        assert_eq!(texts(b"\xFF\xFEa\0\r\0\n\0b\0", "utf-16le"), ["a", "b"]);
    }

    #[test]
    fn a_line_beyond_the_limit_is_let_go_and_the_next_one_read() {
        let read = lines(b"1234\n12345\nx", "utf-8", 4);
        assert_eq!(
            read.iter()
                .map(|line| line.text.as_deref())
                .collect::<Vec<_>>(),
            [Some("1234"), None, Some("x")]
        );
    }

    #[test]
    fn a_line_of_ten_megabytes_is_a_line() {
        let mut bytes = vec![b'x'; 10 << 20];
        bytes.extend(b"\nend");
        let read: Vec<Line> = Lines::new(bytes.as_slice(), Encoding::UTF_8, 32 << 20)
            .map(Result::unwrap)
            .collect();
        assert_eq!(read[0].text.as_ref().map(String::len), Some(10 << 20));
        assert_eq!(read[1].number, 2);
    }

    #[test]
    fn bytes_read_reach_the_length_of_the_source() {
        let mut read = Lines::new("é\nb".as_bytes(), Encoding::UTF_8, 10);
        assert_eq!(read.by_ref().count(), 2);
        assert_eq!(read.bytes_read(), 4);
    }
}
