//! The engine's own full text, behind this one module.
//!
//! Words are made here, for both engines alike: neither's own idea of a word, an accent or a case is used.

mod hit;
mod index;
mod page;
mod rebuild;
mod words;

pub use hit::Hit;
pub use index::settle;
pub use page::{Found, Scope, find};
pub use rebuild::{Step, astray, rebuild};

pub(crate) use index::{put as index, take as unindex, take_conversation as unindex_conversation};
