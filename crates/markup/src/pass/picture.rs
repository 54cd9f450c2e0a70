//! Our own pictures: in sizes that a browser chooses from, with room kept for them, and with a caption where one is written.

use std::collections::HashMap;

use crate::address;
use crate::allow::SIZES;
use crate::options::{Options, Picture};
use crate::tree::{Element, Node, each_mut};

/// The width for whoever cannot choose.
const COLUMN: u32 = 800;

/// How many different pictures one text may ask for.
const MOST: usize = 500;

/// Makes a figure of every paragraph of nothing but pictures of ours that have a title: the title is the caption.
pub(crate) fn caption(nodes: &mut Vec<Node>, own_host: &str) {
    let mut captioned = Vec::with_capacity(nodes.len());
    for node in std::mem::take(nodes) {
        match node {
            Node::Element(element) if is_gallery(&element, own_host) => {
                captioned.extend(element.children.into_iter().filter_map(figure));
            }
            Node::Element(mut element) => {
                caption(&mut element.children, own_host);
                captioned.push(element.into());
            }
            Node::Text(_) => captioned.push(node),
        }
    }
    *nodes = captioned;
}

fn is_gallery(element: &Element, own_host: &str) -> bool {
    let shown = |node: &Node| match node {
        Node::Text(_) => node.is_blank(),
        Node::Element(element) => element.name == "br" || is_titled(element, own_host),
    };
    element.name == "p"
        && element.children.iter().all(shown)
        && element
            .children
            .iter()
            .any(|node| node.element().is_some_and(|inner| inner.name == "img"))
}

fn is_titled(element: &Element, own_host: &str) -> bool {
    let written = |name| element.get(name).unwrap_or_default();
    element.name == "img"
        && !written("title").trim().is_empty()
        && address::own_picture(written("src"), own_host).is_some()
}

fn figure(node: Node) -> Option<Node> {
    match node {
        Node::Element(mut picture) if picture.name == "img" => {
            let words = picture.take("title").unwrap_or_default();
            let words = Node::text(words.trim());
            let caption = Element::new("figcaption", vec![words]);
            Some(Element::new("figure", vec![picture.into(), caption.into()]).into())
        }
        _ => None,
    }
}

/// Gives every known picture its sizes. Links have been settled before, so every picture left is ours.
pub(crate) fn expand(nodes: &mut [Node], options: &Options<'_>) {
    let mut known: HashMap<String, Option<Picture>> = HashMap::new();
    each_mut(nodes, &mut |element| {
        if element.name != "img" {
            return;
        }
        let Some(id) = element.get("src").and_then(id_of).map(str::to_owned) else {
            return;
        };
        if known.len() >= MOST && !known.contains_key(&id) {
            return;
        }
        let picture = known.entry(id).or_insert_with_key(|id| {
            (options.picture)(id).filter(|found| !found.widths.is_empty())
        });
        if let (Some(picture), Some(id)) = (picture, element.get("src").and_then(id_of)) {
            *element = sized(element, id, picture);
        }
    });
}

/// What stands after `/media/`, up to a size.
fn id_of(path: &str) -> Option<&str> {
    let rest = path.strip_prefix("/media/")?;
    let id = rest.split(['/', '?', '#']).next()?;
    // It goes into a list in which commas and blanks part addresses.
    let is_plain = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_plain.then_some(id)
}

/// The same picture with its addresses; attributes in the order in which they are always written.
fn sized(written: &Element, id: &str, picture: &Picture) -> Element {
    let address = |width: u32| format!("/media/{id}/{width}");
    let mut widths = picture.widths.clone();
    widths.sort_unstable();
    widths.dedup();
    let column = widths.iter().copied().find(|width| *width >= COLUMN);
    let usual = column.or(widths.last().copied()).unwrap_or(COLUMN);
    let mut sized = Element::new("img", Vec::new()).with("src", address(usual));
    if widths.len() > 1 {
        let list: Vec<String> = widths
            .iter()
            .map(|width| format!("{} {width}w", address(*width)))
            .collect();
        sized.set("srcset", list.join(", "));
        sized.set("sizes", SIZES);
    }
    for (name, value) in &written.attributes {
        if !matches!(*name, "src" | "width" | "height" | "loading") {
            sized.set(name, value.clone());
        }
    }
    sized.set("width", picture.width.to_string());
    sized.set("height", picture.height.to_string());
    sized.set("loading", "lazy");
    sized
}
