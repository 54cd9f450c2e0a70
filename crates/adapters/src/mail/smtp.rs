//! Mail to a relay by SMTP. Every stage has its own time; what a relay says at a stage decides what becomes of the message.

use std::fmt;
use std::time::Duration;

use email::{Address, Clean};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use tokio::time::timeout;

use super::letter::{address, letter};
use super::{Carrier, MailFault, Sending};

/// How long a relay may take for one stage.
const PATIENCE: Duration = Duration::from_secs(30);

/// How many times as long it may take to accept the whole message: many look for viruses first.
const AFTER_DATA: u32 = 4;

/// How long a relay gets to say goodbye. The message is its own by then.
const GOODBYE: Duration = Duration::from_secs(5);

/// How many characters of a relay's answer are kept.
const MOST_WORDS: usize = 300;

/// How the line to the relay is kept private.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte, usually on port 465.
    Tls,
    /// TLS after a plain greeting, usually on port 587. Without it nothing is sent.
    StartTls,
    /// None: for a relay on the same machine.
    None,
}

/// Which relay, and who we are to it.
#[derive(Clone)]
pub struct SmtpSettings {
    /// Its name; with TLS its certificate must be for this name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the line is kept private.
    pub security: Security,
    /// The name to sign in with, if any.
    pub name: Option<String>,
    /// The password that goes with it.
    pub password: Option<String>,
    /// Our own address, from which all messages come.
    pub from: Address,
}

impl fmt::Debug for SmtpSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpSettings")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("security", &self.security)
            .field("from", &self.from)
            .finish_non_exhaustive()
    }
}

/// Settings with which nothing should be sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingsFault {
    /// A password would go over the network for all to read.
    #[error("a password for the mail relay needs TLS, unless the relay is on this machine")]
    PlainPassword,
    /// Either the name or the password is missing.
    #[error("the mail relay needs both a name and a password, or neither")]
    HalfAName,
    /// TLS cannot be set up for this host.
    #[error("TLS to the mail relay cannot be set up: {0}")]
    Tls(String),
}

/// Carries messages to a relay, each in a connection of its own.
pub struct Smtp {
    settings: SmtpSettings,
    tls: Option<TlsParameters>,
    credentials: Option<Credentials>,
    hello: ClientId,
    patience: Duration,
}

impl Smtp {
    /// A carrier with these settings. No connection is made before there is something to send.
    pub fn new(settings: SmtpSettings) -> Result<Self, SettingsFault> {
        let credentials = match (&settings.name, &settings.password) {
            (None, None) => None,
            (Some(name), Some(password)) => Some(Credentials::new(name.clone(), password.clone())),
            _ => return Err(SettingsFault::HalfAName),
        };
        let tls = match settings.security {
            Security::None if credentials.is_some() && !is_here(&settings.host) => {
                return Err(SettingsFault::PlainPassword);
            }
            Security::None => None,
            Security::Tls | Security::StartTls => {
                let tls = TlsParameters::new(settings.host.clone());
                Some(tls.map_err(|error| SettingsFault::Tls(error.to_string()))?)
            }
        };
        let hello = ClientId::Domain(settings.from.domain().to_owned());
        Ok(Self {
            settings,
            tls,
            credentials,
            hello,
            patience: PATIENCE,
        })
    }

    /// The same with another time for each stage.
    #[must_use]
    pub fn with_patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    async fn carry(&self, message: &Clean) -> Result<(), MailFault> {
        let letter = letter(message, &self.settings.from)?;
        let (from, to) = (address(&self.settings.from)?, address(&message.to)?);
        let mut line = self.connect().await?;
        self.stage("MAIL", line.command(Mail::new(Some(from), Vec::new())))
            .await?;
        self.stage("RCPT", line.command(Rcpt::new(to, Vec::new())))
            .await?;
        self.stage("DATA", line.command(Data)).await?;
        let letter = letter.formatted();
        let accepted = line.message(&letter);
        self.within(
            self.patience * AFTER_DATA,
            "the message",
            accepted,
            About::Message,
        )
        .await?;
        // From here on the message is the relay's: how it hangs up must not make us send it twice (R112).
        tokio::spawn(async move {
            let _ = timeout(GOODBYE, line.abort()).await;
        });
        Ok(())
    }

    /// A line to the relay, private and signed in as far as the settings say. No fault here is the message's.
    async fn connect(&self) -> Result<AsyncSmtpConnection, MailFault> {
        let server = (self.settings.host.as_str(), self.settings.port);
        let at_once = self
            .tls
            .clone()
            .filter(|_| self.settings.security == Security::Tls);
        let dialled = AsyncSmtpConnection::connect_tokio1(
            server,
            Some(self.patience),
            &self.hello,
            at_once,
            None,
        );
        let mut line = self
            .within(self.patience, "connecting", dialled, About::Us)
            .await?;
        if let (Security::StartTls, Some(tls)) = (self.settings.security, self.tls.clone()) {
            let secured = line.starttls(tls, &self.hello);
            self.within(self.patience, "STARTTLS", secured, About::Us)
                .await?;
        }
        if let Some(credentials) = &self.credentials {
            let known = line.auth(&[Mechanism::Plain, Mechanism::Login], credentials);
            self.within(self.patience, "signing in", known, About::Us)
                .await?;
        }
        Ok(line)
    }

    async fn stage<T>(
        &self,
        name: &str,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, MailFault> {
        self.within(self.patience, name, work, About::Message).await
    }

    /// Waits for a stage. Only what is refused for good, and about the message, is a fault for good.
    async fn within<T>(
        &self,
        time: Duration,
        stage: &str,
        work: impl Future<Output = Result<T, Error>>,
        about: About,
    ) -> Result<T, MailFault> {
        match timeout(time, work).await {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(error)) => {
                let words = words(&format!("{stage}: {error}"));
                let for_good =
                    about == About::Message && error.is_permanent() && !is_about_us(&error);
                Err(if for_good {
                    MailFault::Never(words)
                } else {
                    MailFault::Later(words)
                })
            }
            Err(_) => Err(MailFault::Later(format!("{stage}: no answer in time"))),
        }
    }
}

impl Carrier for Smtp {
    fn send<'a>(&'a self, message: &'a Clean) -> Sending<'a> {
        Box::pin(self.carry(message))
    }
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Smtp").field(&self.settings).finish()
    }
}

/// Whom a refusal is about at some stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    /// Ourselves: our settings, or the relay's mood. Every message would be refused.
    Us,
    /// The message, or whom it is for.
    Message,
}

/// Whether a relay refuses a message only because it does not know who we are.
fn is_about_us(error: &Error) -> bool {
    let code = error.status().map(|code| code.to_string());
    matches!(code.as_deref(), Some("530" | "534" | "535" | "538"))
}

/// What a relay said, fit for a log: one line, not endless.
fn words(said: &str) -> String {
    let line = said.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars()
        .filter(|c| !c.is_control())
        .take(MOST_WORDS)
        .collect()
}

/// Whether a host can only be this machine.
fn is_here(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || bare
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}
