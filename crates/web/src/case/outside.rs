//! Appealing with the secret from a mail: whoever is shut out cannot sign in.

use askama::Template;
use axum::response::Response;
use domain::measure::Measure;
use domain::{Problems, Visible};
use http::{HeaderMap, StatusCode};

use super::standing::Appealing;
use crate::desk::Desk;
use crate::entry::{self, Entry};
use crate::error::PageError;
use crate::filters;
use crate::form::Form;
use crate::frame::{self, Frame, Section};
use crate::path::Path;
use crate::ticket::{self, Ticket};

const MINE: Ticket = Ticket::Appeal;

#[derive(Template)]
#[template(path = "case/outside.html")]
struct OutsidePage {
    frame: Frame,
    measure: Visible<Measure>,
    words: String,
    problems: Problems,
}

fn page(desk: &Desk, measure: Visible<Measure>, words: String, problems: Problems) -> OutsidePage {
    OutsidePage {
        frame: Frame::new(desk, desk.text("measure.you-suspended"), Section::None).unlisted(),
        measure,
        words,
        problems,
    }
}

/// The address in the mail.
pub(crate) async fn open(desk: Desk, Path(secret): Path<String>) -> Response {
    ticket::exchange(&desk, MINE, &secret)
}

/// Why they were shut out, with the form.
pub(crate) async fn show(desk: Desk, headers: HeaderMap) -> Result<Response, PageError> {
    let Some(secret) = ticket::held(&desk, &headers, MINE) else {
        return entry::gone(&desk, MINE, "error.expired");
    };
    match app::case::outside(desk.app(), &secret).await {
        Ok(measure) => {
            let page = page(&desk, measure, String::new(), Problems::default());
            Ok(ticket::quiet(frame::show(&desk, &page)?))
        }
        Err(error) => failed(&desk, error),
    }
}

/// Appeals.
pub(crate) async fn appeal(
    desk: Desk,
    headers: HeaderMap,
    Form(form): Form<Appealing>,
) -> Result<Response, PageError> {
    let Some(secret) = ticket::held(&desk, &headers, MINE) else {
        return entry::gone(&desk, MINE, "error.expired");
    };
    match app::case::appeal_outside(desk.app(), &secret, form.words()).await {
        Ok(()) => {
            let mut response = frame::go("/appeal/sent");
            ticket::spend(&desk, &mut response);
            Ok(response)
        }
        Err(app::Error::Invalid(problems)) => {
            let measure = app::case::outside(desk.app(), &secret).await?;
            let page = page(&desk, measure, form.words().to_owned(), problems);
            let mut again = frame::show_again(&desk, &page)?;
            ticket::keep(&desk, &mut again, MINE, &secret);
            Ok(ticket::quiet(again))
        }
        Err(error) => failed(&desk, error),
    }
}

/// What is wrong with the secret, or with the time, shows its own page.
fn failed(desk: &Desk, error: app::Error) -> Result<Response, PageError> {
    match error {
        app::Error::Conflict(why) | app::Error::Forbidden(why) => entry::gone(desk, MINE, why),
        other => Err(other.into()),
    }
}

/// Somebody will look at it.
pub(crate) async fn sent(desk: Desk) -> Result<Response, PageError> {
    let entry = Entry {
        title: desk.text("appeal.yours"),
        words: vec![desk.text("appeal.received-outside")],
        ..Entry::default()
    };
    entry::show(&desk, StatusCode::OK, entry)
}
