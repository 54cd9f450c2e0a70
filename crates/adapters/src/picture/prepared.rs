//! What comes out of the workshop.

use super::kind::Kind;

/// What a picture is for, hence in which sizes it is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// In a text: 320, 800 and 1600 pixels wide, none wider than the upload.
    Inline,
    /// The face of a person: cut to 8:9 about the middle, 96 and 256 wide, never animated.
    Portrait,
}

/// A picture, ready to be kept and served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// What the upload was.
    pub kind: Kind,
    /// The width of the upload after turning it upright and, for a portrait, cutting it.
    pub width: u32,
    /// The height of the same.
    pub height: u32,
    /// By falling width; of one width, the format that every browser shows comes first. Never empty.
    pub variants: Vec<Variant>,
    /// Whether the first variant is an animated GIF in the size of the upload.
    ///
    /// The others then show its first frame, for readers who want no motion.
    pub animated: bool,
}

/// One file of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// Its format; [`Kind::mime`] is what to serve it with.
    pub kind: Kind,
    /// The file.
    pub bytes: Vec<u8>,
}
