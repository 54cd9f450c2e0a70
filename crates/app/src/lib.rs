//! Operations: what people do here, what follows from it, and the jobs that carry it out.
//!
//! Every door (pages, mail, feeds, the API) calls the same operations. Nothing here knows HTTP or HTML pages.

mod caller;
mod core;
mod error;
mod fault;
mod record;
mod text;

pub use caller::Caller;
pub use core::{App, BaseUrl, Parts};
pub use error::{Error, Found, Result};

pub mod article;
pub mod comment;
pub mod conversation;
pub mod job;
pub mod mail;
pub mod reactions;
pub mod site;
