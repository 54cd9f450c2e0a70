//! What every floor needs and no floor owns: ids, time, secrets, clean text, keys.
//!
//! Nothing here knows a word of the domain.

pub mod clean;
pub mod digest;
pub mod id;
pub mod moment;
pub mod name;
pub mod secret;

pub use digest::Digest;
pub use id::Id;
pub use moment::Moment;
pub use secret::Secret;
