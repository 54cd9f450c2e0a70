//! The whole service: the routes, and around them what is the same for every site.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::Request;
use axum::response::Response;
use serving::access_log::{AccessLog, NoteRoute};
use serving::client::{ForwardedBy, Proxies};
use serving::compress::Compress;
use serving::deadline::{self, Deadline};
use serving::etag::Conditional;
use serving::headers::Policy;
use serving::host::Names;
use serving::origin::SameOrigin;
use serving::panic::Panics;
use serving::path::SoundPath;
use serving::request_id::RequestIds;
use serving::step::Around;
use tower::{Service, ServiceBuilder};

use crate::hall::Hall;
use crate::ready::Ready;
use crate::{registry, routes};

/// Paths that load balancers ask by any name.
const PROBES: &[&str] = &["/livez", "/readyz"];

/// Everything that answers requests. Clones are cheap.
///
/// # Errors
/// None that a request can cause: the service itself never fails.
pub fn service(
    hall: &Arc<Hall>,
) -> impl Service<Request, Response = Response, Error = Infallible, Future: Send>
+ Clone
+ Send
+ Sync
+ 'static {
    let base = hall.base();
    let seed =
        (u64::from(base::secret::random_u32()) << 32) | u64::from(base::secret::random_u32());
    let proxies = hall.settings.proxies.clone().unwrap_or_else(|| {
        // An empty list always parses; should it ever not, nobody is trusted either way.
        Proxies::parse([], ForwardedBy::default()).unwrap_or_default()
    });
    let ids = RequestIds::new(seed);
    let log = AccessLog::default();
    let routes = registry::build(hall, routes::all())
        .fallback_service(routes::fallback(hall))
        .merge(hall.assets.router())
        .layer(Deadline::new(deadline::REQUEST, |request| {
            matches!(request.uri().path(), "/pictures" | "/settings/portrait")
        }))
        .route_layer(Around(NoteRoute));
    let door = proxies.clone();
    let house = ServiceBuilder::new()
        .layer(Around(ids.clone()))
        .layer(Around(log.clone()))
        .layer(Around(Policy::new(
            base,
            None,
            !hall.settings.spares_subdomains,
        )))
        .layer(Panics::default())
        .layer(Around(Names::new(base.clone(), None, PROBES)))
        .layer(Around(SoundPath))
        .layer(Around(proxies))
        .layer(Around(SameOrigin::new(base, |request| {
            request.uri().path() == serving::headers::REPORT_PATH
        })))
        .layer(Compress)
        .layer(Around(Conditional))
        .service(routes);
    Ready::new(hall, ids, log, door, house)
}
