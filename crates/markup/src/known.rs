//! The elements and attributes that survive reading: those that may be shown and those that are turned into them.

use crate::tree::Name;

/// Sorted, so that it can be searched.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "address",
    "article",
    "aside",
    "audio",
    "b",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "i",
    "iframe",
    "image",
    "img",
    "input",
    "ins",
    "kbd",
    "legend",
    "li",
    "listing",
    "main",
    "mark",
    "menu",
    "nav",
    "noembed",
    "noframes",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "script",
    "section",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "xmp",
];

const ATTRIBUTES: &[&str] = &[
    "align", "alt", "checked", "class", "dir", "height", "href", "id", "lang", "loading", "name",
    "rel", "src", "start", "title", "type", "width",
];

/// The element of that name, if it means anything here.
pub(crate) fn element(name: &str) -> Option<Name> {
    find(ELEMENTS, name)
}

/// The attribute of that name, if it means anything here.
pub(crate) fn attribute(name: &str) -> Option<Name> {
    find(ATTRIBUTES, name)
}

/// Elements that the parser opens again in every following block until they are closed.
///
/// Without attributes there are few different ones, and of each only three are kept open; with them,
/// a few kilobytes could ask for millions of elements.
pub(crate) fn is_reopened(name: &str) -> bool {
    matches!(
        name,
        "b" | "code" | "em" | "i" | "s" | "strike" | "strong" | "tt" | "u"
    )
}

fn find(names: &'static [&'static str], name: &str) -> Option<Name> {
    let at = names.binary_search(&name).ok()?;
    names.get(at).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        assert!(ELEMENTS.is_sorted());
        assert!(ATTRIBUTES.is_sorted());
    }

    #[test]
    fn whatever_may_be_shown_is_known() {
        for tag in crate::allow::TAGS {
            assert!(element(tag).is_some(), "{tag}");
        }
    }
}
