//! The words of a rendered text, whole or from its beginning.

use crate::parse::parse;
use crate::tree::{Element, Node, is_block_name};

/// The text of `html`, each block on a line of its own; for search and for mails.
pub fn plain(html: &str) -> String {
    plain_of(&parse(html).0)
}

/// The same of a tree.
pub(crate) fn plain_of(nodes: &[Node]) -> String {
    let mut words = Words::new('\n', usize::MAX);
    words.walk(nodes, false);
    words.text
}

/// The beginning of the text, `chars` characters at most, cut between words and then ended by `…`.
pub fn excerpt(html: &str, chars: usize) -> String {
    let mut words = Words::new(' ', chars.saturating_add(1));
    words.walk(&parse(html).0, false);
    cut(&words.text, chars)
}

/// The first `chars` characters of a text; where words have no gaps, between two characters.
pub(crate) fn cut(text: &str, chars: usize) -> String {
    let Some((end, next)) = text.char_indices().nth(chars) else {
        return text.to_owned();
    };
    let head = text.get(..end).unwrap_or_default();
    let at_word = match head.rfind(char::is_whitespace) {
        _ if next.is_whitespace() => head,
        Some(gap) if gap >= head.len() / 2 => head.get(..gap).unwrap_or(head),
        _ => whole_characters(head, next),
    };
    let trimmed = at_word.trim_end_matches(|c: char| c.is_whitespace() || ",;:-–—(".contains(c));
    format!("{trimmed}…")
}

/// Without a last character that `next` would have changed.
fn whole_characters(head: &str, next: char) -> &str {
    let mut head = head;
    let mut next = next;
    while joins(next) || head.ends_with('\u{200d}') {
        let mut shorter = head.chars();
        match shorter.next_back() {
            Some(last) => next = last,
            None => break,
        }
        head = shorter.as_str();
    }
    head
}

/// Whether the character belongs to the one before it.
pub(crate) fn joins(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{591}'..='\u{5bd}' | '\u{64b}'..='\u{65f}' | '\u{93e}'..='\u{94d}' | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}')
}

struct Words {
    text: String,
    /// How many characters `text` has, and how many are wanted.
    length: usize,
    wanted: usize,
    between_blocks: char,
    /// What to write before the next character, if one comes.
    gap: Option<char>,
}

impl Words {
    fn new(between_blocks: char, wanted: usize) -> Self {
        Self {
            text: String::new(),
            length: 0,
            wanted,
            between_blocks,
            gap: None,
        }
    }

    fn walk(&mut self, nodes: &[Node], kept: bool) {
        for node in nodes {
            if self.length >= self.wanted {
                return;
            }
            match node {
                Node::Text(text) => self.say(text, kept),
                Node::Element(element) if is_silent(element) => {}
                Node::Element(element) => {
                    let name = element.name;
                    if name == "br" {
                        self.gap = Some(self.between_blocks);
                    } else if matches!(name, "td" | "th") {
                        self.gap = self.gap.or(Some(' '));
                        self.walk(&element.children, kept);
                    } else if is_block_name(name) || is_division(name) {
                        self.gap = Some(self.between_blocks);
                        self.walk(&element.children, kept || name == "pre");
                        self.gap = Some(self.between_blocks);
                    } else {
                        self.walk(&element.children, kept);
                    }
                }
            }
        }
    }

    /// With `kept`, lines stay lines.
    fn say(&mut self, text: &str, kept: bool) {
        for c in text.chars() {
            if c.is_whitespace() {
                if kept && c != '\u{a0}' && self.between_blocks == '\n' {
                    if c == '\n' {
                        self.gap = Some('\n');
                    } else {
                        self.flush();
                        self.push(c);
                    }
                } else {
                    self.gap = self.gap.or(Some(' '));
                }
            } else {
                self.flush();
                self.push(c);
            }
            if self.length >= self.wanted {
                return;
            }
        }
    }

    fn flush(&mut self) {
        if let Some(gap) = self.gap.take()
            && !self.text.is_empty()
        {
            self.push(gap);
        }
    }

    fn push(&mut self, c: char) {
        self.text.push(c);
        self.length = self.length.saturating_add(1);
    }
}

fn is_silent(element: &Element) -> bool {
    matches!(
        element.name,
        "script" | "style" | "title" | "textarea" | "noembed" | "noframes" | "iframe"
    ) || element.has_class("footnote-backref")
        || element.has_class("footnote-ref")
}

fn is_division(name: &str) -> bool {
    matches!(
        name,
        "div"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "main"
            | "nav"
            | "aside"
            | "address"
            | "center"
            | "fieldset"
            | "legend"
            | "caption"
            | "tfoot"
            | "listing"
            | "xmp"
            | "dir"
            | "menu"
            | "hgroup"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_lines_and_blanks_are_one() {
        let html = "<h2>A</h2>\n<p>b  <em>c</em><br>d</p><ul><li>e</li><li>f</li></ul><table><tr><td>g</td><td>h</td></tr></table><pre>  i\n   j</pre><script>x</script>";

        assert_eq!(plain(html), "A\nb c\nd\ne\nf\ng h\n  i\n   j");
    }

    #[test]
    fn an_excerpt_ends_with_a_word() {
        let html = "<p>One two, three.</p><p>Four five</p>";

        assert_eq!(excerpt(html, 100), "One two, three. Four five");
        assert_eq!(excerpt(html, 10), "One two…");
        assert_eq!(excerpt(html, 15), "One two, three.…");
        assert_eq!(excerpt(html, 8), "One two…");
        assert_eq!(excerpt("", 5), "");
    }

    #[test]
    fn an_excerpt_of_words_without_gaps_ends_with_a_whole_character() {
        assert_eq!(excerpt("<p>今日は良い天気です</p>", 4), "今日は良…");
        assert_eq!(excerpt("<p>abcde\u{301}f</p>", 5), "abcd…");
        assert_eq!(excerpt("<p>ab👩\u{200d}🚀x</p>", 3), "ab…");
    }

    #[test]
    fn text_shown_as_markup_stays_text() {
        assert_eq!(plain("<p>a &lt;b&gt; &amp;amp;</p>"), "a <b> &amp;");
    }
}
