//! What one connection and all together may cost (R80, R81).

use crate::client::Proxies;
use std::time::Duration;

/// Limits of the accept loop. The default is the specification's; tests shorten it.
#[derive(Clone, Debug)]
pub struct Limits {
    /// A request head must be complete this long after its first byte, the first one after connecting.
    pub head: Duration,
    /// A kept-alive connection may be silent this long.
    pub idle: Duration,
    /// Bytes of the header fields of a request.
    pub header_bytes: usize,
    /// Number of header fields of a request.
    pub fields: usize,
    /// Bytes of path and query.
    pub url: usize,
    /// A body must bring this many bytes a second, averaged over `body_window`.
    pub body_rate: u64,
    /// Over how long `body_rate` is averaged.
    pub body_window: Duration,
    /// A body must be complete after so much waiting for it; routes that take uploads extend it by [`super::Pace`].
    pub body_total: Duration,
    /// The peer must take some of what we write within this time.
    pub write_stall: Duration,
    /// Connections in all.
    pub connections: usize,
    /// Connections of one IPv4 address or IPv6 /64; the operator's proxies are exempt.
    pub per_network: u32,
    /// The operator's proxies.
    pub proxies: Proxies,
    /// Requests at once on one HTTP/2 connection.
    pub streams: u32,
    /// How long running requests may take to end after `stop`.
    pub drain: Duration,
    /// How long after `stop` a quiet connection is still answered, so that a request under way is not lost.
    pub linger: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            idle: Duration::from_secs(75),
            header_bytes: 16 * 1024,
            fields: 100,
            url: 8 * 1024,
            body_rate: 1024,
            body_window: Duration::from_secs(10),
            body_total: Duration::from_secs(60),
            write_stall: Duration::from_secs(30),
            connections: 4_096,
            per_network: 64,
            proxies: Proxies::default(),
            streams: 100,
            drain: Duration::from_secs(30),
            linger: Duration::from_secs(1),
        }
    }
}
