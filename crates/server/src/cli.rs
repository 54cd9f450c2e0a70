//! The command line: what can be said, and how it is explained.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::config::Layer;

/// The hidden command by which the program starts itself to work on a picture.
pub(crate) const PICTURE_WORKER: &str = "picture-worker";

/// The home of a community: its weblog and its conversations, in one program that the community owns.
#[derive(Debug, Parser)]
#[command(
    name = "guildhall",
    version,
    propagate_version = true,
    after_help = "Every option can also be a line in guildhall.toml or a variable: --base-url is base-url = \"…\" and \
GUILDHALL_BASE_URL. `guildhall config show` prints what is in effect, and where each value comes from."
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command can be told.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// Read settings from this file instead of guildhall.toml in the data directory
    #[arg(long, value_name = "FILE", global = true, env = "GUILDHALL_CONFIG")]
    pub(crate) config: Option<PathBuf>,
    /// Keep everything in this directory [default: ./guildhall-data]
    #[arg(long, value_name = "DIR", global = true)]
    pub(crate) data: Option<PathBuf>,
    /// The address at which people reach the site, such as `https://hall.example`
    #[arg(long, value_name = "URL", global = true)]
    pub(crate) base_url: Option<String>,
    /// Keep the data in PostgreSQL instead of a file: postgres://name@host/database
    #[arg(long, value_name = "URL", global = true)]
    pub(crate) database: Option<String>,
    /// The schema within PostgreSQL [default: guildhall]
    #[arg(long, value_name = "NAME", global = true)]
    pub(crate) schema: Option<String>,
    /// How much is logged: error, warn, info, debug, trace [default: info for serve, warn for the rest]
    #[arg(long, value_name = "LEVEL", global = true)]
    pub(crate) log_level: Option<String>,
    /// How it is logged: json or text [default: text on a terminal]
    #[arg(long, value_name = "FORMAT", global = true)]
    pub(crate) log_format: Option<String>,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Open the hall: answer requests until told to stop
    Serve(Serve),
    /// Fill an empty hall with a made-up community of any size, the same for the same seed
    Seed(Seed),
    /// Bring in what was written elsewhere; safe to run again
    Import {
        #[command(subcommand)]
        kind: Import,
    },
    /// Copy everything to a new folder while the hall is open
    Backup(Backup),
    /// See whether everything kept agrees with itself
    Check(Check),
    /// Look at the settings
    Config {
        #[command(subcommand)]
        what: Settings,
    },
    /// Look after people without a browser
    Person {
        #[command(subcommand)]
        what: People,
    },
    /// Prepare one picture, read from standard input, behind a fence
    #[command(name = PICTURE_WORKER, hide = true)]
    PictureWorker,
}

/// How to serve.
#[derive(Debug, Default, Args)]
pub(crate) struct Serve {
    /// Listen here; 0.0.0.0:80 lets everybody come and needs --base-url [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) listen: Option<String>,
    /// Readers of the database at the same time [default: one for each core]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<usize>,
    /// Proxies in front of the hall that say whom they speak for, such as 10.0.0.0/8
    #[arg(long, value_name = "RANGE", value_delimiter = ',')]
    pub(crate) trusted_proxies: Option<Vec<String>>,
    /// Show a small living community that is gone when the program stops; mails are at /dev/mail
    #[arg(long, conflicts_with_all = ["data", "database"])]
    pub(crate) demo: bool,
}

/// How large a community to make up.
#[derive(Debug, Args)]
pub(crate) struct Seed {
    /// Members
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub(crate) people: u64,
    /// Conversations, each under an article
    #[arg(long, value_name = "N", default_value_t = 200)]
    pub(crate) conversations: u64,
    /// Comments in all
    #[arg(long, value_name = "N", default_value_t = 5_000)]
    pub(crate) comments: u64,
    /// What everything else follows from: the same number, the same community
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub(crate) seed: u64,
    /// The day after the last of it, as YYYY-MM-DD
    #[arg(long, value_name = "DAY", default_value = "2026-01-01")]
    pub(crate) until: jiff::civil::Date,
    /// Years that it has lived
    #[arg(long, value_name = "N", default_value_t = 6, value_parser = clap::value_parser!(u16).range(1..=18))]
    pub(crate) years: u16,
}

/// Where to copy to.
#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// The folder to make; it must not be there yet
    #[arg(value_name = "FOLDER")]
    pub(crate) target: PathBuf,
}

/// What to do about what is found.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Count and index anew what does not agree; the hall must be closed
    #[arg(long)]
    pub(crate) repair: bool,
}

/// What about the settings.
#[derive(Debug, Subcommand)]
pub(crate) enum Settings {
    /// Print the settings in effect, without secrets, and where each comes from
    Show,
}

/// What about people.
#[derive(Debug, Subcommand)]
pub(crate) enum People {
    /// Add a member at once, without a mail to confirm
    Add(Add),
}

/// Whom to add.
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// The short name, as in /@name
    pub(crate) handle: String,
    /// The address for signing in and for mail
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) email: String,
    /// The name they go by [default: the short name]
    #[arg(long, value_name = "NAME", default_value = "")]
    pub(crate) name: String,
    /// Their office
    #[arg(long, value_name = "ROLE", default_value = "member")]
    pub(crate) role: Office,
    /// Read the password from the first line of standard input, where nobody sees it
    #[arg(long, required = true)]
    pub(crate) password_stdin: bool,
}

/// A role, as it is typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Office {
    /// Takes part
    Member,
    /// Looks after conversations and writes on the weblog
    Steward,
    /// Keeps the peace
    Moderator,
    /// Runs the site
    Admin,
    /// Answers for the site
    Owner,
}

/// What can be brought in.
#[derive(Debug, Subcommand)]
pub(crate) enum Import {
    /// A TypePad or Movable Type export
    Typepad(Typepad),
}

/// What to bring in, and how.
#[derive(Debug, Args)]
pub(crate) struct Typepad {
    /// The export
    pub(crate) file: PathBuf,
    /// A folder with the pictures and files that the articles show
    #[arg(long, value_name = "DIR")]
    pub(crate) media: Option<PathBuf>,
    /// The time zone of the dates in the export, such as Europe/London [default: the site's]
    #[arg(long, value_name = "ZONE")]
    pub(crate) time_zone: Option<String>,
    /// The encoding of the export, such as latin1 or shift_jis [default: found out]
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,
    /// Only say what would be done
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Write what was done, and what was odd, to this file
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
}

impl Cli {
    /// The settings that stand on the command line.
    pub(crate) fn layer(&self) -> Layer {
        let mut layer = Layer {
            data: self.common.data.clone(),
            base_url: self.common.base_url.clone(),
            database: self.common.database.clone(),
            schema: self.common.schema.clone(),
            ..Layer::default()
        };
        layer.log.level.clone_from(&self.common.log_level);
        layer.log.format.clone_from(&self.common.log_format);
        if let Command::Serve(serve) = &self.command {
            layer.listen.clone_from(&serve.listen);
            layer.threads = serve.threads;
            layer.trusted_proxies.clone_from(&serve.trusted_proxies);
        }
        layer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound_and_every_part_explains_itself() {
        use clap::CommandFactory;
        fn explained(command: &clap::Command) {
            assert!(
                command.get_about().is_some(),
                "{} has no help",
                command.get_name()
            );
            for argument in command.get_arguments() {
                let id = argument.get_id();
                assert!(
                    argument.get_help().is_some(),
                    "{} {id} has no help",
                    command.get_name()
                );
            }
            command.get_subcommands().for_each(explained);
        }
        let mut command = Cli::command();
        command.clone().debug_assert();
        command.build();
        command
            .get_subcommands()
            .filter(|part| part.get_name() != "help")
            .for_each(explained);
    }

    #[test]
    fn flags_are_a_layer_of_settings() {
        let cli = Cli::try_parse_from([
            "guildhall",
            "serve",
            "--listen",
            "[::]:80",
            "--data",
            "/srv/hall",
            "--trusted-proxies",
            "10.0.0.1,10.0.0.2",
        ])
        .unwrap();
        let layer = cli.layer();
        assert_eq!(layer.listen.as_deref(), Some("[::]:80"));
        assert_eq!(layer.trusted_proxies.unwrap().len(), 2);
        assert!(Cli::try_parse_from(["guildhall", "serve", "--demo", "--data", "x"]).is_err());
        assert!(Cli::try_parse_from(["guildhall", "serve", "--deamon"]).is_err());
    }
}
