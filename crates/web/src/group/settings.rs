//! Founding a group, and changing what it says of itself.

use askama::Template;
use axum::response::Response;
use base::Secret;
use domain::Problems;
use domain::group::{Entry, Input, path};
use serde::Deserialize;

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::Form;
use crate::frame::{self, Frame, Section};
use crate::path::Path;

#[derive(Template)]
#[template(path = "group/settings.html")]
struct SettingsPage {
    frame: Frame,
    /// The address of the group; nothing of one that is founded.
    of: Option<String>,
    input: Input,
    problems: Problems,
    shuts: bool,
    closed: bool,
    /// Whether the site itself is for its members.
    private: bool,
}

impl SettingsPage {
    fn entries() -> &'static [Entry] {
        Entry::ALL
    }

    fn audiences(&self) -> &'static [&'static str] {
        match self.private {
            true => &["members", "group"],
            false => &["public", "members", "group"],
        }
    }
}

fn page(desk: &Desk, title: &str, input: Input) -> SettingsPage {
    SettingsPage {
        frame: Frame::new(desk, desk.text(title), Section::Groups).unlisted(),
        of: None,
        input,
        problems: Problems::default(),
        shuts: false,
        closed: false,
        private: desk.site.visibility != domain::group::Visibility::Public,
    }
}

/// An empty form.
pub(crate) async fn fresh(desk: Desk) -> Result<Response, PageError> {
    let may = app::group::list(desk.app(), desk.caller(), store::group::Which::Mine, None).await?;
    if !may.may_found {
        return Err(PageError::App(app::Error::Forbidden(
            "group.stewards-found",
        )));
    }
    let input = Input {
        entry: Entry::Open.to_string(),
        visibility: desk.site.visibility.to_string(),
        key: base::clean::clip(&Secret::new().reveal(), 32).to_owned(),
        ..Input::default()
    };
    frame::show(&desk, &page(&desk, "group.found", input))
}

/// Founds a group.
pub(crate) async fn found(desk: Desk, Form(input): Form<Input>) -> Result<Response, PageError> {
    match app::group::found(desk.app(), desk.caller(), input.clone()).await {
        Ok(path) => Ok(frame::go(&format!("{path}?said=founded"))),
        Err(app::Error::Invalid(problems)) => {
            let page = SettingsPage {
                problems,
                ..page(&desk, "group.found", input)
            };
            frame::show_again(&desk, &page)
        }
        Err(other) => Err(other.into()),
    }
}

/// The form of a group, filled in.
pub(crate) async fn edit(desk: Desk, Path(handle): Path<String>) -> Result<Response, PageError> {
    let (group, input, shuts) = app::group::editable(desk.app(), desk.caller(), &handle).await?;
    let page = SettingsPage {
        of: Some(group.path()),
        shuts,
        closed: group.closed_at.is_some(),
        ..page(&desk, "group.settings", input)
    };
    frame::show(&desk, &page)
}

/// Saves it.
pub(crate) async fn change(
    desk: Desk,
    Path(handle): Path<String>,
    Form(input): Form<Input>,
) -> Result<Response, PageError> {
    let (app, caller) = (desk.app(), desk.caller());
    match app::group::change(app, caller.clone(), &handle, &input).await {
        Ok(()) => Ok(frame::go(&format!("{}?said=changed", path(&handle)))),
        Err(app::Error::Invalid(problems)) => {
            let (group, _, shuts) = app::group::editable(app, caller, &handle).await?;
            let page = SettingsPage {
                of: Some(group.path()),
                shuts,
                closed: group.closed_at.is_some(),
                problems,
                ..page(&desk, "group.settings", input)
            };
            frame::show_again(&desk, &page)
        }
        Err(other) => Err(other.into()),
    }
}

/// Whether it is closed from now on.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Shutting {
    #[serde(default)]
    closed: String,
}

/// Closes a group, or opens it again.
pub(crate) async fn shut(
    desk: Desk,
    Path(handle): Path<String>,
    Form(form): Form<Shutting>,
) -> Result<Response, PageError> {
    let closed = form.closed == "yes";
    app::group::shut(desk.app(), desk.caller(), &handle, closed).await?;
    let said = if closed { "closed" } else { "reopened" };
    Ok(frame::go(&format!("{}?said={said}", path(&handle))))
}
