//! Turns `@handle` into a link where such a person is known, but never in code or in a link.

use std::collections::HashMap;

use crate::options::{Mention, Options};
use crate::tree::{Element, Node, text_of};

/// How many different handles one text may ask for; a page of fifty people's names stays below.
const MOST: usize = 100;

/// The handles found, in lower case, each once, in order.
pub(crate) fn expand(nodes: &mut Vec<Node>, options: &Options<'_>) -> Vec<String> {
    let mut finder = Finder {
        options,
        known: HashMap::new(),
        found: Vec::new(),
    };
    finder.walk(nodes);
    finder.found
}

struct Finder<'a> {
    options: &'a Options<'a>,
    known: HashMap<String, Option<Mention>>,
    found: Vec<String>,
}

impl Finder<'_> {
    fn walk(&mut self, nodes: &mut Vec<Node>) {
        let mut expanded = Vec::with_capacity(nodes.len());
        for node in without_half_addresses(std::mem::take(nodes)) {
            match node {
                Node::Text(text) => self.text(&text, &mut expanded),
                Node::Element(mut element) => {
                    if !matches!(element.name, "a" | "code" | "pre" | "kbd" | "samp") {
                        self.walk(&mut element.children);
                    }
                    expanded.push(element.into());
                }
            }
        }
        *nodes = expanded;
    }

    fn text(&mut self, text: &str, into: &mut Vec<Node>) {
        let mut rest = text;
        let mut plain = String::new();
        while let Some((before, after)) = rest.split_once('@') {
            plain.push_str(before);
            let free = !plain.chars().next_back().is_some_and(|c| {
                c.is_alphanumeric() || matches!(c, '_' | '@' | '/' | '.' | '-' | '+')
            });
            match self.handle(after).filter(|_| free) {
                Some((handle, mention)) => {
                    if !plain.is_empty() {
                        into.push(Node::text(std::mem::take(&mut plain)));
                    }
                    into.push(link(handle, mention));
                    rest = after.get(handle.len()..).unwrap_or_default();
                }
                None => {
                    plain.push('@');
                    rest = after;
                }
            }
        }
        plain.push_str(rest);
        if !plain.is_empty() {
            into.push(Node::text(plain));
        }
    }

    /// The handle that `after` begins with, if somebody has it. A full stop may belong to it or to the sentence.
    fn handle<'t>(&mut self, after: &'t str) -> Option<(&'t str, Mention)> {
        let end = after
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '-')))
            .unwrap_or(after.len());
        let (whole, next) = after.split_at_checked(end)?;
        if next.starts_with('@') {
            return None; // A person on another host.
        }
        let short = whole.trim_end_matches(['.', '-']);
        [whole, short]
            .into_iter()
            .find_map(|handle| Some((handle, self.ask(handle)?)))
    }

    fn ask(&mut self, handle: &str) -> Option<Mention> {
        if !(2..=30).contains(&handle.chars().count()) {
            return None;
        }
        let handle = handle.to_lowercase();
        if let Some(known) = self.known.get(&handle) {
            return known.clone();
        }
        if self.known.len() >= MOST {
            return None;
        }
        let mention = (self.options.mention)(&handle);
        if mention.is_some() {
            self.found.push(handle.clone());
        }
        self.known.insert(handle, mention.clone());
        mention
    }
}

/// `@somebody@elsewhere.example` is a person on another host; Markdown has made a mail address of its second half.
fn without_half_addresses(nodes: Vec<Node>) -> Vec<Node> {
    let mut whole: Vec<Node> = Vec::with_capacity(nodes.len());
    for node in nodes {
        match (whole.last_mut(), node) {
            (Some(Node::Text(before)), Node::Element(link))
                if before.ends_with('@') && is_mail(&link) =>
            {
                before.push_str(&text_of(&link.children));
            }
            (_, node) => whole.push(node),
        }
    }
    whole
}

fn is_mail(link: &Element) -> bool {
    let address = link
        .get("href")
        .and_then(|href| href.strip_prefix("mailto:"));
    address.is_some_and(|address| address == text_of(&link.children))
}

fn link(handle: &str, mention: Mention) -> Node {
    Element::new("a", vec![Node::text(format!("@{handle}"))])
        .with("href", mention.href)
        .with("title", mention.name)
        .with("class", "mention")
        .into()
}
