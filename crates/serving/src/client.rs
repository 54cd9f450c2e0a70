//! Who is asking: the address behind the proxies that the operator named, and the network it belongs to (R5).
//!
//! Forwarded headers of anyone else are noise. The default believes nobody.

use crate::network::{BadRange, Network, Peer, Range};
use crate::step::Step;
use axum::extract::Request;
use axum::response::Response;
use http::HeaderMap;
use http::header::{FORWARDED, HeaderName};
use std::net::IpAddr;
use std::ops::ControlFlow;
use std::sync::Arc;

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// More hops than this are not a chain of proxies but somebody's joke.
const MOST_HOPS: usize = 32;

/// Which header the operator's proxies write. The other one is never read: a proxy that
/// does not know it would pass a visitor's own on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ForwardedBy {
    /// `X-Forwarded-For: client, proxy`
    #[default]
    XForwardedFor,
    /// RFC 7239: `Forwarded: for=client`
    Forwarded,
}

/// The proxies in front of us. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Proxies {
    ranges: Arc<[Range]>,
    header: ForwardedBy,
}

impl Proxies {
    /// Reads addresses and ranges such as `10.0.0.7`, `10.0.0.0/8`, `fd00::/8`.
    pub fn parse<'a>(
        ranges: impl IntoIterator<Item = &'a str>,
        header: ForwardedBy,
    ) -> Result<Self, BadRange> {
        let ranges = ranges
            .into_iter()
            .map(Range::parse)
            .collect::<Result<_, _>>()?;
        Ok(Self { ranges, header })
    }

    /// Whether `address` is one of the operator's proxies.
    pub fn include(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.ranges.iter().any(|range| range.contains(address))
    }

    /// The right-most hop that is not one of our proxies. A hop that cannot be read ends the search:
    /// what lies left of it could be anybody's invention.
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = peer.to_canonical();
        if !self.include(client) {
            return client;
        }
        let name = match self.header {
            ForwardedBy::XForwardedFor => X_FORWARDED_FOR,
            ForwardedBy::Forwarded => FORWARDED,
        };
        let lines = headers.get_all(name).iter().rev();
        let hops = lines.flat_map(|line| line.to_str().unwrap_or("?").rsplit(','));
        for hop in hops.take(MOST_HOPS) {
            let address = match self.header {
                ForwardedBy::XForwardedFor => node(hop.trim()),
                ForwardedBy::Forwarded => forwarded_for(hop).and_then(node),
            };
            let Some(address) = address else {
                return client;
            };
            client = address;
            if !self.include(client) {
                return client;
            }
        }
        client
    }
}

/// `for=` of one element; quoted values with escapes are not addresses and are not read.
fn forwarded_for(element: &str) -> Option<&str> {
    element.split(';').find_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        name.eq_ignore_ascii_case("for")
            .then(|| value.trim_matches('"'))
    })
}

/// An address, with or without a port: `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1`, `[2001:db8::1]:80`.
fn node(text: &str) -> Option<IpAddr> {
    if let Ok(address) = text.parse::<IpAddr>() {
        return Some(address.to_canonical());
    }
    let bare = match text.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?.0,
        None => text.split_once(':')?.0,
    };
    bare.parse::<IpAddr>()
        .ok()
        .map(|address| address.to_canonical())
}

/// The asker's address, as a request extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Client(pub IpAddr);

impl Client {
    /// What limits count by: one IPv4 address or one IPv6 /64.
    pub fn network(self) -> Network {
        Network::of(self.0)
    }
}

impl Step for Proxies {
    type Kept = ();

    fn before(&self, request: &mut Request) -> ControlFlow<Response, ()> {
        if let Some(Peer(peer)) = request.extensions().get::<Peer>().copied() {
            let client = self.client(peer.ip(), request.headers());
            request.extensions_mut().insert(Client(client));
        }
        ControlFlow::Continue(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn headers(lines: &[(&'static str, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(*name, HeaderValue::from_str(value).unwrap());
        }
        headers
    }

    fn client(proxies: &Proxies, peer: &str, lines: &[(&'static str, &str)]) -> String {
        proxies
            .client(peer.parse().unwrap(), &headers(lines))
            .to_string()
    }

    #[test]
    fn nobody_is_believed_by_default() {
        let none = Proxies::default();

        let seen = client(&none, "127.0.0.1", &[("x-forwarded-for", "192.0.2.9")]);

        assert_eq!(seen, "127.0.0.1");
    }

    #[test]
    fn the_rightmost_hop_that_is_not_ours_is_the_client() {
        let ours = Proxies::parse(["10.0.0.0/8", "fd00::/8"], ForwardedBy::XForwardedFor).unwrap();
        for (peer, lines, expected) in [
            (
                "10.1.1.1",
                &[("x-forwarded-for", "192.0.2.9")][..],
                "192.0.2.9",
            ),
            (
                "10.1.1.1",
                &[("x-forwarded-for", "6.6.6.6, 192.0.2.9, 10.2.2.2")],
                "192.0.2.9",
            ),
            (
                "10.1.1.1",
                &[
                    ("x-forwarded-for", "6.6.6.6"),
                    ("x-forwarded-for", "192.0.2.9"),
                ],
                "192.0.2.9",
            ),
            (
                "10.1.1.1",
                &[("x-forwarded-for", "192.0.2.9:4711")],
                "192.0.2.9",
            ),
            (
                "10.1.1.1",
                &[("x-forwarded-for", "[2001:db8::5]:80")],
                "2001:db8::5",
            ),
            (
                "fd00::1",
                &[("x-forwarded-for", "2001:db8::5")],
                "2001:db8::5",
            ),
            (
                "::ffff:10.1.1.1",
                &[("x-forwarded-for", "::ffff:192.0.2.9")],
                "192.0.2.9",
            ),
            (
                "10.1.1.1",
                &[("x-forwarded-for", "6.6.6.6, unknown")],
                "10.1.1.1",
            ),
            (
                "10.1.1.1",
                &[("x-forwarded-for", "6.6.6.6, unknown, 10.2.2.2")],
                "10.2.2.2",
            ),
            ("10.1.1.1", &[("x-forwarded-for", "")], "10.1.1.1"),
            ("10.1.1.1", &[], "10.1.1.1"),
            (
                "10.1.1.1",
                &[("x-forwarded-for", "10.3.3.3, 10.2.2.2")],
                "10.3.3.3",
            ),
            ("10.1.1.1", &[("forwarded", "for=6.6.6.6")], "10.1.1.1"),
            ("192.0.2.7", &[("x-forwarded-for", "6.6.6.6")], "192.0.2.7"),
        ] {
            assert_eq!(client(&ours, peer, lines), expected, "{peer} {lines:?}");
        }
    }

    #[test]
    fn the_standard_header_is_read_only_when_the_operator_says_so() {
        let ours = Proxies::parse(["10.0.0.0/8"], ForwardedBy::Forwarded).unwrap();
        for (value, expected) in [
            ("for=192.0.2.9", "192.0.2.9"),
            ("For=\"[2001:db8::5]:80\";proto=https", "2001:db8::5"),
            ("for=6.6.6.6, for=192.0.2.9;by=10.1.1.1", "192.0.2.9"),
            ("for=_hidden", "10.1.1.1"),
            ("proto=https", "10.1.1.1"),
        ] {
            let lines = [("forwarded", value), ("x-forwarded-for", "6.6.6.6")];
            assert_eq!(client(&ours, "10.1.1.1", &lines), expected, "{value}");
        }
    }
}
