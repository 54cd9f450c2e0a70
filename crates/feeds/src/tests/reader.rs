//! A strict XML reader into a tree, by quick-xml: what a stranger sees.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

/// An element with its text, to the character.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) text: String,
    pub(super) inside: Vec<Element>,
}

impl Element {
    fn start(tag: &BytesStart<'_>) -> Self {
        Self {
            name: tag.name().as_ref().to_owned(),
            attributes: tag
                .attributes()
                .map(|attribute| {
                    let attribute = attribute.expect("attributes are well-formed");
                    let value = attribute
                        .normalized_value(XmlVersion::Explicit1_0)
                        .expect("values are well-formed");
                    (attribute.key.as_ref().to_owned(), value.into_owned())
                })
                .collect(),
            ..Self::default()
        }
    }

    pub(super) fn children(&self, name: &str) -> Vec<&Self> {
        self.inside.iter().filter(|e| e.name == name).collect()
    }

    /// All with this name, however deep, in the order of the document.
    pub(super) fn all(&self, name: &str) -> Vec<&Self> {
        let mut found = Vec::new();
        for element in &self.inside {
            if element.name == name {
                found.push(element);
            }
            found.extend(element.all(name));
        }
        found
    }

    pub(super) fn attribute(&self, name: &str) -> String {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    }
}

/// Reads a whole document, or panics where it is not well-formed.
pub(super) fn read(xml: &str) -> Element {
    assert!(xml.chars().all(crate::clean::is_legal));
    let mut reader = Reader::from_str(xml);
    reader.config_mut().enable_all_checks(true);
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().expect("the document is well-formed") {
            Event::Start(tag) => open.push(Element::start(&tag)),
            Event::Empty(tag) => {
                let element = Element::start(&tag);
                open.last_mut().unwrap().inside.push(element);
            }
            Event::End(_) => {
                let element = open.pop().unwrap();
                open.last_mut().unwrap().inside.push(element);
            }
            Event::Text(text) => {
                open.last_mut().unwrap().text += &text.xml10_content();
            }
            Event::GeneralRef(name) => {
                let c = name.resolve_char_ref().unwrap().unwrap_or_else(|| {
                    match name.xml10_content().as_ref() {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        other => panic!("unknown entity {other}"),
                    }
                });
                open.last_mut().unwrap().text.push(c);
            }
            Event::Decl(_) => {}
            Event::Eof => break,
            other => panic!("we never write {other:?}"),
        }
    }
    assert_eq!(open.len(), 1, "everything is closed");
    let mut root = open.pop().unwrap().inside;
    assert_eq!(root.len(), 1, "there is one root");
    root.pop().unwrap()
}
