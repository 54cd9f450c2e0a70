//! Comments: threads by cursor, single ones, what is new, the queue.

mod blank;
mod placed;
mod purge;
mod read;
mod time;
mod write;

pub(crate) use blank::blank;
pub use placed::{Place, Placed};
pub use purge::purge;
pub(crate) use purge::purge_at;
pub use read::{
    FeedBody, Judgeable, audience, before, count, count_waiting, feed_body, feed_id, find, history,
    judgeable, judgeable_post, people, recent, recent_by, recent_in, source, thread, thread_before,
    unseen, waiting,
};
pub use time::{by_time, by_time_before, since};
pub(crate) use write::hide;
pub use write::{
    By, Fresh, Hook, bring, bring_all, decide, delete, hook, insert, restore, same, undo, update,
};
