//! Passwords: whether one is good enough, and hashing it in a bounded pool.

mod argon;
mod common;
mod hasher;
mod pattern;
mod weakness;

pub use argon::Verified;
pub use common::is_common;
pub use hasher::{Busy, Hasher};
pub use weakness::{LONGEST, Weakness, weak};
