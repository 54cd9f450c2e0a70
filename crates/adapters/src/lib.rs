//! The outside world behind small doors: files and pictures.
//!
//! Nothing here knows a word of the domain, reads configuration or draws random numbers itself.

pub mod files;
pub mod picture;
