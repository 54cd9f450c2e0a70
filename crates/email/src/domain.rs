//! Domain names as they stand in mail addresses: strict IDNA, plain ASCII afterwards.

use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};

use crate::fault::AddressFault;

/// The ASCII form of a domain name with at least two labels, in lower case.
pub(crate) fn parse(domain: &str) -> Result<String, AddressFault> {
    if domain.is_empty() {
        return Err(AddressFault::Domain);
    }
    // IDNA would drop these without a word, and two different writings would become one address.
    if domain.chars().any(is_dropped) {
        return Err(AddressFault::Character);
    }
    let ascii = Uts46::new()
        .to_ascii(
            domain.as_bytes(),
            AsciiDenyList::STD3,
            Hyphens::Check,
            DnsLength::Verify,
        )
        .map_err(|_| AddressFault::Domain)?;
    let Some((_, ending)) = ascii.rsplit_once('.') else {
        return Err(AddressFault::NoEnding);
    };
    if is_number(ending) {
        return Err(AddressFault::IpAddress);
    }
    Ok(ascii.into_owned())
}

/// Whether `domain` is `parent` or lies under it. Compares whole labels: `attacker-example.com` is not
/// under `example.com`.
pub(crate) fn is_within(domain: &str, parent: &str) -> bool {
    domain
        .strip_suffix(parent)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// What an address parser takes for the end of an IPv4 address.
fn is_number(label: &str) -> bool {
    label.bytes().all(|b| b.is_ascii_digit())
        || label
            .strip_prefix("0x")
            .is_some_and(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// Invisible characters that UTS 46 ignores or maps to nothing.
fn is_dropped(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{e0000}'..='\u{e0fff}')
}
