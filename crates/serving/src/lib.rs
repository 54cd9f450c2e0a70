//! Serving HTTP, without a word of our domain.

pub mod accept;
pub mod base_url;
pub mod client;
pub mod network;
pub mod refusal;
pub mod step;
