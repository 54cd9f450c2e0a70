//! Stands in, in the stories, for the hidden subcommand of the `guildhall` binary that makes pictures.

use std::io::{stdin, stdout};
use std::process::ExitCode;

fn main() -> ExitCode {
    adapters::picture::work(stdin().lock(), stdout().lock())
}
