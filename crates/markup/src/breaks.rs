//! Text with newlines and some HTML to paragraphs, as old weblog programs stored it.

use crate::parts::{Part, parts};

/// Turns blank lines into paragraphs and other newlines into `<br>`, and leaves alone what HTML blocks contain.
///
/// The result is **not fit to be shown**: it goes to [`crate::html`].
pub fn breaks(source: &str) -> String {
    let source = source.replace("\r\n", "\n").replace('\r', "\n");
    let mut breaker = Breaker::default();
    for part in parts(&source) {
        breaker.part(&part);
    }
    breaker.end_paragraph();
    breaker.html.trim_end().to_owned()
}

#[derive(Default)]
struct Breaker<'a> {
    html: String,
    /// The paragraph that is being gathered.
    paragraph: String,
    /// The block whose content stays as it is, and how often it is open.
    closed: Option<(&'a str, usize)>,
    /// Within a paragraph that the author has tagged.
    tagged: bool,
}

enum Kind {
    /// Content stays as it is.
    Closed,
    /// Paragraphs inside are found like those outside.
    Open,
    Paragraph,
    Rule,
    Inline,
}

impl<'a> Breaker<'a> {
    fn part(&mut self, part: &Part<'a>) {
        match part {
            Part::Tag { raw, name, closing } => {
                if let Some((outer, depth)) = self.closed {
                    self.html.push_str(raw);
                    self.closed = closed_after(outer, depth, name, *closing);
                } else {
                    self.tag(raw, name, *closing);
                }
            }
            Part::Text(text) if self.closed.is_some() => self.html.push_str(text),
            Part::Text(text) => self.text(text),
        }
    }

    fn tag(&mut self, raw: &str, name: &'a str, closing: bool) {
        match kind(name) {
            Kind::Inline if self.tagged => self.html.push_str(raw),
            Kind::Inline => self.paragraph.push_str(raw),
            Kind::Closed => {
                self.block(raw);
                if !closing {
                    self.closed = Some((name, 1));
                }
            }
            Kind::Open | Kind::Rule => self.block(raw),
            Kind::Paragraph => {
                self.block(raw);
                self.tagged = !closing;
            }
        }
    }

    fn block(&mut self, raw: &str) {
        self.end_paragraph();
        self.tagged = false;
        self.html.push_str(raw);
    }

    fn text(&mut self, text: &str) {
        let mut first = true;
        for stretch in text.split("\n") {
            if !first {
                self.newline();
            }
            first = false;
            if self.tagged {
                self.html.push_str(stretch);
            } else {
                self.paragraph.push_str(stretch);
            }
        }
    }

    fn newline(&mut self) {
        let so_far = if self.tagged {
            &mut self.html
        } else {
            &mut self.paragraph
        };
        let trimmed = so_far.trim_end_matches([' ', '\t']).len();
        so_far.truncate(trimmed);
        if so_far.ends_with('\n') {
            self.end_paragraph();
            self.tagged = false;
        } else if self.tagged || !so_far.is_empty() {
            so_far.push('\n');
        }
    }

    fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        let paragraph = paragraph.trim();
        if paragraph.is_empty() {
            return;
        }
        self.html.push_str("<p>");
        let mut after_break = true;
        for line in paragraph.split('\n') {
            if !after_break {
                self.html.push_str("<br>\n");
            }
            self.html.push_str(line);
            // Whoever has written a break does not want two.
            after_break = ["<br>", "<br/>", "<br />"]
                .iter()
                .any(|tag| line.ends_with(tag));
        }
        self.html.push_str("</p>\n");
    }
}

fn closed_after<'a>(
    outer: &'a str,
    depth: usize,
    name: &str,
    closing: bool,
) -> Option<(&'a str, usize)> {
    if !outer.eq_ignore_ascii_case(name) {
        return Some((outer, depth));
    }
    let depth = if closing {
        depth.saturating_sub(1)
    } else {
        depth.saturating_add(1)
    };
    (depth > 0).then_some((outer, depth))
}

fn kind(name: &str) -> Kind {
    match name.to_ascii_lowercase().as_str() {
        "pre" | "table" | "ul" | "ol" | "dl" | "menu" | "dir" | "script" | "style" | "textarea"
        | "select" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "figure" | "details" | "object"
        | "video" | "audio" | "svg" | "math" | "noscript" | "listing" | "xmp" => Kind::Closed,
        "div" | "blockquote" | "center" | "section" | "article" | "header" | "footer" | "aside"
        | "main" | "nav" | "address" | "form" | "fieldset" => Kind::Open,
        "p" => Kind::Paragraph,
        "hr" => Kind::Rule,
        _ => Kind::Inline,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_part_paragraphs_and_newlines_break_lines() {
        assert_eq!(
            breaks("One\r\ntwo\r\n\r\n\r\n  three \n \nfour"),
            "<p>One<br>\ntwo</p>\n<p>three</p>\n<p>four</p>"
        );
    }

    #[test]
    fn blocks_keep_their_newlines_and_quotations_get_paragraphs() {
        assert_eq!(
            breaks(
                "a\n<ul>\n<li>b</li>\n\n<li>c</li>\n</ul>\nd\n\n<blockquote>e\n\nf</blockquote>\n<pre>\n\ng</pre>"
            ),
            "<p>a</p>\n<ul>\n<li>b</li>\n\n<li>c</li>\n</ul><p>d</p>\n<blockquote><p>e</p>\n<p>f</p>\n</blockquote><pre>\n\ng</pre>"
        );
    }

    #[test]
    fn tagged_paragraphs_stay_as_they_are() {
        assert_eq!(breaks("<p>a\nb</p>\n\nc"), "<p>a\nb</p><p>c</p>");
        assert_eq!(
            breaks("<p class=x>a <b>b</b>\n\nc"),
            "<p class=x>a <b>b</b>\n<p>c</p>"
        );
    }

    #[test]
    fn a_written_break_is_not_doubled() {
        assert_eq!(breaks("a<br />\nb<br>c\nd"), "<p>a<br />b<br>c<br>\nd</p>");
    }

    #[test]
    fn inline_tags_belong_to_their_paragraph() {
        assert_eq!(
            breaks("<em>a\nb</em> <i>c"),
            "<p><em>a<br>\nb</em> <i>c</p>"
        );
        assert_eq!(breaks("1 < 2\n\n3 > 2 <"), "<p>1 < 2</p>\n<p>3 > 2 <</p>");
    }
}
