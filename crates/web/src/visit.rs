//! When a page with a form was first fetched by a guest's network.

use std::hash::BuildHasher as _;
use std::time::Instant;

use domain::Viewer;
use serving::network::Network;

use crate::desk::Desk;
use crate::hall::Hall;
use crate::sent::Visited;

/// Notes that a guest's network has fetched a page, for the timing of what it sends later.
pub(crate) fn note_visit(desk: &Desk, path: &str) -> Option<Visited> {
    if desk.viewer() != Viewer::Guest {
        return None;
    }
    let (network, page) = visit_key(desk, path)?;
    note(&desk.hall, network, page);
    Some(Visited(page))
}

/// The same, for whoever knows the page's number.
pub(crate) fn note(hall: &Hall, network: Network, page: u64) {
    let key = (network, page);
    if hall.fetched.get(&key, 0).is_none() {
        hall.fetched.put(key, 0, Instant::now());
    }
}

/// By network and page.
pub(crate) fn visit_key(desk: &Desk, path: &str) -> Option<(Network, u64)> {
    let page = desk.hall.numbers.hash_one(path);
    desk.network.map(|network| (network, page))
}
