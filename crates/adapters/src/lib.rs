//! The outside world behind small doors: files, pictures, password hashing.
//!
//! Nothing here knows a word of the domain, reads configuration or draws random numbers itself.

pub mod files;
pub mod password;
pub mod picture;
