//! What stories are told with: a site with people in it, browsers, and both engines.

mod answer;
mod browser;
mod dump;
mod engine;
mod everywhere;
mod first;
mod headers;
mod html;
mod site;
mod world;

pub(crate) use answer::Answer;
pub(crate) use browser::Browser;
pub(crate) use everywhere::{everywhere, on_sqlite, without_limits};
pub(crate) use first::FirstStart;
pub(crate) use html::{Form, Node, Page};
pub(crate) use site::TestSite;
pub(crate) use world::{Piece, Someone, Talk, png, word};

/// The site's own address in all stories.
pub(crate) const BASE: &str = "https://hall.example";
/// What everybody signs in with.
pub(crate) const PASSWORD: &str = "a brown teapot with no lid";
