//! The place in a text where searched words stand.

use serde::Serialize;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use crate::text::{joins, plain};

/// How many searched words are looked for.
const WORDS: usize = 16;

/// A part of a text around what was searched for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Snippet {
    /// The part in order; `…` stands where the text goes on.
    pub pieces: Vec<Piece>,
}

/// A stretch of a snippet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// Plain text.
    pub text: String,
    /// Whether this is a word that was searched for.
    pub hit: bool,
}

/// About `chars` characters of the text around the first of `words`; its beginning if none occurs.
///
/// A word is found by its beginning, whatever its case and accents.
pub fn snippet(html_or_text: &str, words: &[String], chars: usize) -> Snippet {
    let text = if is_html(html_or_text) {
        plain(html_or_text)
    } else {
        html_or_text.to_owned()
    };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let wanted: Vec<Vec<char>> = words
        .iter()
        .flat_map(|word| word.split(|c: char| !is_word(c)))
        .map(folded)
        .filter(|word| !word.is_empty())
        .take(WORDS)
        .collect();
    let hits = hits(&text, &wanted);
    let first = hits.first().map_or(0, |hit| hit.start);
    let window = window(&text, first, chars);
    pieces(&text, &hits, window)
}

fn is_html(text: &str) -> bool {
    text.split('<')
        .skip(1)
        .any(|after| after.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'))
}

#[derive(Clone, Copy)]
struct Range {
    start: usize,
    end: usize,
}

fn hits(text: &str, wanted: &[Vec<char>]) -> Vec<Range> {
    let mut hits: Vec<Range> = Vec::new();
    let mut in_word = false;
    let mut done = 0;
    for (start, c) in text.char_indices() {
        let begins = is_word(c) && (!in_word || has_no_gaps(c));
        in_word = is_word(c);
        if !begins || start < done {
            continue;
        }
        let Some(rest) = text.get(start..) else {
            continue;
        };
        if let Some(length) = wanted.iter().filter_map(|word| matched(rest, word)).max() {
            done = start.saturating_add(length);
            hits.push(Range { start, end: done });
        }
    }
    hits
}

/// How far the word at the beginning of `rest` goes if it begins with `wanted`.
fn matched(rest: &str, wanted: &[char]) -> Option<usize> {
    let mut left = wanted.iter().copied();
    let mut expected = left.next();
    let mut gapless = false;
    for (at, c) in rest.char_indices() {
        if expected.is_none() && !joins(c) && !is_combining_mark(c) && (gapless || !is_word(c)) {
            return Some(at);
        }
        gapless = has_no_gaps(c);
        let mut equal = true;
        fold(c, &mut |folded| {
            if let Some(wanted) = expected {
                equal &= wanted == folded;
                expected = left.next();
            }
        });
        if !equal {
            return None;
        }
    }
    expected.is_none().then_some(rest.len())
}

/// Where to begin and end so that `first` stands in the first third.
fn window(text: &str, first: usize, chars: usize) -> Range {
    let before = text.get(..first).unwrap_or_default();
    let start = before
        .char_indices()
        .rev()
        .take(chars / 3)
        .last()
        .map_or(first, |(at, _)| at);
    let rest = text.get(start..).unwrap_or_default();
    let end = rest
        .char_indices()
        .nth(chars)
        .map_or(text.len(), |(at, _)| start.saturating_add(at));
    Range {
        start: if start == 0 {
            0
        } else {
            next_word(text, start, first)
        },
        end: if end == text.len() {
            end
        } else {
            last_word(text, end, first)
        },
    }
}

/// The beginning of the next word after `start`, not after `first`.
fn next_word(text: &str, start: usize, first: usize) -> usize {
    let between = text.get(start..first).unwrap_or_default();
    between
        .find(' ')
        .map_or(start, |gap| start.saturating_add(gap).saturating_add(1))
}

/// The end of the last word before `end`, not before `first`.
fn last_word(text: &str, end: usize, first: usize) -> usize {
    let between = text.get(first..end).unwrap_or_default();
    match between.rfind(' ') {
        Some(gap) if gap > 0 => first.saturating_add(gap),
        _ => end,
    }
}

fn pieces(text: &str, hits: &[Range], window: Range) -> Snippet {
    let mut snippet = Snippet::default();
    if window.start > 0 {
        snippet.push("…", false);
    }
    let mut at = window.start;
    for hit in hits {
        if hit.start < at {
            continue;
        }
        if hit.start >= window.end {
            break;
        }
        let end = hit.end.min(window.end);
        snippet.push(text.get(at..hit.start).unwrap_or_default(), false);
        snippet.push(text.get(hit.start..end).unwrap_or_default(), true);
        at = end;
    }
    snippet.push(text.get(at..window.end).unwrap_or_default(), false);
    if window.end < text.len() {
        snippet.push("…", false);
    }
    snippet
}

impl Snippet {
    fn push(&mut self, text: &str, hit: bool) {
        if text.is_empty() {
            return;
        }
        match self.pieces.last_mut() {
            Some(last) if last.hit == hit && !hit => last.text.push_str(text),
            _ => self.pieces.push(Piece {
                text: text.to_owned(),
                hit,
            }),
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_combining_mark(c)
}

/// Whether words of this script follow each other without a gap, so that any character may begin one.
fn has_no_gaps(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn folded(word: &str) -> Vec<char> {
    let mut folded = Vec::new();
    for c in word.chars() {
        fold(c, &mut |c| folded.push(c));
    }
    folded
}

/// The letters that count in comparing: lower case, without accents.
fn fold(c: char, emit: &mut dyn FnMut(char)) {
    decompose_canonical(c, |part| {
        if !is_combining_mark(part) {
            part.to_lowercase().for_each(&mut *emit);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, words: &[&str], chars: usize) -> String {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        snippet(text, &words, chars)
            .pieces
            .into_iter()
            .map(|piece| {
                if piece.hit {
                    format!("[{}]", piece.text)
                } else {
                    piece.text
                }
            })
            .collect()
    }

    #[test]
    fn words_are_found_by_their_beginning_in_any_case_and_with_any_accent() {
        assert_eq!(
            shown(
                "<p>The <em>Café</em> of CAFETERIAS, decaf</p>",
                &["cafe"],
                100
            ),
            "The [Café] of [CAFETERIAS], decaf"
        );
        assert_eq!(
            shown("ÉCOLE e\u{301}cole", &["éc"], 100),
            "[ÉCOLE] [e\u{301}cole]"
        );
    }

    #[test]
    fn the_window_moves_to_the_first_hit() {
        let text = format!(
            "{}needle in the hay {}",
            "straw ".repeat(50),
            "more ".repeat(50)
        );

        assert_eq!(
            shown(&text, &["needle"], 40),
            "…straw straw [needle] in the hay more…"
        );
    }

    #[test]
    fn without_a_hit_the_beginning_is_shown() {
        assert_eq!(shown("one two three four", &["x"], 9), "one two…");
        assert_eq!(shown("one", &[], 9), "one");
        assert_eq!(shown("", &["a"], 9), "");
    }

    #[test]
    fn words_without_gaps_are_found_anywhere() {
        assert_eq!(
            shown("今日は良い天気です", &["天気"], 30),
            "今日は良い[天気]です"
        );
    }

    #[test]
    fn text_that_is_not_markup_is_taken_as_it_is() {
        assert_eq!(shown("1 < 2 & x", &["x"], 30), "1 < 2 & [x]");
    }

    #[test]
    fn words_that_are_nothing_find_nothing() {
        assert_eq!(shown("a - b", &["-", "", "\u{301}"], 30), "a - b");
    }
}
