//! Members as whom they look.

use domain::Viewer;

use crate::Result;
use crate::engine::{FromRow, Row, next};

/// Somebody with all that decides what they may see, read from the view `seat`.
pub(crate) struct Seated(pub(crate) Viewer);

impl FromRow for Seated {
    const COLUMNS: &'static [&'static str] = &["id", "role", "origin", "memberships"];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        let (id, role, origin) = (next(row, at)?, next(row, at)?, next(row, at)?);
        Ok(Self(Viewer::seated(id, role, origin).with(next(row, at)?)))
    }
}
