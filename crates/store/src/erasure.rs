//! Erasing somebody, a bounded piece at a time (R128). Every piece can be done twice.
//!
//! The row of the person stays, empty: what others said to them, and what was counted, keeps its shape. See
//! `docs/decisions/0011-leaving.md`.

mod account;
mod called;
mod mail;
mod opened;
mod peace;
mod picture;
mod said;

pub use account::account;
pub use called::Blank;
pub use mail::mails;
pub use opened::{opened, words};
pub use picture::{doomed, pictures, spare};
pub use said::said;
