//! Old addresses as a few bytes each.

use base::Digest;

/// An old address, as a part of its digest, so that millions fit into memory.
///
/// That two of a million addresses are the same in it happens once in thirty million files, and is a link gone astray.
pub(super) type Place = [u8; 8];

/// The place of a path on a host, or of a path on any. All forms of one address are the same place.
pub(super) fn place(host: &str, path: &str) -> Place {
    let bare = path.strip_suffix("index.html").unwrap_or(path);
    let bare = bare.strip_suffix(".html").unwrap_or(bare);
    let bare = bare.trim_end_matches('/');
    short(&Digest::of_parts(&[host.as_bytes(), bare.as_bytes()]))
}

/// The beginning of a digest.
pub(super) fn short(digest: &Digest) -> Place {
    let mut short = [0; 8];
    for (at, byte) in short.iter_mut().zip(digest.bytes()) {
        *at = *byte;
    }
    short
}
