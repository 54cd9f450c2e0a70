//! Posts: conversations that members open, and the list of conversations of all kinds.

mod idea;
mod line;
mod outcome;
mod question;
mod read;
mod wish;
mod write;

pub use idea::{decide, support, supporters, supports, withdraw_support};
pub(crate) use line::Found;
pub use line::{Cursor, Filter, Sort, kinds, list, open};
pub use outcome::{Ended, Outcome, settle};
pub use question::{accept, add_help, helped_by, remove_help, unaccept};
pub use read::{count_waiting, find, history, waiting};
pub use wish::{
    Kept, candidates, conclude, credit, hand_of, hands, lower, open_count, raise, resume,
    thank_back, would_be_open,
};
pub use write::{
    Change, Fresh, Text, bring, bring_as, bring_back, insert, let_through, update, withdraw,
};
