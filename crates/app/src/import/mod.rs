//! Moving in: exports of other programs become articles, comments, people and old addresses here.
//!
//! An import reads its file twice. The first time it learns what is in it (names, dates, addresses), so that the second time
//! a text that links to another finds where that will be. It writes in units that are whole by themselves and remembers
//! what it has made of each thing: killed anywhere and run again, it goes on; run on the same file twice, it does nothing.

mod address;
mod around;
mod author;
mod batch;
mod check;
mod claim;
mod entry;
mod facts;
mod finish;
mod inline;
mod look;
mod make;
mod media;
mod name;
mod note;
mod people;
mod picture;
mod pile;
mod place;
mod plan;
mod reference;
mod relative;
mod render;
mod report;
mod say;
mod sniff;
mod source;
mod survey;
mod task;
mod thread;
mod typepad;
mod words;
mod write;
mod writer;

#[cfg(test)]
mod tests;

pub use check::{Answer, Checked, check};
pub use note::{Fate, Note};
pub use report::{Count, Report};
pub use sniff::refuse;
pub use task::{Import, ImportError, Progress, Stage};
pub use typepad::typepad;
