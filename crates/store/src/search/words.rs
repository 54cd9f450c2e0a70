//! What a word is: of a text on its way into the index, and of a query on its way to an engine.
//!
//! Runs of letters and digits, folded. Of scripts without gaps, every two neighbouring letters are a word, and the last letter
//! of a run is one more: so any stretch of such a text is a phrase in it, and a single letter the beginning of a word.

use std::fmt::Write as _;

use super::mark;
use crate::Engine;

/// Bytes of a text that are looked at, and bytes of its words that are indexed.
///
/// PostgreSQL's vectors end near a million bytes; nobody searches beyond the first part.
const BYTES: usize = 200_000;
/// Words of a text that are indexed. PostgreSQL counts places up to 16,383 and takes all later ones for the same.
const MOST: usize = 15_000;
/// Bytes of a word that count.
const LONGEST: usize = 100;

/// An entry of the index: words with their order, and marks without.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    words: Vec<String>,
    marks: Vec<String>,
}

impl Entry {
    /// What is named `name` and has some text: the words of the name are there twice, once among all and once as a name's.
    pub(super) fn new(name: &str, text: &str, marks: Vec<String>) -> Self {
        let mut room = (MOST, 2 * BYTES);
        let name = bounded(words(base::clean::clip(name, BYTES), true), &mut room);
        let text = bounded(words(base::clean::clip(text, BYTES), true), &mut room);
        if name.is_empty() {
            return Self { words: text, marks };
        }
        let named = name.iter().map(|word| format!("{}{word}", mark::NAMED));
        let named: Vec<String> = bounded(named.collect(), &mut room);
        let gap = || mark::GAP.to_owned();
        let mut all = name;
        all.push(gap());
        all.extend(text);
        all.push(gap());
        all.extend(named);
        Self { words: all, marks }
    }

    /// As an engine keeps it.
    pub(super) fn kept(&self, engine: Engine) -> String {
        match engine {
            Engine::Sqlite => {
                let all: Vec<&str> = self
                    .words
                    .iter()
                    .chain(&self.marks)
                    .map(String::as_str)
                    .collect();
                all.join(" ")
            }
            Engine::Postgres => self.vector(),
        }
    }

    fn vector(&self) -> String {
        let mut out = String::new();
        // Writing to a string does not fail.
        for (place, word) in (1_usize..).zip(&self.words) {
            if word != mark::GAP {
                let _ = write!(out, "{}:{place} ", quoted(word, '\''));
            }
        }
        for mark in &self.marks {
            let _ = write!(out, "{} ", quoted(mark, '\''));
        }
        out
    }
}

fn bounded(mut words: Vec<String>, room: &mut (usize, usize)) -> Vec<String> {
    let mut kept = 0;
    for word in &words {
        if room.0 == 0 || room.1 < word.len() {
            break;
        }
        room.0 -= 1;
        room.1 -= word.len();
        kept += 1;
    }
    words.truncate(kept);
    words
}

/// The words of a text. Whether it is `whole` matters for its last letter only: a query may stop inside a run.
pub(super) fn words(text: &str, whole: bool) -> Vec<String> {
    let folded = base::clean::fold(text);
    let mut found = Run::default();
    for c in folded.chars() {
        if !c.is_alphanumeric() {
            found.end();
        } else if base::clean::is_unspaced(c) {
            found.letter(c);
        } else {
            found.end_run();
            found.word.push(c);
        }
    }
    if !whole && found.run > 1 {
        found.run = 0; // Its pair is there already, and more may follow in the text.
    }
    found.end();
    found.words
}

#[derive(Default)]
struct Run {
    words: Vec<String>,
    /// The word at hand.
    word: String,
    /// Letters of the run at hand, in a script without gaps.
    run: usize,
    /// The last of them.
    last: char,
}

impl Run {
    fn letter(&mut self, c: char) {
        self.end_word();
        if self.run > 0 {
            self.words.push(String::from_iter([self.last, c]));
        }
        self.run += 1;
        self.last = c;
    }

    fn end_word(&mut self) {
        if !self.word.is_empty() {
            self.words
                .push(base::clean::clip(&self.word, LONGEST).to_owned());
            self.word.clear();
        }
    }

    fn end_run(&mut self) {
        if self.run > 0 {
            self.words.push(self.last.to_string());
            self.run = 0;
        }
    }

    fn end(&mut self) {
        self.end_word();
        self.end_run();
    }
}

/// A word between quotes. Words are letters and digits, marks begin with a sign that is no quote, so nothing has to be escaped.
pub(super) fn quoted(word: &str, quote: char) -> String {
    format!("{quote}{word}{quote}")
}

/// The words of sanitised HTML: tags give way to blanks, the five entities that the sanitiser writes are read.
pub(super) fn plain(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        if from.starts_with('<') {
            out.push(' ');
            rest = from.split_once('>').map_or("", |(_, after)| after);
        } else {
            let entities = [
                ("&amp;", '&'),
                ("&lt;", '<'),
                ("&gt;", '>'),
                ("&quot;", '"'),
                ("&nbsp;", ' '),
            ];
            match entities.iter().find(|(name, _)| from.starts_with(name)) {
                Some((name, c)) => {
                    out.push(*c);
                    rest = from.strip_prefix(name).unwrap_or_default();
                }
                None => {
                    out.push('&');
                    rest = from.strip_prefix('&').unwrap_or_default();
                }
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn tags_part_words_and_entities_are_read() {
        assert_eq!(
            plain("<p>a &amp; b</p><p>c&nbsp;&lt;d&gt; &x"),
            " a & b  c <d> &x"
        );
        assert_eq!(plain("a <never closed"), "a  ");
    }

    #[test]
    fn words_are_runs_and_pairs() {
        assert_eq!(
            words("Ketiles, l’été; 3rd", true),
            ["ketiles", "l", "ete", "3rd"]
        );
        assert_eq!(words("日本語", true), ["日本", "本語", "語"]);
        assert_eq!(words("日本語", false), ["日本", "本語"]);
        assert_eq!(words("日", false), ["日"]);
        assert_eq!(words("v2日本 x", false), ["v2", "日本", "本", "x"]);
    }

    #[test]
    fn an_entry_keeps_its_name_apart_and_its_marks_without_a_place() {
        let entry = Entry::new(
            "Old lamp",
            "Shade",
            vec!["%anchor".to_owned(), "#7".to_owned()],
        );
        assert_eq!(
            entry.kept(Engine::Sqlite),
            "old lamp % shade % =old =lamp %anchor #7"
        );
        assert_eq!(
            entry.kept(Engine::Postgres),
            "'old':1 'lamp':2 'shade':4 '=old':6 '=lamp':7 '%anchor' '#7' "
        );
        let said = Entry::new("", "Shade", vec!["%comment".to_owned()]);
        assert_eq!(said.kept(Engine::Sqlite), "shade %comment");
    }

    proptest! {
        #[test]
        fn words_are_letters_and_digits_and_bounded(text in "\\PC{0,200}", whole: bool) {
            for word in words(&text, whole) {
                prop_assert!(!word.is_empty() && word.len() <= LONGEST);
                prop_assert!(word.chars().all(char::is_alphanumeric));
            }
        }

        #[test]
        fn any_stretch_of_a_run_is_a_phrase_in_it(text in "[日本語のやかん]{2,12}", from in 0_usize..12, length in 2_usize..12) {
            let letters: Vec<char> = text.chars().collect();
            let from = from % letters.len();
            let stretch: String = letters.iter().skip(from).take(length).collect();
            let (all, some) = (words(&text, true), words(&stretch, false));
            prop_assert!(stretch.chars().count() < 2 || all.windows(some.len()).any(|window| window == some));
        }
    }
}
