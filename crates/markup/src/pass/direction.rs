//! Lets every block find its own direction, so that Arabic below English reads from the right.

use crate::tree::{Node, is_heading};

/// Sets `dir="auto"` where a direction of its own makes sense.
///
/// A block that has it takes its direction from its own words and not from blocks in it that have it as well; a
/// paragraph therefore leaves it to the list item or quotation that it stands in.
pub(crate) fn mark(nodes: &mut [Node]) {
    below(nodes, false);
}

fn below(nodes: &mut [Node], marked: bool) {
    for node in nodes {
        if let Node::Element(element) = node {
            let name = element.name;
            let own = is_heading(name)
                || matches!(
                    name,
                    "li" | "blockquote" | "table" | "dt" | "dd" | "summary" | "figcaption"
                )
                || (name == "p" && !marked);
            if own {
                element.set("dir", "auto");
            }
            let passes_on = own && name != "p" && !is_heading(name);
            below(
                &mut element.children,
                passes_on || (marked && !matches!(name, "ul" | "ol" | "dl")),
            );
        }
    }
}
