//! Polls: asking in one, voting, closing it, taking it away.

mod attach;
mod look;
mod vote;

pub(crate) use attach::come_to_end;
pub use attach::{attach, attachable, close, local_end, remove};
pub use look::{Look, look};
pub(crate) use vote::mark;
pub use vote::{marked, take_back, vote};
