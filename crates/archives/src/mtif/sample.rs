//! The lines of a file that tell its encoding: those with bytes beyond ASCII, up to a bound.

/// Hundreds of paragraphs: more does not make a guess better.
const ENOUGH: usize = 512 * 1024;

/// One line's share, so that a single picture pasted as text is not all there is.
const LINE: usize = 16 * 1024;

/// Bytes gathered for a guess.
#[derive(Default)]
pub(super) struct Sample {
    bytes: Vec<u8>,
}

impl Sample {
    /// Takes the telling lines of `chunk`. Its first and last one may be cut anywhere.
    pub(super) fn feed(&mut self, chunk: &[u8]) {
        if self.bytes.len() >= ENOUGH || chunk.is_ascii() {
            return;
        }
        for line in chunk
            .split(|byte| matches!(byte, b'\n' | b'\r'))
            .filter(|line| !line.is_ascii())
        {
            self.bytes.extend(whole(line));
            self.bytes.push(b'\n');
            if self.bytes.len() >= ENOUGH {
                return;
            }
        }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// The line, at most [`LINE`] long; if it is cut, then behind a byte that is never part of a longer character.
fn whole(line: &[u8]) -> &[u8] {
    let Some(start) = line.get(..LINE) else {
        return line;
    };
    let end = start
        .iter()
        .rposition(|byte| *byte < 0x30)
        .map_or(LINE, |at| at + 1);
    start.get(..end).unwrap_or(start)
}
