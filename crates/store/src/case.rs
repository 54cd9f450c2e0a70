//! Cases: what was reported, who looks after it, what came of it.

mod read;
mod write;

pub(crate) use read::byline;
pub use read::{
    Filed, Note, Own, Said, Which, count_open, dismissed_since, find, list, notes, own, pressing,
    proposal, record_of, reports, reports_in, rush, words,
};
pub use write::{
    Joined, close, hide, hide_by_itself, join, leave, note, open, propose, reminded, silence, take,
    unpropose, unsilence,
};
