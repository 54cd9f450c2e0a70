//! The waist: everything above sees a [`Snapshot`] or a [`Tx`] and never an engine.

#[macro_use]
mod column;
mod lexer;
mod listener;
mod lock;
mod mark;
mod migrate;
mod postgres;
mod postgres_link;
mod queue;
#[macro_use]
mod query;
mod sqlite;
mod sqlite_link;
mod store;
mod unit;
mod value;

pub use mark::{Mark, Versions};
pub use store::{Options, Place, Store};
pub use unit::{Counted, Engine, Snapshot, Tx};

pub(crate) use column::{Column, FromRow, Row, next};
pub(crate) use query::{Statement, bind, query};
#[cfg(test)]
pub(crate) use unit::Link;
