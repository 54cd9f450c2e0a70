//! Imports from beginning to end, on both engines.

mod broken;
mod dialect;
mod killed;
mod kit;
mod large;
mod odd;
mod pictures;
mod places;
mod twice;
