//! Conversations that members open: their list, their pages, and what is done with them.

pub(crate) mod act;
mod beside;
pub(crate) mod history;
pub(crate) mod list;
pub(crate) mod open;
mod parts;
pub(crate) mod personal;
pub(crate) mod show;
pub(crate) mod typing;
pub(crate) mod wish;

pub(crate) use show::page;
