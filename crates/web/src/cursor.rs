//! Cursors of lists in addresses: where the page before ended.

use base::{Id, Moment};

/// `milliseconds.id`, as [`print`] writes it. A made-up one only begins somewhere else: it shows nothing more.
pub(crate) fn parse<T: ?Sized>(text: &str) -> Option<(Moment, Id<T>)> {
    let (at, id) = text.split_once('.')?;
    Some((Moment::from_ms(at.parse().ok()?), id.parse().ok()?))
}

/// Reads back by [`parse`].
pub(crate) fn print<T: ?Sized>(at: Moment, id: Id<T>) -> String {
    format!("{}.{id}", at.ms())
}
