//! From what people write to HTML that can be shown to others.
//!
//! Markdown, Textile and plain text become HTML, HTML becomes a tree, passes change the tree, and an allow-list
//! sanitiser has the last word. Whatever is shown has gone through [`markdown`] or [`html`]; what is stored beside it is
//! [`PIPELINE`]. Nothing here fetches, stores or knows who reads.

mod address;
mod allow;
mod breaks;
mod change;
mod code;
mod known;
mod options;
mod parse;
mod parts;
mod pass;
mod quote;
mod render;
mod settle;
mod snippet;
mod text;
mod textile;
mod tree;
mod write;

pub use breaks::breaks;
pub use change::{Address, absolute, first_picture, mentioned, rewrite};
pub use options::{Mention, Options, Picture, Rendered, TooLong};
pub use quote::quotation;
pub use render::{html, markdown, markdown_with_html};
pub use snippet::{Piece, Snippet, snippet};
pub use text::{excerpt, plain};
pub use textile::textile;

/// The version of everything that decides how a source is rendered; text rendered by another is rendered again.
pub const PIPELINE: i64 = 1;
