//! Addresses in HTML: found, changed and made whole, on the tree.

use url::Url;

use crate::allow::Stage;
use crate::parse::parse;
use crate::pass::tidy::tidy;
use crate::settle::finish;
use crate::tree::{Node, each, each_mut};

/// An address in HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Address<'a> {
    /// Where a link leads.
    Link(&'a str),
    /// Where a picture comes from.
    Picture(&'a str),
}

/// HTML in which `change` has replaced addresses; those it answers with nothing stay as they are.
///
/// Its pictures may be anywhere, so the result **is not fit to be shown**: it goes to [`crate::html`]. Films and
/// frames are links by then and are changed like them.
pub fn rewrite(html: &str, change: &mut dyn FnMut(Address<'_>) -> Option<String>) -> String {
    let (nodes, whole) = parse(html);
    if !whole {
        return html.to_owned(); // Too much for any renderer: `html` will say so.
    }
    let mut nodes = tidy(nodes);
    each_mut(&mut nodes, &mut |element| {
        let (name, new) = match element.name {
            "a" => (
                "href",
                element
                    .get("href")
                    .and_then(|old| change(Address::Link(old))),
            ),
            "img" => (
                "src",
                element
                    .get("src")
                    .and_then(|old| change(Address::Picture(old))),
            ),
            _ => return,
        };
        if let Some(new) = new {
            element.set(name, new);
        }
    });
    finish(nodes, Stage::Draft)
}

/// Rendered HTML in which every address begins with a scheme, for feeds and mails. `base` is the address of the page.
pub fn absolute(html: &str, base: &str) -> String {
    let Ok(base) = Url::parse(base) else {
        return html.to_owned();
    };
    let mut nodes = parse(html).0;
    each_mut(&mut nodes, &mut |element| {
        let name = match element.name {
            "a" => "href",
            "img" => "src",
            _ => return,
        };
        let whole = element.get(name).and_then(|old| base.join(old).ok());
        if let Some(whole) = whole {
            element.set(name, whole);
        }
    });
    finish(tidy(nodes), Stage::Abroad)
}

/// The address of the first picture shown.
pub fn first_picture(html: &str) -> Option<String> {
    let mut first = None;
    each(&parse(html).0, &mut |element| {
        if element.name == "img" && first.is_none() {
            first = element.get("src").map(str::to_owned);
        }
    });
    first
}

/// The handles of those whom rendered HTML calls by name, each once, in the order of the text. Whoever is called in a
/// quotation was called before.
pub fn mentioned(html: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    // Most texts call nobody, and need not be read.
    if html.contains("mention") {
        call(&parse(html).0, &mut found);
    }
    found
}

fn call(nodes: &[Node], found: &mut Vec<String>) {
    for node in nodes {
        let Node::Element(element) = node else {
            continue;
        };
        let handle = match (element.name, element.get("class")) {
            ("blockquote", _) => continue,
            ("a", Some("mention")) => element.get("href").and_then(|href| href.strip_prefix("/@")),
            _ => None,
        };
        if let Some(handle) = handle {
            let handle: String = url::form_urlencoded::parse(handle.as_bytes())
                .map(|(plain, _)| plain.into_owned())
                .collect();
            if !found.contains(&handle) {
                found.push(handle);
            }
        }
        call(&element.children, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_called_by_name_are_found_once() {
        let html = r#"<p><a href="/@anna" class="mention">@anna</a>, <a href="/@j%C3%B6rg" class="mention">@jörg</a>, <a href="/@anna" class="mention">@anna</a>; <a href="/@bert">Bert</a></p>"#;

        assert_eq!(mentioned(html), ["anna", "jörg"]);
        assert!(mentioned("<p>@anna</p>").is_empty());
        let quoted =
            r#"<blockquote><p><a href="/@anna" class="mention">@anna</a></p></blockquote>"#;
        assert!(mentioned(quoted).is_empty());
    }

    #[test]
    fn old_addresses_become_new_ones() {
        let html = r#"<p><a href="http://old.example/2009/a.html">a</a> <img src="http://old.example/.a/6a01" srcset="http://old.example/big 2x" alt="b"></p><p><a href="http://kept.example/">c</a></p>"#;
        let mut seen = Vec::new();

        let new = rewrite(html, &mut |address| match address {
            Address::Link(old) => {
                seen.push(old.to_owned());
                old.contains("old.example")
                    .then(|| "/articles/2009/01/a".to_owned())
            }
            Address::Picture(_) => Some("/media/ab/cd.jpg".to_owned()),
        });

        assert_eq!(
            new,
            r#"<p><a href="/articles/2009/01/a">a</a> <img src="/media/ab/cd.jpg" alt="b"></p><p><a href="http://kept.example/">c</a></p>"#
        );
        assert_eq!(
            seen,
            ["http://old.example/2009/a.html", "http://kept.example/"]
        );
        assert_eq!(rewrite(&new, &mut |_| None), new);
    }

    #[test]
    fn what_rendering_needs_survives_rewriting() {
        let html = "<h1 id=\"top\">A</h1><pre><code class=\"language-rust x\">b</code></pre><a name=\"c\"></a>";

        assert_eq!(
            rewrite(html, &mut |_| None),
            "<h1 id=\"top\">A</h1><pre><code class=\"language-rust\">b</code></pre><p><a id=\"c\"></a></p>"
        );
    }

    #[test]
    fn a_change_cannot_bring_in_a_program() {
        assert_eq!(
            rewrite("<a href=\"/x\">a</a>", &mut |_| Some(
                "javascript:alert(1)".to_owned()
            )),
            "<p><a>a</a></p>"
        );
    }

    #[test]
    fn feeds_get_whole_addresses() {
        let html = r##"<p dir="auto"><a href="/@anna" class="mention">@anna</a> <img src="/media/a.png" alt="" loading="lazy"> <a href="#u-fn-1">1</a> <a href="mailto:a@b.example">m</a></p>"##;

        insta::assert_snapshot!(absolute(html, "https://hall.example/articles/a"));
    }

    #[test]
    fn the_first_picture_is_the_first_in_the_text() {
        assert_eq!(
            first_picture(r#"<p>a <em><img src="/media/1.png"></em><img src="/media/2.png"></p>"#),
            Some("/media/1.png".to_owned())
        );
        assert_eq!(first_picture("<p>none</p>"), None);
    }
}
