//! What a text is rendered for, and what comes of it.

use std::fmt;

/// What rendering depends on besides the source.
pub struct Options<'a> {
    /// The host of the site, with its port if it has one: links to it are not links elsewhere.
    pub own_host: &'a str,
    /// Whom a handle, in lower case, belongs to. Asked once for each handle, for a hundred at most.
    pub mention: &'a dyn Fn(&str) -> Option<Mention>,
    /// The sizes of one of our own pictures, by what stands after `/media/` in its address. Asked once for each.
    pub picture: &'a dyn Fn(&str) -> Option<Picture>,
    /// The longest source in bytes, markup included.
    pub max_source: usize,
    /// The level that the highest heading gets, from 2 to 6.
    pub heading_base: u8,
    /// What the names of places begin with, after `u-`, so that two texts on one page do not share any.
    pub ids: &'a str,
}

/// A person whom a text mentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The address of the person's page, a path.
    pub href: String,
    /// The name to show when a reader points at the handle.
    pub name: String,
}

/// A picture of ours that a text shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Pixels across of its largest size.
    pub width: u32,
    /// Pixels down of its largest size.
    pub height: u32,
    /// The widths it can be had in, at `/media/{id}/{width}`.
    pub widths: Vec<u32>,
}

/// A text that can be shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// Sanitised HTML.
    pub html: String,
    /// The handles mentioned, in lower case, each once.
    pub mentions: Vec<String>,
    /// The addresses on other hosts that the text links to, each once.
    pub links: Vec<String>,
    /// The paths under `/media/` of the pictures shown, each once.
    pub pictures: Vec<String>,
}

/// Why a text is not rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TooLong {
    /// The source has more bytes than allowed.
    Source {
        /// How many are allowed.
        limit: usize,
    },
    /// A short source asks for much more HTML than any honest one.
    Rendered {
        /// How many bytes of HTML are allowed for it.
        limit: usize,
    },
}

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Source { limit } => write!(f, "the text is longer than {limit} bytes"),
            Self::Rendered { limit } => {
                write!(f, "the text would fill more than {limit} bytes of HTML")
            }
        }
    }
}

impl std::error::Error for TooLong {}
