//! Mail addresses and messages, before anything is sent.
//!
//! An [`Address`] is parsed once and the same value goes to SMTP (R8). A [`Message`] becomes [`Clean`] before
//! it may leave (R70). Nothing here opens a connection or knows who is a member.

mod address;
mod domain;
mod fault;
mod fold;
mod header;
mod message;
mod message_id;

pub use address::Address;
pub use fault::AddressFault;
pub use message::{Clean, Message};
pub use message_id::message_id;
