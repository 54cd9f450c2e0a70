//! What was written, as everybody sees it.

use domain::Viewer;
use domain::article::Format;

use crate::text::{Place, render};
use crate::{App, Result};

/// Renders Markdown. Whoever a text mentions must be there already.
pub(super) async fn shown(app: &App, source: &str, place: Place, ids: &str) -> Result<String> {
    let rendered = render(app, &Viewer::Guest, source, Format::Markdown, place, ids);
    Ok(rendered.await?.html)
}
