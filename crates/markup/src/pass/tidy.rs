//! Turns what people and programs write into the few elements that we show: divisions into paragraphs, bold into
//! strong, films into links to them, check boxes into signs.

use crate::allow::{self, Stage};
use crate::tree::{Element, Name, Node, is_block, is_empty, text_of};

/// The nodes as paragraphs and other blocks.
pub(crate) fn tidy(nodes: Vec<Node>) -> Vec<Node> {
    paragraphs(inside(nodes, ""))
}

/// Each child by itself, given the element they stand in.
fn inside(nodes: Vec<Node>, parent: Name) -> Vec<Node> {
    let mut tidied = Vec::with_capacity(nodes.len());
    for node in nodes {
        match node {
            Node::Text(_) => tidied.push(node),
            Node::Element(element) => one(element, parent, &mut tidied),
        }
    }
    tidied
}

fn one(mut element: Element, parent: Name, into: &mut Vec<Node>) {
    element.name = renamed(element.name);
    match element.name {
        "script" | "style" | "title" | "textarea" | "noembed" | "noframes" | "col" | "colgroup"
        | "source" => {}
        "iframe" | "embed" | "video" | "audio" => into.extend(film(&element)),
        "input" => into.extend(check_box(&element)),
        "div" => division(element, parent, into),
        "li" if !matches!(parent, "ul" | "ol") => division(element, parent, into),
        "dt" | "dd" if parent != "dl" => division(element, parent, into),
        "summary" if parent != "details" => division(element, parent, into),
        "figcaption" if parent != "figure" => division(element, parent, into),
        "p" => {
            element.children = inside(element.children, "p");
            if !is_empty(&element.children) {
                into.push(element.into());
            }
        }
        "span" => {
            element.attributes.retain_mut(|(name, value)| {
                if *name == "class" {
                    *value = allow::classes(Stage::Shown, value);
                }
                allow::attribute(Stage::Draft, "span", name, value)
            });
            let parent = if element.attributes.is_empty() {
                parent
            } else {
                "span"
            };
            element.children = inside(element.children, parent);
            if element.attributes.is_empty() {
                into.append(&mut element.children);
            } else {
                into.push(element.into());
            }
        }
        "table" => {
            let (captions, rest) = element
                .children
                .into_iter()
                .partition(|child| child.element().is_some_and(|child| child.name == "caption"));
            let captions: Vec<Node> = captions;
            for caption in captions {
                if let Node::Element(caption) = caption {
                    division(caption, parent, into);
                }
            }
            element.children = inside(rest, "table");
            into.push(element.into());
        }
        "td" | "th" => {
            align(&mut element);
            element.children = inside(element.children, element.name);
            into.push(element.into());
        }
        "li" => {
            element.children = inside(element.children, "li");
            task(&mut element);
            into.push(element.into());
        }
        "a" => {
            // Anchors were named before elements had ids.
            if let Some(name) = element.take("name")
                && element.get("id").is_none()
            {
                element.set("id", name);
            }
            element.children = inside(element.children, "a");
            into.push(element.into());
        }
        name => {
            element.children = inside(element.children, name);
            into.push(element.into());
        }
    }
}

fn renamed(name: Name) -> Name {
    match name {
        "b" => "strong",
        "i" | "u" | "var" | "dfn" => "em",
        "strike" => "s",
        "tt" => "code",
        "acronym" => "abbr",
        "listing" | "xmp" => "pre",
        "tfoot" => "tbody",
        "dir" | "menu" => "ul",
        "center" | "section" | "article" | "header" | "footer" | "main" | "nav" | "aside"
        | "address" | "fieldset" | "hgroup" | "legend" | "caption" => "div",
        name => name,
    }
}

/// A division keeps what it divides, but not itself.
fn division(element: Element, parent: Name, into: &mut Vec<Node>) {
    let is_footnotes = element.has_class("footnotes");
    let mut children = paragraphs(inside(element.children, parent));
    if is_footnotes {
        for child in &mut children {
            if let Node::Element(list) = child
                && list.name == "ol"
            {
                list.set("class", "footnotes");
            }
        }
    }
    into.append(&mut children);
}

/// Puts every run of text between blocks into a paragraph of its own.
fn paragraphs(nodes: Vec<Node>) -> Vec<Node> {
    let mut blocks = Vec::with_capacity(nodes.len());
    let mut run = Vec::new();
    for node in nodes {
        if is_block(&node) {
            end_run(&mut run, &mut blocks);
            blocks.push(node);
        } else {
            run.push(node);
        }
    }
    end_run(&mut run, &mut blocks);
    blocks
}

fn end_run(run: &mut Vec<Node>, blocks: &mut Vec<Node>) {
    let mut run = std::mem::take(run);
    if run.iter().all(Node::is_blank) {
        blocks.extend(run);
    } else if !is_empty(&run) {
        if let Some(Node::Text(first)) = run.first_mut() {
            *first = first.trim_start_matches('\n').to_owned();
        }
        if let Some(Node::Text(last)) = run.last_mut() {
            last.truncate(last.trim_end_matches('\n').len());
        }
        blocks.push(Element::new("p", run).into());
    }
}

/// A link in place of what would play in a frame.
fn film(element: &Element) -> Option<Node> {
    let inner = element
        .children
        .iter()
        .filter_map(Node::element)
        .filter(|child| child.name == "source")
        .find_map(|child| child.get("src"));
    let address = element.get("src").or(inner)?.trim();
    // Old players leave out the scheme.
    let address = match address.strip_prefix("//") {
        Some(rest) => format!("https://{rest}"),
        None => address.to_owned(),
    };
    let words = element.get("title").unwrap_or(&address).to_owned();
    let link = Element::new("a", vec![Node::text(words)]).with("href", address);
    Some(link.into())
}

fn check_box(element: &Element) -> Option<Node> {
    element
        .get("type")
        .filter(|kind| kind.eq_ignore_ascii_case("checkbox"))?;
    let sign = if element.get("checked").is_some() {
        "☑"
    } else {
        "☐"
    };
    Some(
        Element::new("span", vec![Node::text(sign)])
            .with("class", "task")
            .into(),
    )
}

/// Marks a list item that begins with a check box, and puts the sign into the paragraph that follows.
fn task(item: &mut Element) {
    let Some(at) = item.children.iter().position(|child| !child.is_blank()) else {
        return;
    };
    let done = item
        .children
        .get(at)
        .and_then(Node::element)
        .filter(|element| element.name == "span" && element.has_class("task"))
        .map(|element| text_of(&element.children) == "☑");
    match done {
        None => return,
        Some(true) => item.set("class", "task-done"),
        Some(false) => {
            item.take("class");
        }
    }
    let after = at.saturating_add(1);
    let follows = item
        .children
        .iter()
        .skip(after)
        .find(|child| !child.is_blank());
    let in_paragraph = follows
        .and_then(Node::element)
        .is_some_and(|element| element.name == "p");
    if in_paragraph {
        let sign = item.children.remove(at);
        let paragraph = item.children.iter_mut().find(|child| !child.is_blank());
        if let Some(Node::Element(paragraph)) = paragraph {
            paragraph.children.insert(0, Node::text(" "));
            paragraph.children.insert(0, sign);
        }
    }
}

fn align(cell: &mut Element) {
    let class = match cell.take("align").as_deref() {
        Some("left") => "align-left",
        Some("right") => "align-right",
        Some("center") => "align-center",
        _ => return,
    };
    cell.set("class", class);
}
