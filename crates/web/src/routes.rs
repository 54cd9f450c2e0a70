//! All routes on a page.

use std::sync::Arc;

use axum::Router;
use axum::routing::any;
use http::Method;
use serving::flight::Class;

use crate::hall::Hall;
use crate::registry::Audience::{Outside, Readers};
use crate::registry::{Opened, Row, at, list};
use crate::{article, comment, front, gate, health, lost, theme};

/// Every route of the program, with its audience.
pub(crate) fn all() -> Vec<Opened> {
    vec![
        at("/livez").open_to(Outside).get(health::live),
        at("/readyz").open_to(Outside).get(health::ready),
        at("/csp-report")
            .open_to(Outside)
            .post(health::policy_report),
        at("/theme").open_to(Outside).post(theme::choose),
        at("/").open_to(Readers).get(front::show),
        at("/articles").open_to(Readers).get(article::all),
        at("/articles/{year}").open_to(Readers).get(article::year),
        at("/articles/{year}/{month}")
            .open_to(Readers)
            .get(article::month),
        at("/articles/{year}/{month}/{slug}")
            .open_to(Readers)
            .get(article::show),
        at("/articles/tagged/{slug}")
            .open_to(Readers)
            .get(article::tagged),
        at("/articles/in/{slug}")
            .open_to(Readers)
            .get(article::shelved),
        at("/articles/by/{handle}")
            .open_to(Readers)
            .get(article::written),
        at("/conversations/{id}/comments")
            .open_to(Readers)
            .class(Class::Render)
            .post(comment::add),
        at("/comments/{id}").open_to(Readers).get(comment::show),
    ]
}

/// The rows with their methods, for tables of who may ask for what.
#[must_use]
pub fn rows() -> Vec<(Row, Vec<Method>)> {
    list(&all())
}

/// What answers where no route does.
pub(crate) fn fallback(hall: &Arc<Hall>) -> Router {
    let row = Row {
        path: "(lost)",
        audience: Readers,
        class: Class::Read,
    };
    Router::new().fallback_service(
        Router::new()
            .route("/{*rest}", gate::around(hall, row, any(lost::find)))
            .with_state(Arc::clone(hall)),
    )
}
