//! The browser that somebody comes with, as far as signing in has to know it.

use std::net::IpAddr;

use base::Secret;

/// A browser.
#[derive(Clone, Debug)]
pub struct Browser {
    /// What kind it is, in a few words: “Firefox on Linux”.
    pub words: String,
    /// Where it is.
    pub address: IpAddr,
    /// The secret by which it is known again, if it has one.
    pub device: Option<Secret>,
    /// The secret of the session that it is in, if it is in one. It ends when another begins.
    pub session: Option<Secret>,
}

/// What limits are counted by: an IPv4 address, or the /64 of an IPv6 address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Network {
    V4(u32),
    V6(u128),
}

impl Browser {
    /// The network that it is in.
    pub(crate) fn network(&self) -> Network {
        match self.address.to_canonical() {
            IpAddr::V4(address) => Network::V4(address.to_bits()),
            IpAddr::V6(address) => Network::V6(address.to_bits() >> 64),
        }
    }

    /// The network as its owner may recognise it; too short to say who else is in it.
    pub(crate) fn shown_network(&self) -> String {
        match self.address.to_canonical() {
            IpAddr::V4(address) => {
                let [a, b, c, _] = address.octets();
                format!("{a}.{b}.{c}.*")
            }
            IpAddr::V6(address) => {
                let [a, b, c, ..] = address.segments();
                format!("{a:x}:{b:x}:{c:x}:*")
            }
        }
    }

    /// The words, clean and short.
    pub(crate) fn shown_words(&self) -> String {
        let words = base::clean::line(&self.words);
        base::clean::clip(&words, 120).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(address: &str) -> Browser {
        Browser {
            words: String::new(),
            address: address.parse().unwrap(),
            device: None,
            session: None,
        }
    }

    #[test]
    fn a_household_is_one_network() {
        assert_eq!(
            at("2001:db8:1:2::3").network(),
            at("2001:db8:1:2:ffff::9").network()
        );
        assert_ne!(
            at("2001:db8:1:2::3").network(),
            at("2001:db8:1:3::3").network()
        );
        assert_eq!(at("192.0.2.7").network(), at("::ffff:192.0.2.7").network());
        assert_ne!(at("192.0.2.7").network(), at("192.0.2.8").network());
    }

    #[test]
    fn what_is_shown_and_kept_is_no_whole_address() {
        assert_eq!(at("192.0.2.7").shown_network(), "192.0.2.*");
        assert_eq!(at("2001:db8:1:2::3").shown_network(), "2001:db8:1:*");
    }
}
