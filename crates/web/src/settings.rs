//! Everything that somebody sets for themselves, on one page.

pub(crate) mod address;
pub(crate) mod claim;
pub(crate) mod export;
pub(crate) mod leaving;
pub(crate) mod password;
pub(crate) mod profile;
pub(crate) mod session;

use app::export::Asked;
use app::session::Proven;
use askama::Template;
use axum::response::Response;
use base::Id;
use domain::export::{Export, State};
use domain::guest::Claimable;
use domain::person::ProfileInput;
use domain::session::Session;
use domain::{Problems, Role, Visible};
use http::StatusCode;
use serde::Deserialize;

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::Query;
use crate::frame::{self, Frame, Section};

#[derive(Template)]
#[template(path = "settings/show.html")]
struct SettingsPage {
    frame: Frame,
    handle: String,
    profile: ProfileInput,
    /// The address that counts.
    address: Option<String>,
    /// The one that is wanted, as typed.
    email: String,
    /// Whether the password was given a moment ago.
    proven: bool,
    least: i64,
    sessions: Vec<Visible<Session>>,
    here: Id<Session>,
    claims: Vec<Visible<Claimable>>,
    /// The files that they have asked for.
    taking: Asked,
    /// What is to happen, if they are about to leave.
    state: Option<String>,
    problems: Problems,
    faults: i64,
}

impl SettingsPage {
    fn is_ready(&self, export: &Export) -> bool {
        matches!(export.state, State::Ready { .. })
    }

    /// How large a file is: the key of the words, and the number in them.
    fn size(&self, bytes: &i64) -> (&'static str, i64) {
        match *bytes {
            ..1_000_000 => ("export.kilobytes", (bytes / 1_000).max(1)),
            _ => ("export.megabytes", bytes / 1_000_000),
        }
    }
}

/// What was typed and did not pass.
#[derive(Default)]
pub(crate) struct Again {
    pub(crate) profile: Option<ProfileInput>,
    pub(crate) email: String,
    pub(crate) problems: Problems,
}

/// What has just been done.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Done {
    #[serde(default)]
    saved: String,
}

/// The page.
pub(crate) async fn show(desk: Desk, Query(done): Query<Done>) -> Result<Response, PageError> {
    let words = match done.saved.as_str() {
        "welcome" => Some("settings.welcome"),
        "profile" => Some("settings.profile-saved"),
        "portrait" => Some("portrait.set"),
        "no-portrait" => Some("portrait.removed"),
        "password" => Some("settings.password-saved"),
        "address" => Some("settings.address-confirm"),
        "new-address" => Some("settings.address-saved"),
        "session" => Some("settings.session-ended"),
        "sessions" => Some("settings.sessions-ended"),
        "claim" => Some("settings.claimed"),
        "export" => Some("export.asked"),
        _ => None,
    };
    let page = load(&desk, Again::default(), words).await?;
    frame::show(&desk, &page)
}

/// The page again, with what is wrong.
pub(crate) async fn again(desk: &Desk, again: Again) -> Result<Response, PageError> {
    let page = load(desk, again, None).await?;
    let html = frame::html(desk, &page)?;
    Ok(frame::respond(StatusCode::UNPROCESSABLE_ENTITY, html))
}

async fn load(desk: &Desk, again: Again, words: Option<&str>) -> Result<SettingsPage, PageError> {
    let (app, caller, me) = (desk.app(), desk.caller(), desk.me()?);
    let profile = match again.profile {
        Some(typed) => typed,
        None => app::person::open(app, caller.clone(), me.byline.id).await?,
    };
    let address = app::address::show(app, caller.viewer.clone()).await?;
    let sessions = app::session::list(app, caller.clone()).await?;
    let claims = app::guest::claimable(app, caller.clone()).await?;
    let taking = app::export::list(app, caller.clone()).await?;
    let leaving = app::leaving::own(app, caller.clone()).await?;
    let role = caller.viewer.role().unwrap_or(Role::Member);
    let mut frame = Frame::new(desk, desk.text("settings.heading"), Section::Settings)
        .unlisted()
        .notice(words.map(|key| desk.text(key)));
    "/settings".clone_into(&mut frame.path);
    Ok(SettingsPage {
        frame,
        handle: me.byline.handle.clone(),
        profile,
        address: address.map(|address| address.as_str().to_owned()),
        email: again.email,
        proven: Proven::of(me, desk.now).is_ok(),
        least: i64::try_from(app::credential::least(role)).unwrap_or(0),
        sessions,
        here: me.session.id,
        claims,
        taking,
        state: leaving::state(desk, leaving.as_ref()),
        faults: i64::try_from(again.problems.iter().count()).unwrap_or(0),
        problems: again.problems,
    })
}
