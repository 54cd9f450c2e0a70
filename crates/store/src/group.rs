//! Groups. The root group's facts are the site's settings.

use domain::group::{Group, ROOT};
use domain::{Viewer, Visible};

use crate::{Result, Snapshot};

/// The site's own group, if the viewer may know of it.
pub fn root(from: &mut Snapshot<'_>, viewer: &Viewer) -> Result<Option<Visible<Group>>> {
    let site = crate::site::load(from)?;
    Ok(viewer.see(Group {
        id: ROOT,
        visibility: site.visibility,
        writers: site.writers,
    }))
}
