//! The first start: from the address on the console to a hall with an owner (R132).

use std::collections::BTreeSet;

use app::setup::Input;
use askama::Template;
use axum::response::Response;
use domain::Problems;
use domain::problem::Fault;
use http::{HeaderMap, StatusCode};

use crate::desk::Desk;
use crate::entry::{self, Entry};
use crate::error::PageError;
use crate::filters;
use crate::form::{Form, Query};
use crate::frame::{self, Frame, Section};
use crate::path::Path;
use crate::session_cookie::{self, Comes};
use crate::ticket::{self, Ticket};

const MINE: Ticket = Ticket::SetUp;

#[derive(Template)]
#[template(path = "setup/first.html")]
struct SetUpPage {
    frame: Frame,
    input: Input,
    problems: Problems,
    faults: i64,
    least: i64,
    zones: Vec<String>,
    address: String,
}

#[derive(Template)]
#[template(path = "setup/done.html")]
struct DonePage {
    frame: Frame,
    mails_leave: bool,
}

/// Before anybody answers for the site: where to look, for whoever started it.
pub(crate) fn waiting(desk: &Desk) -> Result<Response, PageError> {
    let entry = Entry {
        title: desk.text("setup.waiting"),
        words: vec![
            desk.text("setup.waiting-console"),
            desk.text("setup.waiting-again"),
        ],
        ..Entry::default()
    };
    entry::show(desk, StatusCode::OK, entry)
}

/// The address on the console.
pub(crate) async fn open(desk: Desk, Path(secret): Path<String>) -> Response {
    ticket::exchange(&desk, MINE, &secret)
}

fn page(desk: &Desk, input: Input, problems: Problems) -> SetUpPage {
    let mut frame = Frame::new(desk, desk.text("setup.heading"), Section::None).unlisted();
    frame.outside = true; // There is nothing to see yet.
    MINE.page().clone_into(&mut frame.path);
    SetUpPage {
        frame,
        input,
        faults: i64::try_from(problems.iter().count()).unwrap_or(0),
        problems,
        least: i64::try_from(app::credential::least(domain::Role::Owner)).unwrap_or(0),
        zones: zones(),
        address: desk.app().base().as_str().to_owned(),
    }
}

/// The zones that people live in, by name.
fn zones() -> Vec<String> {
    let names = jiff::tz::db().available();
    let lived_in = |name: &str| {
        name == "UTC"
            || (name.contains('/')
                && !["Etc/", "posix/", "right/", "SystemV/"]
                    .iter()
                    .any(|other| name.starts_with(other)))
    };
    names
        .map(|name| name.as_str().to_owned())
        .filter(|name| lived_in(name))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}

/// The form.
pub(crate) async fn show(desk: Desk, headers: HeaderMap) -> Result<Response, PageError> {
    let Some(secret) = ticket::held(&desk, &headers, MINE) else {
        return match app::setup::is_done(desk.app()).await? {
            true => entry::gone(&desk, MINE, "setup.already"),
            false => waiting(&desk),
        };
    };
    match app::setup::look(desk.app(), &secret).await {
        Ok(()) => {
            let page = page(&desk, Input::default(), Problems::default());
            let mut response = frame::show(&desk, &page)?;
            ticket::keep(&desk, &mut response, MINE, &secret);
            Ok(ticket::quiet(response))
        }
        Err(error) => entry::failed(&desk, MINE, error),
    }
}

/// Opens the hall.
pub(crate) async fn found(
    desk: Desk,
    headers: HeaderMap,
    Comes(browser): Comes,
    Form(input): Form<Input>,
) -> Result<Response, PageError> {
    let held = ticket::held(&desk, &headers, MINE);
    if held.is_none() && app::setup::is_done(desk.app()).await? {
        return entry::gone(&desk, MINE, "setup.already");
    }
    let outcome = match &held {
        Some(secret) => app::setup::set_up(desk.app(), secret, &input, browser).await,
        // Ten minutes are short for a form: what was typed stays, and the address on the console is good for longer.
        None => Err(Problems::one("", "setup.link-again").into()),
    };
    match outcome {
        Ok(signed_in) => {
            let mut response = frame::go("/setup/done");
            ticket::spend(&desk, &mut response);
            session_cookie::enter(&desk, &mut response, &signed_in);
            Ok(response)
        }
        Err(app::Error::Invalid(problems)) => {
            let mut again = frame::show_again(&desk, &page(&desk, input, problems))?;
            if let Some(secret) = &held {
                ticket::keep(&desk, &mut again, MINE, secret);
            }
            Ok(ticket::quiet(again))
        }
        Err(error) => entry::failed(&desk, MINE, error),
    }
}

/// What has just been done.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Told {
    #[serde(default)]
    mail: String,
}

/// The hall is open: what to do first.
pub(crate) async fn done(desk: Desk, Query(told): Query<Told>) -> Result<Response, PageError> {
    let words = (told.mail == "sent").then(|| desk.text("setup.mail-sent"));
    let frame = Frame::new(&desk, desk.text("setup.done"), Section::None)
        .unlisted()
        .notice(words);
    let page = DonePage {
        frame,
        mails_leave: desk.app().carrier().is_some(),
    };
    frame::show(&desk, &page)
}

/// Writes a mail to the owner, to see whether mail leaves.
pub(crate) async fn test_mail(desk: Desk) -> Result<Response, PageError> {
    app::setup::test_mail(desk.app(), desk.caller()).await?;
    Ok(frame::go("/setup/done?mail=sent"))
}

impl SetUpPage {
    /// What is wrong with the form as a whole.
    fn whole(&self) -> Option<Fault> {
        self.problems.of("")
    }
}

#[cfg(test)]
mod tests {
    use super::zones;

    #[test]
    fn zones_are_places_and_every_one_can_be_chosen() {
        let zones = zones();
        assert!(zones.len() > 300, "{}", zones.len());
        for name in ["Europe/Amsterdam", "Asia/Tokyo", "UTC"] {
            assert!(zones.iter().any(|zone| zone == name), "{name}");
        }
        for zone in &zones {
            assert!(domain::site::parse_zone(zone).is_ok(), "{zone}");
        }
    }
}
