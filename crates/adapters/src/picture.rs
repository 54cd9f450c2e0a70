//! Pictures from strangers, made safe: decoded whole in a fenced child process, written anew in our own sizes.
//!
//! The parent's side is [`Workshop`]; the child's is [`work`], which the program calls for its hidden subcommand.
//! Nothing of an upload but its pixels, and the timing of an animation, reaches a reader (R60-R63).

mod animation;
mod colour;
mod decode;
mod encode;
pub mod fence;
mod kind;
pub mod limit;
mod make;
mod prepared;
mod refusal;
mod shrink;
mod wire;
mod worker;
mod workshop;

pub use kind::Kind;
pub use prepared::{Prepared, Purpose, Variant};
pub use refusal::Refusal;
pub use worker::work;
pub use workshop::Workshop;

#[cfg(test)]
mod tests;
