//! Conversations that members open: their list, their pages, and what is done with them.

pub(crate) mod act;
pub(crate) mod history;
pub(crate) mod list;
pub(crate) mod open;
pub(crate) mod show;

pub(crate) use show::page;
