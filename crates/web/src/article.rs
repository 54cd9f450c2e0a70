//! The weblog: lists of articles, and an article with its thread.

mod body;
pub(crate) mod list;
pub(crate) mod show;

pub(crate) use list::{all, month, shelved, tagged, written, year};
pub(crate) use show::{ArticleQuery, show};
