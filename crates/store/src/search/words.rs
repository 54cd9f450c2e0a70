//! What a word is: of a text on its way into the index, and of a query on its way to an engine.
//!
//! Runs of letters and digits, folded. Of scripts without gaps, every two neighbouring letters are a word, and the last letter
//! of a run is one more: so any stretch of such a text is a phrase in it, and a single letter the beginning of a word.

use std::fmt::Write as _;

use domain::search::Query;

/// Bytes of a text that are looked at, and bytes of its words that are indexed.
///
/// PostgreSQL's vectors end near a million bytes; nobody searches beyond the first part.
const BYTES: usize = 200_000;
/// Words of a text that are indexed. PostgreSQL counts places up to 16,383 and takes all later ones for the same.
const MOST: usize = 15_000;
/// Bytes of a word that count.
const LONGEST: usize = 100;
/// Letters from which on the last word of a query also stands for every word that it begins. In a phrase, words are whole.
const BEGINNING: usize = 3;

/// The words of a title and of the text under it, bounded together.
pub(super) fn of_text(title: &str, body: &str) -> (Vec<String>, Vec<String>) {
    let mut room = (MOST, 2 * BYTES);
    let title = bounded(words(title, true), &mut room);
    let body = bounded(words(base::clean::clip(body, BYTES), true), &mut room);
    (title, body)
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
fn words(text: &str, whole: bool) -> Vec<String> {
    let folded = base::clean::fold(text);
    let mut found = Found::default();
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
struct Found {
    words: Vec<String>,
    /// The word at hand.
    word: String,
    /// Letters of the run at hand, in a script without gaps.
    run: usize,
    /// The last of them.
    last: char,
}

impl Found {
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

/// As PostgreSQL reads a vector. The first place stays free, so that no phrase runs from a title into its text.
pub(super) fn vector(words: &[String]) -> String {
    let mut out = String::new();
    for (place, word) in (2_usize..).zip(words) {
        let _ = write!(out, "{}:{place} ", quoted(word, '\'')); // Writing to a string does not fail.
    }
    out
}

/// A word between quotes. Words are letters and digits only, so nothing in them has to be escaped.
fn quoted(word: &str, quote: char) -> String {
    format!("{quote}{word}{quote}")
}

/// A query in the words of the index.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sought {
    wanted: Vec<Phrase>,
    unwanted: Vec<Phrase>,
}

#[derive(Debug, PartialEq, Eq)]
struct Phrase {
    words: Vec<String>,
    /// Whether its last word also stands for every word that it begins.
    beginning: bool,
}

impl Sought {
    /// Nothing if nothing is left to look for.
    pub(super) fn of(query: &Query) -> Option<Self> {
        let phrases = |raw: &mut dyn Iterator<Item = &[String]>| -> Vec<Phrase> {
            raw.map(Phrase::of)
                .filter(|phrase| !phrase.words.is_empty())
                .collect()
        };
        let mut wanted = phrases(&mut query.wanted());
        if let Some(last) = wanted.last_mut()
            && let [word] = last.words.as_slice()
        {
            last.beginning |= word.chars().count() >= BEGINNING;
        }
        (!wanted.is_empty()).then(|| Self {
            wanted,
            unwanted: phrases(&mut query.unwanted()),
        })
    }

    /// As FTS5 reads it.
    pub(super) fn fts5(&self) -> Expression {
        self.expression(
            |words| quoted(&words.join(" "), '"'),
            [" *", " AND ", " OR ", " NOT "],
        )
    }

    /// As PostgreSQL reads it.
    pub(super) fn tsquery(&self) -> Expression {
        let joined = |words: &[String]| {
            let words: Vec<_> = words.iter().map(|word| quoted(word, '\'')).collect();
            words.join(" <-> ")
        };
        self.expression(joined, [":*", " & ", " | ", " & !"])
    }

    fn expression(
        &self,
        exact: impl Fn(&[String]) -> String,
        [beginning, and, or, without]: [&str; 4],
    ) -> Expression {
        let whole = |phrase: &Phrase| format!("({})", exact(&phrase.words));
        let open = |phrase: &Phrase| match phrase.beginning {
            true => format!("({}{beginning})", exact(&phrase.words)),
            false => whole(phrase),
        };
        let join = |all: Vec<String>, with: &str| format!("({})", all.join(with));
        let wanted = join(self.wanted.iter().map(open).collect(), and);
        let unwanted = (!self.unwanted.is_empty())
            .then(|| join(self.unwanted.iter().map(whole).collect(), or));
        let in_order: Vec<String> = self
            .wanted
            .iter()
            .flat_map(|phrase| phrase.words.clone())
            .collect();
        Expression {
            whole: match &unwanted {
                None => wanted.clone(),
                Some(unwanted) => format!("{wanted}{without}{unwanted}"),
            },
            exact: self
                .wanted
                .iter()
                .any(|phrase| phrase.beginning)
                .then(|| join(self.wanted.iter().map(whole).collect(), and)),
            phrase: (self.wanted.len() > 1).then(|| exact(&in_order)),
            wanted,
            unwanted,
        }
    }
}

/// A query as an engine reads it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Expression {
    /// All of it.
    pub(super) whole: String,
    /// The part that has to be found.
    pub(super) wanted: String,
    /// The part that must not.
    pub(super) unwanted: Option<String>,
    /// The wanted without beginnings, if it has one.
    pub(super) exact: Option<String>,
    /// The wanted as a single phrase, if it is more than that.
    pub(super) phrase: Option<String>,
}

impl Phrase {
    fn of(raw: &[String]) -> Self {
        let words = words(&raw.join(" "), false);
        // One letter of a script without gaps begins a word of two wherever it is not the last of its run.
        let beginning = words.last().is_some_and(|word| {
            let mut letters = word.chars();
            letters.next().is_some_and(base::clean::is_unspaced) && letters.next().is_none()
        });
        Self { words, beginning }
    }
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

    fn sought(raw: &str) -> Sought {
        Sought::of(&Query::parse(raw)).unwrap()
    }

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
    fn expressions_quote_every_word() {
        let query = sought("\"base conn\" abc -x");
        let expression = |[whole, wanted, unwanted, exact, phrase]: [&str; 5]| Expression {
            whole: whole.to_owned(),
            wanted: wanted.to_owned(),
            unwanted: Some(unwanted.to_owned()),
            exact: Some(exact.to_owned()),
            phrase: Some(phrase.to_owned()),
        };
        assert_eq!(
            query.fts5(),
            expression([
                r#"(("base conn") AND ("abc" *)) NOT (("x"))"#,
                r#"(("base conn") AND ("abc" *))"#,
                r#"(("x"))"#,
                r#"(("base conn") AND ("abc"))"#,
                r#""base conn abc""#,
            ])
        );
        assert_eq!(
            query.tsquery(),
            expression([
                "(('base' <-> 'conn') & ('abc':*)) & !(('x'))",
                "(('base' <-> 'conn') & ('abc':*))",
                "(('x'))",
                "(('base' <-> 'conn') & ('abc'))",
                "'base' <-> 'conn' <-> 'abc'",
            ])
        );
        let plain = sought("ab").fts5();
        assert_eq!(
            (plain.whole, plain.exact, plain.phrase),
            (r#"(("ab"))"#.to_owned(), None, None)
        );
        assert_eq!(vector(&["a".to_owned(), "b".to_owned()]), "'a':2 'b':3 ");
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
