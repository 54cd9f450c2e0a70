//! The page for what went wrong, and the way to the door where coming in would help.

use askama::Template;
use axum::response::Response;
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, REFERER};
use http::{HeaderMap, StatusCode};
use serving::headers::Cache;
use serving::refusal::Refusal;
use serving::return_to::ReturnTo;

use crate::desk::Desk;
use crate::error::Failure;
use crate::filters;
use crate::frame::{self, Frame, Section};
use crate::hall::Hall;

/// How something was asked for, as far as the answer to a failure depends on it.
pub(crate) struct Asked {
    /// Whether it would have changed something.
    changes: bool,
    /// Whether a page is what the asker reads.
    page: bool,
    /// The page of this site that it was asked from.
    from: Option<ReturnTo>,
}

impl Asked {
    pub(crate) fn of(hall: &Hall, headers: &HeaderMap, changes: bool) -> Self {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let accept = text(ACCEPT).unwrap_or("*/*");
        let from = text(REFERER).filter(|_| changes);
        Self {
            changes,
            page: accept.contains("text/html") || accept.contains("*/*"),
            from: from
                .and_then(|from| from.strip_prefix(hall.app.base().as_str()))
                .and_then(ReturnTo::parse),
        }
    }

    /// Where to come back to afterwards: to the page itself, or to the one with the form.
    fn back(&self, desk: &Desk) -> String {
        match (&self.from, self.changes, desk.query.as_str()) {
            (Some(from), true, _) => from.as_str().to_owned(),
            (None, true, _) => "/".to_owned(),
            (_, false, "") => desk.path.clone(),
            (_, false, query) => format!("{}?{query}", desk.path),
        }
    }
}

/// A page that says what went wrong and what to do.
#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    frame: Frame,
    status: u16,
    key: &'static str,
    hint: Option<String>,
    request: String,
    /// Where the password is given again, if that helps.
    prove: Option<String>,
}

/// Gives a failed response its page; sends people to the door where that helps.
pub(crate) fn dress(desk: &Desk, mut response: Response, asked: &Asked) -> Response {
    let failure = response.extensions_mut().remove::<Failure>();
    let refusal = response
        .extensions_mut()
        .remove::<Refusal>()
        .map(|refusal| Failure {
            key: refusal.0,
            sign_in: false,
            prove: false,
        });
    let Some(failure) = failure.or(refusal) else {
        return response;
    };
    if !asked.page {
        return response;
    }
    let door = match (failure.sign_in, failure.prove) {
        (true, _) => Some("/sign-in"),
        (_, true) => Some("/prove"),
        (false, false) => None,
    };
    let door = door.map(|door| {
        let query: String = form_urlencoded::Serializer::new(String::new())
            .append_pair("return_to", &asked.back(desk))
            .finish();
        format!("{door}?{query}")
    });
    if let (Some(door), false) = (&door, asked.changes) {
        let mut away = frame::go(door);
        *away.status_mut() = StatusCode::FOUND;
        away.extensions_mut().insert(Cache::Private);
        return away;
    }
    let status = response.status();
    let key = if i18n::is_known(failure.key) {
        failure.key
    } else {
        "error.refused"
    };
    let page = ErrorPage {
        frame: Frame::new(desk, desk.text("error.title"), Section::None).unlisted(),
        status: status.as_u16(),
        hint: hint(desk, key, status),
        key,
        request: desk.request.clone(),
        prove: door,
    };
    match frame::html(desk, &page) {
        Ok(html) => {
            let mut dressed = frame::respond(status, html);
            for (name, value) in response.headers() {
                if name != CONTENT_TYPE && name != CONTENT_LENGTH {
                    dressed.headers_mut().insert(name.clone(), value.clone());
                }
            }
            dressed
        }
        Err(_) => response,
    }
}

/// What to do about it, where that can be said.
fn hint(desk: &Desk, key: &str, status: StatusCode) -> Option<String> {
    let own = format!("{key}-hint");
    if i18n::is_known(&own) {
        Some(desk.text(&own))
    } else if status.is_server_error() {
        Some(desk.text("error.ours-hint"))
    } else {
        None
    }
}
