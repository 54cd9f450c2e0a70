//! A small XML writer that cannot write anything but well-formed XML.
//!
//! Names of elements and attributes are ours (`'static`); whatever comes from people is a value and is
//! escaped here, once. Nothing can fail, so there is no error to forget.

use crate::clean::is_legal;

/// Attributes in the order in which they are written.
pub(crate) type Attributes<'a> = &'a [(&'static str, &'a str)];

/// A document under way.
pub(crate) struct Xml {
    out: String,
    depth: usize,
}

impl Xml {
    /// A document whose root element is `name`.
    pub(crate) fn document(
        name: &'static str,
        attributes: Attributes<'_>,
        inside: impl FnOnce(&mut Self),
    ) -> String {
        let mut xml = Self {
            out: String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>"),
            depth: 0,
        };
        xml.element(name, attributes, inside);
        xml.out.push('\n');
        xml.out
    }

    /// An element that contains others.
    pub(crate) fn element(
        &mut self,
        name: &'static str,
        attributes: Attributes<'_>,
        inside: impl FnOnce(&mut Self),
    ) {
        self.open(name, attributes);
        self.out.push('>');
        self.depth += 1;
        inside(self);
        self.depth -= 1;
        self.line();
        self.close(name);
    }

    /// An element that contains text, kept to the character.
    pub(crate) fn text(&mut self, name: &'static str, attributes: Attributes<'_>, text: &str) {
        self.open(name, attributes);
        self.out.push('>');
        escape(&mut self.out, text, Place::Text);
        self.close(name);
    }

    /// An element with attributes only.
    pub(crate) fn empty(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.open(name, attributes);
        self.out.push_str("/>");
    }

    fn open(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.line();
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            escape(&mut self.out, value, Place::Attribute);
            self.out.push('"');
        }
    }

    fn close(&mut self, name: &'static str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    fn line(&mut self) {
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n(' ', self.depth));
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Text,
    Attribute,
}

/// Escapes what has a meaning in XML, and the blanks that a parser would fold.
fn escape(out: &mut String, text: &str, place: Place) {
    out.reserve(text.len());
    for c in text.chars().filter(|c| is_legal(*c)) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#13;"),
            '"' if place == Place::Attribute => out.push_str("&quot;"),
            '\n' if place == Place::Attribute => out.push_str("&#10;"),
            '\t' if place == Place::Attribute => out.push_str("&#9;"),
            c => out.push(c),
        }
    }
}

/// Plain text made into HTML text, for the places in RSS that readers take for HTML.
pub(crate) fn as_html(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c => out.push(c),
        }
    }
    out
}
