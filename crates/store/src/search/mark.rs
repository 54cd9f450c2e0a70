//! Marks: what operators ask about a thing, as words of the index that nobody can type.

use base::Id;
use domain::Viewer;
use domain::conversation::{Conversation, Kind};
use domain::person::Person;
use domain::search;
use domain::tag::Tag;

/// Every comment has it, and nothing else.
pub(super) const COMMENT: &str = "%comment";
/// Every anchor has it, and nothing else.
pub(super) const ANCHOR: &str = "%anchor";
/// What only members may read has it.
pub(super) const MEMBERS: &str = "%members";
/// What only members of one group may read has it, too.
pub(super) const GROUP: &str = "%group";
/// Stands between a title and the text under it, so that no phrase runs from one into the other.
pub(super) const GAP: &str = "%";
/// Stands before each word of a title, or of somebody's name.
pub(super) const NAMED: char = '=';

/// What need not be looked at for a viewer, since all that has it is hidden from them. What they may see is decided by the
/// conversation; this keeps the walk short and tells nothing.
pub(super) fn hidden_from(viewer: &Viewer) -> Option<&'static str> {
    match viewer.seat() {
        None => Some(MEMBERS),
        Some(seat) if seat.memberships.is_empty() => Some(GROUP),
        Some(_) => None,
    }
}

/// In this conversation.
pub(super) fn conversation(id: Id<Conversation>) -> String {
    format!("#{:x}", id.raw())
}

/// By this person.
pub(super) fn person(id: Id<Person>) -> String {
    format!("@{:x}", id.raw())
}

/// Under this tag or category.
pub(super) fn tag(id: Id<Tag>) -> String {
    format!("${:x}", id.raw())
}

/// An anchor of this kind.
pub(super) fn anchor(kind: Kind) -> String {
    format!("%{kind}")
}

/// Of this kind; people have none.
pub(super) fn kind(kind: search::Kind) -> Option<String> {
    match kind {
        search::Kind::Anchor(kind) => Some(anchor(kind)),
        search::Kind::Comment => Some(COMMENT.to_owned()),
        search::Kind::Person => None,
    }
}
