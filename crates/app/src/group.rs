//! Groups: founding them, coming in, looking after them.

mod door;
mod read;
mod tell;
mod tend;

pub use door::{answer, ask, bring, decline, dismiss, enter, leave, raise};
pub use read::{Door, Front, Listing, Rolled, door, editable, front, list, members, named};
pub use tend::{change, found, shut};

pub(crate) use read::find;
pub(crate) use tell::tell;
