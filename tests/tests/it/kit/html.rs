//! Reads a page as far as stories need it: forms, links, the words that people see.

/// A part of a page.
#[derive(Clone, Debug)]
pub(crate) enum Node {
    Open(Tag),
    Close(String),
    Text(String),
}

/// An element's beginning.
#[derive(Clone, Debug)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
}

impl Tag {
    /// An attribute; empty if it is not there.
    pub(crate) fn get(&self, name: &str) -> &str {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.attributes.iter().any(|(known, _)| known == name)
    }

    /// Whether it has no end.
    pub(crate) fn is_void(&self) -> bool {
        VOID.contains(&self.name.as_str())
    }
}

/// Elements without an end.
const VOID: [&str; 8] = ["area", "br", "hr", "img", "input", "link", "meta", "use"];
/// Elements whose content is text whatever it looks like.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// A page.
#[derive(Clone, Debug)]
pub(crate) struct Page(pub(crate) Vec<Node>);

/// A form as it stands on a page.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    pub(crate) action: String,
    pub(crate) method: String,
    pub(crate) fields: Vec<(String, String)>,
}

impl Form {
    /// What the browser sends when somebody has filled these fields in. Buttons are named like fields.
    pub(crate) fn filled(&self, fill: &[(&str, &str)]) -> Vec<(String, String)> {
        let mut fields = self.fields.clone();
        for (name, value) in fill {
            fields.retain(|(known, _)| known != name);
            fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        fields
    }

    /// A field as it was filled in by the page.
    #[track_caller]
    pub(crate) fn field(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(known, _)| known == name);
        let Some((_, value)) = found else {
            panic!("no field {name} in {:?}", self.fields);
        };
        value
    }
}

impl Page {
    pub(crate) fn read(text: &str) -> Self {
        let mut nodes = Vec::new();
        let mut rest = text;
        while let Some(start) = rest.find('<') {
            if start > 0 {
                nodes.push(Node::Text(decode(&rest[..start])));
            }
            rest = &rest[start..];
            if let Some(after) = rest.strip_prefix("<!") {
                let end = if after.starts_with("--") { "-->" } else { ">" };
                rest = after.split_once(end).map_or("", |(_, rest)| rest);
                continue;
            }
            let (tag, after) = inside(&rest[1..]);
            rest = after;
            if let Some(name) = tag.strip_prefix('/') {
                nodes.push(Node::Close(name.trim().to_lowercase()));
                continue;
            }
            let tag = read_tag(tag);
            let raw = RAW.contains(&tag.name.as_str());
            let name = tag.name.clone();
            nodes.push(Node::Open(tag));
            if raw {
                let end = format!("</{name}");
                let at = rest.find(&end).unwrap_or(rest.len());
                nodes.push(Node::Text(decode(&rest[..at])));
                rest = &rest[at..];
            }
        }
        if !rest.is_empty() {
            nodes.push(Node::Text(decode(rest)));
        }
        Self(nodes)
    }

    /// All elements.
    pub(crate) fn tags(&self) -> impl Iterator<Item = &Tag> {
        self.0.iter().filter_map(|node| match node {
            Node::Open(tag) => Some(tag),
            Node::Close(_) | Node::Text(_) => None,
        })
    }

    /// The targets of all links of the page, once each.
    pub(crate) fn links(&self) -> Vec<String> {
        let mut links: Vec<String> = Vec::new();
        for tag in self
            .tags()
            .filter(|tag| tag.name == "a" || tag.name == "link")
        {
            let href = tag.get("href").to_owned();
            if !href.is_empty() && !links.contains(&href) {
                links.push(href);
            }
        }
        links
    }

    /// The target of the link with this text or label.
    pub(crate) fn link(&self, words: &str) -> Option<String> {
        for (at, node) in self.0.iter().enumerate() {
            if let Node::Open(tag) = node
                && tag.name == "a"
                && (self.text_of(at) == words || tag.get("aria-label") == words)
            {
                return Some(tag.get("href").to_owned());
            }
        }
        None
    }

    /// The element with this id, as text.
    pub(crate) fn by_id(&self, id: &str) -> Option<String> {
        self.texts_with("id", id).into_iter().next()
    }

    /// The texts of all elements with this value of an attribute.
    pub(crate) fn texts_with(&self, attribute: &str, value: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for (at, node) in self.0.iter().enumerate() {
            if let Node::Open(tag) = node
                && tag.get(attribute) == value
            {
                texts.push(self.text_of(at));
            }
        }
        texts
    }

    /// All words from the element at `at` to its end.
    fn text_of(&self, at: usize) -> String {
        let mut depth = 0;
        let mut text = String::new();
        for node in &self.0[at..] {
            match node {
                Node::Open(tag) if !tag.is_void() => depth += 1,
                Node::Open(_) => {}
                Node::Close(_) => depth -= 1,
                Node::Text(words) => text.push_str(words),
            }
            if depth <= 0 {
                break;
            }
        }
        squeezed(&text)
    }

    /// All words of the page.
    pub(crate) fn words(&self) -> String {
        let mut text = String::new();
        for node in &self.0 {
            match node {
                Node::Text(words) => text.push_str(words),
                Node::Open(_) | Node::Close(_) => {}
            }
        }
        squeezed(&text)
    }

    /// The forms, with what their fields hold. What is pressed or ticked is not among them unless it is from the start.
    pub(crate) fn forms(&self) -> Vec<Form> {
        let mut forms: Vec<Form> = Vec::new();
        let mut inside = false;
        let mut choice = String::new();
        for (at, node) in self.0.iter().enumerate() {
            match node {
                Node::Open(tag) if tag.name == "form" => {
                    inside = true;
                    forms.push(Form {
                        action: tag.get("action").to_owned(),
                        method: tag.get("method").to_lowercase(),
                        fields: Vec::new(),
                    });
                }
                Node::Close(name) if name == "form" => inside = false,
                Node::Open(tag) if inside => {
                    let form = forms.last_mut().unwrap();
                    form.take(tag, &mut choice, || self.raw_text(at));
                }
                Node::Open(_) | Node::Close(_) | Node::Text(_) => {}
            }
        }
        forms
    }

    fn raw_text(&self, at: usize) -> String {
        match self.0.get(at + 1) {
            Some(Node::Text(text)) => text.strip_prefix('\n').unwrap_or(text).to_owned(),
            _ => String::new(),
        }
    }
}

impl Form {
    fn take(&mut self, tag: &Tag, choice: &mut String, text: impl FnOnce() -> String) {
        let name = tag.get("name").to_owned();
        let value = tag.get("value").to_owned();
        match tag.name.as_str() {
            "input" if name.is_empty() || tag.has("disabled") => {}
            "input" => match tag.get("type") {
                "checkbox" | "radio" if !tag.has("checked") => {}
                "checkbox" if value.is_empty() => self.fields.push((name, "on".to_owned())),
                "submit" | "button" | "file" => {}
                _ => self.fields.push((name, value)),
            },
            "textarea" => self.fields.push((name, text())),
            "select" => {
                choice.clone_from(&name);
                self.fields.push((name, String::new()));
            }
            "option" => {
                let value = if tag.has("value") { value } else { text() };
                let known = self.fields.iter_mut().find(|(known, _)| known == choice);
                if let Some((_, chosen)) = known
                    && (tag.has("selected") || chosen.is_empty())
                {
                    *chosen = value;
                }
            }
            _ => {}
        }
    }
}

/// From behind `<` to the end of the tag, minding quotes; and what follows.
fn inside(text: &str) -> (&str, &str) {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            (None, '>') => return (&text[..at], &text[at + 1..]),
            _ => {}
        }
    }
    (text, "")
}

fn read_tag(text: &str) -> Tag {
    let text = text.trim_end_matches('/').trim();
    let (name, mut rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        let end = rest
            .find(|c: char| c == '=' || c.is_whitespace())
            .unwrap_or(rest.len());
        let name = &rest[..end];
        if name.is_empty() {
            break;
        }
        rest = &rest[end..];
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix('=') {
            let (raw, after) = match after.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    let after = &after[1..];
                    after.split_once(quote).unwrap_or((after, ""))
                }
                _ => after.split_once(char::is_whitespace).unwrap_or((after, "")),
            };
            value = decode(raw);
            rest = after;
        }
        attributes.push((name.to_lowercase(), value));
    }
    Tag {
        name: name.to_lowercase(),
        attributes,
    }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Entities to what they stand for.
fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = rest.find(';').filter(|end| *end < 12);
        let meant = end.and_then(|end| entity(&rest[1..end]));
        match (meant, end) {
            (Some(c), Some(end)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            _ => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    })
}

#[test]
fn a_page_is_read_with_its_forms_links_and_words() {
    let page = Page::read(
        r#"<!doctype html><title>A &amp; B</title><form method="POST" action="/x?a=1&amp;b=2">
        <input name=q value='1 > 0'><input type="checkbox" name="c" checked><input type="radio" name="r" value="1">
        <textarea name="t">
 <b>&lt;</textarea><select name="s"><option value="1">one<option value="2" selected>two</select>
        <button name="do" value="it">Go</button></form><p id="p">Un <b>deux</b><br>trois</p><a href="/l">L</a>"#,
    );

    let form = &page.forms()[0];
    assert_eq!(
        (form.action.as_str(), form.method.as_str()),
        ("/x?a=1&b=2", "post")
    );
    let fields = [("q", "1 > 0"), ("c", "on"), ("t", " <b><"), ("s", "2")];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(form.fields, fields);
    assert_eq!(page.by_id("p").unwrap(), "Un deuxtrois");
    assert_eq!(page.link("L").unwrap(), "/l");
    assert!(page.words().starts_with("A & B"));
}
