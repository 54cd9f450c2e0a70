//! The `guildhall` program: reads the command line and the settings, puts the parts together, runs one command.

mod allocator;
mod assemble;
mod cli;
mod command;
mod config;
mod demo;
mod fault;
mod key;
mod log;
mod out;

use std::process::ExitCode;

use clap::Parser;

use allocator::Thrift;
use cli::{Cli, Command, Import, People, Settings};
use command::{backup, check, import, person, seed, serve};
use config::Config;
use fault::Fault;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Whatever is written is nobody else's, even where a directory was made by somebody less careful (R133).
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    let cli = Cli::parse();
    if matches!(cli.command, Command::PictureWorker) {
        // Before anything is read or logged: this process is about to handle what a stranger sent.
        return adapters::picture::work(std::io::stdin().lock(), std::io::stdout().lock());
    }
    match cli.command {
        Command::Import { .. } => allocator::begin_anew(Thrift::AtOnce),
        Command::Serve(_) => allocator::begin_anew(Thrift::Soon),
        Command::Seed(_)
        | Command::Backup(_)
        | Command::Check(_)
        | Command::Config { .. }
        | Command::Person { .. }
        | Command::PictureWorker => {}
    }
    match run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            let words = fault.to_string();
            if !words.is_empty() {
                out::complain(&words);
            }
            fault.exit()
        }
    }
}

fn run(cli: Cli) -> Result<(), Fault> {
    let config = config::read(cli.layer(), variables(), cli.common.config.as_deref())?;
    let level = level(&config, &cli.command);
    log::begin(&level, config.log_format);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async move {
        match cli.command {
            Command::Serve(how) if how.demo => serve::demo(config).await,
            Command::Serve(_) => serve::run(config).await,
            Command::Seed(how) => seed::run(&config, &how).await,
            Command::Import {
                kind: Import::Typepad(what),
            } => import::typepad(&config, &what).await,
            Command::Backup(to) => backup::run(&config, &to),
            Command::Check(how) => check::run(&config, &how).await,
            Command::Config {
                what: Settings::Show,
            } => {
                out::say(config::show(&config).trim_end());
                Ok(())
            }
            Command::Person {
                what: People::Add(whom),
            } => person::add(&config, &whom).await,
            Command::PictureWorker => Ok(()),
        }
    })
}

/// The environment. A variable that is no text is none of ours.
fn variables() -> impl Iterator<Item = (String, String)> {
    std::env::vars_os().filter_map(|(name, value)| {
        let name = name.into_string().ok()?;
        Some((name, value.into_string().ok()?))
    })
}

/// Commands that answer at once say only what went wrong, unless they are asked for more.
fn level(config: &Config, command: &Command) -> String {
    let quiet = match command {
        Command::Serve(how) => how.demo,
        _ => true,
    };
    if quiet && config.sets_no_level() {
        "warn".to_owned()
    } else {
        config.log_level.clone()
    }
}
