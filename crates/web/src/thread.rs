//! Threads: rendered once for everybody, with gaps where each viewer sees something of their own.

use std::sync::{Arc, Mutex, PoisonError};

use base::Id;
use domain::comment::Comment;
use domain::conversation::Conversation;
use i18n::Lang;
use store::comment::Place;

use crate::cache::Weight;

/// What a viewer may do with each comment of a page, in the order of the page.
pub(crate) type Rights = Vec<u16>;

/// How many ways of seeing a page are kept ready.
///
/// Nearly all members see it in the same way; those who wrote or thanked there see it in their own.
const WAYS: usize = 4;

/// A page of a thread, rendered.
pub(crate) struct Thread {
    pub(crate) pieces: Vec<Piece>,
    woven: Mutex<Vec<(Rights, Arc<String>)>>,
    /// Where the next page begins, if there is one.
    pub(crate) next: Option<Place>,
    /// Where the page before begins; the first one if that is `None` within `Some`.
    pub(crate) previous: Option<Option<Place>>,
}

pub(crate) enum Piece {
    /// The same for everybody.
    Html(String),
    /// What this viewer may do with a comment.
    Tools(Box<Tools>),
}

/// What a viewer's own part of a comment depends on.
pub(crate) struct Tools {
    pub(crate) comment: Comment,
}

impl Thread {
    pub(crate) const fn new(
        pieces: Vec<Piece>,
        next: Option<Place>,
        previous: Option<Option<Place>>,
    ) -> Self {
        Self {
            pieces,
            woven: Mutex::new(Vec::new()),
            next,
            previous,
        }
    }

    /// The whole page as whoever has these rights sees it, if somebody saw it so before.
    pub(crate) fn ready(&self, rights: &Rights) -> Option<Arc<String>> {
        let woven = self.woven.lock().unwrap_or_else(PoisonError::into_inner);
        woven
            .iter()
            .find(|(known, _)| known == rights)
            .map(|(_, html)| Arc::clone(html))
    }

    /// Keeps it for the next with the same rights; the way that was made first gives way.
    pub(crate) fn keep(&self, rights: Rights, html: String) -> Arc<String> {
        let html = Arc::new(html);
        let mut woven = self.woven.lock().unwrap_or_else(PoisonError::into_inner);
        if woven.len() >= WAYS {
            woven.remove(0);
        }
        woven.push((rights, Arc::clone(&html)));
        html
    }

    /// Bytes of what is the same for everybody.
    pub(crate) fn len(&self) -> usize {
        self.pieces
            .iter()
            .map(|piece| match piece {
                Piece::Html(html) => html.len() + 32,
                Piece::Tools(_) => 560,
            })
            .sum()
    }
}

impl Weight for Thread {
    fn weight(&self) -> usize {
        // As if half of the ways were kept; most pages have one.
        self.len() * (1 + WAYS / 2)
    }
}

/// What a body depends on, beside what is on the site.
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct BodyKey {
    pub(crate) conversation: Id<Conversation>,
    pub(crate) after: Option<Place>,
    pub(crate) lang: Lang,
    pub(crate) guest: bool,
    pub(crate) may_edit: bool,
    pub(crate) may_close: bool,
    pub(crate) rights: Rights,
}
