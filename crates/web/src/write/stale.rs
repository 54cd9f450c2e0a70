//! Two people changed the same article: what the other one made of it, beside what was typed (R106).

use base::Moment;
use domain::Visible;
use domain::article::{Input, Revision};
use domain::person::Byline;

use crate::difference::{self, Part};

/// What stands there now.
pub(crate) struct Theirs {
    pub(crate) input: Input,
    pub(crate) at: Moment,
    /// Who made it so.
    pub(crate) by: Option<Byline>,
    /// From theirs to what was typed.
    pub(crate) parts: Vec<Part>,
    /// Other fields that differ: key of the label, theirs, what was typed.
    pub(crate) fields: Vec<(&'static str, String, String)>,
}

/// Compares what stands there with what was typed.
pub(crate) fn compare(
    theirs: Input,
    yours: &Input,
    at: Moment,
    earlier: &[Visible<Revision>],
) -> Theirs {
    let both = [
        ("article.title", &theirs.title, &yours.title),
        ("article.excerpt", &theirs.excerpt, &yours.excerpt),
        ("tag.label", &theirs.tags, &yours.tags),
        ("article.categories", &theirs.categories, &yours.categories),
        ("article.slug", &theirs.slug, &yours.slug),
        ("article.authors", &theirs.authors, &yours.authors),
        ("article.audience", &theirs.visibility, &yours.visibility),
    ];
    let differ = both
        .into_iter()
        .filter(|(_, theirs, yours)| theirs.trim() != yours.trim());
    Theirs {
        at,
        by: earlier.first().and_then(|kept| kept.by.clone()),
        parts: difference::of(&theirs.source, &base::clean::text(&yours.source)),
        fields: differ
            .map(|(label, theirs, yours)| (label, theirs.clone(), yours.clone()))
            .collect(),
        input: theirs,
    }
}
