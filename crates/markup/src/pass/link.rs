//! Links and pictures: where they may lead, what they say about it, and what is never fetched from elsewhere.

use std::collections::HashSet;

use crate::address::{self, Target};
use crate::allow::REL;
use crate::tree::{Element, Node, each, text_of};

/// What a text refers to.
#[derive(Default)]
pub(crate) struct References {
    /// Addresses on other hosts, each once.
    pub(crate) links: Vec<String>,
    /// Our own pictures, each once.
    pub(crate) pictures: Vec<String>,
}

/// Settles every link and picture below.
pub(crate) fn settle(nodes: &mut Vec<Node>, own_host: &str) {
    walk(nodes, own_host, false);
}

/// What the links and pictures below, once settled, refer to.
pub(crate) fn references(nodes: &[Node]) -> References {
    let mut references = References::default();
    let mut seen = HashSet::new();
    each(nodes, &mut |element| {
        let list = match element.name {
            "img" => &mut references.pictures,
            "a" if element.get("rel").is_some() => &mut references.links,
            _ => return,
        };
        let address = element.get("src").or(element.get("href"));
        if let Some(address) = address
            && seen.insert(address.to_owned())
        {
            list.push(address.to_owned());
        }
    });
    references
}

fn walk(nodes: &mut Vec<Node>, own_host: &str, in_link: bool) {
    let mut settled = Vec::with_capacity(nodes.len());
    for node in std::mem::take(nodes) {
        match node {
            Node::Element(element) if element.name == "img" => {
                picture(element, own_host, in_link, &mut settled);
            }
            Node::Element(mut element) if element.name == "a" => {
                if in_link {
                    // A link in a link is words of it.
                    walk(&mut element.children, own_host, true);
                    settled.append(&mut element.children);
                    continue;
                }
                let target = element
                    .get("href")
                    .and_then(|href| address::target(href, own_host));
                walk(&mut element.children, own_host, target.is_some());
                link(element, target, &mut settled);
            }
            Node::Element(mut element) => {
                let inside = in_link && !matches!(element.name, "td" | "th");
                walk(&mut element.children, own_host, inside);
                settled.push(element.into());
            }
            Node::Text(_) => settled.push(node),
        }
    }
    *nodes = settled;
}

fn link(mut element: Element, target: Option<Target>, into: &mut Vec<Node>) {
    element.take("rel");
    element.take("href");
    element.children.retain(|child| !is_host(child));
    let href = match target {
        None => {
            // An anchor, or an address that leads nowhere: its words remain.
            return match element.take("id") {
                Some(id) => into.push(Element::new("span", element.children).with("id", id).into()),
                None => into.append(&mut element.children),
            };
        }
        Some(Target::Own(href) | Target::Mail(href)) => href,
        Some(Target::Other { href, host }) => {
            if address::names_another_host(&text_of(&element.children), &host) {
                let real = Node::text(format!(" ({host})"));
                let real = Element::new("span", vec![real]).with("class", "host");
                element.children.push(real.into());
            }
            element.set("rel", REL);
            href
        }
    };
    if !is_ours(&element) {
        element.take("class");
    }
    element.set("href", href);
    into.push(element.into());
}

/// Only the sanitiser's own list of classes remains, and of it what is written by passes.
fn is_ours(element: &Element) -> bool {
    element
        .get("class")
        .is_some_and(|class| matches!(class, "mention" | "footnote-backref" | "picture"))
}

/// The host that an earlier pass showed; it is found anew each time, so nobody can write one.
fn is_host(node: &Node) -> bool {
    node.element()
        .is_some_and(|element| element.name == "span" && element.has_class("host"))
}

fn picture(mut element: Element, own_host: &str, in_link: bool, into: &mut Vec<Node>) {
    let written = element.take("src").unwrap_or_default();
    if let Some(path) = address::own_picture(&written, own_host) {
        let mut shown = Element::new("img", Vec::new()).with("src", path);
        // Without an alternative a reader would hear the file's name.
        shown.set("alt", element.take("alt").unwrap_or_default());
        for name in ["title", "width", "height"] {
            if let Some(value) = element.take(name) {
                shown.set(name, value);
            }
        }
        shown.set("loading", "lazy");
        return into.push(shown.into());
    }
    let words = element.take("alt").filter(|alt| !alt.trim().is_empty());
    let (href, external) = match address::target(&written, own_host) {
        Some(Target::Other { href, .. }) => (Some(href), true),
        Some(Target::Own(href)) => (Some(href), false),
        Some(Target::Mail(_)) | None => (None, false),
    };
    let words = match (words, &href) {
        (Some(words), _) => words,
        (None, Some(href)) => file_of(href),
        (None, None) => return,
    };
    match href {
        Some(href) if !in_link => {
            let link = Element::new("a", vec![Node::text(words)]).with("class", "picture");
            let target = if external {
                address::target(&href, own_host)
            } else {
                Some(Target::Own(href))
            };
            self::link(link, target, into);
        }
        _ => into.push(Node::text(words)),
    }
}

/// The last part of an address, to call a picture by that has no words.
fn file_of(href: &str) -> String {
    let path = href.split(['?', '#']).next().unwrap_or(href);
    path.rsplit('/')
        .find(|part| !part.is_empty())
        .unwrap_or(path)
        .to_owned()
}
