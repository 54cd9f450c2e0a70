//! Which encoding a client takes, and making it.

use flate2::write::GzEncoder;
use http::header::{ACCEPT_ENCODING, VARY};
use http::{HeaderMap, HeaderValue};
use std::cell::RefCell;
use std::io::Write;
use zstd::bulk::Compressor;

/// How bytes are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Not at all.
    Identity,
    /// RFC 1952; everybody knows it.
    Gzip,
    /// RFC 8878; the fastest.
    Zstd,
    /// RFC 7932; the smallest.
    Brotli,
}

/// For how many readers the work is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// For one.
    Once,
    /// For those of one version of a page.
    Kept,
    /// For everybody, until the next release.
    Best,
}

impl Encoding {
    /// As `Content-Encoding` says it; nothing for identity.
    pub fn token(self) -> Option<HeaderValue> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some(HeaderValue::from_static("gzip")),
            Self::Zstd => Some(HeaderValue::from_static("zstd")),
            Self::Brotli => Some(HeaderValue::from_static("br")),
        }
    }
}

/// What a client takes, in thousandths of its liking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accept {
    gzip: u16,
    zstd: u16,
    brotli: u16,
    identity: u16,
}

impl Accept {
    /// Reads `Accept-Encoding`. Without one nothing is packed, since old programs that cannot unpack send none.
    pub fn of(headers: &HeaderMap) -> Self {
        let (mut gzip, mut zstd, mut brotli, mut identity, mut rest) =
            (None, None, None, None, None);
        let lines = headers.get_all(ACCEPT_ENCODING).iter();
        for item in lines.flat_map(|line| line.to_str().unwrap_or_default().split(',')) {
            let (name, parameters) = item.split_once(';').unwrap_or((item, ""));
            let place = match name.trim() {
                name if name.eq_ignore_ascii_case("gzip") => &mut gzip,
                name if name.eq_ignore_ascii_case("x-gzip") => &mut gzip,
                name if name.eq_ignore_ascii_case("zstd") => &mut zstd,
                name if name.eq_ignore_ascii_case("br") => &mut brotli,
                name if name.eq_ignore_ascii_case("identity") => &mut identity,
                "*" => &mut rest,
                _ => continue,
            };
            place.get_or_insert(quality(parameters));
        }
        let or_rest = |liking: Option<u16>| liking.or(rest).unwrap_or(0);
        Self {
            gzip: or_rest(gzip),
            zstd: or_rest(zstd),
            brotli: or_rest(brotli),
            identity: identity.unwrap_or(0),
        }
    }

    /// The best liked of `offers`; of equals the first. Identity when none is liked.
    pub fn choose(self, offers: &[Encoding]) -> Encoding {
        let mut best = (self.identity.max(1), Encoding::Identity);
        for &offer in offers {
            let liking = match offer {
                Encoding::Gzip => self.gzip,
                Encoding::Zstd => self.zstd,
                Encoding::Brotli => self.brotli,
                Encoding::Identity => self.identity,
            };
            let packed_first = best.1 == Encoding::Identity && liking == best.0;
            if liking > best.0 || (packed_first && liking > 0) {
                best = (liking, offer);
            }
        }
        best.1
    }
}

/// `q=0.8` as 800. What cannot be read is no liking at all.
fn quality(parameters: &str) -> u16 {
    let Some(text) = parameters.trim().strip_prefix(['q', 'Q']) else {
        return 1_000;
    };
    let text = text.trim_start().strip_prefix('=').unwrap_or("x").trim();
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if fraction.len() > 3 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return 0;
    }
    match whole {
        "1" => 1_000,
        "0" => format!("{fraction:0<3}").parse().unwrap_or(0),
        _ => 0,
    }
}

/// Adds `Accept-Encoding` to `Vary`, once.
pub fn vary_by_encoding(headers: &mut HeaderMap) {
    let varies = headers.get_all(VARY).iter().any(|line| {
        let mut names = line.to_str().unwrap_or_default().split(',');
        names.any(|name| {
            matches!(name.trim(), "*") || name.trim().eq_ignore_ascii_case("accept-encoding")
        })
    });
    if !varies {
        headers.append(VARY, HeaderValue::from_static("accept-encoding"));
    }
}

/// Packs `bytes`; `None` if that cannot be done, or saves nothing.
pub fn compress(bytes: &[u8], encoding: Encoding, effort: Effort) -> Option<Vec<u8>> {
    let packed = match encoding {
        Encoding::Identity => return None,
        Encoding::Gzip => gzip(bytes, effort),
        Encoding::Zstd => zstd(bytes, effort),
        Encoding::Brotli => brotli(bytes, effort),
    };
    packed.filter(|packed| packed.len() < bytes.len())
}

fn gzip(bytes: &[u8], effort: Effort) -> Option<Vec<u8>> {
    let level = match effort {
        Effort::Once => 1,
        Effort::Kept => 6,
        Effort::Best => 9,
    };
    let mut encoder = GzEncoder::new(
        Vec::with_capacity(bytes.len() / 3),
        flate2::Compression::new(level),
    );
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

fn zstd(bytes: &[u8], effort: Effort) -> Option<Vec<u8>> {
    thread_local! {
        /// Setting a context up costs more than packing a page with it.
        static ONCE: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    }
    match effort {
        Effort::Once => ONCE.with_borrow_mut(|context| {
            if context.is_none() {
                *context = Compressor::new(1).ok();
            }
            context.as_mut()?.compress(bytes).ok()
        }),
        Effort::Kept => zstd::bulk::compress(bytes, 6).ok(),
        Effort::Best => zstd::bulk::compress(bytes, 12).ok(),
    }
}

fn brotli(mut bytes: &[u8], effort: Effort) -> Option<Vec<u8>> {
    let quality = match effort {
        Effort::Once => 4,
        Effort::Kept => 5,
        Effort::Best => 9,
    };
    let params = brotli::enc::BrotliEncoderParams {
        quality,
        lgwin: 18, // Pages are smaller than its 256 KiB, and a larger window is memory that is cleared each time.
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut packed = Vec::with_capacity(bytes.len() / 3);
    brotli::BrotliCompress(&mut bytes, &mut packed, &params).ok()?;
    Some(packed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Encoding::{Brotli, Gzip, Identity, Zstd};
    use std::io::Read;

    fn choose(accept: &str) -> Encoding {
        let mut headers = HeaderMap::new();
        if accept != "-" {
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_str(accept).unwrap());
        }
        Accept::of(&headers).choose(&[Zstd, Gzip, Brotli])
    }

    #[test]
    fn the_client_chooses_and_we_break_ties() {
        for (accept, expected) in [
            ("-", Identity),
            ("", Identity),
            ("gzip", Gzip),
            ("GZIP", Gzip),
            ("gzip, deflate, br, zstd", Zstd),
            ("gzip, deflate, br", Gzip),
            ("br", Brotli),
            ("br;q=1.0, gzip;q=0.8", Brotli),
            ("br; q=0.5, gzip; q=0.500, zstd;q=0", Gzip),
            ("*", Zstd),
            ("*;q=0.1, br", Brotli),
            ("gzip;q=0", Identity),
            ("*;q=0", Identity),
            ("identity", Identity),
            ("identity, gzip;q=0.5", Identity),
            ("identity;q=0.5, gzip;q=0.5", Gzip),
            ("identity;q=0, deflate", Identity),
            ("gzip;q=x", Identity),
            ("gzip;q=2", Identity),
            ("gzip;q=0.0001", Identity),
            ("gzip;q=0.001", Gzip),
            ("gzippy", Identity),
        ] {
            assert_eq!(choose(accept), expected, "{accept}");
        }
    }

    #[test]
    fn what_is_packed_can_be_unpacked() {
        let text = "All that is gold does not glitter. "
            .repeat(200)
            .into_bytes();
        for effort in [Effort::Once, Effort::Kept, Effort::Best] {
            let unpack = |encoding| {
                let packed = compress(&text, encoding, effort).unwrap();
                let mut unpacked = Vec::new();
                match encoding {
                    Gzip => drop(
                        flate2::read::GzDecoder::new(&*packed)
                            .read_to_end(&mut unpacked)
                            .unwrap(),
                    ),
                    Zstd => unpacked = zstd::bulk::decompress(&packed, 1 << 20).unwrap(),
                    Brotli => brotli::BrotliDecompress(&mut &*packed, &mut unpacked).unwrap(),
                    Identity => {}
                }
                assert!(packed.len() < 400);
                unpacked
            };
            assert_eq!(unpack(Gzip), text);
            assert_eq!(unpack(Zstd), text);
            assert_eq!(unpack(Brotli), text);
        }
        assert_eq!(compress(b"abc", Gzip, Effort::Once), None);
    }

    #[test]
    fn vary_is_said_once() {
        let mut headers = HeaderMap::from_iter([(VARY, HeaderValue::from_static("cookie"))]);
        vary_by_encoding(&mut headers);
        vary_by_encoding(&mut headers);
        let lines: Vec<_> = headers.get_all(VARY).iter().collect();

        assert_eq!(lines, ["cookie", "accept-encoding"]);
    }
}
