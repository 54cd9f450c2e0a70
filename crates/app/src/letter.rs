//! The mails about accounts: what they say, and which secret they carry.
//!
//! Mails to addresses that nobody has confirmed hold no words of whoever caused them: this is no way to write to strangers.

use std::time::Duration;

use base::{Moment, Secret};
use domain::case::Reason;
use domain::measure::Answer;
use domain::token::Purpose;
use email::Address;
use i18n::{Arg, Lang};
use jiff::tz::TimeZone;
use store::Tx;

use crate::mail::{self, Letter};
use crate::{App, BaseUrl, Result, link};

/// All that mails are written with; taken before a transaction begins.
#[derive(Clone, Debug)]
pub(crate) struct Desk {
    site: String,
    zone: String,
    lang: Lang,
    base: BaseUrl,
}

/// What a mail says, between greeting and signature.
#[derive(Default)]
struct Words<'a> {
    /// The first part of its words' keys, and its kind in its `Message-ID`.
    kind: &'static str,
    /// How to greet; nobody by name whose address is not confirmed.
    name: Option<&'a str>,
    /// What is put into its words.
    args: &'a [(&'a str, Arg<'a>)],
    /// The address that it leads to, from the root; empty for none.
    path: &'a str,
    /// What follows that address, each a paragraph.
    end: &'a [String],
}

impl Desk {
    /// The site's own.
    pub(crate) async fn of(app: &App) -> Result<Self> {
        let site = app.site().await?;
        Ok(Self {
            site: site.name.clone(),
            zone: site.zone.clone(),
            lang: Lang::from_tag(&site.language).unwrap_or_default(),
            base: app.base().clone(),
        })
    }

    /// To somebody who gave this address at joining.
    pub(crate) fn confirm(&self, tx: &mut Tx<'_>, to: &Address, secret: &Secret) -> Result<()> {
        self.secret(tx, to, "confirm", Purpose::Confirm, secret)
    }

    /// To somebody who has forgotten a password.
    pub(crate) fn reset(&self, tx: &mut Tx<'_>, to: &Address, secret: &Secret) -> Result<()> {
        self.secret(tx, to, "reset", Purpose::Reset, secret)
    }

    /// To the address that somebody wants to have from now on.
    pub(crate) fn change_address(
        &self,
        tx: &mut Tx<'_>,
        to: &Address,
        secret: &Secret,
    ) -> Result<()> {
        self.secret(tx, to, "change-address", Purpose::ChangeAddress, secret)
    }

    fn secret(
        &self,
        tx: &mut Tx<'_>,
        to: &Address,
        kind: &'static str,
        purpose: Purpose,
        secret: &Secret,
    ) -> Result<()> {
        let words = Words {
            kind,
            path: &link::path(purpose, secret),
            end: &[self.lasts(purpose), self.text("mail.not-you", &[])],
            ..Words::default()
        };
        self.write(tx, to, &words)
    }

    /// To a member whose address somebody gave at joining, or wants to have as theirs (R9).
    pub(crate) fn known(&self, tx: &mut Tx<'_>, to: &Address) -> Result<()> {
        let words = Words {
            kind: "known",
            path: "/sign-in",
            end: &[self.text("mail.not-you", &[])],
            ..Words::default()
        };
        self.write(tx, to, &words)
    }

    /// To somebody whose account a new browser was let into (R10).
    pub(crate) fn new_device(
        &self,
        tx: &mut Tx<'_>,
        to: &Address,
        name: &str,
        device: &str,
    ) -> Result<()> {
        let when = self.time(tx.now());
        let words = Words {
            kind: "new-device",
            name: Some(name),
            args: &[("device", Arg::Text(device)), ("when", Arg::Text(&when))],
            path: "/settings",
            ..Words::default()
        };
        self.write(tx, to, &words)
    }

    /// To somebody whose password was changed.
    pub(crate) fn password_changed(&self, tx: &mut Tx<'_>, to: &Address, name: &str) -> Result<()> {
        self.plain(tx, to, "password-changed", name, link::RESET)
    }

    /// To the address that somebody had until now (R7).
    pub(crate) fn address_changed(
        &self,
        tx: &mut Tx<'_>,
        to: &Address,
        name: &str,
        secret: &Secret,
    ) -> Result<()> {
        let path = link::path(Purpose::UndoAddress, secret);
        self.plain(tx, to, "address-changed", name, &path)
    }

    /// To somebody whom a member invites.
    pub(crate) fn invitation(
        &self,
        tx: &mut Tx<'_>,
        to: &Address,
        by: &str,
        secret: &Secret,
    ) -> Result<()> {
        let words = Words {
            kind: "invitation",
            args: &[("name", Arg::Text(by))],
            path: &link::invitation(secret),
            end: &[self.lasting(domain::invitation::LIFE)],
            ..Words::default()
        };
        self.write(tx, to, &words)
    }

    /// To an applicant who is let in.
    pub(crate) fn admitted(&self, tx: &mut Tx<'_>, to: &Address, name: &str) -> Result<()> {
        self.plain(tx, to, "admitted", name, "/sign-in")
    }

    /// To an applicant who is not.
    pub(crate) fn turned_away(&self, tx: &mut Tx<'_>, to: &Address, name: &str) -> Result<()> {
        self.plain(tx, to, "turned-away", name, "")
    }

    /// To whoever wants to know whether mail leaves.
    pub(crate) fn test(&self, tx: &mut Tx<'_>, to: &Address, name: &str) -> Result<()> {
        self.plain(tx, to, "test", name, "/")
    }

    /// To a member whose file with everything of theirs is ready.
    pub(crate) fn export_ready(&self, tx: &mut Tx<'_>, to: &Address, name: &str) -> Result<()> {
        self.plain(tx, to, "export-ready", name, "/settings#taking")
    }

    /// To a member who is about to leave, with the way back.
    pub(crate) fn leaving(
        &self,
        tx: &mut Tx<'_>,
        to: &Address,
        name: &str,
        due_at: Moment,
    ) -> Result<()> {
        let when = self.time(due_at);
        let words = Words {
            kind: "leaving",
            name: Some(name),
            args: &[("when", Arg::Text(&when))],
            path: "/settings/leaving",
            ..Words::default()
        };
        self.write(tx, to, &words)
    }

    /// To a member who was about to leave and stays.
    pub(crate) fn staying(&self, tx: &mut Tx<'_>, to: &Address, name: &str) -> Result<()> {
        self.plain(tx, to, "staying", name, "/")
    }

    /// To somebody who was shut out: why, and how to appeal.
    pub(crate) fn suspended(
        &self,
        tx: &mut Tx<'_>,
        to: &Address,
        name: &str,
        reason: Option<Reason>,
        said: &str,
        secret: &Secret,
    ) -> Result<()> {
        let why = reason.map(|reason| self.text(&format!("report.reason-{reason}"), &[]));
        let words = Words {
            kind: if why.is_some() {
                "suspended-for"
            } else {
                "suspended"
            },
            name: Some(name),
            args: &[
                ("reason", Arg::Text(why.as_deref().unwrap_or_default())),
                ("words", Arg::Text(said)),
            ],
            path: &link::path(Purpose::Appeal, secret),
            end: &[self.lasts(Purpose::Appeal)],
        };
        self.write(tx, to, &words)
    }

    /// To somebody who was shut out: what came of their appeal.
    pub(crate) fn appeal_answered(
        &self,
        tx: &mut Tx<'_>,
        to: &Address,
        name: &str,
        answer: Answer,
        said: &str,
    ) -> Result<()> {
        let (kind, path) = match answer {
            Answer::Granted => ("appeal-granted", "/sign-in"),
            Answer::Refused => ("appeal-refused", ""),
        };
        let words = Words {
            kind,
            name: Some(name),
            args: &[("words", Arg::Text(said))],
            path,
            ..Words::default()
        };
        self.write(tx, to, &words)
    }

    fn plain(
        &self,
        tx: &mut Tx<'_>,
        to: &Address,
        kind: &'static str,
        name: &str,
        path: &str,
    ) -> Result<()> {
        let words = Words {
            kind,
            name: Some(name),
            path,
            ..Words::default()
        };
        self.write(tx, to, &words)
    }

    fn write(&self, tx: &mut Tx<'_>, to: &Address, words: &Words<'_>) -> Result<()> {
        let greeting = match words.name {
            Some(name) => self.text("mail.greeting", &[("name", Arg::Text(name))]),
            None => self.text("mail.greeting-nobody", &[]),
        };
        let text = self.text(&format!("mail.{}-text", words.kind), words.args);
        let link = match words.path {
            "" => String::new(),
            path => self.base.join(path),
        };
        let mut parts = vec![greeting, text, link];
        parts.extend_from_slice(words.end);
        parts.push(self.text("mail.signature", &[]));
        parts.retain(|part| !part.is_empty());
        let letter = Letter {
            kind: words.kind,
            about: &base::Digest::of(to.identity().as_bytes()).short(),
            to,
            subject: self.text(&format!("mail.{}-subject", words.kind), words.args),
            text: parts.join("\n\n"),
        };
        mail::write(tx, self.base.domain(), letter)?;
        Ok(())
    }

    /// How long a secret opens something, in words.
    fn lasts(&self, purpose: Purpose) -> String {
        self.lasting(purpose.life())
    }

    fn lasting(&self, life: Duration) -> String {
        let minutes = life.as_secs() / 60;
        let (key, n) = match minutes {
            ..60 => ("mail.link-lasts-minutes", minutes),
            60..2_880 => ("mail.link-lasts-hours", minutes / 60),
            _ => ("mail.link-lasts-days", minutes / 1_440),
        };
        self.text(key, &[("n", n.into())])
    }

    fn time(&self, at: Moment) -> String {
        let zone = TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC);
        i18n::date_time(self.lang, zone.to_datetime(at.timestamp()))
    }

    fn text(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let mut all = vec![("site", Arg::Text(&self.site))];
        all.extend_from_slice(args);
        i18n::text_with(self.lang, key, &all)
    }
}
