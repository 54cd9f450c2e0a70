//! HTML of any origin to a [`Node`] tree, by the parser that browsers agree on.
//!
//! Tags that mean nothing here are dropped before the tree is built, so that neither foreign namespaces nor
//! templates nor forms can change how the rest is understood. The number of nodes is bounded by the length of the text.

mod arena;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, create_element};
use html5ever::{LocalName, QualName, TokenizerResult, local_name, ns};

use crate::code::language;
use crate::known;
use crate::tree::Node;
use arena::Arena;

/// How deep tags may be open at once while reading; far more than is shown, little enough for the parser to stay linear.
const OPEN: usize = 256;

/// The nodes of `html`, and whether all of it was read.
pub(crate) fn parse(html: &str) -> (Vec<Node>, bool) {
    let arena = Arena::with_room_for(html.len().saturating_add(1024));
    let context = create_element(
        &arena,
        QualName::new(None, ns!(html), local_name!("div")),
        Vec::new(),
    );
    let options = TreeBuilderOpts {
        scripting_enabled: false,
        ..TreeBuilderOpts::default()
    };
    let gate = Gate {
        builder: TreeBuilder::new_for_fragment(arena, context, None, options),
    };
    let tokenizer = Tokenizer::new(gate, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(html.into());
    // A finished `<script>` hands control back; there is nothing to run.
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    let arena = tokenizer.sink.builder.sink;
    let whole = !arena.is_full();
    (arena.into_nodes(), whole)
}

/// Stands between tokens and tree, and lets through only what the tree should know.
struct Gate {
    builder: TreeBuilder<usize, Arena>,
}

impl Gate {
    fn admit(&self, tag: &mut Tag) -> bool {
        if known::element(&tag.name).is_none() {
            return false;
        }
        if tag.kind == TagKind::StartTag {
            if self.builder.sink.depth() > OPEN && !is_void(&tag.name) {
                return false;
            }
            let name = &tag.name;
            tag.attrs
                .retain_mut(|attribute| keeps(name, &attribute.name.local, &mut attribute.value));
        }
        true
    }
}

impl TokenSink for Gate {
    type Handle = usize;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<usize> {
        let token = match token {
            Token::TagToken(mut tag) => {
                if self.builder.sink.is_full() || !self.admit(&mut tag) {
                    return TokenSinkResult::Continue;
                }
                Token::TagToken(tag)
            }
            Token::CharacterTokens(text) => {
                if self.builder.sink.is_full() {
                    return TokenSinkResult::Continue;
                }
                Token::CharacterTokens(text)
            }
            Token::EOFToken => Token::EOFToken,
            Token::DoctypeToken(_)
            | Token::CommentToken(_)
            | Token::NullCharacterToken
            | Token::ParseError(_) => return TokenSinkResult::Continue,
        };
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }
}

fn keeps(element: &LocalName, attribute: &LocalName, value: &mut StrTendril) -> bool {
    if !known::is_reopened(element) {
        return known::attribute(attribute).is_some();
    }
    // The language of code is one of a few; see `is_reopened`.
    let class = (&**element == "code" && &**attribute == "class")
        .then(|| language::named_in(value))
        .flatten()
        .map(|language| StrTendril::from(language.class()));
    match class {
        Some(class) => {
            *value = class;
            true
        }
        None => false,
    }
}

fn is_void(name: &LocalName) -> bool {
    matches!(
        &**name,
        "br" | "hr" | "img" | "image" | "input" | "source" | "embed" | "col"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::text_of;

    #[test]
    fn tags_without_meaning_leave_their_text() {
        let (nodes, whole) = parse("<form><svg><x-y>a</x-y><!-- c --></svg>b</form>");

        assert_eq!(nodes, vec![Node::text("ab")]);
        assert!(whole);
    }

    #[test]
    fn reopened_formatting_cannot_multiply() {
        let opened: String = (0..7_000).map(|n| format!("<b a={n}>")).collect();
        let html = format!("<p>{opened}</p>{}", "<p>x".repeat(10_000));

        let (nodes, _) = parse(&html);

        assert_eq!(text_of(&nodes).len(), 10_000);
    }

    #[test]
    fn a_hundred_thousand_open_tags_are_read_without_trouble() {
        for tag in [
            "<div>",
            "<span>",
            "<blockquote>",
            "<ul><li>",
            "<table><tr><td>",
            "<a href=x>",
            "<svg><p>",
        ] {
            let (nodes, _) = parse(&format!("{}x", tag.repeat(100_000 / tag.len())));

            assert!(text_of(&nodes).contains('x'), "{tag}");
        }
    }
}
