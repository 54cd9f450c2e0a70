//! The child: raises its fence, reads one request, answers, ends.

use std::io::{self, Read, Write};
use std::process::ExitCode;

use super::fence;
use super::make::make;
use super::prepared::Purpose;
use super::refusal::Refusal;
use super::wire;

/// Prepares the one picture that comes through `input` and writes the answer to `output`.
///
/// Call it first thing in a process of its own, before any thread is started, with that process's standard input and
/// output: it takes from the process all rights that this work does not need, for good.
pub fn work(input: impl Read, output: impl Write) -> ExitCode {
    match fence::raise().and_then(|()| serve(input, output)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn serve(input: impl Read, mut output: impl Write) -> io::Result<()> {
    let (purpose, bytes) = read(input)?;
    let mut answer = wire::answer(&make(&bytes, purpose));
    if answer.len() > wire::ANSWER_BYTES {
        answer = wire::answer(&Err(Refusal::TooLarge));
    }
    output.write_all(&answer)?;
    output.flush()
}

fn read(mut input: impl Read) -> io::Result<(Purpose, Vec<u8>)> {
    let mut head = [0; wire::REQUEST_HEAD];
    input.read_exact(&mut head)?;
    let (purpose, length) =
        wire::read_request_head(head).map_err(|_| io::ErrorKind::InvalidData)?;
    let mut bytes = vec![0; length];
    input.read_exact(&mut bytes)?;
    Ok((purpose, bytes))
}
