//! Secrets from mails and the console: at the first look they leave the address for a cookie of ten minutes (R6).
//!
//! Pages that a secret opens have two addresses: the one in the mail, which only exchanges it, and a clean one with the
//! button. Looking uses nothing up; only the button does.

use std::time::Duration;

use axum::response::Response;
use base::Secret;
use http::HeaderMap;
use http::header::SET_COOKIE;
use serving::cookie::Cookie;
use serving::headers::{Cache, Referrer};

use crate::desk::Desk;
use crate::frame;

/// How long the cookie lives (SECURITY 3.2).
const AGE: Duration = Duration::from_mins(10);

/// What a secret opens. Its name stands in the cookie, so that no secret opens another page than its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ticket {
    /// An address is one's own, at joining.
    Confirmation,
    /// An invitation.
    Invitation,
    /// A new password.
    Password,
    /// A new address is one's own.
    NewAddress,
    /// A change of address is undone.
    OldAddress,
    /// An appeal of somebody who is shut out.
    Appeal,
    /// The first start.
    SetUp,
}

impl Ticket {
    const fn name(self) -> &'static str {
        match self {
            Self::Confirmation => "confirmation",
            Self::Invitation => "invitation",
            Self::Password => "password",
            Self::NewAddress => "new-address",
            Self::OldAddress => "old-address",
            Self::Appeal => "appeal",
            Self::SetUp => "set-up",
        }
    }

    /// The clean address of its page.
    pub(crate) const fn page(self) -> &'static str {
        match self {
            Self::Confirmation => "/join/confirmation",
            Self::Invitation => "/join/invitation",
            Self::Password => "/sign-in/password",
            Self::NewAddress => "/settings/address/confirmation",
            Self::OldAddress => "/settings/address/undo",
            Self::Appeal => app::link::APPEAL,
            Self::SetUp => "/setup",
        }
    }
}

/// Takes a secret out of the address.
pub(crate) fn exchange(desk: &Desk, ticket: Ticket, secret: &str) -> Response {
    let mut response = frame::go(ticket.page());
    if let Some(secret) = Secret::parse(secret) {
        keep(desk, &mut response, ticket, &secret);
    }
    response.extensions_mut().insert(Cache::Private);
    quiet(response)
}

/// Puts the secret into the cookie, or begins its ten minutes anew.
pub(crate) fn keep(desk: &Desk, response: &mut Response, ticket: Ticket, secret: &Secret) {
    let cookie = desk.hall.cookies.set(Cookie {
        name: "p",
        value: &format!("{}.{}", ticket.name(), secret.reveal()),
        max_age: Some(AGE),
        readable: false,
    });
    if let Ok(value) = cookie {
        response.headers_mut().append(SET_COOKIE, value);
    }
}

/// The secret for this page, if the browser brings one.
pub(crate) fn held(desk: &Desk, headers: &HeaderMap, ticket: Ticket) -> Option<Secret> {
    let (name, secret) = desk.hall.cookies.get(headers, "p")?.split_once('.')?;
    (name == ticket.name()).then_some(())?;
    Secret::parse(secret)
}

/// Takes the cookie away: the secret has done its work.
pub(crate) fn spend(desk: &Desk, response: &mut Response) {
    if let Ok(value) = desk.hall.cookies.clear("p") {
        response.headers_mut().append(SET_COOKIE, value);
    }
}

/// Tells no other site where its reader came from.
pub(crate) fn quiet(mut response: Response) -> Response {
    response.extensions_mut().insert(Referrer::SameOrigin);
    response
}
