//! What stands within a line of Textile.

use super::attributes::without_attributes;
use crate::parts::{Part, parts};
use crate::write::escape;

/// How deep phrases may stand in one another.
const DEEPEST: usize = 6;

/// Longer opening marks first.
const PHRASES: [(&str, &str); 10] = [
    ("**", "b"),
    ("__", "i"),
    ("??", "cite"),
    ("*", "strong"),
    ("_", "em"),
    ("-", "del"),
    ("+", "ins"),
    ("^", "sup"),
    ("~", "sub"),
    ("%", "span"),
];

/// The text with its phrases, links and pictures as HTML; tags in it stay tags.
pub(super) fn inline(text: &str) -> String {
    let mut html = String::new();
    let mut kept: Option<&str> = None;
    for part in parts(text) {
        match part {
            Part::Tag { raw, name, closing } => {
                html.push_str(raw);
                let keeps = ["pre", "code", "script", "style"]
                    .iter()
                    .any(|keeps| keeps.eq_ignore_ascii_case(name));
                match kept {
                    None if keeps && !closing => kept = Some(name),
                    Some(open) if closing && open.eq_ignore_ascii_case(name) => kept = None,
                    _ => {}
                }
            }
            Part::Text(text) if kept.is_some() => html.push_str(text),
            Part::Text(text) => Line::new(text, 0).write(&mut html),
        }
    }
    html
}

struct Line<'a> {
    rest: &'a str,
    before: Option<char>,
    depth: usize,
    /// Marks that are not closed anywhere in `rest`.
    hopeless: Vec<&'static str>,
}

impl<'a> Line<'a> {
    fn new(text: &'a str, depth: usize) -> Self {
        Self {
            rest: text,
            before: None,
            depth,
            hopeless: Vec::new(),
        }
    }

    fn write(mut self, html: &mut String) {
        while let Some(c) = self.rest.chars().next() {
            let taken = match c {
                '=' => self.untouched(html),
                '@' => self.code(html),
                '!' => self.picture(html),
                '"' => self.link(html),
                '[' => self.footnote(html),
                _ => None,
            }
            .or_else(|| self.phrase(html));
            match taken {
                Some(rest) => {
                    self.before = Some(c);
                    self.rest = rest;
                }
                None => {
                    html.push(c);
                    self.before = Some(c);
                    self.rest = self.rest.get(c.len_utf8()..).unwrap_or_default();
                }
            }
        }
    }

    fn after_word(&self) -> bool {
        self.before.is_some_and(char::is_alphanumeric)
    }

    fn untouched(&mut self, html: &mut String) -> Option<&'a str> {
        let inside = self.rest.strip_prefix("==")?;
        let (raw, after) = self.until(inside, "==")?;
        html.push_str(raw);
        Some(after)
    }

    fn code(&mut self, html: &mut String) -> Option<&'a str> {
        let inside = self.rest.strip_prefix('@').filter(|_| !self.after_word())?;
        if inside.starts_with(char::is_whitespace) {
            return None;
        }
        let (code, after) = self.until(inside, "@")?;
        html.push_str("<code>");
        escape(code, html, false);
        html.push_str("</code>");
        Some(after)
    }

    /// What comes before and after `mark`; remembers if it does not come.
    fn until(&mut self, inside: &'a str, mark: &'static str) -> Option<(&'a str, &'a str)> {
        if self.hopeless.contains(&mark) {
            return None;
        }
        match inside.split_once(mark) {
            Some((between, after)) if !between.is_empty() => Some((between, after)),
            Some(_) => None,
            None => {
                self.hopeless.push(mark);
                None
            }
        }
    }

    fn picture(&mut self, html: &mut String) -> Option<&'a str> {
        let inside =
            without_attributes(self.rest.strip_prefix('!').filter(|_| !self.after_word())?);
        let end = inside.find(|c: char| c.is_whitespace() || matches!(c, '!' | '(' | '"' | '<'))?;
        let (address, rest) = inside
            .split_at_checked(end)
            .filter(|(address, _)| !address.is_empty())?;
        let (words, rest) = match rest.strip_prefix('(') {
            Some(rest) => {
                let (end, _) = rest.char_indices().take(500).find(|(_, c)| *c == ')')?;
                (rest.get(..end)?, rest.get(end..)?.strip_prefix(')')?)
            }
            None => ("", rest),
        };
        let rest = rest.strip_prefix('!')?;
        let mut picture = String::from("<img src=\"");
        escape(address, &mut picture, true);
        picture.push_str("\" alt=\"");
        escape(words, &mut picture, true);
        picture.push_str("\">");
        match rest
            .strip_prefix(':')
            .map(address_at)
            .filter(|(address, _)| !address.is_empty())
        {
            Some((address, rest)) => {
                open_link(address, "", html);
                html.push_str(&picture);
                html.push_str("</a>");
                Some(rest)
            }
            None => {
                html.push_str(&picture);
                Some(rest)
            }
        }
    }

    fn link(&mut self, html: &mut String) -> Option<&'a str> {
        let inside = self.rest.strip_prefix('"').filter(|_| !self.after_word())?;
        let (text, rest) = inside
            .split_once('"')
            .filter(|(text, _)| !text.is_empty())?;
        let (address, rest) = address_at(rest.strip_prefix(':')?);
        if address.is_empty() {
            return None;
        }
        let (text, title) = match text
            .strip_suffix(')')
            .and_then(|text| text.rsplit_once('('))
        {
            Some((text, title)) if !text.trim().is_empty() => (text.trim_end(), title),
            _ => (text, ""),
        };
        open_link(address, title, html);
        self.within(text, html);
        html.push_str("</a>");
        Some(rest)
    }

    fn footnote(&mut self, html: &mut String) -> Option<&'a str> {
        let inside = self.rest.strip_prefix('[')?;
        let end = inside.find(|c: char| !c.is_ascii_digit())?;
        let (number, rest) = inside.split_at_checked(end)?;
        let number: u16 = number.parse().ok()?;
        let rest = rest.strip_prefix(']')?;
        html.push_str(&format!("<sup><a href=\"#fn{number}\">{number}</a></sup>"));
        Some(rest)
    }

    fn phrase(&mut self, html: &mut String) -> Option<&'a str> {
        if self.after_word() || self.depth >= DEEPEST {
            return None;
        }
        let (mark, tag) = PHRASES
            .iter()
            .find(|(mark, _)| self.rest.starts_with(mark))?;
        let inside = without_attributes(self.rest.strip_prefix(mark)?);
        if inside.starts_with(|c: char| c.is_whitespace())
            || inside.starts_with(mark)
            || self.hopeless.contains(mark)
        {
            return None;
        }
        let Some((text, rest)) = phrase_end(inside, mark) else {
            self.hopeless.push(mark);
            return None;
        };
        html.push_str(&format!("<{tag}>"));
        self.within(text, html);
        html.push_str(&format!("</{tag}>"));
        Some(rest)
    }

    fn within(&self, text: &str, html: &mut String) {
        Line::new(text, self.depth.saturating_add(1)).write(html);
    }
}

/// Up to the first `mark` that ends a word and is followed by none.
fn phrase_end<'a>(inside: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    inside.match_indices(mark).find_map(|(at, _)| {
        let (text, rest) = inside.split_at_checked(at)?;
        let rest = rest.strip_prefix(mark)?;
        let ends_word = text.chars().next_back().is_some_and(|c| !c.is_whitespace());
        let free = !rest.starts_with(|c: char| c.is_alphanumeric() || mark.starts_with(c));
        (ends_word && free).then_some((text, rest))
    })
}

/// The address at the beginning of `text`, without punctuation that belongs to the sentence.
fn address_at(text: &str) -> (&str, &str) {
    let end = text
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '|'))
        .unwrap_or(text.len());
    let found = text.get(..end).unwrap_or_default();
    let mut address = found.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']);
    if address.ends_with(')') && !address.contains('(') {
        address = address.trim_end_matches([')', '.', ',', ';', ':', '!', '?', '\'']);
    }
    (address, text.get(address.len()..).unwrap_or_default())
}

fn open_link(address: &str, title: &str, html: &mut String) {
    html.push_str("<a href=\"");
    escape(address, html, true);
    if !title.is_empty() {
        html.push_str("\" title=\"");
        escape(title, html, true);
    }
    html.push_str("\">");
}
