//! The fence that a child raises about itself before it reads a stranger's first byte (R61).
//!
//! Limits of memory and time hold everywhere and are demanded. Landlock (no files) and seccomp (only the system calls that
//! computing needs) are used where the kernel has them.

use std::io;

use rustix::process::{Resource, Rlimit, getrlimit, nice, setrlimit};

use super::limit;

/// Gives up everything that preparing a picture does not need. There is no way back.
pub fn raise() -> io::Result<()> {
    for (resource, most) in [
        (Resource::As, limit::ADDRESS_SPACE),
        (Resource::Cpu, limit::CPU_SECONDS),
        (Resource::Core, 0),
        (Resource::Fsize, 0),
        (Resource::Nproc, 0),
    ] {
        limit_to(resource, most)?;
    }
    // Pages are served first. Not being heard is no harm.
    let _ = nice(10);
    kernel::raise();
    // Standard input, output and error stay; nothing can be opened beside them.
    limit_to(Resource::Nofile, 3)
}

/// Lowers a limit for good; one that is lower already stays.
fn limit_to(resource: Resource, most: u64) -> io::Result<()> {
    let most = getrlimit(resource)
        .maximum
        .map_or(most, |already| already.min(most));
    Ok(setrlimit(
        resource,
        Rlimit {
            current: Some(most),
            maximum: Some(most),
        },
    )?)
}

#[cfg(target_os = "linux")]
mod kernel {
    use std::collections::BTreeMap;

    use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, Scope};
    use rustix::process::{Signal, set_parent_process_death_signal};
    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, TargetArch};

    pub(super) fn raise() {
        let _ = set_parent_process_death_signal(Some(Signal::KILL));
        let _ = no_files();
        let _ = few_calls();
    }

    /// No rule is added: every file and every port is refused.
    fn no_files() -> Result<(), landlock::RulesetError> {
        let abi = ABI::V6;
        Ruleset::default()
            .handle_access(AccessFs::from_all(abi))?
            .handle_access(AccessNet::from_all(abi))?
            .scope(Scope::from_all(abi))?
            .create()?
            .restrict_self()
            .map(|_| ())
    }

    /// Calls outside the list fail as forbidden; they do not kill, since no allocator asks politely for less.
    fn few_calls() -> Result<(), Box<dyn std::error::Error>> {
        let arch = TargetArch::try_from(std::env::consts::ARCH)?;
        let rules: BTreeMap<i64, _> = ALLOWED.iter().map(|call| (*call, Vec::new())).collect();
        let forbidden = SeccompAction::Errno(libc::EPERM.unsigned_abs());
        let program: BpfProgram =
            SeccompFilter::new(rules, forbidden, SeccompAction::Allow, arch)?.try_into()?;
        Ok(seccompiler::apply_filter(&program)?)
    }

    /// To read and write what is open, to get and give back memory, to know the time, to end.
    const ALLOWED: &[i64] = &[
        libc::SYS_read,
        libc::SYS_readv,
        libc::SYS_write,
        libc::SYS_writev,
        libc::SYS_close,
        libc::SYS_fstat,
        libc::SYS_ppoll,
        libc::SYS_mmap,
        libc::SYS_munmap,
        libc::SYS_mremap,
        libc::SYS_mprotect,
        libc::SYS_madvise,
        libc::SYS_brk,
        libc::SYS_futex,
        libc::SYS_sched_yield,
        libc::SYS_sched_getaffinity,
        libc::SYS_clock_gettime,
        libc::SYS_getrandom,
        libc::SYS_getpid,
        libc::SYS_gettid,
        libc::SYS_tgkill,
        libc::SYS_setrlimit,
        libc::SYS_prlimit64,
        libc::SYS_sigaltstack,
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_rseq,
        libc::SYS_exit,
        libc::SYS_exit_group,
    ];
}

#[cfg(not(target_os = "linux"))]
mod kernel {
    pub(super) fn raise() {}
}
