//! Where everything is kept: one SQL text for two engines, units of work that run whole, the job queue.
//!
//! Nothing here decides anything; see `app` for operations and `domain` for rules.

#[macro_use]
mod engine;
#[macro_use]
mod dialect;
mod error;

pub use engine::{Counted, Engine, Mark, Options, Place, Snapshot, Store, Tx, Versions};
pub use error::{Error, Result};

pub mod account;
pub mod activity;
pub mod article;
pub mod blocked;
pub mod brought;
pub mod byline;
pub mod case;
pub mod check;
pub mod comment;
pub mod conversation;
pub mod credential;
pub mod device;
pub mod draft;
pub mod erasure;
pub mod export;
pub mod following;
pub mod form_key;
pub mod group;
pub mod guest;
pub mod hold;
pub mod invitation;
pub mod job;
pub mod leaving;
pub mod mail;
pub mod measure;
pub mod notification;
pub mod old_address;
pub mod origin;
pub mod person;
pub mod picture;
pub mod poll;
pub mod post;
pub mod reader;
pub mod search;
pub mod seed;
pub mod session;
pub mod site;
pub mod spam;
pub mod tag;
pub mod thanks;
pub mod token;
pub mod welcome;

#[cfg(test)]
mod tests;
