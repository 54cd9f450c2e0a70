//! Posts: conversations that members open, and the list of conversations of all kinds.

mod idea;
mod line;
mod question;
mod read;
mod write;

pub use idea::{decide, support, supporters, supports, withdraw_support};
pub use line::{Cursor, Filter, Sort, counts, list};
pub use question::{accept, add_help, helped_by, remove_help, unaccept};
pub use read::{find, history};
pub use write::{Change, Fresh, Text, bring, insert, update, withdraw};
