//! The words of a rendered text as a quotation in Markdown.

use crate::parse::parse;
use crate::text::{cut, plain_of};
use crate::tree::Node;

/// A quotation of `html`, or nothing if it has no words of its own: what it quotes itself is left out.
///
/// `lead` says whose words they are, and leads to `href`. At most `chars` characters are quoted. What is quoted says in
/// Markdown what it said before: nothing in it becomes markup that was none.
pub fn quotation(html: &str, lead: &str, href: &str, chars: usize) -> Option<String> {
    let own = without_quotations(parse(html).0);
    let words = cut(&plain_of(&own), chars);
    if words.trim().is_empty() {
        return None;
    }
    let mut out = format!("> [{}]({href})\n", escaped(lead));
    for line in words.lines().filter(|line| !line.trim().is_empty()) {
        out.push_str(">\n> ");
        out.push_str(&escaped(line.trim()));
        out.push('\n');
    }
    Some(out)
}

fn without_quotations(nodes: Vec<Node>) -> Vec<Node> {
    let kept = nodes.into_iter().filter_map(|node| match node {
        Node::Element(element) if element.name == "blockquote" => None,
        Node::Element(mut element) => {
            element.children = without_quotations(element.children);
            Some(Node::Element(element))
        }
        text @ Node::Text(_) => Some(text),
    });
    kept.collect()
}

/// A line that Markdown reads as it stands.
fn escaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    for (at, c) in line.chars().enumerate() {
        let marks = "\\`*_[]<>~|&$^!".contains(c);
        let begins = at == 0 && "#+-=:".contains(c);
        let counts = digits > 0 && at == digits && matches!(c, '.' | ')');
        if marks || begins || counts {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, markdown};

    fn again(html: &str) -> String {
        let quoted = quotation(html, "Anna wrote:", "/comments/1", 1_000).unwrap();
        let options = Options {
            own_host: "hall.example",
            mention: &|_| None,
            picture: &|_| None,
            max_source: 10_000,
            heading_base: 2,
            ids: "q",
        };
        let rendered = markdown(&quoted, &options).unwrap().html;
        crate::plain(&rendered)
    }

    #[test]
    fn a_quotation_says_whose_it_is_and_leaves_out_what_it_quotes_itself() {
        let html = "<blockquote><p>Old</p></blockquote><p>New, and</p><ul><li>one</li></ul>";

        let quoted = quotation(html, "An[na]", "/comments/1", 100);

        assert_eq!(
            quoted.as_deref(),
            Some("> [An\\[na\\]](/comments/1)\n>\n> New, and\n>\n> one\n")
        );
        assert_eq!(quotation("<blockquote>Old</blockquote>", "A", "/", 9), None);
    }

    #[test]
    fn what_was_no_markup_stays_none() {
        for words in [
            "# no *heading* _here_ `code` [a](b) ![c](d)",
            "1. one",
            "12) two",
            "- a dash",
            "> no quotation",
            "<b>no tag</b> &amp; no entity &copy;",
            "| a | b | ~~c~~ ^d^ $e$ \\f",
            "***",
            "+++",
            "===",
            ":::",
        ] {
            let html = format!("<p>{}</p>", html_escape(words));
            assert_eq!(again(&html), format!("Anna wrote:\n{words}"), "{words}");
        }
    }

    fn html_escape(text: &str) -> String {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
    }

    #[test]
    fn a_long_text_is_cut() {
        let html = format!("<p>{}</p>", "word ".repeat(1_000));
        let quoted = quotation(&html, "A", "/", 100).unwrap();
        assert!(quoted.len() < 140 && quoted.contains('…'), "{quoted}");
    }
}
