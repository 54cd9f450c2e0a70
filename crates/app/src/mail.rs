//! Mails: written in the transaction that causes them, handed to the carrier by a job.

use base::Id;
use domain::job::Work;
use domain::mail::Mail;
use email::Address;
use store::Tx;

use crate::fault::Fault;
use crate::{App, Result};

/// Mails that one address gets in a day at most from what strangers cause (R77).
pub const DAILY: i64 = 100;

/// A mail to be written.
pub(crate) struct Letter<'a> {
    /// What kind of mail, for its `Message-ID`.
    pub(crate) kind: &'a str,
    /// What it is about: with the kind, unique.
    pub(crate) about: &'a str,
    /// To whom.
    pub(crate) to: &'a Address,
    /// Its subject.
    pub(crate) subject: String,
    /// Its text.
    pub(crate) text: String,
}

/// Writes a mail and the job that sends it.
pub(crate) fn write(tx: &mut Tx<'_>, host: &str, letter: Letter<'_>) -> Result<Id<Mail>> {
    let id: Id<Mail> = Id::new(tx.now());
    let mail = Mail {
        id,
        to: letter.to.as_str().to_owned(),
        subject: base::clean::clip(&base::clean::line(&letter.subject), 200).to_owned(),
        text: letter.text,
        message_id: email::message_id(letter.kind, letter.about, &id.to_string(), host),
        made_at: tx.now(),
        sent_at: None,
        failed: None,
    };
    store::mail::insert(tx, &mail)?;
    let now = tx.now();
    store::job::add(tx, &Work::SendMail { mail: id }, now, None)?;
    Ok(id)
}

/// Hands a mail over. Safe to run twice: one that has left is left alone.
pub(crate) async fn send(app: &App, id: Id<Mail>) -> std::result::Result<(), Fault> {
    let Some(mail) = app
        .read(move |from| Ok(store::mail::find(from, id)?))
        .await?
    else {
        return Ok(()); // Forgotten since.
    };
    if mail.sent_at.is_some() {
        return Ok(());
    }
    let Some(carrier) = app.carrier() else {
        return Ok(()); // Kept, and shown to the operator.
    };
    let Ok(to) = Address::parse(&mail.to) else {
        return Err(Fault::Fail("the address is none".to_owned()));
    };
    let site = app.site().await?;
    let message = email::Message {
        from_name: site.name.clone(),
        to,
        to_name: None,
        subject: mail.subject,
        text: mail.text,
        html: None,
        message_id: mail.message_id,
        list_unsubscribe: None,
        in_reply_to: None,
        auto: true,
    };
    match carrier.send(&message.clean()).await {
        Ok(()) => {
            let keeps = app.is_demo(); // There, everybody's mail lies open.
            app.write(move |tx| {
                store::mail::sent(tx, id)?;
                if !keeps {
                    store::mail::forget_text(tx, id)?;
                }
                Ok(())
            })
            .await?;
            Ok(())
        }
        Err(adapters::mail::MailFault::Later(why)) => Err(Fault::Retry(why)),
        Err(adapters::mail::MailFault::Never(why)) => {
            let kept = why.clone();
            app.write(move |tx| Ok(store::mail::failed(tx, id, &kept)?))
                .await?;
            Err(Fault::Fail(why))
        }
    }
}
