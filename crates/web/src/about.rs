//! Pages about the site itself: its charter, its feeds, what it keeps of whoever comes, its keys.

use askama::Template;
use axum::response::Response;
use domain::group::Visibility;
use domain::person::{Person, State};
use domain::site::Joining;
use domain::{Role, Visible};

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::frame::{self, Frame, Section};

#[derive(Template)]
#[template(path = "about/charter.html")]
struct CharterPage {
    frame: Frame,
    charter: String,
    staff: Vec<Visible<Person>>,
    members: i64,
    joining: &'static str,
    writers: &'static str,
    guests: bool,
    guest: bool,
    is_private: bool,
}

/// What we are here for, who answers for it, how to join.
pub(crate) async fn charter(desk: Desk) -> Result<Response, PageError> {
    let (staff, members) = desk
        .read(|from, viewer| {
            let mut staff = Vec::new();
            for (seated, _) in store::person::staff(from)? {
                if seated.is_at_least(Role::Admin)
                    && let Some(id) = seated.person()
                    && let Some(person) = store::person::find(from, viewer, id)?
                    && person.state == State::Active
                {
                    staff.push(person);
                }
            }
            staff.sort_by_key(|person| (std::cmp::Reverse(person.role), person.id));
            Ok((staff, store::person::count(from)?))
        })
        .await?;
    let site = &desk.site;
    let frame = Frame::new(&desk, desk.text("nav.charter"), Section::None)
        .at(desk.app().base().join("/charter"));
    let guest = frame.me.is_none();
    let page = CharterPage {
        frame,
        charter: site.charter.clone(),
        staff,
        members,
        joining: match site.joining {
            Joining::Open => "charter.join-open",
            Joining::Application => "charter.join-application",
            Joining::Invitation => "charter.join-invitation",
        },
        writers: match site.writers {
            domain::group::Writers::Stewards => "charter.stewards-write",
            domain::group::Writers::Members => "charter.members-write",
        },
        guests: site.guests,
        guest,
        is_private: site.visibility == Visibility::Members,
    };
    frame::show(&desk, &page)
}

#[derive(Template)]
#[template(path = "about/feeds.html")]
struct FeedsPage {
    frame: Frame,
    base: String,
    is_private: bool,
}

/// Every address that can be followed.
pub(crate) async fn feeds(desk: Desk) -> Result<Response, PageError> {
    let frame = Frame::new(&desk, desk.text("footer.feeds"), Section::None)
        .with_feeds("/articles", &desk.text("article.list"))
        .with_feeds("/comments", &desk.text("comment.all"))
        .at(desk.app().base().join("/feeds"));
    let page = FeedsPage {
        frame,
        base: desk.app().base().as_str().to_owned(),
        is_private: desk.site.visibility == Visibility::Members,
    };
    frame::show(&desk, &page)
}

/// How long something is kept, by the same constants that end it.
struct Spans {
    session_idle: i64,
    session_most: i64,
    form_keys: i64,
    network: i64,
    device: i64,
    mail: i64,
    deleted: i64,
    unconfirmed: i64,
    export: i64,
    wait: i64,
    handle: i64,
    notification: i64,
    draft: i64,
    theme: i64,
}

impl Spans {
    fn now() -> Self {
        let days = |span: std::time::Duration| i64::try_from(span.as_secs() / 86_400).unwrap_or(0);
        Self {
            session_idle: days(domain::session::IDLE),
            session_most: days(domain::session::ABSOLUTE),
            form_keys: days(store::form_key::LIFE),
            network: days(store::session::NETWORK_KEPT),
            device: days(store::session::DEVICE_KEPT),
            mail: days(app::job::MAIL_KEPT),
            deleted: days(domain::comment::DELETED_KEPT),
            unconfirmed: days(app::job::UNCONFIRMED_KEPT),
            export: days(domain::export::KEPT),
            wait: days(domain::leaving::WAIT),
            handle: days(domain::leaving::HANDLE_HELD),
            notification: days(domain::notification::KEPT),
            draft: days(domain::draft::KEPT),
            theme: days(crate::theme_choice::KEPT),
        }
    }
}

#[derive(Template)]
#[template(path = "about/privacy.html")]
struct PrivacyPage {
    frame: Frame,
    spans: Spans,
    guests: bool,
    has_relay: bool,
    asks: bool,
    prefix: &'static str,
}

/// What is kept of whoever comes, and how long: from the settings and constants by which the program does it.
pub(crate) async fn privacy(desk: Desk) -> Result<Response, PageError> {
    let site = &desk.site;
    let base = desk.app().base();
    let page = PrivacyPage {
        frame: Frame::new(&desk, desk.text("footer.privacy"), Section::None)
            .at(base.join("/privacy")),
        spans: Spans::now(),
        guests: site.guests,
        has_relay: desk.app().carrier().is_some(),
        asks: site.joining == Joining::Application,
        prefix: if base.is_secure() { "__Host-" } else { "" },
    };
    frame::show(&desk, &page)
}

#[derive(Template)]
#[template(path = "about/keys.html")]
struct KeysPage {
    frame: Frame,
}

/// The keys of the keyboard; the script shows the same in a dialog.
pub(crate) async fn keys(desk: Desk) -> Result<Response, PageError> {
    let frame = Frame::new(&desk, desk.text("keys.heading"), Section::None);
    frame::show(&desk, &KeysPage { frame })
}
