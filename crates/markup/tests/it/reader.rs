//! Reads HTML as a browser would, to look for what may not be there.

use std::cell::RefCell;

use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

const ELEMENTS: &str = "p br hr h2 h3 h4 h5 h6 strong em del s sub sup code pre kbd samp blockquote ul ol li dl dt dd \
    table thead tbody tr th td a img details summary span figure figcaption abbr q cite ins mark";

const CLASSES: &str = "align-center align-left align-right bidi footnote-backref footnote-ref footnotes hl-c hl-k hl-n \
    hl-s host mention picture task task-done";

/// A start tag with its attributes.
pub(crate) type Tag = (String, Vec<(String, String)>);

#[derive(Default)]
struct Tags(RefCell<Vec<Tag>>, RefCell<Vec<String>>);

impl TokenSink for Tags {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) => {
                let attributes = tag
                    .attrs
                    .iter()
                    .map(|one| (one.name.local.to_string(), one.value.to_string()))
                    .collect();
                if tag.kind == TagKind::EndTag {
                    self.1.borrow_mut().push(tag.name.to_string());
                } else {
                    self.0.borrow_mut().push((tag.name.to_string(), attributes));
                }
            }
            Token::CommentToken(_) | Token::DoctypeToken(_) => {
                self.0.borrow_mut().push(("!".to_owned(), Vec::new()));
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// All start tags.
pub(crate) fn tags(html: &str) -> Vec<Tag> {
    let tokenizer = Tokenizer::new(Tags::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(html.into());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

/// What in `html` is outside the allow-list; written anew here, not taken from the code under test.
pub(crate) fn forbidden(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (name, attributes) in tags(html) {
        if !ELEMENTS.split_whitespace().any(|known| known == name) {
            found.push(format!("<{name}>"));
        }
        for (attribute, value) in attributes {
            let fine = match (name.as_str(), attribute.as_str()) {
                ("a", "href") => {
                    value.starts_with("https://")
                        || value.starts_with("http://")
                        || value.starts_with("mailto:")
                        || value.starts_with('#')
                        || (value.starts_with('/')
                            && !value.starts_with("//")
                            && !value.starts_with("/\\"))
                }
                ("a", "rel") => value == "nofollow ugc noopener",
                ("img", "src") => value.starts_with("/media/") && !value.contains(".."),
                ("img", "srcset") => value.split(',').all(|one| {
                    let mut words = one.split_whitespace();
                    words.next().is_some_and(|address| {
                        address.starts_with("/media/") && !address.contains("..")
                    }) && words.next().is_some_and(|width| width.ends_with('w'))
                        && words.next().is_none()
                }),
                ("img", "sizes") => value == "(min-width: 58rem) 40rem, 100vw",
                ("img", "loading") => value == "lazy",
                ("img", "width" | "height") | ("ol", "start") => value.parse::<u32>().is_ok(),
                ("a" | "img", "title") | ("img", "alt") => true,
                (_, "id") => value.starts_with("u-c1-"),
                (_, "dir") => value == "auto",
                (_, "lang") => value.len() <= 35,
                (_, "class") => value
                    .split(' ')
                    .all(|one| CLASSES.split_whitespace().any(|known| known == one)),
                _ => false,
            };
            if !fine {
                found.push(format!("<{name} {attribute}={value:?}>"));
            }
        }
        let blank = |c: char| c.is_whitespace() || c.is_control();
        if name.contains(blank) {
            found.push(format!("blank in {name:?}"));
        }
    }
    found
}
