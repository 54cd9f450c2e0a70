//! Textile, as far as weblogs used it: headings, lists, quotations, code, tables, footnotes and what stands in a line.
//!
//! Attributes of blocks and phrases (`(class)`, `{style}`, `[lang]`, alignment) are understood and dropped.

mod attributes;
mod inline;
mod list;

use crate::breaks;
use crate::write::escape;
use attributes::without_attributes;
use inline::inline;

/// Turns Textile into HTML. What is no Textile is treated as [`crate::breaks`] treats it.
///
/// The result is **not fit to be shown**: it goes to [`crate::html`].
pub fn textile(source: &str) -> String {
    let source = source.replace("\r\n", "\n").replace('\r', "\n");
    let mut html = String::new();
    let mut running = None;
    for block in blocks(&source) {
        let signature = signature(block);
        let (kind, text) = match (&signature, &running) {
            (Some(signature), _) => (signature.kind, signature.text),
            (None, Some(kind)) => (*kind, block),
            (None, None) => (Kind::Paragraph, block),
        };
        if let Some(signature) = &signature {
            running = signature.runs_on.then_some(signature.kind);
        }
        show(kind, text, signature.is_some(), &mut html);
    }
    joined(html)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Paragraph,
    Heading(char),
    Quotation,
    Code,
    Preformatted,
    Untouched,
    Comment,
    Footnote(u16),
}

struct Signature<'a> {
    kind: Kind,
    /// With two full stops, a block goes on until the next signature.
    runs_on: bool,
    text: &'a str,
}

/// Stretches between blank lines; `<pre>` keeps its own.
fn blocks(source: &str) -> Vec<&str> {
    let mut blocks = Vec::new();
    let mut start = 0_usize;
    let mut at = 0_usize;
    let mut kept = false;
    for line in source.split_inclusive('\n') {
        let next = at.saturating_add(line.len());
        kept = (kept || line.contains("<pre")) && !line.contains("</pre>");
        if !kept && line.trim().is_empty() {
            blocks.extend(source.get(start..at));
            start = next;
        }
        at = next;
    }
    blocks.extend(source.get(start..));
    blocks.retain(|block| !block.trim().is_empty());
    blocks
        .into_iter()
        .map(|block| block.trim_end_matches('\n'))
        .collect()
}

fn signature(block: &str) -> Option<Signature<'_>> {
    let end = block.find(|c: char| !c.is_ascii_alphanumeric() && c != '#')?;
    let (name, rest) = block.split_at_checked(end)?;
    let kind = match name {
        "p" => Kind::Paragraph,
        "bq" => Kind::Quotation,
        "bc" => Kind::Code,
        "pre" => Kind::Preformatted,
        "notextile" => Kind::Untouched,
        "###" => Kind::Comment,
        _ => match (name.strip_prefix('h'), name.strip_prefix("fn")) {
            (Some("1"), _) => Kind::Heading('1'),
            (Some("2"), _) => Kind::Heading('2'),
            (Some("3"), _) => Kind::Heading('3'),
            (Some("4"), _) => Kind::Heading('4'),
            (Some("5"), _) => Kind::Heading('5'),
            (Some("6"), _) => Kind::Heading('6'),
            (_, Some(number)) => Kind::Footnote(number.parse().ok()?),
            _ => return None,
        },
    };
    let rest = without_attributes(rest).strip_prefix('.')?;
    let (rest, runs_on) = match rest.strip_prefix('.') {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    // The address of a quotation's source may follow: `bq.:http://…`.
    let rest = match rest.strip_prefix(':') {
        Some(address) => address.find(' ').and_then(|end| address.get(end..))?,
        None => rest,
    };
    let text = rest.strip_prefix([' ', '\n'])?;
    Some(Signature {
        kind,
        runs_on,
        text,
    })
}

fn show(kind: Kind, text: &str, signed: bool, html: &mut String) {
    match kind {
        Kind::Comment => {}
        Kind::Untouched => {
            html.push_str(text);
            html.push('\n');
        }
        Kind::Heading(level) => {
            html.push_str(&format!("<h{level}>{}</h{level}>\n", lines(&inline(text))));
        }
        Kind::Quotation => {
            html.push_str(&format!(
                "<blockquote><p>{}</p></blockquote>\n",
                lines(&inline(text))
            ));
        }
        Kind::Code | Kind::Preformatted => {
            let mut code = String::new();
            escape(text, &mut code, false);
            let (open, close) = if kind == Kind::Code {
                ("<code>", "</code>")
            } else {
                ("", "")
            };
            html.push_str(&format!("<pre>{open}{code}\n{close}</pre>\n"));
        }
        Kind::Footnote(number) => {
            html.push_str(&format!(
                "<p id=\"fn{number}\"><sup>{number}</sup> {}</p>\n",
                lines(&inline(text))
            ));
        }
        Kind::Paragraph if signed => {
            html.push_str(&format!("<p>{}</p>\n", lines(&inline(text))));
        }
        Kind::Paragraph => {
            let special = list::list(text).or_else(|| list::table(text));
            html.push_str(&special.unwrap_or_else(|| breaks(&inline(text))));
            html.push('\n');
        }
    }
}

fn lines(html: &str) -> String {
    html.trim().replace('\n', "<br>\n")
}

/// Blocks of one kind that follow each other, as one.
fn joined(html: String) -> String {
    html.replace("\n</code></pre>\n<pre><code>", "\n\n")
        .replace("</p></blockquote>\n<blockquote><p>", "</p>\n<p>")
        .trim_end()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_known_by_their_signatures() {
        let source = "h2(x). Title\n\np>. Right *bold*\n\nbq. Said\nso\n\nbc.. if (a < b)\n\n  c\n\np. After\n\nfn1. Note\n\n###. hidden\n\nnotextile. <b>*x*</b>\n\npre. a\n b\n\nThat[1]";

        insta::assert_snapshot!(textile(source));
    }

    #[test]
    fn lists_nest_and_tables_have_heads() {
        let source = "* a\n** b\n*# c\n* d\n\n# one\n# two\n\n|_. A |_. B |\n| 1 | *2* |";

        insta::assert_snapshot!(textile(source));
    }

    #[test]
    fn a_line_has_phrases_links_and_pictures() {
        let source = "A *strong* _em_ **b** __i__ ??cite?? -del- +ins+ ^sup^ ~sub~ @a<b@ %(x)span% ==*raw*==\n\"text(title)\":http://a.example/x. and !/a.png(alt)!:http://b.example (\"c\":/d)";

        insta::assert_snapshot!(textile(source));
    }

    #[test]
    fn what_is_no_textile_is_left_alone() {
        for plain in [
            "2 * 3 * 4",
            "snake_case_name",
            "a - b - c",
            "He said \"so\".",
            "a@b.example and c@d.example",
            "wow!! really!",
            "h7. no",
            "p.no",
            "100% of 50%",
        ] {
            assert_eq!(textile(plain), format!("<p>{plain}</p>"));
        }
        assert_eq!(
            textile("<div>\n*a*\n</div>"),
            "<div><p><strong>a</strong></p>\n</div>"
        );
    }

    #[test]
    fn marks_without_end_cost_little() {
        for mark in [
            "*a ",
            "_",
            "\"",
            "!a(",
            "@x ",
            "==",
            "*_-+",
            "<pre>",
            "|",
            "* ",
            "**",
            "[1",
            "<",
            "\"a\":",
            "bq.. x\n\n",
        ] {
            let source = mark.repeat(100_000 / mark.len());
            assert!(textile(&source).len() < 40 * source.len(), "{mark}");
        }
    }
}
