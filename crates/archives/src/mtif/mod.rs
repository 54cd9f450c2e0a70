//! The text format of Movable Type and TypePad (MTIF), one entry after the other.
//!
//! A file is read twice: [`Encoding::detect`] looks at its bytes, then [`Reader`] yields its entries. Neither holds more
//! than one entry, whatever the file's size.

mod ahead;
mod assembly;
mod date;
mod encoding;
mod entry;
mod header;
mod heading;
mod item;
mod lines;
mod markup;
mod names;
mod piece;
mod reader;
mod sample;
mod setting;

#[cfg(test)]
mod tests;

pub use date::Dated;
pub use encoding::{Detected, Encoding};
pub use entry::{Comment, Entry, Oddity, Ping, Warning};
pub use item::{Error, Item, Limits, Options, Reason};
pub use lines::{Line, Lines};
pub use markup::undouble;
pub use reader::Reader;
pub use setting::{CommentsAllowed, Format, Status};
