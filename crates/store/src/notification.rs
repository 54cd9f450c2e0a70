//! What members are told: writing it, who is to be told, reading it.

mod audience;
mod cause;
mod read;
mod write;

pub use audience::{Asked, Listener, asked, begun, supporters, watching, watching_source};
pub use cause::{Ground, Said, ground, said};
pub use read::{Shown, count, find, list};
pub use write::{Fresh, add, forget, forget_said, read, read_all, read_some, take_back};
