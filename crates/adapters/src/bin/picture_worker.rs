//! Stands in, in this crate's tests, for the hidden subcommand of the `guildhall` binary.
//!
//! Without an argument it works; with one it misbehaves behind the same fence, to show that the fence holds.

use std::io::{stdin, stdout};
use std::process::ExitCode;

use guildhall_adapters::picture::{fence, work};

fn main() -> ExitCode {
    match std::env::args().nth(1).as_deref() {
        None => work(stdin().lock(), stdout().lock()),
        Some(misdeed) => match fence::raise() {
            Ok(()) => misbehave(misdeed),
            Err(_) => ExitCode::FAILURE,
        },
    }
}

/// Success means that the misdeed could be done.
fn misbehave(misdeed: &str) -> ExitCode {
    let done = match misdeed {
        "loop" => loop {
            std::hint::spin_loop();
        },
        "hoard" => vec![1_u8; 600 * 1024 * 1024].iter().all(|byte| *byte == 1),
        "read" => std::fs::read("/etc/hostname").is_ok() || std::fs::read_dir("/").is_ok(),
        "write" => std::fs::write("/tmp/guildhall-picture-worker", b"here").is_ok(),
        "call" => std::net::TcpStream::connect("127.0.0.1:9").map_or_else(
            |error| error.kind() == std::io::ErrorKind::ConnectionRefused,
            |_| true,
        ),
        "start" => std::process::Command::new("/bin/true").status().is_ok(),
        "talk" => std::io::copy(&mut std::io::repeat(b'x'), &mut stdout().lock()).is_ok(),
        _ => false,
    };
    if done {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(77)
    }
}
