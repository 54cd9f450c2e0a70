//! Pictures: who brought them, what they show, in which sizes they are kept.

use base::{Id, Moment};

use crate::group::Visibility;
use crate::person::Person;
use crate::policy::{Guarded, Viewer};

/// Bytes of a description.
pub const ALT_LIMIT: usize = 500;
/// Bytes that one person's pictures may take.
pub const QUOTA: i64 = 500 * 1024 * 1024;

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
    /// The widest audience among what shows it; none while nothing does.
    pub shown_to: Option<Visibility>,
    /// When it was brought.
    pub made_at: Moment,
    /// The sizes kept, narrowest first.
    pub variants: Vec<Variant>,
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
    /// The file, by hash.
    pub hash: String,
    /// Its size in bytes.
    pub bytes: i64,
}

impl Guarded for Picture {
    fn is_visible_to(&self, viewer: &Viewer) -> bool {
        self.shown_to
            .is_some_and(|audience| audience.admits(viewer))
            || self.owner.is_some_and(|owner| viewer.is(owner))
    }
}
