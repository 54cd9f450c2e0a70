//! Words: every sentence that a person reads, by key, in their language.
//!
//! The words stand in `locales/en/*.ftl`, one file for an area, in Fluent's format. Fluent allows no dots in
//! the names of messages, so code writes `article.comments-closed` and the file `article-comments-closed = …`:
//! a dot in a key is read as a hyphen. The area comes first in every key. A new file is one more line in
//! `source.rs`.
//!
//! A word that depends on a number is one message with its plurals, never two keys:
//!
//! ```text
//! count-comments =
//!     { $n ->
//!         [one] 1 comment
//!        *[other] { $n } comments
//!     }
//! ```
//!
//! Nothing here is HTML: templates escape what they get. A sentence about a fault calls its number `$n`.
//!
//! Two invented languages find what does not go through here: [`Lang::Pseudo`] puts accents on all letters
//! and ⟦brackets⟧ around every text, [`Lang::PseudoRtl`] is written from right to left besides. A test that
//! reads a page in one of them sees at once which words are plain.

mod arg;
mod date;
mod lang;
mod lookup;
mod missing;
mod number;
mod pseudo;
mod source;
mod words;

pub use arg::Arg;
pub use date::{clock, date_long, date_short, date_time, month_year, relative};
pub use lang::Lang;
pub use lookup::{is_known, keys, text, text_with};
pub use missing::missing;
