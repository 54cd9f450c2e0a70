//! All routes on a page.

use std::sync::Arc;

use axum::Router;
use axum::routing::any;
use http::Method;
use serving::flight::Class;

use crate::hall::Hall;
use crate::registry::{Opened, at, list};
use crate::row::Audience::{Outside, Readers};
use crate::row::Row;
use crate::{article, comment, feed, front, gate, health, lost, search, theme_choice};

/// A feed in its three formats.
macro_rules! three {
    ($routes:ident, $list:literal, $handler:expr) => {
        $routes.push(
            at(concat!($list, "/feed.atom"))
                .open_to(Readers)
                .class(Class::Feed)
                .get($handler),
        );
        $routes.push(
            at(concat!($list, "/feed.rss"))
                .open_to(Readers)
                .class(Class::Feed)
                .get($handler),
        );
        $routes.push(
            at(concat!($list, "/feed.json"))
                .open_to(Readers)
                .class(Class::Feed)
                .get($handler),
        );
    };
}

fn feeds() -> Vec<Opened> {
    let mut routes = Vec::new();
    three!(routes, "/articles", feed::articles);
    three!(routes, "/articles/{year}", feed::year);
    three!(routes, "/articles/{year}/{month}", feed::month);
    three!(routes, "/articles/{year}/{month}/{slug}", feed::thread);
    three!(routes, "/articles/tagged/{slug}", feed::tagged);
    three!(routes, "/articles/in/{slug}", feed::shelved);
    three!(routes, "/articles/by/{handle}", feed::written);
    three!(routes, "/comments", feed::comments);
    routes
}

/// Every route of the program, with its audience.
pub(crate) fn all() -> Vec<Opened> {
    let mut routes = vec![
        at("/livez").open_to(Outside).get(health::live),
        at("/readyz").open_to(Outside).get(health::ready),
        at("/csp-report")
            .open_to(Outside)
            .post(health::policy_report),
        at("/theme").open_to(Outside).post(theme_choice::choose),
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
        at("/search")
            .open_to(Readers)
            .class(Class::Search)
            .get(search::show),
        at("/comments/{id}").open_to(Readers).get(comment::show),
    ];
    routes.extend(feeds());
    routes
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
