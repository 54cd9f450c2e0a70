//! Mail: what is kept because no relay is set, what left, what never will.

use app::Found as _;
use askama::Template;
use axum::response::Response;
use domain::group::Administer;
use domain::mail::Mail;
use domain::{Role, Rule as _};
use serde::Deserialize;

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::Query;
use crate::frame::{self, Frame, Section};

/// Mails on the page.
const SHOWN: i64 = 100;

/// A mail with as much of it as whoever looks may read.
struct Kept {
    mail: Mail,
    text: Option<String>,
}

impl Kept {
    /// Mails hold secrets that open accounts. One that left is its reader's alone; one that is kept here is for the
    /// owner, who has to hand it on, and for no lower office, which could become a higher one by it.
    fn new(mut mail: Mail, is_owner: bool) -> Self {
        let text = std::mem::take(&mut mail.text);
        let is_kept = mail.sent_at.is_none();
        Self {
            text: (is_kept && is_owner).then_some(text),
            mail,
        }
    }
}

#[derive(Template)]
#[template(path = "admin/mail.html")]
struct MailPage {
    frame: Frame,
    room: &'static str,
    mails: Vec<Kept>,
    has_relay: bool,
    days: i64,
}

/// What has just been done.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct MailQuery {
    #[serde(default)]
    done: String,
}

/// The last mails, and the button for a test.
pub(crate) async fn show(
    desk: Desk,
    Query(query): Query<MailQuery>,
) -> Result<Response, PageError> {
    let mails = desk
        .read(|from, viewer| {
            let group = store::group::root(from, viewer)?.found()?;
            let permit = Administer::permit(viewer, group)?;
            Ok(store::mail::list(from, &permit, SHOWN)?)
        })
        .await?;
    let is_owner = desk.viewer().is_at_least(Role::Owner);
    let notice = (query.done == "test").then(|| desk.text("admin.mail-test-written"));
    let page = MailPage {
        frame: Frame::new(&desk, desk.text("admin.mail"), Section::Admin)
            .unlisted()
            .notice(notice),
        room: "mail",
        mails: mails
            .into_iter()
            .map(|mail| Kept::new(mail, is_owner))
            .collect(),
        has_relay: desk.app().carrier().is_some(),
        days: i64::try_from(app::job::MAIL_KEPT.as_secs() / 86_400).unwrap_or(0),
    };
    frame::show(&desk, &page)
}

/// Writes a mail to whoever asks, to see whether mail leaves.
pub(crate) async fn test(desk: Desk) -> Result<Response, PageError> {
    app::setup::test_mail(desk.app(), desk.caller()).await?;
    Ok(frame::go("/admin/mail?done=test"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::{Id, Moment};

    fn mail(sent: bool) -> Mail {
        Mail {
            id: Id::fixed(1),
            to: "hana@k.example".to_owned(),
            subject: "A new password".to_owned(),
            text: "https://k.example/sign-in/reset/secret".to_owned(),
            message_id: String::new(),
            made_at: Moment::from_ms(0),
            sent_at: sent.then(|| Moment::from_ms(1)),
            failed: None,
        }
    }

    #[test]
    fn only_an_owner_reads_a_mail_and_only_one_that_is_kept_here() {
        assert!(Kept::new(mail(false), true).text.is_some());
        for (sent, is_owner) in [(false, false), (true, false), (true, true)] {
            let kept = Kept::new(mail(sent), is_owner);
            assert_eq!((kept.text, kept.mail.text), (None, String::new()));
        }
    }
}
