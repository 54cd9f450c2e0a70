//! Why a picture was not taken, in words that tell its owner what to do.

/// Why a picture was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Apple's photograph format, which no pure Rust decoder reads.
    #[error("This is an iPhone photo in HEIC format; please save it as JPEG and send it again.")]
    Heic,
    /// A picture, but of a format that is not taken; the name is that of the format.
    #[error("Pictures in {0} format are not taken; please save it as PNG, JPEG, GIF or WebP.")]
    OtherFormat(&'static str),
    /// The content is no picture, whatever the name of the file says.
    #[error("This file is not a picture.")]
    NotAPicture,
    /// The file, or what would be made of it, has too many bytes.
    #[error("This picture is too large; at most 8 MiB are taken.")]
    TooLarge,
    /// Too many pixels, too long a side or too long an animation.
    #[error(
        "This picture has too many pixels; at most 40 megapixels and 16,384 a side are taken, and 200 frames of 100 megapixels together."
    )]
    TooManyPixels,
    /// It begins like a picture, but cannot be decoded to its end.
    #[error("This picture is damaged; please save it anew and send it again.")]
    Damaged,
    /// Too many pictures wait; it can be sent again in a minute.
    #[error("Many pictures are being prepared; please send it again in a minute.")]
    Busy,
    /// Its preparation failed or took too long. Other pictures are not concerned.
    #[error("This picture could not be prepared; please save it in another format.")]
    Crashed,
}

impl Refusal {
    /// The key under which pages find their own words for it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Heic => "picture.heic",
            Self::OtherFormat(_) => "picture.other-format",
            Self::NotAPicture => "picture.not-a-picture",
            Self::TooLarge => "picture.too-large",
            Self::TooManyPixels => "picture.too-many-pixels",
            Self::Damaged => "picture.damaged",
            Self::Busy => "picture.busy",
            Self::Crashed => "picture.crashed",
        }
    }
}
