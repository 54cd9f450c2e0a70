//! What is said on standard output: answers to whoever typed the command, never logs.

use std::io::{self, Write};

/// Says a line. Nobody may be listening any more: then nothing is said.
pub(crate) fn say(line: &str) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// Says what went wrong, on standard error.
pub(crate) fn complain(line: &str) {
    let _ = writeln!(io::stderr().lock(), "guildhall: {line}");
}

/// A line that shows how far a long work is; none where nobody looks.
pub(crate) fn progress(most: u64, what: &'static str) -> indicatif::ProgressBar {
    let template = "{msg} {wide_bar} {human_pos}/{human_len}, {per_sec}, {eta} to go";
    let style = indicatif::ProgressStyle::with_template(template);
    let bar = indicatif::ProgressBar::new(most).with_message(what);
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
