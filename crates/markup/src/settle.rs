//! Gives a tree the shape that a parser would give it back, and writes it down.
//!
//! Passes move and unwrap elements; what they leave could be read differently by the next parser (a paragraph in a
//! paragraph, a link in a link). Such elements lose their tags here, so that reading and writing again changes nothing.

use crate::allow::{self, Stage};
use crate::parse::parse;
use crate::tree::{DEPTH, Element, Node, is_block_name, is_empty, is_heading, text_of};
use crate::write::write;

/// How often a text is read and written again until it stays as it is.
///
/// Once suffices for all that we know; the rest is for what we do not know.
const TRIES: usize = 3;

/// The finished text: settled, written and sanitised, a fixed point of all three.
pub(crate) fn finish(nodes: Vec<Node>, stage: Stage) -> String {
    let mut nodes = settle(nodes, stage);
    for _ in 0..TRIES {
        let written = write(&nodes);
        let clean = allow::sanitise(&written, stage);
        if clean == written {
            return clean;
        }
        nodes = settle(parse(&clean).0, stage);
    }
    let text = Node::text(text_of(&nodes));
    write(&[Element::new("p", vec![text]).into()])
}

/// What the elements around a place forbid there.
#[derive(Clone, Copy)]
struct Place {
    parent: &'static str,
    depth: usize,
    in_paragraph: bool,
    in_link: bool,
    in_heading: bool,
}

/// The nodes in a shape that survives writing and reading, with what the stage allows.
pub(crate) fn settle(nodes: Vec<Node>, stage: Stage) -> Vec<Node> {
    let place = Place {
        parent: "",
        depth: 0,
        in_paragraph: false,
        in_link: false,
        in_heading: false,
    };
    let mut settled = Vec::with_capacity(nodes.len());
    settle_into(nodes, place, stage, &mut settled);
    settled
}

fn settle_into(nodes: Vec<Node>, place: Place, stage: Stage, into: &mut Vec<Node>) {
    for node in nodes {
        match node {
            Node::Text(text) => push_text(text, place, into),
            Node::Element(mut element) => {
                if !place.admits(&element, stage) {
                    if !matches!(element.name, "hr" | "img" | "br") {
                        settle_into(element.children, place, stage, into);
                    }
                    continue;
                }
                let name = element.name;
                element.attributes.retain_mut(|(attribute, value)| {
                    if *attribute == "class" {
                        *value = allow::classes(stage, value);
                    }
                    allow::attribute(stage, name, attribute, value)
                });
                let children = std::mem::take(&mut element.children);
                let inside = place.inside(element.name);
                settle_into(children, inside, stage, &mut element.children);
                match name {
                    "pre" => without_first_newlines(&mut element.children),
                    "p" if is_empty(&element.children) => continue,
                    "span" if element.attributes.is_empty() => {
                        settle_into(element.children, place, stage, into);
                        continue;
                    }
                    _ => {}
                }
                into.push(element.into());
            }
        }
    }
}

fn push_text(text: String, place: Place, into: &mut Vec<Node>) {
    if text.is_empty() || place.is_between_cells() {
        return;
    }
    match into.last_mut() {
        Some(Node::Text(old)) => old.push_str(&text),
        _ => into.push(Node::Text(text)),
    }
}

/// A parser skips a newline right after `<pre>`.
fn without_first_newlines(children: &mut Vec<Node>) {
    while let Some(Node::Text(text)) = children.first_mut() {
        let rest = text.trim_start_matches('\n');
        if rest.len() == text.len() {
            return;
        }
        *text = rest.to_owned();
        if !text.is_empty() {
            return;
        }
        children.remove(0);
    }
}

impl Place {
    fn is_between_cells(self) -> bool {
        matches!(self.parent, "table" | "thead" | "tbody" | "tr")
    }

    fn admits(self, element: &Element, stage: Stage) -> bool {
        let name = element.name;
        let fits = match name {
            "li" => matches!(self.parent, "ul" | "ol"),
            "dt" | "dd" => self.parent == "dl",
            "thead" | "tbody" => self.parent == "table",
            "tr" => matches!(self.parent, "thead" | "tbody"),
            "td" | "th" => self.parent == "tr",
            _ => !self.is_between_cells(),
        };
        allow::tag(stage, name)
            && fits
            && self.depth < DEPTH
            && !(self.in_paragraph && is_block_name(name))
            && !(self.in_link && name == "a")
            && !(self.in_heading && is_heading(name))
    }

    fn inside(self, name: &'static str) -> Self {
        let cell = matches!(name, "td" | "th");
        Self {
            parent: name,
            depth: self.depth.saturating_add(1),
            in_paragraph: !cell && (self.in_paragraph || name == "p"),
            in_link: !cell && (self.in_link || name == "a"),
            in_heading: !cell && (self.in_heading || is_heading(name)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finished(nodes: Vec<Node>) -> String {
        finish(nodes, Stage::Shown)
    }

    fn element(name: &'static str, children: Vec<Node>) -> Node {
        Element::new(name, children).into()
    }

    #[test]
    fn a_paragraph_in_a_paragraph_is_one() {
        let nodes = vec![element("p", vec![element("p", vec![Node::text("a")])])];

        assert_eq!(finished(nodes), "<p>a</p>");
    }

    #[test]
    fn what_stands_between_cells_goes() {
        let cell = element("td", vec![Node::text("a")]);
        let row = element("tr", vec![Node::text(" lost "), cell]);
        let table = element("table", vec![element("tbody", vec![row])]);

        assert_eq!(
            finished(vec![table]),
            "<table><tbody><tr><td>a</td></tr></tbody></table>"
        );
    }

    #[test]
    fn newlines_that_a_parser_would_skip_are_not_written() {
        let nodes = vec![element("pre", vec![Node::text("\n\na\n")])];

        assert_eq!(finished(nodes), "<pre>a\n</pre>");
    }
}
