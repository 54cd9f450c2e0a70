//! What can be wrong with a mail address, told apart as far as its owner can mend it.

/// Why something is not a mail address that we send to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum AddressFault {
    /// Nothing was given.
    #[error("the address is empty")]
    Empty,
    /// More than 254 bytes in all, or more than 64 before the `@`.
    #[error("the address is too long")]
    TooLong,
    /// There is no `@`.
    #[error("the address has no @")]
    NoAt,
    /// There is more than one `@`.
    #[error("the address has more than one @")]
    SeveralAts,
    /// A blank, a control, a quote, or another character that mail programs read in different ways.
    #[error("the address contains a character that is not allowed")]
    Character,
    /// Nothing before the `@`, or a dot at its edge, or two in a row.
    #[error("the part before the @ is empty or has a dot too many")]
    Local,
    /// Something like `=?utf-8?q?…?=`.
    #[error("the address is an encoded word")]
    EncodedWord,
    /// What follows the `@` is not a domain name.
    #[error("the part after the @ is not a domain name")]
    Domain,
    /// A domain without an ending, such as `localhost`.
    #[error("the part after the @ has no ending")]
    NoEnding,
    /// An IP address where a domain name belongs.
    #[error("the part after the @ is an IP address")]
    IpAddress,
}

impl AddressFault {
    /// The key of the words that tell a person what to do.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Empty => "error.address-empty",
            Self::TooLong => "error.address-too-long",
            Self::NoAt => "error.address-no-at",
            Self::SeveralAts => "error.address-several-ats",
            Self::Character => "error.address-character",
            Self::Local => "error.address-local",
            Self::EncodedWord => "error.address-encoded-word",
            Self::Domain => "error.address-domain",
            Self::NoEnding => "error.address-no-ending",
            Self::IpAddress => "error.address-ip",
        }
    }
}
