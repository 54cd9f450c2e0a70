//! Feeds: one neutral model, written as Atom, RSS and JSON Feed.
//!
//! Writes only. Whether a reader may see an entry is decided before it comes here; addresses inside
//! the HTML are absolute already. Whatever the texts contain, the XML is well-formed (R39).

mod atom;
mod clean;
mod json;
mod model;
mod rss;
mod xml;

pub use atom::{TYPE as TYPE_ATOM, write as atom};
pub use clean::clean;
pub use json::{TYPE as TYPE_JSON, write as json};
pub use model::{Author, Enclosure, Entry, Feed, InReplyTo, Replies};
pub use rss::{TYPE as TYPE_RSS, write as rss};

#[cfg(test)]
mod tests;
