//! Pictures: who brought them, what they show, in which sizes they are kept, who sees them.

use std::time::Duration;

use base::{Digest, Id, Moment};

use crate::group::{Group, Visibility};
use crate::person::Person;
use crate::policy::{Guarded, Rule, Verdict, Viewer};
use crate::problem::{self, Fault};
use crate::role::Role;

/// Bytes of a description.
pub const ALT_LIMIT: usize = 500;
/// Bytes that one person's pictures may take (R63).
pub const QUOTA: i64 = 500 * 1024 * 1024;
/// How long a picture is kept that nothing shows yet: somebody may still be writing (R65).
pub const UNUSED_KEPT: Duration = Duration::from_hours(48);
/// How long a picture is kept that a text showed until it was changed: the change may be taken back.
pub const DROPPED_KEPT: Duration = Duration::from_hours(30 * 24);
/// The width that a text asks for where a browser cannot choose one: the column of a page.
pub const COLUMN: i64 = 800;

/// A picture. It is visible to whom something is visible that shows it (R26).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its id.
    pub id: Id<Picture>,
    /// Who brought it.
    pub owner: Option<Id<Person>>,
    /// What it shows, for those who cannot see it.
    pub alt: String,
    /// Width of the largest size.
    pub width: i64,
    /// Height of the largest size.
    pub height: i64,
    /// Who may read what shows it, each once; empty while nothing does that others may read.
    pub shown_to: Vec<Visibility>,
    /// For whom something shows it that is not there for everybody. Looked up only where it decides.
    pub veils: Vec<Veil>,
    /// Whether anything shows it, seen by others or not.
    pub used: bool,
    /// When it was brought.
    pub made_at: Moment,
    /// The sizes kept, narrowest first; of one width, the format that every browser shows comes first.
    pub variants: Vec<Variant>,
}

/// Who sees something that is not there for everybody: a draft, a waiting comment, the page of somebody shut out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Veil {
    /// Whose it is.
    pub of: Option<Id<Person>>,
    /// From which role on others see it, too.
    pub from: Role,
    /// The group it belongs to.
    pub group: Id<Group>,
    /// Among whom they are.
    pub within: Visibility,
}

/// One size of a picture in one format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// Pixels across.
    pub width: i64,
    /// Pixels down.
    pub height: i64,
    /// Its type, `image/…`.
    pub mime: String,
    /// The file.
    pub hash: Digest,
    /// Its size in bytes.
    pub bytes: i64,
}

impl Variant {
    fn is_webp(&self) -> bool {
        self.mime == "image/webp"
    }

    /// Whether it moves: stills are never kept as GIF.
    fn is_animated(&self) -> bool {
        self.mime == "image/gif"
    }
}

impl Picture {
    /// The widths that a page offers, narrowest first.
    #[must_use]
    pub fn widths(&self) -> Vec<i64> {
        widths(&self.variants)
    }

    /// The widest size not wider than `width`, or the narrowest there is; as WebP where that is taken and kept.
    #[must_use]
    pub fn variant(&self, width: i64, webp: bool) -> Option<&Variant> {
        let fitting = self.variants.iter().map(|variant| variant.width);
        let chosen = fitting
            .clone()
            .filter(|have| *have <= width)
            .max()
            .or_else(|| fitting.min())?;
        let of_width = || self.variants.iter().filter(|have| have.width == chosen);
        of_width()
            .find(|have| have.is_animated())
            .or_else(|| of_width().find(|have| webp && have.is_webp()))
            .or_else(|| of_width().find(|have| !have.is_webp()))
            .or_else(|| of_width().next())
    }

    /// Its address, without a size.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/media/{}", self.id)
    }

    /// What to write in a text to show it.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut alt = String::with_capacity(self.alt.len());
        for c in self.alt.chars() {
            if c.is_ascii_punctuation() && "\\[]<>*_`!&~".contains(c) {
                alt.push('\\');
            }
            alt.push(c);
        }
        format!("![{alt}]({})", self.path())
    }
}

/// The widths that a page offers, narrowest first. A picture that moves has one: its other sizes stand still.
#[must_use]
pub fn widths(variants: &[Variant]) -> Vec<i64> {
    if let Some(moving) = variants.iter().find(|variant| variant.is_animated()) {
        return vec![moving.width];
    }
    let mut widths: Vec<i64> = variants.iter().map(|variant| variant.width).collect();
    widths.sort_unstable();
    widths.dedup();
    widths
}

/// Width and height of the largest size.
#[must_use]
pub fn largest(variants: &[Variant]) -> (i64, i64) {
    let largest = variants.iter().max_by_key(|variant| variant.width);
    largest.map_or((0, 0), |largest| (largest.width, largest.height))
}

impl Guarded for Picture {
    fn is_visible_to(&self, viewer: &Viewer) -> bool {
        let is_of = |person: Option<Id<Person>>| person.is_some_and(|person| viewer.is(person));
        self.shown_to.iter().any(|audience| audience.admits(viewer))
            || is_of(self.owner)
            || self.veils.iter().any(|veil| {
                veil.within.admits(viewer)
                    && (is_of(veil.of) || viewer.within(veil.group).is_at_least(veil.from))
            })
    }
}

/// To say what a picture shows.
pub enum Describe {}

impl Rule for Describe {
    type Subject = Picture;

    fn judge(viewer: &Viewer, picture: &Picture) -> Verdict {
        match (viewer.person(), picture.owner) {
            (None, _) => Verdict::SignIn,
            (Some(person), Some(owner)) if person == owner => Verdict::Allow,
            (Some(_), _) => Verdict::Deny("picture.not-yours"),
        }
    }
}

/// To throw a picture away. What is shown somewhere is taken out there first.
pub enum Discard {}

impl Rule for Discard {
    type Subject = Picture;

    fn judge(viewer: &Viewer, picture: &Picture) -> Verdict {
        match (Describe::judge(viewer, picture), picture.used) {
            (Verdict::Allow, true) => Verdict::Deny("picture.in-use"),
            (verdict, _) => verdict,
        }
    }
}

/// What a picture shows, in one line that may be empty.
///
/// # Errors
/// Too long.
pub fn parse_alt(raw: &str) -> Result<String, Fault> {
    problem::optional_line(raw, ALT_LIMIT, "error.too-long")
}

#[cfg(test)]
mod tests;
