//! Groups: all of them, the front of each, who is in them, who comes in.

pub(crate) mod act;
pub(crate) mod door;
pub(crate) mod front;
pub(crate) mod list;
pub(crate) mod people;
pub(crate) mod settings;
