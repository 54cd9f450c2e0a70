//! The outside world behind small doors: files, pictures, password hashing, outgoing mail.
//!
//! Nothing here knows a word of the domain, reads configuration or draws random numbers itself.

pub mod files;
pub mod mail;
pub mod password;
pub mod picture;
