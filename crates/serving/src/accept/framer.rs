//! Reads along with hyper on an HTTP/1 connection to know where request heads begin and end.
//!
//! Two things need it. The time a head may take counts from its first byte, which hyper does not tell. And hyper
//! quietly settles ambiguous framing (both `Transfer-Encoding` and `Content-Length`) where the specification wants a
//! refusal (SECURITY 3.4). It changes nothing; an offence is noted by the number of its head.

use http::StatusCode;

/// What is wrong with a head, beyond what hyper refuses itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Offence {
    /// The length of the body can be read in two ways.
    Framing,
    /// The header fields are too long.
    Fields,
}

impl Offence {
    pub(crate) fn status(self) -> StatusCode {
        match self {
            Self::Framing => StatusCode::BAD_REQUEST,
            Self::Fields => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
        }
    }

    pub(crate) fn reason(self) -> &'static str {
        match self {
            Self::Framing => "request.framing",
            Self::Fields => "request.fields-too-long",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Between two requests.
    Between,
    /// Within the request line.
    Line,
    /// Within a field's name.
    Name,
    /// Within a field's value.
    Value(Field),
    /// Within a body of known length.
    Body(u64),
    /// Within the line that says how long a chunk is.
    Size { length: u64, done: bool },
    /// Within a chunk and the line end behind it.
    Chunk(u64),
    /// Within a trailer line that has so many bytes yet.
    Trailer(u64),
    /// Not HTTP/1 any more, or refused.
    Blind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Length,
    Encoding,
    Other,
}

/// As long as `transfer-encoding`, the longest word that is compared.
const WORD: usize = 17;

/// The head that is being read.
#[derive(Debug, Default)]
struct Head {
    fields: usize,
    word: Word,
    length: Option<u64>,
    chunked: bool,
}

/// The first bytes of a name or value, in lower case.
#[derive(Debug, Default)]
struct Word {
    bytes: [u8; WORD],
    len: usize,
}

impl Word {
    fn push(&mut self, byte: u8) {
        if let Some(place) = self.bytes.get_mut(self.len) {
            *place = byte.to_ascii_lowercase();
        }
        self.len = self.len.saturating_add(1);
    }

    fn text(&self) -> &[u8] {
        // Longer than the buffer means: none of the words we know.
        self.bytes.get(..self.len).unwrap_or(b"?").trim_ascii()
    }
}

/// Reads along. One for each connection.
#[derive(Debug)]
pub(crate) struct Framer {
    state: State,
    head: Head,
    heads: u64,
    most_fields: usize,
    offence: Option<(u64, Offence)>,
}

impl Framer {
    pub(crate) fn new(most_fields: usize) -> Self {
        Self {
            state: State::Between,
            head: Head::default(),
            heads: 0,
            most_fields,
            offence: None,
        }
    }

    /// Whether a head has begun and not ended.
    pub(crate) fn within_head(&self) -> bool {
        matches!(self.state, State::Line | State::Name | State::Value(_))
    }

    /// Whether nothing of a first head has come yet.
    pub(crate) fn awaits_first(&self) -> bool {
        self.heads == 0 && self.state == State::Between
    }

    /// Whether the rest of the connection says nothing to us.
    pub(crate) fn is_blind(&self) -> bool {
        self.state == State::Blind
    }

    /// The head, counted from 1, that must be refused. Nothing behind it is read.
    pub(crate) fn offence(&self) -> Option<(u64, Offence)> {
        self.offence
    }

    /// Reads what came from the peer.
    pub(crate) fn feed(&mut self, mut bytes: &[u8]) {
        while let Some((&byte, rest)) = bytes.split_first() {
            bytes = match self.state {
                State::Blind => return,
                State::Body(left) => {
                    let (left, rest) = skip(left, bytes);
                    self.state = if left == 0 {
                        State::Between
                    } else {
                        State::Body(left)
                    };
                    rest
                }
                State::Chunk(left) => {
                    let (left, rest) = skip(left, bytes);
                    self.state = match left {
                        0 => State::Size {
                            length: 0,
                            done: false,
                        },
                        left => State::Chunk(left),
                    };
                    rest
                }
                State::Value(Field::Other) => self.other_value(bytes),
                _ => {
                    self.step(byte);
                    rest
                }
            };
        }
    }

    /// Values that do not matter are most of a head: over them in one go.
    fn other_value<'b>(&mut self, bytes: &'b [u8]) -> &'b [u8] {
        match bytes.iter().position(|&byte| byte == b'\n') {
            Some(end) => {
                self.count(end.saturating_add(1));
                self.begin_name();
                bytes.get(end.saturating_add(1)..).unwrap_or_default()
            }
            None => {
                self.count(bytes.len());
                &[]
            }
        }
    }

    fn step(&mut self, byte: u8) {
        match self.state {
            State::Between => {
                if !matches!(byte, b'\r' | b'\n') {
                    self.head = Head::default();
                    self.head.word.push(byte);
                    self.state = State::Line;
                }
            }
            State::Line => self.line(byte),
            State::Name => {
                self.count(1);
                self.name(byte);
            }
            State::Value(field) => {
                self.count(1);
                self.value(field, byte);
            }
            State::Size { length, done } => self.size(length, done, byte),
            State::Trailer(len) => {
                self.state = match byte {
                    b'\n' if len == 0 => State::Between,
                    b'\n' => State::Trailer(0),
                    b'\r' => State::Trailer(len),
                    _ => State::Trailer(len.saturating_add(1)),
                }
            }
            State::Body(_) | State::Chunk(_) | State::Blind => {}
        }
    }

    fn line(&mut self, byte: u8) {
        if byte == b'\n' {
            self.begin_name();
        } else if self.head.word.len < 4 {
            self.head.word.push(byte);
            if self.heads == 0 && self.head.word.text() == b"pri" && byte == b' ' {
                self.state = State::Blind; // The preface of HTTP/2.
            }
        }
    }

    fn begin_name(&mut self) {
        if self.state != State::Blind {
            self.head.word = Word::default();
            self.state = State::Name;
        }
    }

    fn name(&mut self, byte: u8) {
        match byte {
            b':' => {
                let field = match self.head.word.text() {
                    b"content-length" => Field::Length,
                    b"transfer-encoding" => Field::Encoding,
                    _ => Field::Other,
                };
                self.head.word = Word::default();
                if self.state != State::Blind {
                    self.state = State::Value(field);
                }
            }
            b'\n' if self.head.word.text().is_empty() => self.end_head(),
            b'\n' => self.begin_name(), // hyper refuses a line without a colon.
            byte => self.head.word.push(byte),
        }
    }

    fn value(&mut self, field: Field, byte: u8) {
        if byte != b'\n' {
            let leading = self.head.word.len == 0 && matches!(byte, b' ' | b'\t');
            if !leading && byte != b'\r' {
                self.head.word.push(byte);
            }
            return;
        }
        match field {
            Field::Length => match number(self.head.word.text(), 10) {
                Some(length) if self.head.length.is_none() => self.head.length = Some(length),
                _ => return self.offend(Offence::Framing),
            },
            Field::Encoding => {
                if self.head.chunked || self.head.word.text() != b"chunked" {
                    return self.offend(Offence::Framing);
                }
                self.head.chunked = true;
            }
            Field::Other => {}
        }
        self.begin_name();
    }

    fn end_head(&mut self) {
        let next = match (self.head.length, self.head.chunked) {
            (Some(_), true) => return self.offend(Offence::Framing),
            (_, true) => State::Size {
                length: 0,
                done: false,
            },
            (None | Some(0), false) => State::Between,
            (Some(length), false) => State::Body(length),
        };
        if self.state != State::Blind {
            self.heads = self.heads.saturating_add(1);
            self.state = next;
        }
    }

    fn size(&mut self, length: u64, done: bool, byte: u8) {
        self.state = match byte {
            b'\n' if length == 0 => State::Trailer(0),
            b'\n' => State::Chunk(length.saturating_add(2)), // with its line end
            byte if !done && byte.is_ascii_hexdigit() => {
                match number(&[byte], 16)
                    .and_then(|digit| length.checked_mul(16)?.checked_add(digit))
                {
                    Some(length) => State::Size { length, done },
                    None => State::Blind, // hyper refuses it too.
                }
            }
            _ => State::Size { length, done: true },
        }
    }

    fn count(&mut self, bytes: usize) {
        self.head.fields = self.head.fields.saturating_add(bytes);
        if self.head.fields > self.most_fields {
            self.offend(Offence::Fields);
        }
    }

    fn offend(&mut self, offence: Offence) {
        self.offence
            .get_or_insert((self.heads.saturating_add(1), offence));
        self.state = State::Blind;
    }
}

fn skip(left: u64, bytes: &[u8]) -> (u64, &[u8]) {
    let have = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    match usize::try_from(left)
        .ok()
        .and_then(|left| bytes.get(left..))
    {
        Some(rest) => (0, rest),
        None => (left.saturating_sub(have), &[]),
    }
}

fn number(digits: &[u8], radix: u32) -> Option<u64> {
    let text = std::str::from_utf8(digits).ok()?;
    let plain = text.bytes().all(|byte| byte.is_ascii_hexdigit());
    plain.then(|| u64::from_str_radix(text, radix).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Framer {
        let mut framer = Framer::new(200);
        framer.feed(text.as_bytes());
        // However the bytes are cut, the reading is the same.
        let mut slow = Framer::new(200);
        for byte in text.bytes() {
            slow.feed(&[byte]);
        }
        assert_eq!(
            (slow.state, slow.heads, slow.offence),
            (framer.state, framer.heads, framer.offence),
            "{text}"
        );
        framer
    }

    #[test]
    fn heads_are_counted_over_bodies_of_every_kind() {
        let framer = read(concat!(
            "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 16\r\n\r\nGET / HTTP/1.1\r\n",
            "POST / HTTP/1.1\r\ntransfer-ENCODING:chunked\r\n\r\n5;x=y\r\na\r\n\r\n\r\n0\r\nT: 1\r\n\r\n",
            "GET / HTTP/1.1\nHost: a\n\n",
        ));

        assert_eq!(
            (framer.heads, framer.state, framer.offence),
            (4, State::Between, None)
        );
    }

    #[test]
    fn it_knows_when_a_head_is_under_way() {
        assert!(!read("").within_head());
        assert!(!read("\r\n").within_head());
        assert!(read("G").within_head());
        assert!(read("GET / HTTP/1.1\r\nHost: a\r\n").within_head());
        assert!(!read("GET / HTTP/1.1\r\nHost: a\r\n\r\n").within_head());
        assert!(!read("POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nab").within_head());
        assert!(read("POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\nabG").within_head());
    }

    #[test]
    fn bodies_of_two_lengths_are_offences_of_their_head() {
        for fields in [
            "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
            "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
            "Content-Length: 4\r\nContent-Length: 4\r\n",
            "Content-Length: 4, 4\r\n",
            "Content-Length: +4\r\n",
            "Content-Length: 0x4\r\n",
            "Content-Length:\r\n",
            "Transfer-Encoding: gzip, chunked\r\n",
            "Transfer-Encoding: identity\r\n",
            "Transfer-Encoding: xchunked\r\n",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        ] {
            let text = format!("GET / HTTP/1.1\r\nHost: a\r\n\r\nPOST / HTTP/1.1\r\n{fields}\r\n");

            assert_eq!(
                read(&text).offence(),
                Some((2, Offence::Framing)),
                "{fields}"
            );
        }
    }

    #[test]
    fn long_fields_are_an_offence_and_a_long_line_is_not() {
        let long = "x".repeat(300);

        assert_eq!(
            read(&format!("GET /{long} HTTP/1.1\r\nHost: a\r\n\r\n")).offence(),
            None
        );
        let framer = read(&format!("GET / HTTP/1.1\r\nHost: a\r\nA: {long}\r\n\r\n"));
        assert_eq!(framer.offence(), Some((1, Offence::Fields)));
        let framer = read(&format!("GET / HTTP/1.1\r\n{long}: a\r\n\r\n"));
        assert_eq!(framer.offence(), Some((1, Offence::Fields)));
    }

    #[test]
    fn http_2_is_left_alone() {
        assert!(read("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").is_blind());
        assert!(!read("PRIVATE / HTTP/1.1\r\n").is_blind());
    }
}
