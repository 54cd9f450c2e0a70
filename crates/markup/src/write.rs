//! A tree as HTML, spelled as the sanitiser's own writer spells it.

use crate::tree::Node;

/// The nodes as HTML.
pub(crate) fn write(nodes: &[Node]) -> String {
    let mut html = String::new();
    write_into(nodes, &mut html);
    html
}

fn write_into(nodes: &[Node], html: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => escape(text, html, false),
            Node::Element(element) => {
                html.push('<');
                html.push_str(element.name);
                for (name, value) in &element.attributes {
                    html.push(' ');
                    html.push_str(name);
                    html.push_str("=\"");
                    escape(value, html, true);
                    html.push('"');
                }
                html.push('>');
                if !matches!(element.name, "br" | "hr" | "img") {
                    write_into(&element.children, html);
                    html.push_str("</");
                    html.push_str(element.name);
                    html.push('>');
                }
            }
        }
    }
}

/// Text as it stands between tags or, with `quoted`, in an attribute.
pub(crate) fn escape(text: &str, html: &mut String, quoted: bool) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '\u{a0}' => html.push_str("&nbsp;"),
            '"' if quoted => html.push_str("&quot;"),
            c => html.push(c),
        }
    }
}
