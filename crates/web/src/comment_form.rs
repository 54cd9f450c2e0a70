//! The form below a thread, and when its page was first fetched.

use std::hash::BuildHasher as _;
use std::time::Instant;

use base::Secret;
use domain::comment::Input;
use domain::conversation::Conversation;
use domain::{Problems, Viewer, Visible};
use serving::network::Network;

use crate::desk::Desk;
use crate::hall::Hall;
use crate::ready::Visited;

/// The form below a thread, empty or as it came back.
#[derive(Debug, Default)]
pub(crate) struct CommentForm {
    pub(crate) input: Input,
    pub(crate) problems: Problems,
    pub(crate) answers: Option<String>,
    pub(crate) preview: Option<String>,
    pub(crate) guest: bool,
    pub(crate) action: String,
}

impl CommentForm {
    /// Fills in what the page knows: where it goes, for whom it is, and a fresh one-time key for members.
    pub(crate) fn prepare(&mut self, desk: &Desk, conversation: &Visible<Conversation>) {
        self.action = format!("/conversations/{}/comments", conversation.id);
        self.guest = desk.viewer() == Viewer::Guest;
        if !self.guest && self.input.key.is_empty() {
            self.input.key = base::clean::clip(&Secret::new().reveal(), 32).to_owned();
        }
    }
}

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
