//! Articles: lists, single ones, their neighbours, drafts, history.

mod history;
mod path;
mod publish;
mod read;
mod write;

pub use history::history;
pub(crate) use history::revisions;
pub use publish::{bring_out, come_out, publish, scheduled, take_away, withdraw};
pub use read::{
    Cursor, FeedBody, Filter, Neighbours, by_path, drafts, feed_body, find, list, months,
    neighbours,
};
pub use write::{Change, Fresh, Text, bring, insert, update};
