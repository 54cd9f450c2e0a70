//! How this program's allocator, mimalloc, goes about memory. It reads that from variables when a process begins.

use std::os::unix::process::CommandExt as _;
use std::time::Duration;

/// Whether a process is small and lives long, or reads much and ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Thrift {
    /// What is freed is given back soon. A serving hall takes half the memory so, and is not slower.
    Soon,
    /// What is freed is given back at once. A file of few huge entries took a third more without it.
    AtOnce,
}

impl Thrift {
    const fn delay(self) -> Duration {
        match self {
            Self::Soon => Duration::from_millis(10),
            Self::AtOnce => Duration::ZERO,
        }
    }
}

/// Begins this process anew, sparing with memory, unless it is so already or its operator has chosen otherwise.
pub(crate) fn begin_anew(thrift: Thrift) {
    let delay = thrift.delay().as_millis().to_string();
    let wanted = [
        ("MIMALLOC_PURGE_DELAY", delay.as_str()),
        // Pages of two megabytes are taken whole for a few bytes.
        ("MIMALLOC_ALLOW_THP", "0"),
    ];
    let open: Vec<_> = wanted
        .into_iter()
        .filter(|(name, _)| std::env::var_os(name).is_none())
        .collect();
    if open.is_empty() {
        return;
    }
    let Ok(program) = std::env::current_exe() else {
        return;
    };
    let mut given = std::env::args_os();
    let mut command = std::process::Command::new(program);
    if let Some(name) = given.next() {
        command.arg0(name);
    }
    // It comes back only if it failed: then everything goes on as it is, with more memory.
    let _ = command.args(given).envs(open).exec();
}
