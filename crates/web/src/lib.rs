//! The pages: they translate HTTP into operations and what comes of them into HTML. They decide nothing.

mod address;
mod article;
mod asset;
mod cache;
mod comment;
mod comment_form;
mod cursor;
mod desk;
mod env;
mod error;
mod feed;
mod filters;
mod form;
mod frame;
mod front;
mod gate;
mod hall;
mod health;
mod html;
mod kept;
mod known;
mod lost;
mod registry;
mod routes;
mod row;
mod search;
mod serve;
mod side;
mod theme;
mod theme_choice;
mod thread;
mod weave;

pub use hall::{Hall, Settings};
pub use routes::rows;
pub use row::{Audience, Row};
pub use serve::service;
