//! Whom the house knows.

use crate::cache::Weight;

/// Somebody whom the house knows from a session.
pub(crate) type Known = store::session::Sitting;

impl Weight for Known {
    fn weight(&self) -> usize {
        400
    }
}
