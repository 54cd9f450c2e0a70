//! Tests over real sockets.

#[cfg(test)]
mod accept;
#[cfg(test)]
mod kit;
#[cfg(test)]
mod whole;
