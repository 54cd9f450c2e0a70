//! Before and after every handler: limits, who asks, whether the route is for them, and a page for what went wrong.

use std::sync::Arc;
use std::time::Instant;

use askama::Template;
use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;
use base::{Digest, Secret};
use domain::group::Visibility;
use domain::{Role, Viewer};
use http::{HeaderMap, Method, StatusCode, header};
use i18n::Lang;
use jiff::tz::TimeZone;
use serving::client::Client;
use serving::flight::{Asker, Class};
use serving::headers::Cache;
use serving::network::Network;
use serving::refusal::Refusal;
use serving::request_id::RequestId;

use crate::cache::Kept;
use crate::desk::{Desk, Inner};
use crate::error::{Failure, PageError};
use crate::filters;
use crate::frame::{self, Frame, Section};
use crate::hall::{Hall, rates};
use crate::known::Known;
use crate::row::{Audience, Row};
use crate::theme::Theme;

/// Puts the gate around a route's methods.
pub(crate) fn around(
    hall: &Arc<Hall>,
    row: Row,
    methods: MethodRouter<Arc<Hall>>,
) -> MethodRouter<Arc<Hall>> {
    let gate = middleware::from_fn_with_state((Arc::clone(hall), row), pass);
    methods.layer(gate)
}

/// Lets a request through to its handler, or answers in its stead.
async fn pass(
    State((hall, row)): State<(Arc<Hall>, Row)>,
    mut request: Request,
    next: Next,
) -> Response {
    let started = Instant::now();
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD);
    let secret = secret(&hall, request.headers());
    if let Some(wait) = limited(&hall, row, changes, secret.is_some(), &request) {
        return wait;
    }
    let asker = if secret.is_some() {
        Asker::Known
    } else {
        Asker::Guest
    };
    let class = match (row.class, changes) {
        (Class::Read, true) => Class::Write,
        (class, _) => class,
    };
    let _place = match hall.flight.enter(class, asker).await {
        Ok(place) => place,
        Err(busy) => return busy.into_response(),
    };
    // A request cannot be held while waiting for something: what the desk needs of it is taken out first.
    let facts = Facts::of(&hall, &request);
    let desk = match desk(&hall, secret, facts).await {
        Ok(desk) => desk,
        Err(error) => return error.into_response(),
    };
    let wants_page = wants_page(request.headers());
    let response = match admit(&desk, row.audience) {
        Ok(()) => {
            request.extensions_mut().insert(desk.clone());
            next.run(request).await
        }
        Err(error) => error.into_response(),
    };
    let response = dress(&desk, response, changes, wants_page);
    tracing::trace!(
        path = row.path,
        micros = started.elapsed().as_micros(),
        "handled"
    );
    response
}

/// The session's secret from the cookie, if there is one.
fn secret(hall: &Hall, headers: &HeaderMap) -> Option<Digest> {
    let text = hall.cookies.get(headers, "s")?;
    Secret::parse(text).map(|secret| secret.digest())
}

/// Too much from one network? Members are limited by what they may do, not by how often they read.
fn limited(
    hall: &Hall,
    row: Row,
    changes: bool,
    known: bool,
    request: &Request,
) -> Option<Response> {
    if !hall.app.keeps_limits() {
        return None;
    }
    let network = request
        .extensions()
        .get::<Client>()
        .map(|client| client.network())?;
    let class = match (row.class, changes) {
        (Class::Hash, true) => rates::ENTRY,
        (Class::Upload, true) => rates::UPLOAD,
        (Class::Search, _) if !known => rates::SEARCH,
        (Class::Feed, _) => rates::FEED,
        (_, true) => rates::WRITE,
        (_, false) if !known => rates::READ,
        (_, false) => return None,
    };
    hall.limiter
        .check(class, &network)
        .err()
        .map(IntoResponse::into_response)
}

/// Whoever asks, from memory while nobody's session or role has changed.
async fn known(hall: &Hall, secret: Digest) -> Result<Option<Arc<Known>>, app::Error> {
    let versions = hall.app.store().versions();
    let stamp = versions.people();
    let now = hall.app.now();
    let fresh = |known: &Known| {
        now <= known.session.seen_at.after(domain::session::IDLE)
            && now <= known.session.made_at.after(domain::session::ABSOLUTE)
    };
    let held = if versions.trusted() {
        hall.sessions.get(&secret, stamp)
    } else {
        None
    };
    let known = match held.filter(|known| fresh(known)) {
        Some(known) => known,
        None => {
            let found = hall
                .app
                .read(move |from| Ok(store::session::by_secret(from, &secret)?))
                .await?;
            match found {
                Some(sitting) => Kept::put(&hall.sessions, secret, stamp, sitting),
                None => return Ok(None),
            }
        }
    };
    if now > known.session.seen_at.after(domain::session::TOUCH) {
        let id = known.session.id;
        hall.app
            .write(move |tx| Ok(store::session::touch(tx, id)?))
            .await?;
        let mut later = (*known).clone();
        later.session.seen_at = now;
        hall.sessions.put(secret, stamp, later);
    }
    Ok(Some(known))
}

/// What the desk needs of a request.
struct Facts {
    lang: Lang,
    theme: Theme,
    path: String,
    query: String,
    network: Option<Network>,
    device: String,
    request: String,
}

impl Facts {
    fn of(hall: &Hall, request: &Request) -> Self {
        let headers = request.headers();
        let lang = match headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok())
        {
            Some(wanted) => Lang::negotiate(wanted),
            None => Lang::English,
        };
        Self {
            lang,
            theme: hall
                .cookies
                .get(headers, "t")
                .map_or(Theme::Auto, Theme::parse),
            path: request.uri().path().to_owned(),
            query: request.uri().query().unwrap_or_default().to_owned(),
            network: request
                .extensions()
                .get::<Client>()
                .map(|client| client.network()),
            device: device(headers),
            request: request
                .extensions()
                .get::<RequestId>()
                .map_or_else(String::new, ToString::to_string),
        }
    }
}

async fn desk(hall: &Arc<Hall>, secret: Option<Digest>, facts: Facts) -> Result<Desk, PageError> {
    let known = match secret {
        Some(secret) => known(hall, secret).await?,
        None => None,
    };
    let site = hall.app.site().await?;
    Ok(Desk::new(Inner {
        zone: TimeZone::get(&site.zone).unwrap_or(TimeZone::UTC),
        site,
        known,
        lang: facts.lang,
        theme: facts.theme,
        path: facts.path,
        query: facts.query,
        network: facts.network,
        device: facts.device,
        now: hall.app.now(),
        request: facts.request,
        hall: Arc::clone(hall),
    }))
}

/// What kind of browser it is, in a few words: enough to recognise one's own.
fn device(headers: &HeaderMap) -> String {
    let agent = headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let first = |names: &[(&str, &str)]| {
        names
            .iter()
            .find(|(mark, _)| agent.contains(mark))
            .map(|(_, name)| (*name).to_owned())
    };
    let browser = first(&[
        ("Edg/", "Edge"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
        ("curl/", "curl"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    [browser, system]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}

/// Whether the route is for this viewer.
fn admit(desk: &Desk, audience: Audience) -> Result<(), PageError> {
    let viewer = desk.viewer();
    let open = match audience {
        Audience::Outside => true,
        Audience::Readers => desk.site.visibility == Visibility::Public || viewer != Viewer::Guest,
        Audience::Members => viewer != Viewer::Guest,
        Audience::Moderators => viewer.is_staff(),
        Audience::Admins => viewer.is_at_least(Role::Admin),
    };
    match (open, viewer) {
        (true, _) => Ok(()),
        (false, Viewer::Guest) => Err(PageError::App(app::Error::SignIn)),
        (false, _) if audience == Audience::Moderators => Err(PageError::App(
            app::Error::Forbidden("error.moderators-only"),
        )),
        (false, _) => Err(PageError::App(app::Error::Forbidden("error.admins-only"))),
    }
}

fn wants_page(headers: &HeaderMap) -> bool {
    let accept = headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("*/*");
    accept.contains("text/html") || accept.contains("*/*")
}

/// A page that says what went wrong and what to do.
#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    frame: Frame,
    status: u16,
    key: &'static str,
    request: String,
    path: String,
    prove: bool,
    ours: bool,
}

/// Gives a failed response its page; sends guests to the door where that may help.
fn dress(desk: &Desk, mut response: Response, changes: bool, wants_page: bool) -> Response {
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
    if failure.sign_in && wants_page && !changes {
        let here = match desk.query.as_str() {
            "" => desk.path.clone(),
            query => format!("{}?{query}", desk.path),
        };
        let query: String = form_urlencoded::Serializer::new(String::new())
            .append_pair("return_to", &here)
            .finish();
        let mut away = frame::go(&format!("/sign-in?{query}"));
        *away.status_mut() = StatusCode::FOUND;
        away.extensions_mut().insert(Cache::Private);
        return away;
    }
    if !wants_page {
        return response;
    }
    let status = response.status();
    // Outside a private site nothing of it is told, its name neither (R27).
    let hidden = desk.site.visibility == Visibility::Members && desk.viewer() == Viewer::Guest;
    let mut frame = Frame::new(desk, desk.text("error.title"), Section::None).unlisted();
    if hidden {
        frame.site = desk.text("site.neutral-name");
        frame.description = String::new();
    }
    let page = ErrorPage {
        frame,
        status: status.as_u16(),
        key: if i18n::is_known(failure.key) {
            failure.key
        } else {
            "error.refused"
        },
        request: desk.request.clone(),
        path: desk.path.clone(),
        prove: failure.prove,
        ours: status.is_server_error(),
    };
    match frame::html(desk, &page) {
        Ok(html) => {
            let mut dressed = frame::respond(status, html);
            for (name, value) in response.headers() {
                if name != header::CONTENT_TYPE && name != header::CONTENT_LENGTH {
                    dressed.headers_mut().insert(name.clone(), value.clone());
                }
            }
            dressed
        }
        Err(_) => response,
    }
}
