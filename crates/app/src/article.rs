//! Writing: beginning an article, changing it, publishing it now or later, taking it back.

mod month;
mod publish;
mod write;

pub(crate) use month::month_of;
pub(crate) use publish::come_out;
pub use publish::{parse_time, publish, withdraw};
pub use write::{Editable, Written, begin, drafts, history, open, preview, save};
