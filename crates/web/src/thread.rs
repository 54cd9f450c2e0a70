//! Threads: rendered once for everybody, with gaps where each viewer sees something of their own.

use domain::comment::Comment;
use store::comment::Place;

use crate::cache::Weight;

/// A page of a thread, rendered.
pub(crate) struct Thread {
    pub(crate) pieces: Vec<Piece>,
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

impl Weight for Thread {
    fn weight(&self) -> usize {
        self.pieces
            .iter()
            .map(|piece| match piece {
                Piece::Html(html) => html.len() + 32,
                Piece::Tools(_) => 420,
            })
            .sum()
    }
}
