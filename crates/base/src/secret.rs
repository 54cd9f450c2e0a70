//! Secrets and random numbers, all from the operating system (R18).

use std::fmt;

use subtle::ConstantTimeEq;

use crate::digest::Digest;

/// Fills `bytes` from the operating system's generator.
fn fill(bytes: &mut [u8]) {
    if getrandom::fill(bytes).is_err() {
        // Without random numbers no promise of this program holds: better to stop than to go on.
        std::process::abort();
    }
}

/// 32 random bits, for ids and jitter.
#[must_use]
pub fn random_u32() -> u32 {
    let mut bytes = [0; 4];
    fill(&mut bytes);
    u32::from_le_bytes(bytes)
}

/// A number from 0 to `below`, not included; 0 if `below` is 0.
#[must_use]
pub fn random_below(below: u32) -> u32 {
    if below == 0 {
        return 0;
    }
    let wide = u64::from(random_u32()) * u64::from(below);
    u32::try_from(wide >> 32).unwrap_or(0)
}

/// 256 random bits that open something: a session, a reset, an invitation. Only its [`Digest`] is stored.
#[derive(Clone)]
pub struct Secret([u8; 32]);

impl Secret {
    /// A fresh one.
    #[must_use]
    pub fn new() -> Self {
        let mut bytes = [0; 32];
        fill(&mut bytes);
        Self(bytes)
    }

    /// Reads the 64 hexadecimal digits that [`Secret::reveal`] wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        crate::digest::from_hex(text).map(Self)
    }

    /// The text that goes into a cookie or an address, once.
    #[must_use]
    pub fn reveal(&self) -> String {
        crate::digest::to_hex(&self.0)
    }

    /// What may be stored.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(&self.0)
    }

    /// The bytes, as key material.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// A key for one `purpose` alone, derived with HKDF-SHA-256 (RFC 5869, R131).
    #[must_use]
    pub fn derive(&self, purpose: &str) -> Self {
        let mut out = [0; 32];
        let expanded =
            hkdf::Hkdf::<sha2::Sha256>::new(None, &self.0).expand(purpose.as_bytes(), &mut out);
        debug_assert!(expanded.is_ok(), "32 bytes are always within HKDF's limit");
        Self(out)
    }

    /// A mark that only the holder of this key can make for `text` (HMAC-SHA-256).
    #[must_use]
    pub fn sign(&self, text: &[u8]) -> Digest {
        use hmac::{KeyInit, Mac};
        match hmac::Hmac::<sha2::Sha256>::new_from_slice(&self.0) {
            Ok(mut mac) => {
                mac.update(text);
                Digest::from_bytes(mac.finalize().into_bytes().into())
            }
            Err(_) => std::process::abort(), // HMAC takes keys of any length.
        }
    }
}

impl Default for Secret {
    fn default() -> Self {
        Self::new()
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}
impl Eq for Secret {}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_reads_back_and_hides_in_logs() {
        let secret = Secret::new();
        assert_eq!(Secret::parse(&secret.reveal()), Some(secret.clone()));
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }

    #[test]
    fn purposes_have_different_keys() {
        let master = Secret::new();
        assert_ne!(master.derive("cookie"), master.derive("mail"));
        assert_eq!(master.derive("cookie"), master.derive("cookie"));
    }
}
