//! What a file is, from its content alone.

use super::refusal::Refusal;

/// A picture format that is taken and made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Portable Network Graphics.
    Png,
    /// JPEG, baseline or progressive.
    Jpeg,
    /// GIF, still or animated.
    Gif,
    /// WebP; we make lossless ones only.
    WebP,
}

impl Kind {
    /// The media type to serve it with.
    #[must_use]
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::WebP => "image/webp",
        }
    }

    /// The usual end of a file's name, without the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Gif => "gif",
            Self::WebP => "webp",
        }
    }

    /// Recognises the format from the first bytes; neither a name nor a declared type is asked.
    pub fn of(bytes: &[u8]) -> Result<Self, Refusal> {
        let riff = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Ok(Self::Png)
        } else if bytes.starts_with(b"\xff\xd8\xff") {
            Ok(Self::Jpeg)
        } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
            Ok(Self::Gif)
        } else if riff {
            Ok(Self::WebP)
        } else {
            Err(other(bytes))
        }
    }
}

/// What to say of a file that is none of ours.
fn other(bytes: &[u8]) -> Refusal {
    if bytes.get(4..8) == Some(b"ftyp") {
        return match bytes.get(8..12) {
            Some(b"avif" | b"avis") => Refusal::OtherFormat("AVIF"),
            Some(b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1") => {
                Refusal::Heic
            }
            _ => Refusal::NotAPicture,
        };
    }
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    if starts(b"II*\0") || starts(b"MM\0*") {
        Refusal::OtherFormat("TIFF")
    } else if starts(b"BM") && bytes.get(6..10) == Some(&[0; 4]) {
        Refusal::OtherFormat("BMP")
    } else if starts(b"\xff\x0a") || starts(b"\0\0\0\x0cJXL ") {
        Refusal::OtherFormat("JPEG XL")
    } else if is_svg(bytes) {
        Refusal::OtherFormat("SVG")
    } else {
        Refusal::NotAPicture
    }
}

/// Whether it reads like an SVG drawing; only for the words of the refusal.
fn is_svg(bytes: &[u8]) -> bool {
    let head = bytes.get(..1024).unwrap_or(bytes);
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with("<svg") || (text.starts_with('<') && text.contains("<svg"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_taken_gets_its_own_word() {
        for (bytes, refusal) in [
            (&b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"[..], Refusal::Heic),
            (
                b"\0\0\0\x18ftypavif\0\0\0\0mif1avif",
                Refusal::OtherFormat("AVIF"),
            ),
            (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", Refusal::NotAPicture),
            (b"II*\0\x08\0\0\0", Refusal::OtherFormat("TIFF")),
            (
                b"BM\x36\x10\0\0\0\0\0\0\x36\0\0\0",
                Refusal::OtherFormat("BMP"),
            ),
            (
                b"<?xml version='1.0'?>\n<svg onload='alert(1)'>",
                Refusal::OtherFormat("SVG"),
            ),
            (b"<!doctype html><script>", Refusal::NotAPicture),
            (b"%PDF-1.7", Refusal::NotAPicture),
            (b"PK\x03\x04", Refusal::NotAPicture),
            (b"GIF88a", Refusal::NotAPicture),
            (b"RIFF\0\0\0\0WAVE", Refusal::NotAPicture),
            (b"", Refusal::NotAPicture),
        ] {
            assert_eq!(
                Kind::of(bytes),
                Err(refusal),
                "{}",
                String::from_utf8_lossy(bytes)
            );
        }
    }
}
