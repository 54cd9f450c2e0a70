//! Where lines are logged: to standard error, as JSON or for people, each of bounded length and not in any number (R88).
//!
//! Nothing secret is left out here: nothing secret is put into a line in the first place.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tracing::{Level, Metadata};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

use crate::config::LogFormat;

/// Bytes of a line.
const LONGEST: usize = 4 * 1024;
/// Warnings and errors in a second. A storm says the same again and again.
const STORM: u32 = 100;
/// The second.
const SPAN: Duration = Duration::from_secs(1);

/// What a level lets through; none if it cannot be understood.
pub(crate) fn filter(level: &str) -> Option<EnvFilter> {
    EnvFilter::try_new(level).ok()
}

/// From now on lines are logged.
pub(crate) fn begin(level: &str, format: LogFormat) {
    let Some(filter) = filter(level) else { return };
    let lines = Lines::new(io::stderr);
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(lines);
    let begun = match format {
        LogFormat::Json => lines
            .json()
            .flatten_event(true)
            .with_current_span(false)
            .with_span_list(false)
            .try_init(),
        LogFormat::Text => lines
            .with_ansi(io::IsTerminal::is_terminal(&io::stderr()))
            .try_init(),
    };
    // Only tests begin twice; the first one goes on.
    drop(begun);
}

/// What was said in the present second.
#[derive(Debug)]
struct Second {
    began: Instant,
    said: u32,
    left_out: u32,
}

/// Writes whole lines, bounded.
struct Lines<W> {
    to: W,
    second: Arc<Mutex<Second>>,
}

impl<W> Lines<W> {
    fn new(to: W) -> Self {
        Self {
            to,
            second: Arc::new(Mutex::new(Second {
                began: Instant::now(),
                said: 0,
                left_out: 0,
            })),
        }
    }

    /// Whether a warning may be said still, and how many were left out before it.
    fn may_speak(&self, now: Instant) -> (bool, u32) {
        let mut second = self.second.lock().unwrap_or_else(PoisonError::into_inner);
        let mut left_out = 0;
        if now.duration_since(second.began) >= SPAN {
            left_out = second.left_out;
            *second = Second {
                began: now,
                said: 0,
                left_out: 0,
            };
        }
        if second.said < STORM {
            second.said += 1;
            (true, left_out)
        } else {
            second.left_out += 1;
            (false, left_out)
        }
    }
}

impl<'a, W: Fn() -> O + 'a, O: Write> MakeWriter<'a> for Lines<W> {
    type Writer = Line<O>;

    fn make_writer(&'a self) -> Line<O> {
        Line(Some((self.to)()))
    }

    fn make_writer_for(&'a self, meta: &Metadata<'_>) -> Line<O> {
        if *meta.level() > Level::WARN {
            return self.make_writer(); // What happens as usual is bounded by what is asked.
        }
        let (speak, left_out) = self.may_speak(Instant::now());
        let mut line = Line(speak.then(|| (self.to)()));
        if left_out > 0 {
            let words = format!(
                "{{\"level\":\"WARN\",\"message\":\"{left_out} more warnings were left out\"}}\n"
            );
            // Where lines go cannot be reached: there is nowhere to say so.
            let _ = line.write_all(words.as_bytes());
        }
        line
    }
}

/// One line, or silence. A line comes in one piece.
struct Line<O>(Option<O>);

impl<O: Write> Write for Line<O> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some(to) = &mut self.0 else {
            return Ok(bytes.len());
        };
        match bytes.get(..LONGEST) {
            Some(start) if bytes.len() > LONGEST => {
                to.write_all(String::from_utf8_lossy(start).as_bytes())?;
                to.write_all("…\n".as_bytes())?;
            }
            _ => to.write_all(bytes)?,
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.as_mut().map_or(Ok(()), Write::flush)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_cut() {
        let mut out = Vec::new();
        let line = "ä".repeat(10_000) + "\n";
        Line(Some(&mut out)).write_all(line.as_bytes()).unwrap();
        assert!(out.len() < LONGEST + 10 && out.ends_with(b"\n"));
        assert!(String::from_utf8(out).is_ok());
    }

    #[test]
    fn a_storm_of_warnings_is_thinned_out_and_counted() {
        let lines = Lines::new(io::sink);
        let now = Instant::now();
        let said = (0..1_000).filter(|_| lines.may_speak(now).0).count();
        assert_eq!(said, 100);
        assert_eq!(lines.may_speak(now + SPAN), (true, 900));
        assert_eq!(lines.may_speak(now + SPAN), (true, 0));
    }
}
