//! Posts: conversations that members open, and the list of conversations of all kinds.

mod idea;
mod line;
mod outcome;
mod question;
mod read;
mod write;

pub use idea::{decide, support, supporters, supports, withdraw_support};
pub use line::{Cursor, Filter, Sort, list};
pub use outcome::{Outcome, settle};
pub use question::{accept, add_help, helped_by, remove_help, unaccept};
pub use read::{find, history};
pub use write::{Change, Fresh, Text, bring, bring_as, bring_back, insert, update, withdraw};
