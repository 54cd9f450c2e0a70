//! Before and after every handler: limits, who asks, whether the route is for them.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;
use base::{Digest, Secret};
use domain::group::Visibility;
use domain::{Role, Viewer};
use http::{HeaderMap, Method, header};
use i18n::Lang;
use jiff::tz::TimeZone;
use serving::client::Client;
use serving::flight::{Asker, Class};
use serving::headers::{Cache, Referrer, Sharing};
use serving::network::Network;
use serving::request_id::RequestId;

use crate::cache::Kept;
use crate::desk::{Desk, Inner};
use crate::env;
use crate::error::PageError;
use crate::fault_page::{Asked, dress};
use crate::hall::{Hall, rates};
use crate::known::Known;
use crate::row::{Audience, Row};
use crate::theme::Theme;
use crate::{told, waiting};

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
    // A cookie that nobody has looked at yet makes nobody a member: anything can be sent as one.
    let member = secret.is_some_and(|secret| hall.sessions.holds(&secret));
    if let Some(wait) = limited(&hall, row, changes, member, &request) {
        return wait;
    }
    let asker = if member { Asker::Known } else { Asker::Guest };
    let class = match (row.class, changes) {
        (Class::Read, true) => Class::Write,
        // The page with the form hashes nothing and takes nothing in.
        (Class::Hash | Class::Upload | Class::Draft, false) => Class::Read,
        (class, _) => class,
    };
    let _place = match hall.flight.enter(class, asker).await {
        Ok(place) => place,
        Err(busy) => {
            if class == Class::Hash {
                app::challenge::turned_away(&hall.app);
            }
            return busy.into_response();
        }
    };
    // A request cannot be held while waiting for something: what the desk needs of it is taken out first.
    let facts = Facts::of(&hall, &request);
    let desk = match desk(&hall, secret, facts).await {
        Ok(desk) => desk,
        Err(error) => return error.into_response(),
    };
    let asked = Asked::of(&hall, request.headers(), changes);
    let personal = secret.is_some();
    let response = match admit(&desk, row.audience) {
        Ok(()) => {
            request.extensions_mut().insert(desk.clone());
            next.run(request).await
        }
        Err(error) => error.into_response(),
    };
    let mut response = dress(&desk, response, &asked);
    let private = desk.site.visibility == Visibility::Members;
    let shared = response.extensions().get::<Sharing>().is_some();
    if private || (personal && !shared) {
        // It came about by looking at who asks (R28). What is shared with everybody did not.
        response.extensions_mut().insert(Cache::Private);
    }
    if private {
        response.extensions_mut().insert(Referrer::SameOrigin);
    }
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
        (Class::Suggest, _) => rates::SUGGEST,
        (Class::Draft, true) => rates::DRAFT,
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
    if now >= known.session.seen_at.after(domain::session::TOUCH) {
        app::session::touch(&hall.app, &known).await;
        let mut later = (*known).clone();
        later.session.used(now);
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
        Self {
            lang: env::lang(headers),
            theme: Theme::of(&hall.cookies, headers),
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
    let versions = hall.app.store().versions();
    let (stamp, settings) = (versions.anything(), versions.site());
    let known = match secret {
        Some(secret) => known(hall, secret).await?,
        None => None,
    };
    let site = hall.app.site().await?;
    let waiting = match &known {
        Some(known) if known.viewer.is_staff() => {
            waiting::count(hall, known.viewer.clone().silenced(None)).await?
        }
        Some(_) | None => 0,
    };
    let told = match &known {
        Some(known) => told::count(hall, known.byline.id).await?,
        None => 0,
    };
    Ok(Desk::new(Inner {
        stamp,
        settings,
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
        waiting,
        told,
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
    // The rooms of those who run the site want the password more often than the rest (R3).
    let stale = matches!(audience, Audience::Moderators | Audience::Admins)
        && desk
            .known
            .as_ref()
            .is_some_and(|known| !known.session.admits_staff(desk.now));
    match (open, viewer) {
        (true, _) if stale => Err(PageError::App(app::Error::ProveIt)),
        (true, _) => Ok(()),
        (false, Viewer::Guest) => Err(PageError::App(app::Error::SignIn)),
        (false, _) if audience == Audience::Moderators => Err(PageError::App(
            app::Error::Forbidden("error.moderators-only"),
        )),
        (false, _) => Err(PageError::App(app::Error::Forbidden("error.admins-only"))),
    }
}
