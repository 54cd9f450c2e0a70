//! The list of routes: no handler before an audience (R13). The router, the limits and the written rules come from it.

use std::sync::Arc;

use axum::Router;
use axum::handler::Handler;
use axum::routing::MethodRouter;
use http::Method;
use serving::flight::Class;

use crate::gate;
use crate::hall::Hall;
use crate::row::{Audience, Row};

/// A route being declared: a path without an audience has no methods.
pub(crate) struct At(&'static str);

/// A route with its audience.
pub(crate) struct Opened {
    row: Row,
    methods: MethodRouter<Arc<Hall>>,
    names: Vec<Method>,
}

/// Begins a route.
pub(crate) const fn at(path: &'static str) -> At {
    At(path)
}

impl At {
    /// Says for whom it is.
    pub(crate) fn open_to(self, audience: Audience) -> Opened {
        let row = Row {
            path: self.0,
            audience,
            class: Class::Read,
        };
        Opened {
            row,
            methods: MethodRouter::new(),
            names: Vec::new(),
        }
    }
}

impl Opened {
    /// Which places it takes while it runs; [`Class::Read`] if nothing is said, [`Class::Write`] for what changes something.
    pub(crate) const fn class(mut self, class: Class) -> Self {
        self.row.class = class;
        self
    }

    /// Answers reading. HEAD comes with it.
    pub(crate) fn get<H, T>(mut self, handler: H) -> Self
    where
        H: Handler<T, Arc<Hall>>,
        T: 'static,
    {
        self.methods = self.methods.get(handler);
        self.names.push(Method::GET);
        self
    }

    /// Answers changing.
    pub(crate) fn post<H, T>(mut self, handler: H) -> Self
    where
        H: Handler<T, Arc<Hall>>,
        T: 'static,
    {
        self.methods = self.methods.post(handler);
        self.names.push(Method::POST);
        self
    }
}

/// Builds the router and its written rules.
pub(crate) fn build(hall: &Arc<Hall>, routes: Vec<Opened>) -> Router {
    let mut router = Router::new();
    for route in routes {
        let row = route.row;
        router = router.route(row.path, gate::around(hall, row, route.methods));
    }
    router.with_state(Arc::clone(hall))
}

/// The rows alone, with their methods, for tables and tests.
pub(crate) fn list(routes: &[Opened]) -> Vec<(Row, Vec<Method>)> {
    routes
        .iter()
        .map(|route| (route.row, route.names.clone()))
        .collect()
}
