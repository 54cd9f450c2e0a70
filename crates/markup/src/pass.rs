//! What happens to a tree between reading and writing, one thing a file.

pub(crate) mod direction;
pub(crate) mod heading;
pub(crate) mod highlight;
pub(crate) mod link;
pub(crate) mod mention;
pub(crate) mod picture;
pub(crate) mod place;
pub(crate) mod tidy;
