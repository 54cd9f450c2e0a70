//! The pages: they translate HTTP into operations and what comes of them into HTML. They decide nothing.

mod article;
mod asset;
mod cache;
mod comment;
mod cursor;
mod desk;
mod error;
mod feed;
mod filters;
mod form;
mod frame;
mod front;
mod gate;
mod hall;
mod health;
mod kept;
mod lost;
mod registry;
mod routes;
mod serve;
mod side;
mod theme;
mod thread;

pub use hall::{Hall, Settings};
pub use registry::{Audience, Row};
pub use routes::rows;
pub use serve::service;
