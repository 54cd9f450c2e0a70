//! Colours code blocks, and makes visible in all code what would turn its direction.

use crate::address::is_turning;
use crate::code::language;
use crate::code::lexer::{Kind, pieces};
use crate::tree::{Element, Node, text_of};

/// What the tags around one coloured piece cost.
const COST: usize = "<span class=\"hl-k\"></span>".len();

/// How many times its own length colouring may add to code.
///
/// Ordinary code stays below two; a table of one-digit numbers would reach thirteen and is left plain.
const WORTH: usize = 3;

/// Colours and marks all code below.
pub(crate) fn highlight(nodes: &mut [Node]) {
    for node in nodes {
        if let Node::Element(element) = node {
            match element.name {
                "pre" => {
                    block(element);
                    mark(&mut element.children);
                }
                "code" | "kbd" | "samp" => mark(&mut element.children),
                _ => highlight(&mut element.children),
            }
        }
    }
}

fn block(pre: &mut Element) {
    for child in &mut pre.children {
        let Node::Element(code) = child else { continue };
        if code.name != "code" {
            continue;
        }
        let class = code.take("class").unwrap_or_default();
        if let Some(language) = language::named_in(&class) {
            let text = text_of(&code.children);
            let pieces = pieces(&text, language);
            let coloured = pieces
                .iter()
                .filter(|(kind, _)| *kind != Kind::Rest)
                .count();
            if coloured.saturating_mul(COST) <= text.len().saturating_mul(WORTH).saturating_add(256)
            {
                code.children = pieces.into_iter().map(coloured_node).collect();
            }
        }
    }
}

fn coloured_node((kind, text): (Kind, &str)) -> Node {
    match kind.class() {
        Some(class) => Element::new("span", vec![Node::text(text)])
            .with("class", class)
            .into(),
        None => Node::text(text),
    }
}

/// Replaces characters that turn the direction of their neighbours by their names.
fn mark(nodes: &mut Vec<Node>) {
    let mut marked = Vec::with_capacity(nodes.len());
    for node in std::mem::take(nodes) {
        match node {
            Node::Text(text) if text.contains(is_turning) => {
                let mut plain = String::new();
                for c in text.chars() {
                    if is_turning(c) {
                        if !plain.is_empty() {
                            marked.push(Node::text(std::mem::take(&mut plain)));
                        }
                        let name = Node::text(format!("U+{:04X}", u32::from(c)));
                        marked.push(
                            Element::new("span", vec![name])
                                .with("class", "bidi")
                                .into(),
                        );
                    } else {
                        plain.push(c);
                    }
                }
                if !plain.is_empty() {
                    marked.push(Node::text(plain));
                }
            }
            Node::Element(mut element) => {
                mark(&mut element.children);
                marked.push(element.into());
            }
            Node::Text(_) => marked.push(node),
        }
    }
    *nodes = marked;
}
