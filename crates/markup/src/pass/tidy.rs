//! Turns what people and programs write into the few elements that we show: divisions into paragraphs, bold into
//! strong, films into links to them, check boxes into signs.

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
            element.children = task(inside(element.children, "li"), &mut element.attributes);
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
    let run = std::mem::take(run);
    if run.iter().all(Node::is_blank) {
        blocks.extend(run);
    } else if !is_empty(&run) {
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

/// A list item that begins with a check box: marks it, and puts the sign into the paragraph that follows.
fn task(mut children: Vec<Node>, attributes: &mut Vec<(Name, String)>) -> Vec<Node> {
    let sign = children.iter().position(|child| !child.is_blank());
    let done = sign
        .and_then(|at| children.get(at))
        .and_then(Node::element)
        .filter(|element| element.name == "span" && element.has_class("task"))
        .map(|element| text_of(&element.children) == "☑");
    let (Some(at), Some(done)) = (sign, done) else {
        return children;
    };
    attributes.retain(|(name, _)| *name != "class");
    if done {
        attributes.push(("class", "task-done".to_owned()));
    }
    let next = children
        .iter()
        .skip(at.saturating_add(1))
        .position(|child| !child.is_blank());
    let next = next.map(|skipped| skipped.saturating_add(at).saturating_add(1));
    if let Some(Node::Element(paragraph)) = next.and_then(|next| children.get_mut(next))
        && paragraph.name == "p"
    {
        paragraph.children.insert(0, Node::text(" "));
        let sign = children.remove(at);
        if let Some(Node::Element(paragraph)) = children.iter_mut().find(|child| !child.is_blank())
        {
            paragraph.children.insert(0, sign);
        }
    }
    children
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
