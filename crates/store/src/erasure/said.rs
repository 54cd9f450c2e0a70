//! What somebody said: stones stay in its place, so that what was answered stays where it is.

use base::Id;
use domain::comment::Comment;
use domain::person::Person;

use crate::export::{Shelf, own};
use crate::{Result, Tx};

/// Blanks comments after one of them, at most `most`, with all that they were before, and gives the last one.
pub fn said(tx: &mut Tx<'_>, me: Id<Person>, after: i64, most: i64) -> Result<Option<i64>> {
    let ids = own(tx, me, Shelf::Comments, after, most)?;
    for id in &ids {
        if let Some(id) = Id::<Comment>::from_raw(*id) {
            crate::comment::blank(tx, id)?;
        }
    }
    Ok(ids.last().copied())
}
