//! Polls: under their conversations, the form that asks, and what is done with them.

pub(crate) mod act;
pub(crate) mod attach;
pub(crate) mod part;

pub(crate) use part::{Typed, load, render};
