//! The tree that every pass works on: text and elements, owned, never deeper than [`DEPTH`].

/// The name of an element or attribute, always one that this crate knows.
pub(crate) type Name = &'static str;

/// How deep elements may stand in one another; what lies deeper loses its tags but keeps its text.
///
/// Conversations quoted by mail programs reach ten. Everything that walks a tree may therefore recurse.
pub(crate) const DEPTH: usize = 32;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Node {
    Text(String),
    Element(Element),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Element {
    pub(crate) name: Name,
    pub(crate) attributes: Vec<(Name, String)>,
    pub(crate) children: Vec<Node>,
}

impl Element {
    pub(crate) fn new(name: Name, children: Vec<Node>) -> Self {
        Self {
            name,
            attributes: Vec::new(),
            children,
        }
    }

    pub(crate) fn with(mut self, name: Name, value: impl Into<String>) -> Self {
        self.set(name, value);
        self
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value.as_str())
    }

    pub(crate) fn set(&mut self, name: Name, value: impl Into<String>) {
        let value = value.into();
        match self.attributes.iter_mut().find(|(known, _)| *known == name) {
            Some((_, old)) => *old = value,
            None => self.attributes.push((name, value)),
        }
    }

    pub(crate) fn take(&mut self, name: &str) -> Option<String> {
        let at = self
            .attributes
            .iter()
            .position(|(known, _)| *known == name)?;
        Some(self.attributes.remove(at).1)
    }

    pub(crate) fn has_class(&self, class: &str) -> bool {
        self.get("class")
            .is_some_and(|classes| classes.split_ascii_whitespace().any(|one| one == class))
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}

impl Node {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(crate) fn element(&self) -> Option<&Element> {
        match self {
            Self::Element(element) => Some(element),
            Self::Text(_) => None,
        }
    }

    /// Text of nothing but blanks.
    pub(crate) fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.chars().all(char::is_whitespace))
    }
}

/// All text below, without any separation.
pub(crate) fn text_of(nodes: &[Node]) -> String {
    let mut text = String::new();
    gather(nodes, &mut text);
    text
}

fn gather(nodes: &[Node], into: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => into.push_str(text),
            Node::Element(element) => gather(&element.children, into),
        }
    }
}

/// Calls `visit` with every element, outer ones first.
pub(crate) fn each(nodes: &[Node], visit: &mut dyn FnMut(&Element)) {
    for element in nodes.iter().filter_map(Node::element) {
        visit(element);
        each(&element.children, visit);
    }
}

/// Calls `change` with every element, outer ones first.
pub(crate) fn each_mut(nodes: &mut [Node], change: &mut dyn FnMut(&mut Element)) {
    for node in nodes {
        if let Node::Element(element) = node {
            change(element);
            each_mut(&mut element.children, change);
        }
    }
}

/// Whether the element begins a new line wherever it stands.
pub(crate) fn is_block_name(name: &str) -> bool {
    matches!(
        name,
        "p" | "hr"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "pre"
            | "blockquote"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "table"
            | "thead"
            | "tbody"
            | "tr"
            | "td"
            | "th"
            | "details"
            | "summary"
            | "figure"
            | "figcaption"
    )
}

/// Whether the node is, or holds, a block.
pub(crate) fn is_block(node: &Node) -> bool {
    node.element()
        .is_some_and(|element| is_block_name(element.name) || element.children.iter().any(is_block))
}

/// Whether the name is a heading's.
pub(crate) fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Nothing that a reader would see.
pub(crate) fn is_empty(nodes: &[Node]) -> bool {
    nodes.iter().all(|node| match node {
        Node::Text(_) => node.is_blank(),
        Node::Element(element) => {
            element.name == "br"
                || (matches!(element.name, "span" | "em" | "strong")
                    && element.get("id").is_none()
                    && is_empty(&element.children))
        }
    })
}
