//! Operations: what people do here, what follows from it, and the jobs that carry it out.
//!
//! Every door (pages, mail, feeds, the API) calls the same operations. Nothing here knows HTTP or HTML pages.

mod alarm;
mod browser;
mod caller;
mod core;
mod erasure;
mod error;
mod fault;
mod hold;
mod letter;
mod limit;
mod measure;
mod password;
mod record;
mod stamp;
mod tell;
mod text;
mod throttle;

pub use browser::Browser;
pub use caller::Caller;
pub use core::{App, BaseUrl, Parts};
pub use error::{Error, Found, Result};

pub mod address;
pub mod application;
pub mod article;
pub mod blocked;
pub mod case;
pub mod challenge;
pub mod comment;
pub mod conversation;
pub mod credential;
pub mod dev;
pub mod draft;
pub mod export;
pub mod following;
pub mod group;
pub mod guest;
pub mod import;
pub mod introduction;
pub mod invitation;
pub mod job;
pub mod join;
pub mod leaving;
pub mod link;
pub mod mail;
pub mod notification;
pub mod person;
pub mod picture;
pub mod poll;
pub mod post;
pub mod reactions;
pub mod search;
pub mod seed;
pub mod session;
pub mod setup;
pub mod site;
pub mod standing;
pub mod token;
pub mod welcome;
