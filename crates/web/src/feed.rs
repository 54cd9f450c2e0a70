//! Feeds of articles and comments, in three formats from one model.

mod article;
mod comment;
mod format;
mod post;

pub(crate) use article::{articles, month, shelved, tagged, written, year};
pub(crate) use comment::{comments, post, thread};
pub(crate) use post::{of_group, posts};
