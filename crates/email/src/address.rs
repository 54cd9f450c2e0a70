//! A mail address: `dot-atom@domain` and nothing else (R8).

use std::fmt;
use std::str::FromStr;

use crate::{domain, fault::AddressFault, fold};

/// What SMTP carries.
const MOST: usize = 254;
/// What SMTP carries before the `@`.
const MOST_LOCAL: usize = 64;

/// An address that we send to: ASCII, the domain in lower case, the rest exactly as given.
///
/// Two addresses are equal if they are the same identity. `Debug` hides the part before the `@`: logs are
/// read by people whom it does not concern.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    whole: String,
    at: usize,
}

impl Address {
    /// Understands an address. Blanks at the edges are faults, too: a form trims before it asks.
    pub fn parse(text: &str) -> Result<Self, AddressFault> {
        if text.is_empty() {
            return Err(AddressFault::Empty);
        }
        if text.len() > MOST {
            return Err(AddressFault::TooLong);
        }
        let (local, host) = text.split_once('@').ok_or(AddressFault::NoAt)?;
        if host.contains('@') {
            return Err(AddressFault::SeveralAts);
        }
        if text.contains("=?") {
            return Err(AddressFault::EncodedWord);
        }
        if host.starts_with('[') && host.ends_with(']') {
            return Err(AddressFault::IpAddress);
        }
        if text.chars().any(is_refused) || !local.chars().all(is_atom_or_dot) {
            return Err(AddressFault::Character);
        }
        if local.split('.').any(str::is_empty) {
            return Err(AddressFault::Local);
        }
        let domain = domain::parse(host)?;
        let whole = format!("{local}@{domain}");
        if local.len() > MOST_LOCAL || whole.len() > MOST {
            return Err(AddressFault::TooLong);
        }
        Ok(Self {
            whole,
            at: local.len(),
        })
    }

    /// The whole address, as it goes to SMTP.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.whole
    }

    /// What stands before the `@`.
    #[must_use]
    pub fn local(&self) -> &str {
        self.whole.get(..self.at).unwrap_or_default()
    }

    /// The domain in ASCII and lower case.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.whole.get(self.at + 1..).unwrap_or_default()
    }

    /// What makes an account: the exact local part at the lower-cased domain (R7).
    #[must_use]
    pub fn identity(&self) -> &str {
        &self.whole
    }

    /// One writing for all addresses of a mailbox, where the provider is known. For limits against abuse,
    /// never for identity (R7).
    #[must_use]
    pub fn abuse_form(&self) -> String {
        fold::fold(self.local(), self.domain())
    }

    /// Whether the domain is `domain` or lies under it, by whole labels. What is no domain holds nobody.
    #[must_use]
    pub fn is_within(&self, domain: &str) -> bool {
        domain::parse(domain).is_ok_and(|parent| domain::is_within(self.domain(), &parent))
    }
}

impl FromStr for Address {
    type Err = AddressFault;

    fn from_str(text: &str) -> Result<Self, AddressFault> {
        Self::parse(text)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.whole)
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address(…@{})", self.domain())
    }
}

/// What RFC 5322 allows in an atom, without `!` and `%`, which old mailers read as routes.
fn is_atom_or_dot(c: char) -> bool {
    c.is_ascii_alphanumeric() || "#$&'*+-/=?^_`{|}~.".contains(c)
}

/// What is wrong on either side of the `@`.
fn is_refused(c: char) -> bool {
    c.is_whitespace() || c.is_control() || "\"()<>[]\\,:;!%".contains(c)
}

#[cfg(test)]
mod tests;
