//! HTML that may stand in a page as it is. Nothing else gets past the templates' escaping.

use std::fmt;

/// HTML that was sanitised when it was kept, or that one of our templates made.
pub(crate) struct Html<'a>(&'a str);

/// Takes what `markup` sanitised, or a template of ours rendered, as it is.
pub(crate) const fn made(html: &str) -> Html<'_> {
    Html(html)
}

impl fmt::Display for Html<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl askama::FastWritable for Html<'_> {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        Ok(dest.write_str(self.0)?)
    }
}

impl askama::filters::HtmlSafe for Html<'_> {}
