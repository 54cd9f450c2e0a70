//! The engine's own full text, behind this one module.
//!
//! Words are made here, for both engines alike: neither's own idea of a word, an accent or a case is used. Beside its words,
//! each thing has marks in the index for all that operators ask about it; so a query with operators is one look into the
//! index, whatever it narrows.

mod ask;
mod found;
mod hit;
mod index;
mod instead;
mod key;
mod mark;
mod page;
mod people;
mod rebuild;
mod refresh;
mod sought;
mod stale;
mod suggest;
mod vocabulary;
mod words;

pub use ask::{Ask, Missing};
pub use hit::Hit;
pub use index::settle;
pub use instead::instead;
pub use key::Cursor;
pub use page::{Found, RANKED, find};
pub use people::{People, people};
pub use rebuild::{Step, astray, rebuild};
pub use refresh::refresh;
pub use suggest::{Title, suggest_people, suggest_tags, suggest_titles};
pub use vocabulary::{Lesson, is_quickly_learnt, learn};

pub(crate) use index::{put as index, take as unindex, take_conversation as unindex_conversation};
pub(crate) use people::put as index_person;
pub(crate) use stale::{of_author as outdate_author, of_guest as outdate_guest};
