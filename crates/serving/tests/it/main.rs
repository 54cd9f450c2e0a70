//! Tests over real sockets.

mod accept;
mod kit;
