//! Groups, who is in them, who knocks. The root group's facts are the site's settings.

mod member;
mod read;
mod write;

pub(crate) use member::part;
pub use member::{At, Left, ask, bring, dismiss, enter, leave, let_in, raise, turn_away, withdraw};
pub use read::{
    Which, at, by_handle, candidate, count, count_asked, find, founded_since, lines, members, of,
    of_person, root, stewards,
};
pub use write::{change, found, introduce, shut};
